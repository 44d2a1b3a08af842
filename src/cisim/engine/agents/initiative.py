"""The initiative: what those at the table have in common."""

from typing import TYPE_CHECKING

from cisim.engine.agents import drafting, meeting, piloting, seating
from cisim.engine.agents.participant import Participant
from cisim.model.elementary import distance, total
from cisim.model.state import OneStart
from cisim.model.streams import Purpose
from cisim.model.submodels import (
    activities,
    agendas,
    common_agenda,
    convening,
    funding,
    governance,
    measurement,
    morale,
    people,
    quick_wins,
    system,
    trust,
)

if TYPE_CHECKING:
    from cisim.engine.agents.model import CollectiveImpactModel
    from cisim.engine.agents.organisation import Organisation


class Initiative(Participant):
    """Meetings, common agenda, shared measurement, action plan, wins, standing."""

    def __init__(self, model: "CollectiveImpactModel", start: OneStart) -> None:
        super().__init__(model)
        at_table = model.parameters.organisations.at_table
        self.mean_power = total(start.power[:at_table].tolist()) / at_table
        self.co_funding = 0.0
        self.posts_each = 0.0
        self.convened = False
        self.meetings = 0.0
        self.reach = 0.0
        self.contact_inside: tuple[float, ...] = ()
        self.contact_across = 0.0
        self.contact_steering = 0.0
        self.time_left = 1.0
        self.attended = 0.0
        self.continuity = 0.0
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
        away = distance(*self.agenda, *self.model.place.leverage_point)
        return common_agenda.fit(self.parameters.agenda, away)

    @property
    def room_for_systems(self) -> float:
        """Part of systems work that shared credit and unbound money leave possible."""
        p, funders = self.parameters, self.model.funders
        paid = sum(funder.pays for funder in funders) / len(funders)
        unbound = funding.room_for_systems(p.funding, paid)
        return unbound * governance.room_for_credit(p.governance)

    @property
    def daring(self) -> float:
        """Freedom to leave proven models."""
        return quick_wins.daring(self.parameters.quick_wins)

    @property
    def uptake(self) -> float:
        """Part of the evidence that is understood, decides, and is acted upon."""
        p = self.parameters
        understood = people.evidence_kept(p.support)
        return agendas.uptake(
            understood, p.governance.evidence_in_decisions, self.daring
        )

    @property
    def unlifted(self) -> float:
        """Part of what is missing to full morale that this month's wins leave."""
        celebrated = people.celebration(self.parameters.council)
        return quick_wins.unlifted(
            self.parameters.quick_wins, self.wins_memory, self.wins, celebrated
        )

    @property
    def unhurt(self) -> float:
        """Part of morale that this month's failures leave."""
        return quick_wins.unhurt(self.parameters.quick_wins, self.failures)

    @property
    def common_ground(self) -> float:
        """Part of an experience that is the same for all who meet this month."""
        p = self.parameters
        return trust.common_ground(
            p.trust,
            self.model.backbone.mediation,
            self.wins_memory * p.governance.shared_credit,
            1.0 - p.governance.evidence_in_decisions,
        )

    @property
    def process_progress(self) -> float:
        """Progress of the process: agreement on an adopted agenda, and the plan."""
        return morale.process_progress(
            self.parameters.morale, self.agreement, float(self.adopted), self.plan
        )

    @property
    def measured_result(self) -> float:
        """Result against the target, as far as it is measured."""
        return self.model.place.result_share * self.measurement

    @property
    def perceived_progress(self) -> float:
        """Progress that members feel: wins, measured result, a well told process."""
        p = self.parameters
        told = p.communication.narrative * self.process_progress
        return morale.perceived_progress(
            p.morale, self.wins_memory, self.measured_result, told
        )

    def contact(self, one: int, other: int) -> float:
        """Contact this month of two members who both attend, by place."""
        seats = self.model.seats
        group = seats.group[one]
        return governance.contact(
            group == seats.group[other],
            one in seats.steers and other in seats.steers,
            self.contact_inside[group],
            self.contact_across,
            self.contact_steering,
        )

    @property
    def conditions(self) -> tuple[float, float, float, float, float]:
        """Scores of the five conditions, in the order of their declaration."""
        return (
            self.agreement * self.adopted,
            self.measurement,
            self.plan,
            self.continuity,
            self.model.backbone.capacity,
        )

    def staff_backbone(self) -> None:
        """Win co-funding; spread over the members what is granted to them."""
        p, model = self.parameters.funding, self.model
        posts = funding.posts_of_members(p, model.money)
        self.intend(
            co_funding=model.co_funding,
            posts_each=posts / len(self.members) if self.members else 0.0,
        )

    def convene(self) -> None:
        """Hold the meetings that a backbone, or whoever calls, makes possible."""
        possible = len(self.members) > 1 and not self.model.observer.stopped
        meetings = meeting.held(self) if possible else 0.0
        reach = convening.meeting_reach(self.parameters.communication, meetings)
        self.intend(
            convened=self.convened or meetings > 0.0,
            meetings=meetings,
            time_left=meeting.time_left(self, meetings),
            reach=reach,
            **meeting.contacts(self, reach),
        )

    def build_trust(self) -> None:
        """Note who attended; keep communication going, or let it lapse."""
        self.intend(
            attended=self.attendance,
            continuity=convening.next_continuity(
                self.parameters.communication,
                self.continuity,
                self.meetings,
                self.attendance,
            ),
        )

    def agree_common_agenda(self) -> None:
        """Draft, adopt, and learn from results."""
        if not self.members:
            self.intend(agreement=0.0)
            return
        draft = drafting.drafted(self)
        if self.adopted:
            draft = self._learnt(draft)
        self.intend(agenda=draft, agreement=drafting.agreement_on(self, draft))
        if not self.adopted and drafting.is_adopted(self, draft):
            mean_say = total(m.say for m in self.members) / len(self.members)
            self.intend(adopted=True, adopted_month=self.month, mean_say=mean_say)

    def _learnt(self, draft: drafting.Point) -> drafting.Point:
        """The adopted agenda on its way to what the table would draft now."""
        pull = self.attendance * common_agenda.feedback_pull(
            self.parameters.agenda, self.measurement, self.reach, self.daring
        )
        x, y = (
            at + pull * (to - at) for at, to in zip(self.agenda, draft, strict=True)
        )
        return x, y

    def build_shared_measurement(self) -> None:
        """Find common words, open data, agree on metrics; lose what nobody keeps."""
        p = self.parameters.measurement
        support = self.model.backbone
        growths = {
            "vocabulary": measurement.vocabulary_growth(
                p, self.reach * self.attendance
            ),
            "data_access": measurement.access_growth(
                p,
                self.model.mean_trust,
                support.capacity,
                self.parameters.council.open_data,
                system.kept_open(self.parameters.system, self.model.place.hurdles),
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
            governance.planning_practice(
                self.parameters.governance, seating.leaders(self.model)
            ),
        )
        self.intend(plan=plan)

    def run_pilots(self) -> None:
        """End pilots that have run their time; begin those that are dared."""
        p = self.parameters.quick_wins
        begun = quick_wins.pilots_tried(
            p, piloting.willingness(self), self.draw(Purpose.PILOTS_TRIED)
        )
        running = [m for m in self.pilots if m > self.month - p.duration_months]
        ended = len(self.pilots) - len(running)
        wins = sum(piloting.succeeds(self, pilot) for pilot in range(ended))
        self.intend(
            pilots=(*running, *[self.month] * begun),
            wins=wins,
            failures=ended - wins,
            wins_memory=quick_wins.next_memory(p, self.wins_memory, wins),
        )

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
