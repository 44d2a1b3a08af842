"""The initiative: what those at the table have in common."""

from typing import TYPE_CHECKING

from cisim.engine.agents.participant import Participant
from cisim.model.elementary import clip, distance
from cisim.model.state import StartingState
from cisim.model.streams import Purpose
from cisim.model.submodels import (
    activities,
    backbone,
    common_agenda,
    convening,
    measurement,
    morale,
    quick_wins,
    system,
)

if TYPE_CHECKING:
    from cisim.engine.agents.model import CollectiveImpactModel
    from cisim.engine.agents.organisation import Organisation


class Initiative(Participant):
    """Meetings, common agenda, shared measurement, action plan, wins, standing."""

    def __init__(self, model: "CollectiveImpactModel", start: StartingState) -> None:
        super().__init__(model)
        self.mean_power = float(
            start.power[: model.parameters.organisations.at_table].mean()
        )
        self.convened = False
        self.meetings = 0.0
        self.reach = 0.0
        self.contact = 0.0
        self.time_left = 1.0
        self.agenda = (0.5, 0.5)
        self.adopted = False
        self.adopted_month = -1
        self.mean_say = 1.0
        self.agreement = 0.0
        self.vocabulary = 0.0
        self.data_access = 0.0
        self.measurement = 0.0
        self.plan = 0.0
        self.wins_memory = 0.0
        self.wins = 0
        self.failures = 0
        self.pilots: tuple[int, ...] = ()
        self.legitimacy = 0.0
        self.exits = 0.0

    @property
    def members(self) -> "list[Organisation]":
        """Organisations at the table, in the order of the roster."""
        return self.model.members

    @property
    def attendance(self) -> float:
        """Share of the members who attended this month's meetings."""
        came = sum(member.attends for member in self.members)
        return came / len(self.members) if self.members and self.meetings > 0.0 else 0.0

    @property
    def fit(self) -> float:
        """How well the common agenda or its draft meets what works."""
        away = distance(*self.agenda, *self.model.leverage_point)
        return common_agenda.fit(self.parameters.agenda, away)

    @property
    def perceived_progress(self) -> float:
        """Progress that members feel: wins, measured result, a well told process."""
        p = self.parameters
        told = morale.communicated_process(
            p.communication.narrative, self.agreement, float(self.adopted), self.plan
        )
        seen = self.model.place.result_share * self.measurement
        return morale.perceived_progress(p.morale, self.wins_memory, seen, told)

    @property
    def conditions(self) -> tuple[float, float, float, float, float]:
        """Scores of the five conditions, in the order of their declaration."""
        communication = convening.communication_condition(
            self.parameters.communication, self.meetings, self.attendance
        )
        return (
            self.agreement * self.adopted,
            self.measurement,
            self.plan,
            communication,
            self.model.backbone.capacity,
        )

    def convene(self) -> None:
        """Hold the meetings that the backbone's fullness allows."""
        p = self.parameters.communication
        full = self.model.backbone.fullness
        possible = len(self.members) > 1 and not self.model.observer.stopped
        meetings = convening.meetings_held(p, full) if possible else 0.0
        reach = convening.meeting_reach(p, meetings)
        overhead = backbone.overhead(self.parameters.backbone, full)
        self.intend(
            convened=self.convened or meetings > 0.0,
            meetings=meetings,
            reach=reach,
            contact=convening.contact(reach, convening.airtime(p, len(self.members))),
            time_left=clip(1.0 - overhead - convening.meeting_load(p, meetings)),
        )

    def agree_common_agenda(self) -> None:
        """Draft, adopt, and learn from results."""
        if not self.members:
            self.intend(agreement=0.0)
            return
        drafted = self.drafted()
        if self.adopted:
            pull = common_agenda.feedback_pull(
                self.parameters.agenda, self.measurement, self.reach
            )
            drafted = self._toward(drafted, pull * self.attendance)
        self.intend(agenda=drafted, agreement=self.agreement_on(drafted))
        if not self.adopted and self._is_adopted(drafted):
            self.intend(
                adopted=True, adopted_month=self.month, mean_say=self._mean_say()
            )

    def drafted(self) -> tuple[float, float]:
        """Draft of the common agenda: members and people affected by their say."""
        community = self.model.community
        total = sum(member.say for member in self.members)
        voice = community.weight
        x, y = (
            (1.0 - voice)
            * sum(member.say * member.agenda[axis] for member in self.members)
            / total
            + voice * community.view[axis]
            for axis in (0, 1)
        )
        return x, y

    def _toward(self, goal: tuple[float, float], pull: float) -> tuple[float, float]:
        x, y = (at + pull * (to - at) for at, to in zip(self.agenda, goal, strict=True))
        return x, y

    def _mean_say(self) -> float:
        return sum(member.say for member in self.members) / len(self.members)

    def agreement_on(self, agenda: tuple[float, float]) -> float:
        """How near members' agendas are to this one."""
        away = sum(distance(*member.agenda, *agenda) for member in self.members)
        return common_agenda.agreement(self.parameters.agenda, away / len(self.members))

    def _is_adopted(self, drafted: tuple[float, float]) -> bool:
        """Whether enough members, by the same weights as the draft's, can agree now."""
        if self.meetings <= 0.0:
            return False
        p = self.parameters.agenda
        total = sum(member.say for member in self.members)
        near = sum(
            member.say
            for member in self.members
            if distance(*member.agenda, *drafted) <= p.reach
        )
        present = sum(member.say for member in self.members if member.attends)
        return common_agenda.is_adopted(p, near / total, present / total)

    def build_shared_measurement(self) -> None:
        """Find common words, open data, agree on metrics; lose what nobody keeps."""
        p = self.parameters.measurement
        support = self.model.backbone
        growths = {
            "vocabulary": measurement.vocabulary_growth(
                p, self.reach * self.attendance
            ),
            "data_access": measurement.access_growth(
                p, self.model.mean_trust, support.capacity
            )
            if self.meetings > 0.0
            else 0.0,
            "measurement": measurement.measurement_growth(
                p, support.capacity, self.vocabulary, self.data_access
            ),
        }
        for name, growth in growths.items():
            level = getattr(self, name)
            now = measurement.grown(p, level, growth, support.fullness)
            self.intend(**{name: now})

    def plan_activities(self) -> None:
        """Let the mutual action plan grow."""
        plan = activities.next_plan(
            self.parameters.plan,
            self.plan,
            float(self.adopted),
            self.model.backbone.fullness,
            self.agreement,
        )
        self.intend(plan=plan)

    def run_pilots(self) -> None:
        """End pilots that have run their time; begin those that are dared."""
        p = self.parameters.quick_wins
        begun = quick_wins.pilots_tried(
            p, self._willingness(), self.draw(Purpose.PILOTS_TRIED)
        )
        ended = self.pilots.count(self.month - p.duration_months)
        running = [m for m in self.pilots if m > self.month - p.duration_months]
        wins = sum(self._succeeds(pilot) for pilot in range(ended))
        self.intend(
            pilots=(*running, *[self.month] * begun),
            wins=wins,
            failures=ended - wins,
            wins_memory=quick_wins.next_memory(p, self.wins_memory, wins),
        )

    def _willingness(self) -> float:
        """Willingness of members to dare: morale of those who attend."""
        if self.meetings <= 0.0 or not self.members:
            return 0.0
        return sum(m.morale for m in self.members if m.attends) / len(self.members)

    def _succeeds(self, pilot: int) -> bool:
        p = self.parameters.quick_wins
        probability = quick_wins.success_probability(
            p, self.model.place.coordination, self.fit, self.model.community.involvement
        )
        succeeds = self.draw(Purpose.PILOT_SUCCESS, pilot) < probability
        self.model.record("pilot_won" if succeeds else "pilot_failed")
        return succeeds

    def feel_progress(self) -> None:
        """Gain or lose legitimacy."""
        self.intend(
            legitimacy=system.legitimacy(
                self.parameters.system,
                self.agreement,
                self.wins_memory,
                self.model.place.result_share,
                float(self.adopted),
            )
        )

    def observe(self) -> None:
        """Note which share of the table has left this month."""
        left = sum(o.left_month == self.month for o in self.model.roster)
        self.intend(exits=left / (left + len(self.members)) if left else 0.0)
