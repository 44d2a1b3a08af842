"""An organisation with its own agenda, trust and resources."""

from typing import TYPE_CHECKING

from cisim.engine.agents import coming_and_going, decisions, upheaval
from cisim.engine.agents.drafting import push
from cisim.engine.agents.participant import Participant
from cisim.engine.agents.partnership import persuasion, trust_in_partners
from cisim.model.elementary import clip, distance, strikes
from cisim.model.state import OneStart, Sector, Status
from cisim.model.streams import Purpose
from cisim.model.submodels import (
    agendas,
    common_agenda,
    effort,
    governance,
    morale,
    people,
    quick_wins,
    story,
    trust,
)

if TYPE_CHECKING:
    from cisim.engine.agents.model import CollectiveImpactModel


class Organisation(Participant):
    """A place in the roster, at the table or outside.

    Subclass it and override a process to try another behaviour; hand the subclass to
    `CollectiveImpactModel` as ``organisation_type``.
    """

    def __init__(
        self, model: "CollectiveImpactModel", place: int, start: OneStart
    ) -> None:
        super().__init__(model, place)
        p = model.parameters
        self.sector = Sector(int(start.sector[place]))
        self.own_capacity = float(start.capacity[place])
        self.power = float(start.power[place])
        self.grit = float(start.grit[place])
        self.cooperation = int(start.cooperation[place])
        self.level = float(start.level[place])
        self.advantage = float(start.advantage[place])
        self.mandate: tuple[float, float] = tuple(start.mandate[place].tolist())
        self.agenda = self.mandate
        self.first_trust = _first_trust(place, start)
        self.trust = dict(self.first_trust)
        self.trust_in_backbone = p.trust.across_sectors
        self.effort = 0.0
        self.own_work = 1.0
        self.morale = p.morale.at_start
        self.belief = p.morale.belief_at_start
        self.believed_horizon = float(start.believed_horizon[place])
        self.systems_mindset = p.organisations.systems_mindset
        self.status = Status.OUTSIDE
        if coming_and_going.is_invited(self):
            self.status = Status.MEMBER
        self.joined_month = 0
        self.last_active = 0
        self.left_month = -1
        self.attends = False
        self.leader_left = False
        self.in_conflict = False

    @property
    def is_member(self) -> bool:
        """Whether it sits at the table."""
        return self.status is Status.MEMBER

    @property
    def takes_part(self) -> bool:
        """Whether it sits at a table that has met; else there is no joint work."""
        return self.is_member and self.model.initiative.convened

    @property
    def capacity(self) -> float:
        """Staff (FTE) for work on the problem: its own, and paid by grants."""
        own = self.own_capacity * self.model.place.economy
        return own + self.model.initiative.posts_each if self.is_member else own

    @property
    def steers(self) -> bool:
        """Whether it has a seat in the steering group."""
        return self.place in self.model.seats.steers

    @property
    def sends_leader(self) -> bool:
        """Whether it sends a leader to its seat, and not a manager."""
        p = self.parameters.governance
        return governance.sends_leader(p, self.level, self.steers)

    @property
    def say(self) -> float:
        """Weight in the common agenda."""
        p = self.parameters
        seat = governance.weight_of_seat(p.governance, self.steers)
        mean_power = self.model.initiative.mean_power
        return common_agenda.say(p.agenda, self.power, mean_power) * seat

    @property
    def distance_to_agenda(self) -> float:
        """Distance of its agenda to the common one or its draft."""
        return distance(*self.agenda, *self.model.initiative.agenda)

    @property
    def partners(self) -> list["Organisation"]:
        """Members that it knows, in the order of its ties."""
        known = map(self.model.roster.__getitem__, self.trust)
        return [other for other in known if other.status is Status.MEMBER]

    @property
    def came(self) -> bool:
        """Whether it attended meetings that were held this month."""
        return self.attends and self.model.initiative.meetings > 0.0

    @property
    def partners_met(self) -> list["Organisation"]:
        """Partners that it met this month, in the order of its ties."""
        return [p for p in self.partners if p.attends] if self.came else []

    def change_context(self) -> None:
        """Lose a leader, follow a new administration, fall into conflict."""
        if not self.is_member:
            return
        self.intend(leader_left=False, in_conflict=False)
        if self.model.place.new_administration and self.sector is Sector.GOVERNMENT:
            upheaval.follow_administration(self)
        if self.draw(Purpose.LEADER_LEAVES) < upheaval.turnover_probability(self):
            upheaval.lose_leader(self)
        conflict = upheaval.conflict_hazard(self) if self.takes_part else 0.0
        if strikes(conflict, self.draw(Purpose.CONFLICT)):
            upheaval.fall_into_conflict(self)

    def convene(self) -> None:
        """Decide whether to attend this month's meetings."""
        if not self.is_member:
            return
        probability = decisions.attendance_probability(self)
        self.intend(attends=self.draw(Purpose.ATTENDANCE) < probability)

    def build_trust(self) -> None:
        """Learn from what partners do; trust the backbone for its work."""
        if not self.is_member:
            return
        quality = trust.backbone_quality(
            self.model.backbone.capacity, self.model.backbone.neutrality
        )
        in_backbone = trust.next_trust_in_backbone(
            self.parameters.trust, upheaval.trust_in_host(self), quality
        )
        self.intend(trust=trust_in_partners(self), trust_in_backbone=in_backbone)

    def align_agendas(self) -> None:
        """Move the agenda: partners, backbone, evidence, own mandate."""
        if not self.is_member:
            return
        p = self.parameters.agenda
        initiative = self.model.initiative
        partners_pull, partners_mean = persuasion(self)
        evidence = agendas.evidence_seen(
            p,
            self.came,
            initiative.measurement,
            people.people_heard(self.parameters.community, initiative.vocabulary),
            initiative.wins + initiative.failures,
        )
        facilitated = agendas.facilitation_pull(
            p,
            self.came,
            self.model.backbone.mediation,
            self.trust_in_backbone,
            push(initiative),
        )
        pulls = (
            partners_pull,
            facilitated,
            agendas.evidence_pull(p, evidence, initiative.uptake),
            agendas.mandate_pull(p, self.morale),
        )
        goals = zip(
            partners_mean,
            initiative.agenda,
            self.model.place.leverage_point,
            self.mandate,
            strict=True,
        )
        x, y = (
            agendas.pulled(own, pulls, goal)
            for own, goal in zip(self.agenda, goals, strict=True)
        )
        self.intend(agenda=(x, y))

    def commit_effort(self) -> None:
        """Move effort toward what agenda, trust, morale and others speak for."""
        p = self.parameters.effort
        self.intend(own_work=effort.next_own_work(p, self.own_work, self.came))
        if not self.takes_part:
            return
        time_left = self.model.initiative.time_left
        wanted = effort.wanted_effort(p, decisions.readiness(self), time_left)
        given = effort.next_effort(p, self.effort, wanted)
        active = self.came or given >= self.parameters.membership.active_effort
        self.intend(
            effort=given, last_active=self.month if active else self.last_active
        )

    def tell_story(self) -> None:
        """Hear, and learn from waiting, how long the result takes."""
        if self.is_member:
            told = story.next_believed_horizon(
                self.parameters.communication,
                self.believed_horizon,
                self.came,
                people.education(self.parameters.council),
            )
            tenure = self.month - self.joined_month
            self.intend(
                believed_horizon=morale.horizon_in_hindsight(
                    self.parameters.morale, told, tenure, self.grit
                )
            )

    def feel_progress(self) -> None:
        """Compare progress with what was expected; learn to think in systems."""
        if not self.takes_part:
            return
        p = self.parameters.morale
        initiative = self.model.initiative
        tenure = self.month - self.joined_month
        expected = morale.expectation(p, tenure, self.believed_horizon)
        progress = initiative.perceived_progress
        felt = morale.next_morale(p, self.morale, expected - progress, self.grit)
        felt = quick_wins.morale_after_pilots(
            felt, initiative.unlifted, initiative.unhurt
        )
        practice = morale.practice(
            self.came,
            self.model.backbone.capacity,
            initiative.wins_memory,
            self.parameters.communication.honest_horizon,
            initiative.room_for_systems,
        )
        felt = morale.morale_after_exits(p, felt, initiative.exits)
        self.intend(
            morale=clip(felt),
            belief=morale.next_belief(
                p, self.belief, progress, self.model.backbone.capacity
            ),
            systems_mindset=morale.next_mindset(
                self.systems_mindset, morale.learnt(p, practice)
            ),
        )

    def join_or_leave(self) -> None:
        """Join, stay, leave; a table that has stopped is left by all."""
        if self.is_member and self.model.observer.stopped:
            self.intend(status=Status.LEFT, effort=0.0, attends=False)
        elif self.takes_part:
            coming_and_going.consider_leaving(self)
        elif self.status is Status.OUTSIDE and not self.model.observer.stopped:
            coming_and_going.consider_joining(self)


def _first_trust(place: int, start: OneStart) -> dict[int, float]:
    """Trust of the start, by place of those whom an organisation knows, tie by tie."""
    known = [(place + offset) % start.size for offset in start.offsets.tolist()]
    return dict(zip(known, start.trust[:, place].tolist(), strict=True))
