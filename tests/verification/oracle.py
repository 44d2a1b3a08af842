"""The model by a second hand: docs/odd.md in plain Python, written from the text alone.

One method for each process of chapter 3. It is slow and naive, and shares nothing with
the model but parameters and keyed random numbers. Parameters may change in some months,
with two limits: it does not see that a value is set anew to what it was, and knows
nothing of changes of the grants' start or duration.
"""

import math

from cisim.model.streams import Purpose
from tests.verification.oracle_start import (
    approach,
    clip,
    mean,
    step,
)
from tests.verification.oracle_table import Table

REASONS = ("frustration", "lost_belief", "leader_change", "conflict")


class Oracle(Table):
    """Runs months; system, morale, membership and observation (ODD 7.12 to 7.16)."""

    def run(self, months):
        self.series = [self.observed()]
        for month in range(1, months + 1):
            self.month = month
            before, self.p = self.p, self.dated.get(month, self.p)
            self.change_context(before)
            self.fund_backbone()
            self.staff_backbone()
            self.convene()
            self.build_trust()
            self.align_agendas()
            self.agree_common_agenda()
            self.build_shared_measurement()
            self.plan_activities()
            self.commit_effort()
            self.run_pilots()
            self.change_system()
            self.tell_story()
            self.feel_progress()
            self.join_or_leave()
            self.observe()
        return self.series, self.events

    def conditions(self):
        com = self.p.communication
        return {
            "common_agenda": self.adopted() * self.agreement,
            "shared_measurement": self.measurement,
            "reinforcing_activities": self.plan,
            "continuous_communication": self.attendance()
            * step(com.condition_rate * self.meetings),
            "backbone_support": self.able,
        }

    def change_system(self):
        law, p = self.p.system, self.p
        whole = useful = free = 0.0
        for o in self.everybody:
            given = self.given(o) if o.member else 0.0
            given_well = given * (1 - p.plan.duplication * (1 - self.plan))
            whole += given_well
            useful += given_well * o.mindset
            free += o.capacity * self.economy - given
        taken = min(useful, p.quick_wins.effort * len(self.pilots))
        self.systems, self.programmes = useful - taken, whole - useful
        scores = [max(c, law.condition_floor) for c in self.conditions().values()]
        rho = law.substitution
        if rho == 0:
            self.coordination = math.exp(mean(math.log(c) for c in scores))
        else:
            self.coordination = mean(c**rho for c in scores) ** (1 / rho)
        work = self.systems / len(self.everybody) / law.reference_effort
        growth = law.growth / self.difficulty * self.fit() * self.coordination**2
        growth *= work / (1 + law.saturation * work)
        gate = clip(
            law.gate_policy * self.policy
            + law.gate_will * self.will
            + law.gate_legitimacy * self.legitimacy
        )
        cap = 1 - p.problem.state_dependence * (1 - gate)
        self.lives += (self.services - self.lives) / law.second_delay_months
        self.services += (self.system - self.services) / law.first_delay_months
        old, back = self.system, law.decay * (1 - law.holding * self.coordination)
        self.system += step(growth) * max(0.0, cap - old) - step(back) * old
        work = (self.programmes + law.isolated_discount * free) / len(self.everybody)
        effect = law.programme_share * step(work / law.programme_reference)
        self.programme_result = approach(
            self.programme_result, effect, 1 / law.programme_delay_months
        )

    def tell_story(self):
        com = self.p.communication
        story = com.will_unaided + (1 - com.will_unaided) * self.able
        goal = clip(com.narrative * story + com.will_of_wins * self.memory)
        self.will = approach(self.will, goal, com.will_adjustment)
        for o in self.present():
            goal = max(o.horizon, com.honest_months)
            rate = com.horizon_learning * com.honest_horizon
            o.horizon = approach(o.horizon, goal, rate)

    def feel_progress(self):
        p, law = self.p, self.p.morale
        shown = min(1.0, self.improvement() / p.result.target_improvement)
        process = self.adopted() * self.agreement + self.plan
        process *= p.communication.narrative / 2
        progress = self.memory + self.measurement * shown
        progress += law.process_visibility * process
        practice = 1 + self.able + self.memory + p.communication.honest_horizon
        for o in self.members() if self.convened else []:
            o.morale = self.next_morale(o, progress)
            weight = law.belief_of_backbone
            goal = clip((1 - weight) * clip(progress) + weight * self.able)
            o.belief = approach(o.belief, goal, law.belief_adjustment)
            if o.attends and self.meetings > 0:
                o.mindset = approach(o.mindset, 1, law.mindset_rate * practice)
        legit, adopted = p.system, self.adopted()
        standing = clip(
            legit.legitimacy_agreement * self.agreement
            + legit.legitimacy_wins * self.memory
            + legit.legitimacy_result * shown
        )
        part = legit.legitimacy_before + (1 - legit.legitimacy_before) * adopted
        for f, old in enumerate(self.confidence):
            self.confidence[f] = self.next_confidence(old)
        self.legitimacy = standing * part

    def next_morale(self, o, progress):
        law, wins = self.p.morale, self.p.quick_wins
        tenure = self.month - o.joined
        expected = (tenure / o.horizon) ** law.impatience
        expected = min(law.largest_expectation, expected)
        short = max(0.0, expected - progress) * (1 - law.grit_relief * o.grit)
        morale = approach(o.morale, law.rest, law.recovery)
        morale *= 1 - step(law.frustration * short)
        lift = 1 - wins.morale_per_win * (1 - self.memory)
        morale = 1 - (1 - morale) * lift**self.wins
        morale *= (1 - wins.morale_per_failure) ** self.failures
        return morale * (1 - law.exit_blow * self.exits)

    def next_confidence(self, old):
        law = self.p.funding
        level = approach(old, self.legitimacy, law.confidence_adjustment)
        level = 1 - (1 - level) * (1 - law.confidence_per_win) ** self.wins
        return level * (1 - law.confidence_per_failure) ** self.failures

    def join_or_leave(self):
        before = self.members()
        law, goers = self.p.membership, []
        for o in before:
            reason = self.exit_cause(o) if self.convened else ""
            if self.stopped or reason:
                goers.append(o)
            if reason and not self.stopped:
                self.happened("left", o.number, reason)
        draws_in = self.legitimacy + self.will + self.champion() * self.urgency
        for o in self.everybody:
            waits = not (o.member or o.gone or self.stopped) and self.meetings > 0
            if waits and self.draw(Purpose.JOINING, o.number) < step(
                law.joining * draws_in
            ):
                o.member, o.joined, o.last_active = True, self.month, self.month
                self.happened("joined", o.number)
        for o in goers:
            o.member, o.gone = False, True
        self.exits = len(goers) / max(1, len(goers) + len(self.members()))

    def exit_cause(self, o):
        law = self.p.membership
        hazards = [
            law.exit_hazard * max(0.0, 1 - o.morale / law.exit_threshold),
            law.exit_hazard * max(0.0, 1 - o.belief / law.belief_threshold),
            law.turnover_exit * o.leader_left,
            law.conflict_exit * o.in_conflict,
        ]
        u, total = self.draw(Purpose.LEAVING, o.number), sum(hazards)
        if u >= step(total):
            return ""
        mark = u / step(total) * total
        for reason, hazard in zip(REASONS, hazards, strict=True):
            if mark < hazard:
                return reason
            mark -= hazard
        return REASONS[-1]

    # ---- Observation ----

    def observe(self):
        p, law = self.p, self.p.membership
        sectors = {o.sector for o in self.present()}
        called = self.champion() > 0 or self.staff > 0
        case = self.data >= p.measurement.data_case_level
        self.milestone(
            "initiated", called and case and len(sectors) >= law.cross_sectors
        )
        staffed = self.full >= p.backbone.staffed_level
        agreed = self.measurement >= p.measurement.agreed_level
        self.milestone("organised", self.adopted() and staffed and agreed)
        work = self.systems / len(self.everybody)
        joint = self.plan >= p.plan.joint_level and work >= p.plan.joint_systems_work
        self.joint = self.joint + 1 if joint else 0
        self.milestone("joint_milestone", self.joint >= p.plan.joint_months)
        hit = self.improvement() >= p.result.target_improvement
        self.on_target = self.on_target + 1 if hit else 0
        held = self.on_target >= p.result.hold_months
        self.milestone("shared_result", held and "collapse" not in self.reached)
        self.lifeless = 0 if self.alive() or not self.convened else self.lifeless + 1
        if self.lifeless >= law.collapse_months and not self.stopped:
            self.stopped = True
            won = "shared_result" in self.reached
            self.milestone("finished" if won else "collapse", True)
        self.series.append(self.observed())

    def alive(self):
        law = self.p.membership
        active = [
            o
            for o in self.members()
            if self.month - o.last_active < law.active_window_months
        ]
        return len(active) >= law.alive_members

    def network(self):
        """Density of ties and Freeman centralisation with the backbone as a node."""

        def tied(o, b):
            return (o.trust[b.number] + b.trust[o.number]) / 2 > 0.5

        members = self.members()
        size = len(members)
        if size < 2:
            return 0.0, 0.0
        pairs = [(o, b) for o in members for b in members if b is not o]
        density = mean(o.trust[b.number] > 0.5 for o, b in pairs)
        degrees = [
            sum(tied(o, b) for b in members if b is not o) + (o.backbone_trust > 0.5)
            for o in members
        ]
        degrees.append(sum(o.backbone_trust > 0.5 for o in members))
        spread = sum(max(degrees) - degree for degree in degrees)
        return density, spread / (size * (size - 1))

    def observed(self):
        members = self.members()
        density, centralisation = self.network()
        time = max(self.time_left, 0.1)
        return {
            "members": len(members),
            "staff": self.staff,
            "fullness": self.full,
            "meetings": self.meetings,
            "attendance": self.attendance(),
            "trust": self.mean_trust(),
            "density": density,
            "centralisation": centralisation,
            "trust_in_backbone": mean(o.backbone_trust for o in members),
            "agreement": self.agreement,
            "fit": self.fit(),
            "vocabulary": self.vocabulary,
            "data_access": self.data,
            "plan": self.plan,
            "effort": mean(o.effort for o in members),
            "systems_work": self.systems,
            "programme_work": self.programmes,
            "partner_time": sum(self.given(o) / time for o in members),
            "wins_memory": self.memory,
            "pilots_running": len(self.pilots),
            "morale": mean(o.morale for o in members),
            "belief": mean(o.belief for o in members),
            "systems_mindset": mean(o.mindset for o in members),
            "urgency": self.urgency,
            "policy_support": self.policy,
            "public_will": self.will,
            "legitimacy": self.legitimacy,
            **self.conditions(),
            "coordination": self.coordination,
            "system_change": self.system,
            "improvement": self.improvement(),
            "grants": self.grants,
            "alive": float(self.alive()) if self.convened else math.nan,
        }
