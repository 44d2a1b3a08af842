"""The oracle's table: meetings, trust, agendas and the common one (ODD 7.4 to 7.7)."""

import math

from cisim.model.streams import Purpose
from tests.verification.oracle_start import (
    approach,
    clip,
    distance,
    logistic,
    pulled,
    step,
)
from tests.verification.oracle_surroundings import Surroundings


class Table(Surroundings):
    """The processes from meetings to the common agenda."""

    # ---- convene ----

    def convene(self):
        com, members = self.p.communication, self.members()
        held = len(members) > 1 and not self.stopped
        self.meetings = self.meetings_held() if held else 0.0
        self.convened = self.convened or self.meetings > 0
        self.reach = step(com.contact_rate * self.meetings)
        bridged = self.p.governance.bridging * self.able
        self.contact_inside = [self.reach * heard for heard in self.airtime]
        self.contact_across = self.reach * bridged
        self.contact_steering = self.reach * self.airtime_steering
        self.time_left = self.time_for_joint_work()
        for o in members:
            chance = self.attendance_probability(o)
            o.attends = self.draw(Purpose.ATTENDANCE, o.number) < chance
        self.attended = self.attendance()

    def meetings_held(self):
        com = self.p.communication
        caller = clip(self.champion() + self.legitimacy)
        share = com.unaided_share * caller + (1 - com.unaided_share) * self.full
        due = com.meetings_per_year / 12 * share
        if due >= 1:
            return due
        return 1.0 if self.draw(Purpose.MEETING) < due else 0.0

    def time_for_joint_work(self):
        bb, community = self.p.backbone, self.p.community
        overhead = bb.largest_overhead * (1 - bb.overhead_relief * self.full)
        load = step(self.p.communication.time_per_meeting * self.meetings)
        return clip(1 - overhead - load - community.time * community.involvement)

    def attendance_probability(self, o):
        com = self.p.communication
        absence = self.p.governance.leader_absence if self.sends_leader(o) else 0.0
        return logistic(
            com.attendance_intercept
            + com.attendance_morale * o.morale
            + com.attendance_urgency * self.urgency
            + com.attendance_champion * self.champion()
            + com.attendance_backbone * o.backbone_trust
            + com.attendance_council * self.p.council.presence
            - com.attendance_unheard * (1 - self.heard(o))
            - absence
        )

    def heard(self, o):
        own = self.airtime[o.group]
        return max(own, self.airtime_steering) if o.steers else own

    def contact(self, o, other):
        """Contact of two members, 0 where they did not meet."""
        if not (self.came(o) and self.came(other)):
            return 0.0
        same = o.group == other.group
        contact = self.contact_inside[o.group] if same else self.contact_across
        both_steer = o.steers and other.steers
        return max(contact, self.contact_steering) if both_steer else contact

    # ---- build_trust ----

    def build_trust(self):
        members = self.members()
        new = [self.next_trust_of(o, members) for o in members]
        for o, trust in zip(members, new, strict=True):
            o.trust = trust
            o.backbone_trust = self.next_trust_in_backbone(o.backbone_trust)
        com = self.p.communication
        goal = self.attendance() * step(com.condition_rate * self.meetings)
        self.continuity = approach(self.continuity, goal, com.continuity_rate)

    def next_trust_in_backbone(self, trust):
        if self.new_administration and self.is_hosted():
            trust *= 1 - self.p.backbone.hosted_upheaval
        quality = math.sqrt(self.able * self.neutral)
        return approach(trust, quality, self.p.trust.backbone_rate)

    def next_trust_of(self, o, members):
        ground = self.common_ground()
        trust = dict(o.trust)
        for other in members:
            if other.number in o.trust:
                trust[other.number] = self.next_trust(o, other, ground)
        return trust

    def common_ground(self):
        law, rules = self.p.trust, self.p.governance
        return (
            law.of_closeness
            + law.of_mediation * self.mediation()
            + law.of_wins * self.memory * rules.shared_credit
            - law.of_power * (1 - rules.evidence_in_decisions)
        )

    def experience(self, o, other, ground):
        law = self.p.trust
        hurt = law.of_closeness * self.p.disagreement.antagonism / math.sqrt(2)
        return clip(
            ground
            + law.of_effort / self.p.effort.ceiling * other.effort
            - hurt * distance(o.agenda, other.agenda)
            + law.of_past * o.first_trust[other.number]
        )

    def next_trust(self, o, other, ground):
        law, k = self.p.trust, self.contact(o, other)
        old, first = o.trust[other.number], o.first_trust[other.number]
        gap = self.experience(o, other, ground) - old
        up = step(law.gain)
        down = step(law.loss_ratio * law.gain)
        down *= 1 - law.loss_mediation * self.mediation()
        lived = up * max(0.0, gap) + down * min(0.0, gap)
        new = old + k * lived + (1 - k) * step(law.drift) * (first - old)
        if other.leader_left:
            new = self.kept_with_leader(new, first)
        if other.in_conflict:
            new *= 1 - self.p.place.conflict_damage
        return new

    # ---- align_agendas ----

    def align_agendas(self):
        members = self.members()
        uptake = self.uptake()
        moved = [
            pulled(
                o.agenda,
                [
                    self.partners_pull(o, members),
                    (self.facilitation_pull(o), self.agenda),
                    (self.evidence_seen(o) * uptake, self.truth),
                    (self.mandate_pull(o), o.mandate),
                ],
            )
            for o in members
        ]
        for o, point in zip(members, moved, strict=True):
            o.agenda = point

    def partners_pull(self, o, members):
        """Strength and goal of what persuades a member."""
        law = self.p.agenda
        bound = law.bound * (1 + law.bound_widening * self.vocabulary)
        whole, goal = 0.0, [0.0, 0.0]
        for other in members:
            left = 1 - (distance(o.agenda, other.agenda) / bound) ** 2
            if other.number not in o.trust or left <= 0:
                continue
            weight = self.contact(o, other) * o.trust[other.number]
            weight *= left**law.bound_exponent
            whole += weight
            goal = [g + weight * x for g, x in zip(goal, other.agenda, strict=True)]
        if whole == 0:
            return 0.0, o.agenda
        strength = step(law.influence) * whole / (whole + law.caution)
        return strength, [g / whole for g in goal]

    def facilitation_pull(self, o):
        champion, council = self.p.champion, self.p.council
        push = champion.push * champion.advocacy * self.champion()
        if not self.adopted():
            push += council.plan_push * self.plan_of_council()
        weight = clip(self.mediation() * o.backbone_trust + push)
        return step(self.p.agenda.facilitation) * self.came(o) * weight

    def evidence_seen(self, o):
        law, community = self.p.agenda, self.p.community
        refused = community.challenge * (1 - self.vocabulary)
        people = community.involvement * (1 - refused)
        seen = law.of_measurement * self.measurement + law.of_people * people
        seen += law.of_pilots * (self.wins + self.failures)
        return self.came(o) * clip(seen)

    def uptake(self):
        weight = self.p.support.content_weight
        understood = 1 - weight * (1 - self.content_known())
        decided = self.p.governance.evidence_in_decisions
        return step(self.p.agenda.evidence) * understood * decided * self.daring()

    def mandate_pull(self, o):
        law = self.p.agenda
        return step(law.mandate) * (1 - law.mandate_relief * o.morale)

    # ---- agree_common_agenda ----

    def agree_common_agenda(self):
        members, law = self.members(), self.p.agenda
        if not members:
            self.agreement = 0.0
            return
        draft = self.draft()
        if self.adopted():
            pull = step(law.feedback) * self.measurement * self.reach
            pull *= self.daring() * self.attendance()
            draft = pulled(self.agenda, [(pull, draft)])
        self.agenda = draft
        self.agreement = self.agreed()
        if not self.adopted() and self.meetings > 0 and self.decides(members):
            self.adopted_month = self.month
            self.mean_say = math.fsum(self.say(o) for o in members) / len(members)

    def decides(self, members):
        law, rules = self.p.agenda, self.p.governance
        whole = math.fsum(self.say(o) for o in members)
        near = [o for o in members if distance(o.agenda, self.agenda) <= law.reach]
        quorum = math.fsum(self.say(o) for o in near) >= law.quorum * whole
        there = math.fsum(self.say(o) for o in self.present())
        share = 1 - rules.decision_of_leaders * (1 - self.leaders())
        clear = rules.decision_clear * rules.decision_authority * share
        drawn = self.draw(Purpose.DECISION) < step(rules.decision_least + clear)
        return quorum and there >= law.presence * whole and drawn
