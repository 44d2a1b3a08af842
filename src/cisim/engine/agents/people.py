"""Those around the table: champion, people affected, council."""

from typing import TYPE_CHECKING

from cisim.engine.agents.participant import Participant
from cisim.model.state import OneStart
from cisim.model.streams import Purpose
from cisim.model.submodels import people

if TYPE_CHECKING:
    from cisim.engine.agents.model import CollectiveImpactModel


class Champion(Participant):
    """Somebody of standing who brings people together."""

    def __init__(self, model: "CollectiveImpactModel", start: OneStart) -> None:
        super().__init__(model)
        self.view = start.champion_view
        self.present = True

    @property
    def influence(self) -> float:
        """Standing of the champion; 0 while there is none."""
        return self.parameters.champion.influence if self.present else 0.0

    def change_context(self) -> None:
        """Leave, or be succeeded, by chance; a dated change brings a new champion."""
        if "champion.influence" in self.model.changed_now:
            self.intend(present=True)
        elif self.influence > 0.0:
            self._consider_leaving()
        elif self.parameters.champion.influence > 0.0:
            self._consider_succession()

    def _consider_leaving(self) -> None:
        leaves = self.parameters.place.champion_turnover
        if self.draw(Purpose.CHAMPION_LEAVES) < leaves:
            self.model.record("champion_left")
            self.intend(present=False)

    def _consider_succession(self) -> None:
        p = self.parameters
        steps_in = people.succession_probability(
            p.champion, people.leadership(p.support)
        )
        if self.draw(Purpose.SUCCESSION) < steps_in:
            self.model.record("champion_arrived")
            self.intend(present=True)


class Community(Participant):
    """The people affected: they know more of what works than professionals do."""

    def __init__(self, model: "CollectiveImpactModel", start: OneStart) -> None:
        super().__init__(model)
        self.view = start.community_view

    def change_context(self) -> None:
        """See what would work now, when the problem has changed its face."""
        place = self.model.place
        if place.is_shifting:
            self.intend(view=place.shifted(self.view))


class Council(Participant):
    """The local government as a partner, with a plan of its own."""

    def __init__(self, model: "CollectiveImpactModel", start: OneStart) -> None:
        super().__init__(model)
        self.plan = start.council_plan
