"""A funder: pays, watches, loses patience or goes on."""

from typing import TYPE_CHECKING

from cisim.engine.agents.participant import Participant
from cisim.model.streams import Purpose
from cisim.model.submodels import funding, membership

if TYPE_CHECKING:
    from cisim.engine.agents.model import CollectiveImpactModel


class Funder(Participant):
    """Pays a grant, watches, and goes on or not when it ends."""

    def __init__(self, model: "CollectiveImpactModel", place: int) -> None:
        super().__init__(model, place)
        self.confidence = 0.0
        self.renewed_until = 0
        self.pays = False
        self.has_stopped = False
        self.months_waiting = 0

    @property
    def grant(self) -> float:
        """Currency paid this month."""
        if not self.pays:
            return 0.0
        p = self.parameters.funding
        elapsed = self.month - self.start
        months = funding.grant_months(p.duration_years)
        return funding.monthly_grant(p) * funding.tranche(p, elapsed, months)

    @property
    def start(self) -> int:
        """Month in which the first grant begins."""
        return funding.start_month(self.parameters.funding, self.place)

    @property
    def is_first_term(self) -> bool:
        """Whether the grant first agreed pays this month; a change may prolong it."""
        months = funding.grant_months(self.parameters.funding.duration_years)
        return self.start <= self.month < self.start + months

    def fund_backbone(self) -> None:
        """Pay through the term while patience lasts; at its end go on or not."""
        if self.model.observer.stopped or self.has_stopped:
            self.intend(pays=False)
        elif self.pays and not self._is_patient():
            self.model.record("grant_stopped", self.place)
            self.intend(pays=False, has_stopped=True)
        elif self.is_first_term or self.month < self.renewed_until:
            if not self.pays:
                self.model.record("grant_started", self.place)
            self.intend(pays=True)
        elif self.pays:
            self._renew()

    def _is_patient(self) -> bool:
        return funding.is_patient(self.parameters.funding, self.months_waiting)

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
        """Gain or lose confidence in the initiative; wait for what can be seen."""
        p, initiative = self.parameters.funding, self.model.initiative
        confidence = funding.next_confidence(
            p,
            self.confidence,
            initiative.legitimacy,
            initiative.process_progress,
            initiative.wins,
            initiative.failures,
        )
        seen = funding.sees_progress(
            p, initiative.wins_memory, initiative.measured_result
        )
        waits = membership.lasted(self.months_waiting, self.pays and not seen)
        self.intend(confidence=confidence, months_waiting=waits)
