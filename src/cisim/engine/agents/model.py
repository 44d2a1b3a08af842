"""The readable engine: a Mesa model that walks through the months."""

from functools import partial

import mesa
from mesa.agent import AgentSet

from cisim.configuration.outcomes import SERIES
from cisim.configuration.scenarios import Scenario
from cisim.engine.agents.backbone import Backbone
from cisim.engine.agents.drafting import agreement_on, drafted
from cisim.engine.agents.funder import Funder
from cisim.engine.agents.initiative import Initiative
from cisim.engine.agents.observer import Observer
from cisim.engine.agents.organisation import Organisation
from cisim.engine.agents.participant import Participant
from cisim.engine.agents.people import Champion, Community, Council
from cisim.engine.agents.place import Place
from cisim.engine.agents.saving import saved_month, take_up
from cisim.engine.agents.seating import Seats, seated
from cisim.model.elementary import total
from cisim.model.initialization import initial_state
from cisim.model.observation import Event, in_order
from cisim.model.preparation import for_laws
from cisim.model.saved_month import SavedMonth
from cisim.model.schedule import PROCESSES
from cisim.model.submodels import funding

ORGANISATION_REPORTERS = (
    "place",
    "is_member",
    "effort",
    "morale",
    "belief",
    "systems_mindset",
    "trust_in_backbone",
    "distance_to_agenda",
)
"""State of an organisation that Mesa's data collector keeps every month."""


