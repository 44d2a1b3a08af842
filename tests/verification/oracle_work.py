"""The oracle's joint work: measurement, plan, effort, pilots, system (7.8 to 7.12)."""

import math

from cisim.model.streams import Purpose
from tests.verification.oracle_start import (
    COMMUNITY,
    CONDITIONAL,
    FREE_RIDING,
    approach,
    clip,
    logistic,
    mean,
    step,
)
from tests.verification.oracle_table import Table

NO_POWER = 1e-6
"""Size of the exponent below which the mean of scores is the geometric one."""


class Work(Table):
    """The processes from shared measurement to system change."""

    # ---- build_shared_measurement, plan_activities ----

    def build_shared_measurement(self):
        law = self.p.measurement
        words = law.vocabulary_rate * self.reach * self.attendance()
        length = 1 + law.indicators / law.few_indicators
        built = law.building * law.investment * self.able * self.vocabulary * self.data
        opened = self.access_growth() if self.meetings > 0 else 0.0
        self.vocabulary = self.grown(self.vocabulary, words, law.decay)
        self.data = self.grown(self.data, opened, law.decay)
        self.measurement = self.grown(self.measurement, built / length, law.decay)

    def access_growth(self):
        law = self.p.measurement
        asked = law.access_unaided + (1 - law.access_unaided) * self.able
        opened = law.access_rate * self.series[-1]["trust"] * asked
        opened += law.access_of_council * self.p.council.open_data
        return opened * (1 - self.p.system.hurdle_access * self.hurdles)

    def grown(self, level, growth, decay):
        lost = step(decay * (1 - self.full)) * level
        return level + step(growth) * (1 - level) - lost

    def plan_activities(self):
        law = self.p.plan
        managers = 1.0 if self.has_steering_group() else 1 - self.leaders()
        practice = 1 - self.p.governance.practice_of_managers * (1 - managers)
        growth = law.building * self.adopted() * self.full * self.agreement * practice
        self.plan = self.grown(self.plan, growth, law.decay)

    # ---- commit_effort ----

    def commit_effort(self):
        law, members = self.p.effort, self.taking_part()
        for o in self.everybody:
            goal = law.alone_floor + (1 - law.alone_floor) * self.came(o)
            o.own_work = approach(o.own_work, goal, law.alone_rate)
        new = [self.next_effort(o) for o in members]
        for o, effort in zip(members, new, strict=True):
            o.effort = effort
            if self.came(o) or effort >= self.p.membership.active_effort:
                o.last_active = self.month

    def next_effort(self, o):
        law = self.p.effort
        wanted = law.ceiling * logistic(self.readiness(o))
        return approach(o.effort, wanted * clip(self.time_left), law.adjustment)

    def readiness(self, o):
        law, others = self.p.effort, self.known(o)
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
        floor, community = self.p.agenda.ownership_floor, self.p.community
        expected = max(1.0, math.sqrt(o.power / self.mean_power))
        ratio = self.say(o) / (self.mean_say * expected)
        ratio = 0.0 if o.joined >= self.adopted_month else clip(ratio)
        ceded = self.p.funding.domination_cost * self.p.funding.domination
        if o.sector != COMMUNITY:
            ceded += community.handover * community.control_sharing
        return (floor + (1 - floor) * ratio) * (1 - clip(ceded))

    def encouragement(self, o, others):
        law, shown = self.p.effort, self.measurement

        def seen(b):
            met = self.came(o) and self.came(b)
            return b.effort * (1.0 if met else shown)

        whole = clip(mean(seen(b) for b in others) / law.ceiling)
        if o.cooperation == CONDITIONAL:
            return whole
        if o.cooperation == FREE_RIDING:
            return whole * shown
        return whole * (1 - law.mixed + law.mixed * shown)

    # ---- run_pilots ----

    def run_pilots(self):
        law = self.p.quick_wins
        over = [m for m in self.pilots if self.month - m >= law.duration_months]
        running = [m for m in self.pilots if self.month - m < law.duration_months]
        chance = self.success_probability()
        won = [
            self.draw(Purpose.PILOT_SUCCESS, 0, k) < chance for k in range(len(over))
        ]
        self.wins, self.failures = sum(won), len(won) - sum(won)
        for success in won:
            self.happened("pilot_won" if success else "pilot_failed")
        self.pilots = running + [self.month] * self.pilots_tried()
        kept = 1 - law.memory_kept * self.memory
        self.memory = 1 - kept * (1 - law.memory) ** self.wins

    def success_probability(self):
        law = self.p.quick_wins
        return clip(
            law.success_least
            + law.success_coordination * self.coordination
            + law.success_fit * self.fit()
            + law.success_involvement * self.p.community.involvement
            + law.success_content * self.content_known()
        )

    def pilots_tried(self):
        law = self.p.quick_wins
        borne = 1 - law.aversion * (1 - law.pooled_risk)
        willing = math.fsum(o.morale * borne for o in self.present())
        willing /= max(1, len(self.members()))
        tried = min(law.pilots_per_year, law.dared_per_year * willing) / 12
        whole = math.floor(tried)
        return whole + (self.draw(Purpose.PILOTS_TRIED) < tried - whole)

    # ---- change_system ----

    def change_system(self):
        isolated = self.share_out_work()
        self.coordination = self.coordinated()
        self.delay()
        self.next_system_change()
        self.next_programme_result(isolated)
        self.lower_hurdles()
        law = self.p.governance
        won = law.gateway * self.leaders() * self.measurement * self.legitimacy
        self.policy += step(won) * (1 - self.policy)

    def room(self):
        """Room for systems work: of the funders, and of shared credit."""
        law, rules = self.p.funding, self.p.governance
        paid = sum(self.pays) / law.funders
        bound = law.programme_hold * law.programme_only * paid
        return (1 - bound) * (1 - rules.credit_hold * (1 - rules.shared_credit))

    def share_out_work(self):
        """Set systems and programme work; the isolated work is handed on."""
        law, mix, room = self.p.plan, self.sector_mix(), self.room()
        fine = self.plan * law.specialisation
        whole = useful = isolated = 0.0
        for o in self.everybody:
            given = self.given(o)
            well = given * (1 - law.duplication * (1 - fine))
            well *= 1 + o.advantage * mix * fine
            whole += well
            useful += well * o.mindset * room
            isolated += (self.capacity(o) - given) * o.own_work
        taken = min(useful, self.p.quick_wins.effort * len(self.pilots))
        self.systems, self.programmes = useful - taken, whole - useful
        return isolated

    def sector_mix(self):
        members = self.members()
        if not members:
            return 0.0
        shares = [mean(o.sector == sector for o in members) for sector in range(6)]
        return clip((1 - math.fsum(s * s for s in shares)) * 6 / 5)

    def conditions(self):
        return {
            "common_agenda": self.adopted() * self.agreement,
            "shared_measurement": self.measurement,
            "reinforcing_activities": self.plan,
            "continuous_communication": self.continuity,
            "backbone_support": self.able,
        }

    def coordinated(self):
        law = self.p.system
        scores = [max(c, law.condition_floor) for c in self.conditions().values()]
        rho = law.substitution
        if abs(rho) < NO_POWER:
            return math.exp(mean(math.log(c) for c in scores))
        return mean(c**rho for c in scores) ** (1 / rho)

    def delay(self):
        law = self.p.system
        self.lives += (self.services - self.lives) / law.second_delay_months
        self.services += (self.system - self.services) / law.first_delay_months

    def next_system_change(self):
        law, old = self.p.system, self.system
        work = self.systems / len(self.everybody) / law.reference_effort
        growth = law.growth / self.difficulty * self.fit() * self.coordination**2
        growth *= work / (1 + law.saturation * work)
        growth *= 1 - law.hurdle_system * self.hurdles
        back = law.decay * (1 - law.holding * self.coordination)
        self.system += step(growth) * max(0.0, self.cap() - old) - step(back) * old

    def cap(self):
        law = self.p.system
        gate = clip(
            law.gate_policy * self.policy
            + law.gate_will * self.will
            + law.gate_legitimacy * self.legitimacy
        )
        return 1 - self.p.problem.state_dependence * (1 - gate)

    def next_programme_result(self, isolated):
        law = self.p.system
        work = self.programmes + law.isolated_discount * isolated
        work /= len(self.everybody) * law.programme_reference
        effect = law.programme_share * step(work)
        rate = 1 / law.programme_delay_months
        self.programme_result = approach(self.programme_result, effect, rate)

    def lower_hurdles(self):
        trust = self.series[-1]["trust"]
        fall = self.p.system.hurdle_fall * trust * self.measurement
        self.hurdles *= 1 - step(fall)
