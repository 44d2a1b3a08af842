"""The backbone: the small organisation that facilitates."""

from typing import TYPE_CHECKING

from cisim.engine.agents.participant import Participant
from cisim.model.streams import Purpose
from cisim.model.submodels import backbone, funding, governance, people

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
        self.neutrality = self._neutrality()

    def _neutrality(self) -> float:
        p = self.parameters
        return backbone.neutrality(p.backbone, self.is_hosted, p.funding.domination)

    @property
    def is_hosted(self) -> bool:
        """Whether a council hosts it."""
        return backbone.is_hosted(self.parameters.backbone, self.month)

    @property
    def is_shaken(self) -> bool:
        """Whether its host got a new administration this month."""
        return self.is_hosted and self.model.place.new_administration

    @property
    def mediation(self) -> float:
        """Able and, where interests oppose, neutral ground."""
        antagonism = self.parameters.disagreement.antagonism
        return backbone.mediation(self.capacity, self.neutrality, antagonism)

    def change_context(self) -> None:
        """Lose the director by chance, staff when a host's administration goes."""
        p = self.parameters
        self.intend(neutrality=self._neutrality())
        leaves = p.place.director_turnover
        if self.staff > 0.0 and self.draw(Purpose.DIRECTOR_LEAVES) < leaves:
            self.model.record("director_left")
            self.intend(experience=0.0)
        else:
            grown = backbone.next_experience(p.backbone, self.experience)
            self.intend(experience=grown)
        if self.is_shaken:
            self.intend(staff=backbone.after_hosts_election(p.backbone, self.staff))

    def staff_backbone(self) -> None:
        """Hire or lay off toward the posts that money and partners can fill."""
        p = self.parameters.backbone
        staff = backbone.next_staff(p, self.staff, self._wanted())
        full = backbone.fullness(staff, self._workload())
        self.intend(
            staff=staff,
            fullness=full,
            capacity=backbone.capacity(p, self.experience, full),
        )

    def _workload(self) -> float:
        p = self.parameters
        groups = governance.groups(p.governance)
        burden = people.process_burden(p.support)
        return backbone.workload(p.backbone, len(self.model.members), groups, burden)

    def _wanted(self) -> float:
        """Posts that can be paid or lent; none once the initiative has stopped."""
        if self.model.observer.stopped:
            return 0.0
        p = self.parameters
        return funding.staff_wanted(
            p.funding,
            self.model.money,
            p.backbone.skill,
            self.model.joint_effort * self.model.initiative.legitimacy,
            self.model.capacity,
        )
