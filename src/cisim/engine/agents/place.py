"""The place: its surroundings, its system, and what becomes of the people in it."""

from typing import TYPE_CHECKING

from cisim.engine.agents.participant import Participant
from cisim.model.elementary import clip, monthly_probability
from cisim.model.streams import Purpose
from cisim.model.submodels import activities, context, quick_wins, story, system

if TYPE_CHECKING:
    from cisim.engine.agents.model import CollectiveImpactModel


class Place(Participant):
    """Urgency, politics, economy and public will; the system and the result."""

    def __init__(self, model: "CollectiveImpactModel", difficulty: float) -> None:
        super().__init__(model)
        self.difficulty = difficulty
        self.urgency = model.parameters.place.urgency
        self.policy_support = model.parameters.place.policy_support
        self.economy = 1.0
        self.public_will = 0.0
        self.systems_work = 0.0
        self.programme_work = 0.0
        self.coordination = 0.0
        self.system_change = 0.0
        self.services_change = 0.0
        self.lives_change = 0.0
        self.programme_result = 0.0

    @property
    def new_administration(self) -> bool:
        """Whether an election this month changes the administration."""
        place = self.parameters.place
        return (
            self.is_election
            and self.draw(Purpose.ELECTION) < place.administration_change
        )

    @property
    def is_election(self) -> bool:
        """Whether there is an election this month."""
        interval = self.parameters.place.election_interval_months
        return interval > 0 and self.month % interval == 0

    @property
    def improvement(self) -> float:
        """Improvement of the community-wide indicator."""
        result = clip(self.lives_change + self.programme_result)
        return self.parameters.result.largest_improvement * result

    @property
    def result_share(self) -> float:
        """Improvement against the target, at most 1."""
        return min(1.0, self.improvement / self.parameters.result.target_improvement)

    def change_context(self) -> None:
        """Let urgency fade, elections pass, the economy recover; take dated turns."""
        place = self.parameters.place
        self.intend(
            urgency=context.next_urgency(place, self.urgency),
            economy=context.next_economy(place, self.economy),
        )
        if self.is_election:
            self._elect()
        if self.draw(Purpose.DOWNTURN) < monthly_probability(place.downturn):
            self.model.record("downturn")
            self.intend(economy=context.economy_after_downturn(place, self.economy))
        self._take_dated_turns()

    def _elect(self) -> None:
        """Hold an election; a new administration supports the work more or less."""
        if not self.new_administration:
            self.model.record("election", reason="administration_kept")
            return
        self.model.record("election", reason="administration_changed")
        support = context.policy_support_after_election(
            self.parameters.place, self.policy_support, self.draw(Purpose.POLICY_SWING)
        )
        self.intend(policy_support=support)

    def _take_dated_turns(self) -> None:
        """Begin a crisis or a turn of policy that the scenario has dated."""
        place, changed = self.parameters.place, self.model.changed_now
        if "place.urgency" in changed:
            if place.urgency > self.urgency:
                self.model.record("crisis")
            self.intend(urgency=place.urgency)
        if "place.policy_support" in changed:
            self.model.record("policy_turn")
            self.intend(policy_support=place.policy_support)

    def change_system(self) -> None:
        """Turn coordinated work into system change, and that into the result."""
        p = self.parameters.system
        initiative = self.model.initiative
        systems_work, programme_work, isolated_work = self._work()
        coordinated = system.coordination(p, initiative.conditions)
        size = len(self.model.roster)
        growth = system.growth_rate(
            p, self.difficulty, initiative.fit, coordinated, systems_work / size
        )
        opened = system.gate(
            p, self.policy_support, self.public_will, initiative.legitimacy
        )
        most = system.cap(self.parameters.problem.state_dependence, opened)
        programmes = programme_work + p.isolated_discount * isolated_work
        self.intend(
            systems_work=systems_work,
            programme_work=programme_work,
            coordination=coordinated,
            system_change=system.next_system_change(
                p, self.system_change, growth, most, coordinated
            ),
            services_change=system.delayed(
                self.services_change, self.system_change, p.first_delay_months
            ),
            lives_change=system.delayed(
                self.lives_change, self.services_change, p.second_delay_months
            ),
            programme_result=system.next_programme_result(
                p, self.programme_result, system.programme_effect(p, programmes / size)
            ),
        )

    def _work(self) -> tuple[float, float, float]:
        """Systems work, aligned programme work and isolated work (FTE)."""
        p = self.parameters
        systems_work = programme_work = isolated_work = 0.0
        for organisation in self.model.roster:
            given = organisation.effort * organisation.capacity
            useful = activities.complementary(p.plan, given, self.model.initiative.plan)
            systems_work += useful * organisation.systems_mindset
            programme_work += useful * (1.0 - organisation.systems_mindset)
            isolated_work += organisation.capacity - given
        piloting = quick_wins.pilot_work(
            p.quick_wins, len(self.model.initiative.pilots), systems_work
        )
        return systems_work - piloting, programme_work, isolated_work

    def tell_story(self) -> None:
        """Build public will by a story that wins make true."""
        will = story.next_public_will(
            self.parameters.communication,
            self.public_will,
            self.model.backbone.capacity,
            self.model.initiative.wins_memory,
        )
        self.intend(public_will=will)
