"""The oracle's place, grants and staff (ODD 7.1 to 7.3)."""

import math

from cisim.model.streams import Purpose
from tests.verification.oracle_start import (
    AXES,
    GOVERNMENT,
    approach,
    clip,
    distance,
    monthly,
    step,
)
from tests.verification.oracle_state import NOBODY, State


class Surroundings(State):
    """The processes up to the backbone."""

    # ---- change_context ----

    def change_context(self):
        """Members first: they read what last month left."""
        self.new_administration = self.is_elected_anew()
        for o in self.members():
            self.change_of_member(o)
        self.change_urgency()
        self.change_policy()
        self.change_economy()
        self.change_problem()
        self.change_backbone()
        self.change_champion()

    def is_elected_anew(self):
        interval = self.p.place.election_interval_months
        if not interval or self.month % interval:
            return False
        changed = self.draw(Purpose.ELECTION) < self.p.place.administration_change
        outcome = "changed" if changed else "kept"
        self.happened("election", NOBODY, f"administration_{outcome}")
        return changed

    def change_urgency(self):
        place, old = self.p.place, self.urgency
        self.urgency = old * 0.5 ** (1 / place.urgency_half_life_months)
        if "place.urgency" in self.named:
            self.urgency = place.urgency
            if place.urgency > old:
                self.happened("crisis")

    def change_policy(self):
        place = self.p.place
        if self.new_administration:
            swing = place.election_swing * (2 * self.draw(Purpose.POLICY_SWING) - 1)
            self.policy = clip(self.policy + swing)
        if "place.policy_support" in self.named:
            self.policy = place.policy_support
            self.happened("policy_turn")

    def change_economy(self):
        place = self.p.place
        if self.draw(Purpose.DOWNTURN) < monthly(place.downturn):
            self.economy *= 1 - place.downturn_depth
            self.happened("downturn")
        else:
            rate = 1 / place.downturn_recovery_months
            self.economy = approach(self.economy, 1, rate)

    def change_problem(self):
        drawn = self.draw(Purpose.SHIFT) < monthly(self.p.problem.shift)
        if not drawn and "problem.shift_distance" not in self.named:
            return
        turn = 2 * math.pi * self.draw(Purpose.SHIFT_DIRECTION)
        far, way = self.p.problem.shift_distance, (math.cos(turn), math.sin(turn))
        self.truth = [clip(self.truth[a] + far * way[a]) for a in AXES]
        self.community_view = [
            clip(self.community_view[a] + far * way[a]) for a in AXES
        ]
        self.happened("problem_shifted")

    def change_backbone(self):
        bb = self.p.backbone
        self.neutral = self.neutrality()
        turnover = monthly(self.p.place.director_turnover)
        if self.staff > 0 and self.draw(Purpose.DIRECTOR_LEAVES) < turnover:
            self.director = 0.0
            self.happened("director_left")
        else:
            self.director = approach(self.director, 1, bb.director_learning)
        if self.new_administration and self.is_hosted():
            self.staff *= 1 - bb.hosted_upheaval

    def change_champion(self):
        law = self.p.champion
        if "champion.influence" in self.named:
            self.champion_present = True
        elif law.influence > 0 and self.champion_present:
            turnover = monthly(self.p.place.champion_turnover)
            if self.draw(Purpose.CHAMPION_LEAVES) < turnover:
                self.champion_present = False
                self.happened("champion_left")
        elif law.influence > 0:
            rate = law.succession_rate * (law.succession + self.leadership())
            if self.draw(Purpose.SUCCESSION) < step(rate):
                self.champion_present = True
                self.happened("champion_arrived")

    def change_of_member(self, o):
        place = self.p.place
        public = o.sector == GOVERNMENT
        if public and self.new_administration:
            swing = place.agenda_swing
            o.mandate = [
                clip(o.mandate[a] + swing * (2 * self.swing(o, a) - 1)) for a in AXES
            ]
            o.effort = self.kept_with_leader(o.effort, 0.0)
        yearly = place.public_leader_turnover if public else place.leader_turnover
        o.leader_left = self.draw(Purpose.LEADER_LEAVES, o.number) < monthly(yearly)
        if o.leader_left:
            self.lose_leader(o)
        o.in_conflict = self.convened and self.draw(
            Purpose.CONFLICT, o.number
        ) < self.conflict_probability(o)
        if o.in_conflict:
            o.morale *= 1 - place.conflict_damage
            self.happened("conflict", o.number)

    def swing(self, o, a):
        return self.draw(Purpose.AGENDA_SWING, o.number, a)

    def lose_leader(self, o):
        o.trust = {
            place: self.kept_with_leader(trust, o.first_trust[place])
            for place, trust in o.trust.items()
        }
        o.backbone_trust = self.kept_with_leader(o.backbone_trust, 0.0)
        first = self.p.organisations.systems_mindset
        o.mindset = self.kept_with_leader(o.mindset, first)
        self.happened("leader_left", o.number)

    def conflict_probability(self, o):
        far = distance(o.agenda, self.agenda) / math.sqrt(2)
        rate = self.p.place.conflict * self.p.disagreement.antagonism * far
        return step(rate * (1 - self.mediation()))

    # ---- fund_backbone ----

    def fund_backbone(self):
        law = self.p.funding
        self.grants = 0.0
        for f in range(law.funders):
            self.pays[f] = self.decides_to_pay(f)
            if self.pays[f]:
                whole = law.yearly_amount / (12 * law.funders)
                self.grants += whole * self.tranche(f)
        won = law.co_funding * law.engagement * self.legitimacy
        self.co_funding = self.grants * won

    def decides_to_pay(self, f):
        paid = self.pays[f]
        if self.stopped or self.lost_patience[f]:
            return False
        if paid and self.waiting[f] >= 12 * self.p.funding.patience_years:
            self.lost_patience[f] = True
            self.happened("grant_stopped", f)
            return False
        if self.in_first_term(f) or self.month < self.renewed_until[f]:
            if not paid:
                self.happened("grant_started", f)
            return True
        return paid and self.renews(f)

    def first_term(self, f):
        law = self.p.funding
        start = max(1, law.start_month + law.stagger_months * f)
        return start, math.floor(12 * law.duration_years + 0.5)

    def in_first_term(self, f):
        start, months = self.first_term(f)
        return start <= self.month < start + months

    def tranche(self, f):
        start, months = self.first_term(f)
        if not self.in_first_term(f):
            return 1.0
        j = self.month - start
        return 1 + self.p.funding.front_loading * (1 - 2 * (j + 0.5) / months)

    def renews(self, f):
        law = self.p.funding
        months = math.floor(12 * law.renewal_years + 0.5)
        low, high = law.renewal_without_progress, law.renewal_with_progress
        chance = low + (high - low) * self.confidence[f]
        if months > 0 and self.draw(Purpose.RENEWAL, f) < chance:
            self.renewed_until[f] = self.month + months
            self.happened("grant_renewed", f)
            return True
        self.happened("grant_ended", f)
        return False

    # ---- staff_backbone ----

    def staff_backbone(self):
        bb = self.p.backbone
        wanted = 0.0 if self.stopped else self.staff_wanted()
        rate = bb.hiring if wanted > self.staff else bb.layoff
        self.staff = approach(self.staff, wanted, rate)
        self.full = self.fullness()
        knows = 1 - bb.director_weight * (1 - self.director)
        self.able = bb.skill * knows * self.full
        self.posts_each = self.posts() / max(1, len(self.members()))

    def staff_wanted(self):
        law = self.p.funding
        above = self.p.backbone.skill - law.reference_skill
        wage = law.cost_per_staff * math.exp(law.wage_of_skill * above)
        money = (self.grants + self.co_funding) * (1 - law.to_members)
        effort = math.fsum(self.given(o) for o in self.members())
        promised = law.partner_promise * math.fsum(map(self.capacity, self.members()))
        lent = law.partner_share * (effort * self.legitimacy + promised)
        return 12 * money / wage + lent

    def posts(self):
        law = self.p.funding
        if not self.members():
            return 0.0
        money = (self.grants + self.co_funding) * law.to_members
        return 12 * money / law.cost_per_staff

    def fullness(self):
        if self.staff == 0:
            return 0.0
        work = self.workload()
        return min(1.0, self.staff / work) if work > 0 else 1.0

    def workload(self):
        bb, support, groups = self.p.backbone, self.p.support, self.groups()
        relief = bb.group_relief if groups > 1 else 0.0
        work = bb.workload_base + bb.workload_per_group * (groups - 1)
        work += bb.workload_per_member * len(self.members()) * (1 - relief)
        known = self.strengthened(support.process_capacity, support.process)
        return work * (1 + support.process_burden * (1 - known))
