"""The place: its surroundings, its system, and what becomes of the people in it."""

from typing import TYPE_CHECKING

from cisim.engine.agents.participant import Participant
from cisim.engine.agents.seating import leaders, sector_mix
from cisim.model.elementary import clip
from cisim.model.state import OneStart
from cisim.model.streams import Purpose
from cisim.model.submodels import (
    activities,
    context,
    governance,
    people,
    quick_wins,
    story,
    system,
)

if TYPE_CHECKING:
    from cisim.engine.agents.model import CollectiveImpactModel


class Place(Participant):
    """Urgency, politics, economy and public will; the system and the result."""

    def __init__(self, model: "CollectiveImpactModel", start: OneStart) -> None:
        super().__init__(model)
        self.difficulty = start.difficulty
        self.leverage_point = start.leverage_point
        self.urgency = model.parameters.place.urgency
        self.policy_support = model.parameters.place.policy_support
        self.economy = 1.0
        self.public_will = 0.0
        self.hurdles = model.parameters.place.hurdles
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
    def is_shifting(self) -> bool:
        """Whether what would really work changes this month, by chance or by date."""
        if "problem.shift_distance" in self.model.changed_now:
            return True
        return self.draw(Purpose.SHIFT) < self.parameters.problem.shift

    def shifted(self, point: tuple[float, float]) -> tuple[float, float]:
        """A point of agenda space after this month's shift of what would work."""
        direction = self.draw(Purpose.SHIFT_DIRECTION)
        return context.shifted_point(self.parameters.problem, *point, direction)

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
        if self.draw(Purpose.DOWNTURN) < place.downturn:
            self.model.record("downturn")
            self.intend(economy=context.economy_after_downturn(place, self.economy))
        if self.is_shifting:
            self.model.record("problem_shifted")
            self.intend(leverage_point=self.shifted(self.leverage_point))
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
            p,
            self.difficulty,
            initiative.fit,
            coordinated,
            systems_work / size,
            self.hurdles,
        )
        programmes = programme_work + p.isolated_discount * isolated_work
        self.intend(
            systems_work=systems_work,
            programme_work=programme_work,
            coordination=coordinated,
            hurdles=system.next_hurdles(
                p, self.hurdles, self.model.mean_trust, initiative.measurement
            ),
            policy_support=self._policy_support(),
            system_change=system.next_system_change(
                p, self.system_change, growth, self._most(), coordinated
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

    def _most(self) -> float:
        """Most that the system can change while the state keeps its part closed."""
        opened = system.gate(
            self.parameters.system,
            self.policy_support,
            self.public_will,
            self.model.initiative.legitimacy,
        )
        return system.cap(self.parameters.problem.state_dependence, opened)

    def _policy_support(self) -> float:
        """Policy support, won by leaders who carry measured practice to politics."""
        initiative = self.model.initiative
        return governance.policy_support_won(
            self.parameters.governance,
            self.policy_support,
            leaders(self.model),
            initiative.measurement,
            initiative.legitimacy,
        )

    def _work(self) -> tuple[float, float, float]:
        """Systems work, aligned programme work and isolated work (FTE)."""
        initiative, plan = self.model.initiative, self.parameters.plan
        mix, room = sector_mix(self.model.members), initiative.room_for_systems
        systems_work = programme_work = isolated_work = 0.0
        for own in self.model.roster:
            given = own.effort * own.capacity
            useful = activities.complementary(
                plan, given, initiative.plan, own.advantage, mix
            )
            share = activities.systems_share(own.systems_mindset, room)
            systems_work += useful * share
            programme_work += useful * (1.0 - share)
            isolated_work += (own.capacity - given) * own.own_work
        piloting = quick_wins.pilot_work(
            self.parameters.quick_wins, len(initiative.pilots), systems_work
        )
        return systems_work - piloting, programme_work, isolated_work

    def tell_story(self) -> None:
        """Build public will by a story that wins make true."""
        will = story.next_public_will(
            self.parameters.communication,
            self.public_will,
            self.model.backbone.capacity,
            self.model.initiative.wins_memory,
            people.public_ear(self.parameters.council),
        )
        self.intend(public_will=will)
