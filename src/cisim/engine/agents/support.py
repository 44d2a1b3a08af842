"""Those who support the table: backbone, funders, champion, community."""

from typing import TYPE_CHECKING

from cisim.engine.agents.participant import Participant
from cisim.model.elementary import monthly_probability
from cisim.model.streams import Purpose
from cisim.model.submodels import backbone, funding

if TYPE_CHECKING:
    from cisim.engine.agents.model import CollectiveImpactModel


class Backbone(Participant):
    """The small organisation that facilitates: staff, experience, neutral ground."""

    def __init__(self, model: "CollectiveImpactModel") -> None:
        super().__init__(model)
        self.staff = 0.0
        self.experience = 1.0
        self.fullness = 0.0
        self.capacity = 0.0

    @property
    def mediation(self) -> float:
        """Able and neutral ground, the product of capacity and neutrality."""
        return self.capacity * self.parameters.backbone.neutrality

    def change_context(self) -> None:
        """Lose the director by chance; a new one has to learn the place."""
        leaves = monthly_probability(self.parameters.place.director_turnover)
        if self.staff > 0.0 and self.draw(Purpose.DIRECTOR_LEAVES) < leaves:
            self.model.record("director_left")
            self.intend(experience=0.0)
        else:
            grown = backbone.next_experience(self.parameters.backbone, self.experience)
            self.intend(experience=grown)

    def staff_backbone(self) -> None:
        """Hire or lay off toward the posts that grants and partners can fill."""
        p = self.parameters.backbone
        staff = backbone.next_staff(p, self.staff, self._wanted())
        load = backbone.workload(p, len(self.model.members))
        full = backbone.fullness(staff, load)
        self.intend(
            staff=staff,
            fullness=full,
            capacity=backbone.capacity(p, self.experience, full),
        )

    def _wanted(self) -> float:
        """Posts that can be paid or lent; none once the initiative has stopped."""
        if self.model.observer.stopped:
            return 0.0
        return funding.staff_wanted(
            self.parameters.funding,
            self.model.grants,
            self.model.joint_effort,
            self.model.initiative.legitimacy,
        )


class Funder(Participant):
    """Pays a grant, watches, and goes on or not when it ends."""

    def __init__(self, model: "CollectiveImpactModel", place: int) -> None:
        super().__init__(model, place)
        self.confidence = 0.0
        self.renewed_until = 0
        self.pays = False

    @property
    def grant(self) -> float:
        """Currency paid this month."""
        return funding.monthly_grant(self.parameters.funding) if self.pays else 0.0

    @property
    def is_first_term(self) -> bool:
        """Whether the grant first agreed pays this month; a change may prolong it."""
        p = self.parameters.funding
        start = max(1, p.start_month)
        return start <= self.month < start + funding.grant_months(p.duration_years)

    def fund_backbone(self) -> None:
        """Pay through the term; at its end go on or not."""
        if self.model.observer.stopped:
            self.intend(pays=False)
        elif self.is_first_term or self.month < self.renewed_until:
            if not self.pays:
                self.model.record("grant_started", self.place)
            self.intend(pays=True)
        elif self.pays:
            self._renew()

    def _renew(self) -> None:
        """Decide by confidence whether a grant that has ended goes on."""
        p = self.parameters.funding
        months = funding.grant_months(p.renewal_years)
        probability = funding.renewal_probability(p, self.confidence)
        if months > 0 and self.draw(Purpose.RENEWAL) < probability:
            self.model.record("grant_renewed", self.place)
            self.intend(renewed_until=self.month + months)
        else:
            self.model.record("grant_ended", self.place)
            self.intend(pays=False)

    def feel_progress(self) -> None:
        """Gain or lose confidence in the initiative."""
        initiative = self.model.initiative
        confidence = funding.next_confidence(
            self.parameters.funding,
            self.confidence,
            initiative.legitimacy,
            initiative.wins,
            initiative.failures,
        )
        self.intend(confidence=confidence)


class Champion(Participant):
    """Somebody of standing who brings people together."""

    def __init__(self, model: "CollectiveImpactModel") -> None:
        super().__init__(model)
        self.present = True

    @property
    def influence(self) -> float:
        """Standing of the champion; 0 once there is none."""
        return self.parameters.champion.influence if self.present else 0.0

    def change_context(self) -> None:
        """Leave by chance; a dated change of the influence brings a new champion."""
        leaves = monthly_probability(self.parameters.place.champion_turnover)
        if self.influence > 0.0 and self.draw(Purpose.CHAMPION_LEAVES) < leaves:
            self.model.record("champion_left")
            self.intend(present=False)
        if "champion.influence" in self.model.changed_now:
            self.intend(present=True)


class Community(Participant):
    """The people affected: they know more of what works than professionals do."""

    def __init__(
        self, model: "CollectiveImpactModel", view: tuple[float, float]
    ) -> None:
        super().__init__(model)
        self.view = view

    @property
    def involvement(self) -> float:
        """How far they take part in the work."""
        return self.parameters.community.involvement

    @property
    def weight(self) -> float:
        """Share of all weights in the common agenda."""
        return self.parameters.community.voice * self.involvement
