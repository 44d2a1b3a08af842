"""The oracle's state, its seats, and what several processes need (ODD 2, 3, 7.17)."""

import math

from cisim.configuration.choices import Host, Structure
from cisim.model.streams import Purpose, uniform
from tests.verification.oracle_start import (
    clip,
    difficulty,
    distance,
    leverage_point,
    mean,
    pulled,
    roster,
    view,
)

NOBODY = None


class State:
    """State variables under the oracle's own short names, as month 0 finds them."""

    def __init__(self, scenario, seed):
        self.dated = scenario.parameters_by_month()
        self.names_changed = scenario.names_changed
        self.p = p = self.dated[0]
        self.seed = seed
        self.month = 0
        self.named: frozenset[str] = frozenset()
        self.truth = leverage_point(p, seed)
        self.community_view = view(p, seed, self.truth, Purpose.COMMUNITY_VIEW)
        self.champion_view = view(p, seed, self.truth, Purpose.CHAMPION_VIEW)
        self.council_plan = view(p, seed, self.truth, Purpose.COUNCIL_PLAN)
        self.difficulty = difficulty(p, seed)
        self.everybody = roster(p, seed, self.truth, scenario.roster)
        invited = self.everybody[: p.organisations.at_table]
        self.mean_power = mean(o.power for o in invited)
        self.start_surroundings(p)
        self.start_table()
        self.start_observation()
        self.take_seats()
        self.agenda = self.draft()
        self.agreement = self.agreed()

    def start_surroundings(self, p):
        self.urgency, self.policy = p.place.urgency, p.place.policy_support
        self.economy = self.director = 1.0
        self.champion_present = True
        self.new_administration = False
        funders = p.funding.funders
        self.confidence, self.renewed_until = [0.0] * funders, [0] * funders
        self.pays, self.lost_patience = [False] * funders, [False] * funders
        self.waiting = [0] * funders
        self.grants = self.co_funding = self.posts_each = 0.0
        self.staff = self.full = self.able = 0.0
        self.neutral = self.neutrality()
        self.hurdles, self.will = p.place.hurdles, 0.0
        self.systems = self.programmes = self.coordination = 0.0
        self.system = self.services = self.lives = self.programme_result = 0.0

    def start_table(self):
        self.meetings = self.reach = self.attended = 0.0
        self.contact_inside = [0.0] * self.groups()
        self.contact_across = self.contact_steering = 0.0
        self.time_left = 1.0
        self.continuity = 0.0
        self.adopted_month = -1
        self.mean_say = 1.0
        self.vocabulary = self.data = self.measurement = self.plan = 0.0
        self.memory = self.legitimacy = self.exits = 0.0
        self.wins = self.failures = 0
        self.pilots = []

    def start_observation(self):
        self.convened = self.stopped = False
        self.lifeless = self.joint = self.on_target = 0
        self.reached = set()
        self.events = []
        self.series = []

    # ---- Draws and events ----

    def draw(self, purpose, entity=0, partner=0):
        return uniform(self.seed, purpose, entity, self.month, partner)

    def happened(self, kind, who=NOBODY, reason=""):
        self.events.append((self.month, kind, who, reason))

    # ---- Seats ----

    def has_steering_group(self):
        return self.p.governance.structure == Structure.STEERING_GROUP

    def groups(self):
        one = self.p.governance.structure == Structure.ONE_TABLE
        return 1 if one else self.p.governance.working_groups

    def take_seats(self):
        """Seats hold for the whole month, so they are taken and not asked anew."""
        seats = self.p.governance.steering_seats if self.has_steering_group() else 0
        by_power = sorted(self.members(), key=lambda o: (-o.power, o.number))
        self.steering = by_power[:seats]
        for o in self.everybody:
            o.group = o.number % self.groups()
            o.steers = o in self.steering
        sizes = [
            sum(o.group == group for o in self.members())
            for group in range(self.groups())
        ]
        self.airtime = [self.airtime_of(size) for size in sizes]
        self.airtime_steering = self.airtime_of(len(self.steering))

    def airtime_of(self, size):
        return min(1.0, self.p.communication.seats / size) if size else 1.0

    def sends_leader(self, o):
        leads = o.level < self.p.governance.leader_share
        return leads and (o.steers or not self.has_steering_group())

    def leaders(self):
        deciding = self.steering if self.has_steering_group() else self.members()
        return mean(self.sends_leader(o) for o in deciding)

    # ---- Who is there ----

    def members(self):
        return [o for o in self.everybody if o.member]

    def taking_part(self):
        return self.members() if self.convened else []

    def came(self, o):
        return o.member and o.attends and self.meetings > 0

    def present(self):
        return [o for o in self.everybody if self.came(o)]

    def attendance(self):
        return len(self.present()) / max(1, len(self.members()))

    def champion(self):
        return self.p.champion.influence if self.champion_present else 0.0

    # ---- Backbone and place ----

    def is_hosted(self):
        bb = self.p.backbone
        if bb.host == Host.INCUBATED:
            return self.month <= bb.incubation_months
        return bb.host == Host.COUNCIL

    def neutrality(self):
        bb = self.p.backbone
        free = 1 - bb.hosted_loss * self.is_hosted()
        free *= 1 - bb.seconded_loss * bb.seconded
        free *= 1 - bb.dominated_loss * self.p.funding.domination
        return bb.neutrality * free

    def mediation(self):
        hurts = self.p.disagreement.antagonism
        return self.able * (1 - hurts * (1 - self.neutral))

    def kept_with_leader(self, value, floor):
        """What is left of a value after a change of leader (kept_after_turnover)."""
        relief = self.p.support.leadership_relief * self.leadership()
        lost = self.p.place.lost_with_leader * (1 - relief)
        return value - lost * max(0.0, value - floor)

    def strengthened(self, capacity, support):
        return clip(capacity + (1 - capacity) * support)

    def leadership(self):
        support = self.p.support
        return self.strengthened(support.leadership_capacity, support.leadership)

    def content_known(self):
        support = self.p.support
        return self.strengthened(support.content_capacity, support.content)

    def daring(self):
        wins = self.p.quick_wins
        return 1 - wins.proven_models * (1 - wins.pooled_risk)

    def capacity(self, o):
        posts = self.posts_each if o.member else 0.0
        return o.own_capacity * self.economy + posts

    def given(self, o):
        return o.effort * self.capacity(o)

    def improvement(self):
        whole = clip(self.lives + self.programme_result)
        return self.p.result.largest_improvement * whole

    def result_share(self):
        return min(1.0, self.improvement() / self.p.result.target_improvement)

    def mean_trust(self):
        return mean(o.trust[b.number] for o in self.members() for b in self.known(o))

    def known(self, o):
        """Members that a member knows."""
        return [b for b in self.members() if b.number in o.trust]

    # ---- The common agenda ----

    def adopted(self):
        return self.adopted_month >= 0

    def fit(self):
        error = distance(self.agenda, self.truth) / self.p.agenda.fit_width
        return math.exp(-(error**2) / 2)

    def alignment(self, o):
        return clip(1 - distance(o.agenda, self.agenda) / self.p.agenda.widest)

    def agreed(self):
        apart = mean(distance(o.agenda, self.agenda) for o in self.members())
        return clip(1 - apart / self.p.agenda.widest)

    def say(self, o):
        top_down = self.p.agenda.top_down
        unseated = self.has_steering_group() and not o.steers
        seat = self.p.governance.representation if unseated else 1.0
        return seat * (1 - top_down + top_down * o.power / self.mean_power)

    def draft(self):
        members = self.members()
        whole = math.fsum(self.say(o) for o in members)
        table = [
            math.fsum(self.say(o) * o.agenda[a] for o in members) / whole
            for a in (0, 1)
        ]
        champion = self.p.champion.draft_weight * self.p.champion.advocacy
        pulls = [
            (self.community_voice(), self.community_view),
            (champion * self.champion(), self.champion_view),
        ]
        if not self.adopted():
            pulls.append(
                (self.p.council.plan_weight * self.plan_of_council(), self.council_plan)
            )
        return pulled(table, pulls)

    def community_voice(self):
        law = self.p.community
        control = law.voice_unshared + (1 - law.voice_unshared) * law.control_sharing
        return law.voice * law.involvement * control

    def plan_of_council(self):
        return self.p.council.strategic_plan * self.p.council.presence
