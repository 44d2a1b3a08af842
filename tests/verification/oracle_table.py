"""The oracle's table: what members do together in a month (ODD 7.4 to 7.11)."""

import math

from cisim.model.streams import Purpose
from tests.verification.oracle_start import (
    AXES,
    CONDITIONAL,
    FREE_RIDING,
    approach,
    clip,
    distance,
    logistic,
    mean,
    step,
)
from tests.verification.oracle_surroundings import Surroundings


class Table(Surroundings):
    """The processes from meetings to pilots."""

    def convene(self):
        com, bb, members = self.p.communication, self.p.backbone, self.members()
        share = com.unaided_share + (1 - com.unaided_share) * self.full
        held = len(members) > 1 and not self.stopped
        self.meetings = com.meetings_per_year / 12 * share if held else 0.0
        self.convened = self.convened or self.meetings > 0
        self.reach = step(com.contact_rate * self.meetings)
        self.contact = self.reach * min(1.0, com.seats / max(1, len(members)))
        overhead = bb.largest_overhead * (1 - bb.overhead_relief * self.full)
        load = step(com.time_per_meeting * self.meetings)
        self.time_left = clip(1 - overhead - load)
        for o in members:
            comes = logistic(
                com.attendance_intercept
                + com.attendance_morale * o.morale
                + com.attendance_urgency * self.urgency
                + com.attendance_champion * self.champion()
                + com.attendance_backbone * o.backbone_trust
            )
            o.attends = self.draw(Purpose.ATTENDANCE, o.number) < comes

    def build_trust(self):
        law, members, mediation = self.p.trust, self.members(), self.mediation()
        for o in members:
            o.next_trust = dict(o.trust)
            for other in members:
                if other is not o:
                    o.next_trust[other.number] = self.trust_after(o, other)
        for o in members:
            o.trust = o.next_trust
            quality = math.sqrt(mediation)
            o.backbone_trust = approach(o.backbone_trust, quality, law.backbone_rate)

    def trust_after(self, o, other):
        law, mediation = self.p.trust, self.mediation()
        hurt = law.of_closeness * self.p.disagreement.antagonism / math.sqrt(2)
        seen = law.of_closeness + law.of_mediation * mediation
        seen += law.of_wins * self.memory
        seen += law.of_effort / self.p.effort.ceiling * other.effort
        seen = clip(seen - hurt * distance(o.agenda, other.agenda))
        down = step(law.loss_ratio * law.gain) * (1 - mediation / 2)
        old, first = o.trust[other.number], o.first_trust[other.number]
        if o.leader_left:
            old = self.kept(old, first)
        k = self.contact if o.attends and other.attends else 0.0
        lived = step(law.gain) * max(0.0, seen - old) + down * min(0.0, seen - old)
        new = old + k * lived + (1 - k) * step(law.drift) * (first - old)
        if other.leader_left:
            new = self.kept(new, first)
        if other.in_conflict:
            new *= 1 - self.p.place.conflict_damage
        return new

    def align_agendas(self):
        members = self.members()
        moved = [self.moved(o, members) for o in members]
        for o, point in zip(members, moved, strict=True):
            o.agenda = point

    def moved(self, o, members):
        law, involvement = self.p.agenda, self.p.community.involvement
        att = float(o.attends and self.meetings > 0)
        met, goal = self.partners(o, members)
        evidence = att * (self.measurement / 2 + involvement / 2)
        pulls = [
            (met and step(law.influence) * met / (met + law.caution), goal),
            (
                step(law.facilitation) * att * self.mediation() * o.backbone_trust,
                self.agenda,
            ),
            (step(law.evidence) * evidence, self.truth),
            (step(law.mandate) * (1 - o.morale / 2), o.mandate),
        ]
        scale = max(1.0, sum(pull for pull, _ in pulls))
        return [
            o.agenda[a]
            + sum(pull / scale * (goal[a] - o.agenda[a]) for pull, goal in pulls)
            for a in AXES
        ]

    def partners(self, o, members):
        law = self.p.agenda
        bound = law.bound * (1 + law.bound_widening * self.vocabulary)
        whole, goal = 0.0, [0.0, 0.0]
        for other in members:
            share = (distance(o.agenda, other.agenda) / bound) ** 2
            if other is o or share >= 1 or not (o.attends and other.attends):
                continue
            weight = self.contact * o.trust[other.number]
            weight *= (1 - share) ** law.bound_exponent
            whole += weight
            goal = [goal[a] + weight * other.agenda[a] for a in AXES]
        return whole, [g / whole for g in goal] if whole else o.agenda

    def agree_common_agenda(self):
        members, law = self.members(), self.p.agenda
        if not members:
            self.agreement = 0.0
            return
        draft = self.draft()
        if self.adopted():
            pull = step(law.feedback) * self.measurement
            pull *= self.reach * self.attendance()
            old = self.agenda
            self.agenda = [old[a] + pull * (draft[a] - old[a]) for a in AXES]
        else:
            self.agenda = draft
        self.agreement = self.agreed()
        whole = sum(self.say(o) for o in members)
        near = [o for o in members if distance(o.agenda, self.agenda) <= law.reach]
        quorum = sum(self.say(o) for o in near) >= law.quorum * whole
        presence = sum(self.say(o) for o in self.present()) >= law.presence * whole
        if quorum and presence and self.meetings > 0 and not self.adopted():
            self.adopted_month = self.month
            self.mean_say = whole / len(members)
            self.milestone("agenda_adopted", True)

    def mean_trust(self):
        members = self.members()
        return mean(o.trust[b.number] for o in members for b in members if b is not o)

    def build_shared_measurement(self):
        law = self.p.measurement
        words = law.vocabulary_rate * self.reach * self.attendance()
        opened = law.access_rate * self.series[-1]["trust"] * (0.5 + self.able / 2)
        opened = opened if self.meetings > 0 else 0.0
        built = law.building * law.investment * self.able * self.vocabulary * self.data
        self.vocabulary = self.grown(self.vocabulary, words, law.decay)
        self.data = self.grown(self.data, opened, law.decay)
        self.measurement = self.grown(self.measurement, built, law.decay)

    def grown(self, level, growth, decay):
        lost = step(decay * (1 - self.full)) * level
        return level + step(growth) * (1 - level) - lost

    def plan_activities(self):
        law = self.p.plan
        growth = law.building * self.adopted() * self.full * self.agreement
        self.plan = self.grown(self.plan, growth, law.decay)

    def commit_effort(self):
        law, members = self.p.effort, self.members() if self.convened else []
        new = []
        for o in members:
            wanted = law.ceiling * logistic(self.readiness(o, members))
            wanted *= clip(self.time_left)
            new.append(approach(o.effort, wanted, law.adjustment))
        for o, effort in zip(members, new, strict=True):
            o.effort = effort
            came = o.attends and self.meetings > 0
            if came or effort >= self.p.membership.active_effort:
                o.last_active = self.month

    def readiness(self, o, members):
        law, others = self.p.effort, [b for b in members if b is not o]
        return (
            law.intercept
            + law.of_alignment * self.alignment(o)
            + law.of_ownership * self.ownership(o)
            + law.of_trust * mean(o.trust[b.number] for b in others)
            + law.of_morale * o.morale
            + law.of_belief * o.belief
            + law.of_others * self.encouragement(o, others)
            + law.of_agenda * self.adopted()
            + law.of_urgency * self.urgency
        )

    def ownership(self, o):
        if not self.adopted():
            return 0.0
        floor = self.p.agenda.ownership_floor
        late = o.joined > self.adopted_month
        share = 0.0 if late else clip(self.say(o) / self.mean_say)
        return floor + (1 - floor) * share

    def encouragement(self, o, others):
        def seen(b):
            met = o.attends and b.attends and self.meetings > 0
            return b.effort * (1.0 if met else self.measurement)

        whole = mean(seen(b) for b in others) / self.p.effort.ceiling
        if o.cooperation == CONDITIONAL:
            return whole
        if o.cooperation == FREE_RIDING:
            return whole * self.measurement
        return whole * (1 + self.measurement) / 2

    def run_pilots(self):
        law, members = self.p.quick_wins, self.members()
        over = [m for m in self.pilots if self.month - m >= law.duration_months]
        self.pilots = self.pilots[len(over) :]
        chance = clip(
            law.success_least
            + law.success_coordination * self.coordination
            + law.success_fit * self.fit()
            + law.success_involvement * self.p.community.involvement
        )
        won = [
            self.draw(Purpose.PILOT_SUCCESS, 0, k) < chance for k in range(len(over))
        ]
        self.wins, self.failures = sum(won), len(won) - sum(won)
        for success in won:
            self.happened("pilot_won" if success else "pilot_failed")
        self.milestone("first_win", self.wins > 0)
        willing = sum(o.morale for o in self.present()) / max(1, len(members))
        tried = min(law.pilots_per_year, law.dared_per_year * willing) / 12
        whole = math.floor(tried)
        whole += self.draw(Purpose.PILOTS_TRIED) < tried - whole
        self.pilots += [self.month] * whole
        kept = 1 - law.memory_kept * self.memory
        self.memory = 1 - kept * (1 - law.memory) ** self.wins