class CollectiveImpactModel(mesa.Model):  # type: ignore[misc]  # Mesa's class is untyped
    """Organisations, backbone, funders and those around the table in one place.

    Every random number is keyed by ``rng``, the purpose, the agent and the month; the
    generators that Mesa makes from ``rng`` are never asked. One step is one month.

    Parameters
    ----------
    scenario
        What happens where.
    rng
        Seed of the run, an integer of 0 or more.
    organisation_type
        `Organisation` or a subclass that behaves otherwise.
    record_organisations
        Whether the data collector also keeps the state of every organisation.

    Raises
    ------
    TypeError
        If ``scenario`` is not a `Scenario`.
    ValueError
        If ``rng`` is not an integer between 0 and 2**63 - 1.
    """

    def __init__(
        self,
        scenario: Scenario,
        rng: int = 1,
        *,
        organisation_type: type[Organisation] = Organisation,
        record_organisations: bool = True,
    ) -> None:
        if not isinstance(scenario, Scenario):
            message = f"scenario = {scenario!r}: must be a Scenario; see cisim.load"
            raise TypeError(message)
        self.run_seed = checked_seed(rng)
        super().__init__(rng=self.run_seed)
        self.setting = scenario
        self.month = 0
        history = scenario.parameters_by_month()
        self._history = {month: for_laws(held) for month, held in history.items()}
        self.parameters = self._history[0]
        self.changed_now: frozenset[str] = frozenset()
        self.events: list[Event] = []
        self._people(organisation_type)
        self._visits = {process: self._who(process) for process in PROCESSES}
        self.initiative.agenda = drafted(self.initiative)
        self.initiative.agreement = agreement_on(
            self.initiative, self.initiative.agenda
        )
        self.observer.series = self.observer.survey()
        self.datacollector = self._collector(
            organisation_type, record_organisations=record_organisations
        )
        self.datacollector.collect(self)

    def _people(self, organisation_type: type[Organisation]) -> None:
        """Put everybody in place."""
        start = initial_state(self.parameters, self.run_seed, self.setting.roster)
        self.place = Place(self, start)
        self.observer = Observer(self)
        self.backbone = Backbone(self)
        self.champion = Champion(self, start)
        self.community = Community(self, start)
        self.council = Council(self, start)
        funders = self.parameters.funding.funders
        self.funders = [Funder(self, place) for place in range(funders)]
        self.roster = [
            organisation_type(self, place, start) for place in range(start.size)
        ]
        self.seat_members()
        self.initiative = Initiative(self, start)

    def _at_table(self) -> list[Organisation]:
        """Organisations at the table, in the order of the roster."""
        return [organisation for organisation in self.roster if organisation.is_member]

    def seat_members(self) -> None:
        """Let members take the seats of a month."""
        self.members = self._at_table()
        self.seats: Seats = seated(self.parameters, len(self.roster), self.members)

    def _who(self, process: str) -> AgentSet:
        """Agents that take part in a process."""
        return AgentSet(
            [agent for agent in self.agents if hasattr(agent, process)],
            random=self.random,
        )

    def _collector(
        self, organisation_type: type[Organisation], *, record_organisations: bool
    ) -> mesa.DataCollector:
        organisations = {name: name for name in ORGANISATION_REPORTERS}
        return mesa.DataCollector(
            model_reporters={"month": "month"}
            | {column.name: partial(_reported, column.name) for column in SERIES},
            agenttype_reporters={organisation_type: organisations}
            if record_organisations
            else None,
        )

    @property
    def grants(self) -> float:
        """Currency that all funders pay this month."""
        return total(funder.grant for funder in self.funders)

    @property
    def co_funding(self) -> float:
        """Currency that engaged funders win from others this month."""
        return funding.co_funding(
            self.parameters.funding, self.grants, self.initiative.legitimacy
        )

    @property
    def money(self) -> float:
        """Currency of this month from funders and those they won."""
        return self.grants + self.co_funding

    @property
    def joint_effort(self) -> float:
        """Joint effort (FTE) of all members."""
        return total(member.effort * member.capacity for member in self.members)

    @property
    def capacity(self) -> float:
        """Capacity (FTE) of all members."""
        return total(member.capacity for member in self.members)

    @property
    def mean_trust(self) -> float:
        """Mean trust between members at the end of the month before."""
        return self.observer.series["trust"]

    def record(
        self, kind: str, organisation: int | None = None, reason: str = ""
    ) -> None:
        """Write down an event of this month."""
        self.events.append(Event(self.month, kind, organisation, reason))

    def step(self) -> None:
        """Simulate a month: every process in two phases, then collect.

        Months that lie behind a model that was saved are not simulated again.
        """
        if self.time <= self.month:
            return
        self.month = int(self.time)
        self.changed_now = self.setting.names_changed(self.month)
        self.parameters = self._history.get(self.month, self.parameters)
        self.seat_members()
        for process in PROCESSES:
            self._visits[process].do(process)
            self._visits[process].do(Participant.settle)
            self.members = self._at_table()
        self.datacollector.collect(self)
        self.running = self.month < self.parameters.horizon_months

    def saved(self) -> SavedMonth:
        """Return all that is needed to go on from the beginning of the next month."""
        return saved_month(self)

    @classmethod
    def continued(
        cls,
        saved: SavedMonth,
        scenario: Scenario | None = None,
        *,
        organisation_type: type[Organisation] = Organisation,
        record_organisations: bool = True,
    ) -> "CollectiveImpactModel":
        """Return a model that stands where another was saved, to be stepped on.

        With ``scenario`` it goes on under other settings; what differs from the saved
        scenario must be changes in the saved month or later, see
        `Scenario.from_month`. States of organisations are recorded from here on.

        Raises
        ------
        ConfigurationError
            If the scenario has another past than the saved one.
        ValueError
            If it was saved with other agents or other state variables.
        """
        scenario = scenario or saved.scenario
        saved.check_past(scenario)
        model = cls(scenario, saved.seed, organisation_type=organisation_type)
        take_up(model, saved)
        model.datacollector = model._collector(
            organisation_type, record_organisations=record_organisations
        )
        model.datacollector.collect(model)
        model.datacollector.model_vars = {n: list(v) for n, v in saved.series.items()}
        return model

    def event_log(self) -> tuple[Event, ...]:
        """Events by month, kind and organisation, whatever the order of visits."""
        return in_order(self.events)

    def shuffle_visits(self) -> None:
        """Visit agents in another order, drawn by Mesa; no result may change."""
        for agents in self._visits.values():
            agents.shuffle(inplace=True)


def checked_seed(rng: object) -> int:
    """Return a seed as integer, or say what a seed must be."""
    seed = int(rng) if hasattr(rng, "__index__") else -1
    if isinstance(rng, bool) or not 0 <= seed < 2**63:
        message = f"rng = {rng!r}: must be an integer from 0 to 2**63 - 1"
        raise ValueError(message)
    return seed


def _reported(name: str, model: CollectiveImpactModel) -> float:
    return model.observer.series[name]
