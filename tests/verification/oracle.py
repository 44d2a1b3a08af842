"""The model by a second hand: docs/odd.md in plain Python, written from the text alone.

One method for each process of chapter 3. It is slow and naive, and shares nothing with
the model but parameters and keyed random numbers.
"""

import math

from tests.verification.oracle_people import People
from tests.verification.oracle_start import mean


class Oracle(People):
    """Runs months, and observes them (ODD 3 and 7.16)."""

    def run(self, months):
        self.series = [self.observed()]
        for month in range(1, months + 1):
            self.begin(month)
            self.change_context()
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

    def begin(self, month):
        self.month = month
        self.p = self.dated.get(month, self.p)
        self.named = self.names_changed(month)
        self.take_seats()

    # ---- observe ----

    def observe(self):
        self.count_what_lasts()
        stopped_before = self.stopped
        for kind, holds in self.milestones().items():
            if holds and kind not in self.reached and not stopped_before:
                self.reached.add(kind)
                self.happened(kind)
        if self.lifeless >= self.p.membership.collapse_months and not stopped_before:
            self.stopped = True
            won = "shared_result" in self.reached
            self.happened("finished" if won else "collapse")
        goers = [o for o in self.everybody if o.left == self.month]
        self.exits = len(goers) / max(1, len(goers) + len(self.members()))
        self.series.append(self.observed())

    def count_what_lasts(self):
        def lasted(months, holds):
            return months + 1 if holds else 0

        plan = self.p.plan
        self.lifeless = lasted(self.lifeless, self.convened and not self.alive())
        joint = self.plan >= plan.joint_level and self.systems_each() >= (
            plan.joint_systems_work
        )
        self.joint = lasted(self.joint, joint)
        on_target = self.improvement() >= self.p.result.target_improvement
        self.on_target = lasted(self.on_target, on_target)

    def systems_each(self):
        return self.systems / len(self.everybody)

    def milestones(self):
        p = self.p
        agreed = self.measurement >= p.measurement.agreed_level
        staffed = self.full >= p.backbone.staffed_level
        return {
            "initiated": self.initiated(),
            "first_win": self.wins > 0,
            "common_words": self.vocabulary >= p.measurement.words_level,
            "measurement_agreed": agreed,
            "agenda_adopted": self.adopted(),
            "organised": self.adopted() and staffed and agreed,
            "joint_milestone": self.joint >= p.plan.joint_months,
            "shared_result": self.on_target >= p.result.hold_months,
        }

    def initiated(self):
        sectors = {o.sector for o in self.present()}
        called = self.champion() > 0 or self.staff > 0
        case = self.data >= self.p.measurement.data_case_level
        across = len(sectors) >= self.p.membership.cross_sectors
        return called and across and self.meetings > 0 and case

    def alive(self):
        law = self.p.membership
        active = sum(
            self.month - o.last_active < law.active_window_months
            for o in self.members()
        )
        return active >= law.alive_members

    # ---- Series ----

    def density(self):
        members = self.members()
        strong = sum(o.trust[b.number] > 0.5 for o in members for b in self.known(o))
        return strong / max(1, len(members) * (len(members) - 1))

    def centralisation(self):
        """Freeman's, of the network of ties with the backbone as a node."""

        def tied(o, b):
            return (o.trust[b.number] + b.trust[o.number]) / 2 > 0.5

        members = self.members()
        size = len(members)
        if size < 2:
            return 0.0
        degrees = [
            sum(tied(o, b) for b in self.known(o)) + (o.backbone_trust > 0.5)
            for o in members
        ]
        degrees.append(sum(o.backbone_trust > 0.5 for o in members))
        spread = sum(max(degrees) - degree for degree in degrees)
        return spread / (size * (size - 1))

    def partner_time(self):
        time = max(self.time_left, self.p.effort.least_time)
        return math.fsum(self.given(o) / time for o in self.members())

    def observed(self):
        return {
            **self.of_backbone_and_table(),
            **self.of_members(),
            **self.of_place(),
            **self.conditions(),
            "alive": float(self.alive()) if self.convened else math.nan,
        }

    def of_backbone_and_table(self):
        return {
            "staff": self.staff,
            "fullness": self.full,
            "neutrality": self.neutral,
            "meetings": self.meetings,
            "agreement": self.agreement,
            "vocabulary": self.vocabulary,
            "data_access": self.data,
            "plan": self.plan,
            "wins_memory": self.memory,
            "legitimacy": self.legitimacy,
            "agreed_time": self.time_left,
            "fit": self.fit(),
            "pilots_running": len(self.pilots),
            "grants": self.grants,
            "co_funding": self.co_funding,
        }

    def of_members(self):
        members = self.members()
        return {
            "members": len(members),
            "attendance": self.attended,
            "effort": mean(o.effort for o in members),
            "trust_in_backbone": mean(o.backbone_trust for o in members),
            "morale": mean(o.morale for o in members),
            "belief": mean(o.belief for o in members),
            "systems_mindset": mean(o.mindset for o in members),
            "trust": self.mean_trust(),
            "density": self.density(),
            "centralisation": self.centralisation(),
            "partner_time": self.partner_time(),
        }

    def of_place(self):
        return {
            "hurdles": self.hurdles,
            "systems_work": self.systems,
            "programme_work": self.programmes,
            "urgency": self.urgency,
            "policy_support": self.policy,
            "public_will": self.will,
            "coordination": self.coordination,
            "system_change": self.system,
            "improvement": self.improvement(),
        }
