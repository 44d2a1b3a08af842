"""The oracle's state, and context, grants and staff (ODD 7.1 to 7.3)."""

import math

from cisim.model.streams import Purpose, uniform
from tests.verification.oracle_start import (
    AXES,
    GOVERNMENT,
    approach,
    clip,
    community_and_leverage,
    difficulty,
    distance,
    mean,
    monthly,
    roster,
    step,
)

NOBODY = None


class Surroundings:
    """State of the oracle, and the processes up to the backbone."""

    def __init__(self, parameters, seed):
        """Accepts parameters, or those of each month in which they change."""
        given = parameters if isinstance(parameters, dict) else {0: parameters}
        self.dated = given
        self.p = p = given[0]
        self.seed = seed
        self.month = 0
        self.truth, self.view = community_and_leverage(p, seed)
        self.everybody = roster(p, seed, self.truth)
        self.difficulty = difficulty(p, seed)
        self.urgency, self.policy = p.place.urgency, p.place.policy_support
        self.economy = self.director = 1.0
        self.champion_present = True
        self.confidence = [0.0] * p.funding.funders
        self.paid_until = [0] * p.funding.funders
        self.mean_power = mean(o.power for o in self.members())
        self.staff = self.full = self.able = self.grants = 0.0
        self.meetings = self.reach = self.contact = 0.0
        self.time_left = 1.0
        self.adopted_month = -1
        self.mean_say = 1.0
        self.vocabulary = self.data = self.measurement = self.plan = 0.0
        self.memory = self.legitimacy = self.exits = self.will = 0.0
        self.wins = self.failures = 0
        self.pilots = []
        self.systems = self.programmes = self.coordination = 0.0
        self.system = self.services = self.lives = self.programme_result = 0.0
        self.start_observation()
        self.agenda = self.draft()
        self.agreement = self.agreed()

    def start_observation(self):
        self.convened = self.stopped = False
        self.lifeless = self.joint = self.on_target = 0
        self.reached = set()
        self.events = []
        self.series = []

    # ---- What several processes need ----

    def members(self):
        return [o for o in self.everybody if o.member]

    def present(self):
        return [o for o in self.members() if o.attends and self.meetings > 0]

    def attendance(self):
        return len(self.present()) / max(1, len(self.members()))

    def draw(self, purpose, entity=0, partner=0):
        return uniform(self.seed, purpose, entity, self.month, partner)

    def happened(self, kind, who=NOBODY, reason=""):
        self.events.append((self.month, kind, who, reason))

    def milestone(self, kind, holds):
        if holds and kind not in self.reached:
            self.reached.add(kind)
            self.happened(kind)

    def champion(self):
        return self.p.champion.influence if self.champion_present else 0.0

    def mediation(self):
        return self.able * self.p.backbone.neutrality

    def adopted(self):
        return self.adopted_month >= 0

    def improvement(self):
        whole = clip(self.lives + self.programme_result)
        return self.p.result.largest_improvement * whole

    def given(self, o):
        return o.effort * o.capacity * self.economy

    def alignment(self, o):
        return clip(1 - distance(o.agenda, self.agenda) / self.p.agenda.widest)

    def agreed(self):
        apart = mean(distance(o.agenda, self.agenda) for o in self.members())
        return clip(1 - apart / self.p.agenda.widest)

    def fit(self):
        error = distance(self.agenda, self.truth) / self.p.agenda.fit_width
        return math.exp(-(error**2) / 2)

    def say(self, o):
        top_down = self.p.agenda.top_down
        return 1 - top_down + top_down * o.power / self.mean_power

    def draft(self):
        members = self.members()
        whole = sum(self.say(o) for o in members)
        voice = self.p.community.voice * self.p.community.involvement
        point = []
        for a in AXES:
            table = sum(self.say(o) * o.agenda[a] for o in members) / whole
            point.append((1 - voice) * table + voice * self.view[a])
        return point

    # ---- Processes ----

    def change_context(self, before):
        place = self.p.place
        self.urgency *= 0.5 ** (1 / place.urgency_half_life_months)
        changed = self.election()
        if self.draw(Purpose.DOWNTURN) < monthly(place.downturn):
            self.economy *= 1 - place.downturn_depth
            self.happened("downturn")
        else:
            rate = 1 / place.downturn_recovery_months
            self.economy = approach(self.economy, 1, rate)
        self.dated_turns(before)
        self.director = approach(self.director, 1, self.p.backbone.director_learning)
        if self.draw(Purpose.DIRECTOR_LEAVES) < monthly(place.director_turnover):
            self.director = 0.0
            if self.staff > 0:
                self.happened("director_left")
        if self.champion() > 0 and self.draw(Purpose.CHAMPION_LEAVES) < monthly(
            place.champion_turnover
        ):
            self.champion_present = False
            self.happened("champion_left")
        for o in self.members():
            self.change_of_member(o, changed)

    def election(self):
        place = self.p.place
        interval = place.election_interval_months
        if not interval or self.month % interval:
            return False
        changed = self.draw(Purpose.ELECTION) < place.administration_change
        if changed:
            swing = place.election_swing * (2 * self.draw(Purpose.POLICY_SWING) - 1)
            self.policy = clip(self.policy + swing)
        outcome = "changed" if changed else "kept"
        self.happened("election", NOBODY, f"administration_{outcome}")
        return changed

    def dated_turns(self, before):
        now = self.p.place
        if self.p.champion.influence != before.champion.influence:
            self.champion_present = True
        if now.urgency != before.place.urgency:
            if now.urgency > self.urgency:
                self.happened("crisis")
            self.urgency = now.urgency
        if now.policy_support != before.place.policy_support:
            self.policy = now.policy_support
            self.happened("policy_turn")

    def change_of_member(self, o, administration_changed):
        place = self.p.place
        public = o.sector == GOVERNMENT
        yearly = place.public_leader_turnover if public else place.leader_turnover
        o.leader_left = self.draw(Purpose.LEADER_LEAVES, o.number) < monthly(yearly)
        if o.leader_left:
            first = self.p.organisations.systems_mindset
            o.mindset = self.kept(o.mindset, first)
            o.backbone_trust = self.kept(o.backbone_trust, 0.0)
            self.happened("leader_left", o.number)
        if public and administration_changed:
            o.mandate = [
                clip(
                    o.mandate[a]
                    + place.agenda_swing
                    * (2 * self.draw(Purpose.AGENDA_SWING, o.number, a) - 1)
                )
                for a in AXES
            ]
            o.effort = self.kept(o.effort, 0.0)
        far = distance(o.agenda, self.agenda) / math.sqrt(2)
        rate = place.conflict * self.p.disagreement.antagonism * far
        rate *= self.convened * (1 - self.mediation())
        o.in_conflict = self.draw(Purpose.CONFLICT, o.number) < step(rate)
        if o.in_conflict:
            o.morale *= 1 - place.conflict_damage
            self.happened("conflict", o.number)

    def kept(self, value, floor):
        return value - self.p.place.lost_with_leader * max(0.0, value - floor)

    def fund_backbone(self):
        funding = self.p.funding
        first, term = (
            round(12 * years)
            for years in (funding.duration_years, funding.renewal_years)
        )
        start = max(1, funding.start_month)
        self.grants = 0.0
        for f in range(funding.funders):
            if self.stopped:
                continue
            if self.month == start and first > 0:
                self.paid_until[f] = start + first
                self.happened("grant_started", f)
            elif self.paid_until[f] == self.month:
                self.renew(f, term)
            if self.month < self.paid_until[f]:
                self.grants += funding.yearly_amount / (12 * funding.funders)

    def renew(self, f, term):
        low = self.p.funding.renewal_without_progress
        high = self.p.funding.renewal_with_progress
        goes_on = low + (high - low) * self.confidence[f]
        if self.draw(Purpose.RENEWAL, f) < goes_on and term > 0:
            self.paid_until[f] = self.month + term
            self.happened("grant_renewed", f)
        else:
            self.happened("grant_ended", f)

    def staff_backbone(self):
        p, bb = self.p, self.p.backbone
        lenders = [] if self.stopped else self.members()
        effort = sum(self.given(o) for o in lenders)
        wanted = 12 * self.grants / p.funding.cost_per_staff
        wanted += p.funding.partner_share * effort * self.legitimacy
        rate = bb.hiring if wanted > self.staff else bb.layoff
        self.staff = approach(self.staff, wanted, rate)
        work = bb.workload_base + bb.workload_per_member * len(self.members())
        self.full = min(1.0, self.staff / work) if work > 0 else 1.0
        knows = 1 - bb.director_weight * (1 - self.director)
        self.able = bb.skill * knows * self.full
