"""What the oracle's people feel and do about it: 7.13 to 7.15 of the ODD."""

from cisim.model.streams import Purpose
from tests.verification.oracle_start import approach, clip, step
from tests.verification.oracle_work import Work

REASONS = ("frustration", "lost_belief", "leader_change", "conflict", "drift")


class People(Work):
    """The processes from the story to joining and leaving."""

    # ---- tell_story ----

    def tell_story(self):
        com, council = self.p.communication, self.p.council
        told = clip(self.able + council.public_ear * council.presence)
        story = com.will_unaided + (1 - com.will_unaided) * told
        goal = clip(com.narrative * story + com.will_of_wins * self.memory)
        self.will = approach(self.will, goal, com.will_adjustment)
        for o in self.members():
            o.horizon = self.next_horizon(o)

    def next_horizon(self, o):
        com, law = self.p.communication, self.p.morale
        education = self.p.council.education * self.plan_of_council()
        honest = clip(com.honest_horizon * self.came(o) + education)
        goal = max(o.horizon, com.honest_months)
        told = approach(o.horizon, goal, com.horizon_learning * honest)
        waited = law.hindsight_span * (self.month - o.joined)
        return approach(told, max(told, waited), law.hindsight * o.grit)

    # ---- feel_progress ----

    def feel_progress(self):
        progress = self.perceived_progress()
        for o in self.taking_part():
            self.feel(o, progress)
        before, self.legitimacy = self.legitimacy, self.next_legitimacy()
        visible = self.shown_progress() >= self.p.funding.visible_progress
        for f, old in enumerate(self.confidence):
            self.confidence[f] = self.next_confidence(old, before)
            waits = self.pays[f] and not visible
            self.waiting[f] = self.waiting[f] + 1 if waits else 0

    def shown_progress(self):
        return self.memory + self.measurement * self.result_share()

    def process(self):
        law = self.p.morale
        agenda = law.process_of_agenda * self.adopted() * self.agreement
        return agenda + law.process_of_plan * self.plan

    def perceived_progress(self):
        told = self.p.morale.process_visibility * self.p.communication.narrative
        return self.shown_progress() + told * self.process()

    def feel(self, o, progress):
        law = self.p.morale
        o.morale = self.next_morale(o, progress)
        weight = law.belief_of_backbone
        goal = clip((1 - weight) * clip(progress) + weight * self.able)
        o.belief = approach(o.belief, goal, law.belief_adjustment)
        honesty = self.p.communication.honest_horizon
        practice = self.came(o) * (1 + self.able + self.memory + honesty) * self.room()
        o.mindset = approach(o.mindset, 1, law.mindset_rate * practice)

    def next_morale(self, o, progress):
        law = self.p.morale
        expected = ((self.month - o.joined) / o.horizon) ** law.impatience
        expected = min(law.largest_expectation, expected)
        short = max(0.0, expected - progress) * (1 - law.grit_relief * o.grit)
        morale = approach(o.morale, law.rest, law.recovery)
        morale *= 1 - step(law.frustration * short)
        morale = self.after_pilots(morale)
        return clip(morale * (1 - law.exit_blow * self.exits))

    def after_pilots(self, morale):
        law, council = self.p.quick_wins, self.p.council
        celebrated = 1 + council.celebration * council.presence
        lift = clip(law.morale_per_win * celebrated * (1 - self.memory))
        relief = law.failure_relief * law.pooled_risk
        blow = law.morale_per_failure * (1 - relief)
        lifted = 1 - (1 - morale) * (1 - lift) ** self.wins
        return lifted * (1 - blow) ** self.failures

    def next_legitimacy(self):
        law = self.p.system
        standing = clip(
            law.legitimacy_agreement * self.agreement
            + law.legitimacy_wins * self.memory
            + law.legitimacy_result * self.result_share()
        )
        before = law.legitimacy_before
        return standing * (before + (1 - before) * self.adopted())

    def next_confidence(self, old, legitimacy):
        law = self.p.funding
        seen = law.confidence_of_process * law.engagement * self.process()
        level = approach(old, clip(legitimacy + seen), law.confidence_adjustment)
        level = 1 - (1 - level) * (1 - law.confidence_per_win) ** self.wins
        return level * (1 - law.confidence_per_failure) ** self.failures

    # ---- join_or_leave ----

    def join_or_leave(self):
        if self.stopped:
            for o in self.members():
                self.go(o)
            return
        goers = [(o, self.exit_cause(o)) for o in self.taking_part()]
        comers = [o for o in self.everybody if self.joins(o)]
        for o, reason in goers:
            if reason:
                o.left = self.month
                self.happened("left", o.number, reason)
                self.go(o)
        for o in comers:
            o.member, o.joined, o.last_active = True, self.month, self.month
            self.happened("joined", o.number)

    def go(self, o):
        o.member, o.gone, o.attends, o.effort = False, True, False, 0.0

    def joins(self, o):
        if o.member or o.gone:
            return False
        if self.month >= o.invited:
            return True
        drawn = self.draw(Purpose.JOINING, o.number) < self.joining_probability()
        return self.meetings > 0 and drawn

    def joining_probability(self):
        com = self.p.communication
        call = self.champion() * self.urgency
        rate = self.p.membership.joining * (self.legitimacy + self.will + call)
        return step(rate * (1 - com.hesitation * com.honest_horizon))

    def idleness(self, o):
        met = self.reach if o.attends else 0.0
        return (1 - met) * (1 - clip(o.effort / self.p.effort.ceiling))

    def hazards(self, o):
        law = self.p.membership

        def short_of(value, threshold):
            return max(0.0, 1 - value / threshold) if threshold > 0 else 0.0

        return [
            law.exit_hazard * short_of(o.morale, law.exit_threshold),
            law.exit_hazard * short_of(o.belief, law.belief_threshold),
            law.turnover_exit * o.leader_left,
            law.conflict_exit * o.in_conflict,
            law.drift_exit * self.idleness(o),
        ]

    def exit_cause(self, o):
        hazards = self.hazards(o)
        u, total = self.draw(Purpose.LEAVING, o.number), sum(hazards)
        if u >= step(total):
            return ""
        mark, whole = u * total / step(total), 0.0
        for reason, hazard in zip(REASONS, hazards, strict=True):
            whole += hazard
            if mark < whole:
                return reason
        return REASONS[-1]
