"""Observation: what is recorded of a month, milestones, and the end of life."""

import math
from typing import TYPE_CHECKING

from cisim.configuration.outcomes import CONDITIONS, SERIES
from cisim.engine.agents.network import network
from cisim.engine.agents.participant import Participant
from cisim.model.elementary import total
from cisim.model.submodels import effort, membership

if TYPE_CHECKING:
    from cisim.engine.agents.model import CollectiveImpactModel

OF_INITIATIVE = (
    "meetings",
    "agreement",
    "fit",
    "vocabulary",
    "data_access",
    "plan",
    "wins_memory",
    "legitimacy",
    "co_funding",
)
OF_PLACE = (
    "hurdles",
    "systems_work",
    "programme_work",
    "urgency",
    "policy_support",
    "public_will",
    "coordination",
    "system_change",
    "improvement",
)
OF_MEMBERS = ("effort", "trust_in_backbone", "morale", "belief", "systems_mindset")


class Observer(Participant):
    """Records the month and knows what has been reached and whether it is over."""

    def __init__(self, model: "CollectiveImpactModel") -> None:
        super().__init__(model)
        self.stopped = False
        self.lifeless_months = 0
        self.joint_months = 0
        self.result_months = 0
        self.reached: frozenset[str] = frozenset()
        self.series: dict[str, float] = {}

    def observe(self) -> None:
        """Record the month, its milestones, and whether the initiative lives."""
        self._count()
        news = [
            event
            for event, holds in self._milestones().items()
            if holds and event not in self.reached and not self.stopped
        ]
        for event in news:
            self.model.record(event)
        over = self.lifeless_months >= self.parameters.membership.collapse_months
        reached = self.reached | set(news)
        if over and not self.stopped and "shared_result" in reached:
            self.model.record("finished")
        self.intend(
            reached=reached,
            stopped=self.stopped or over,
            series=self.survey(),
        )

    def _count(self) -> None:
        """Count the months for which what has to last has lasted."""
        p = self.parameters
        lifeless = self.model.initiative.convened and not self._is_alive()
        self.lifeless_months = membership.lasted(self.lifeless_months, lifeless)
        work = self.model.place.systems_work / len(self.model.roster)
        joint = (
            self.model.initiative.plan >= p.plan.joint_level
            and work >= p.plan.joint_systems_work
        )
        self.joint_months = membership.lasted(self.joint_months, joint)
        result = self.model.place.improvement >= p.result.target_improvement
        self.result_months = membership.lasted(self.result_months, result)

    def _is_alive(self) -> bool:
        p = self.parameters.membership
        active = sum(
            membership.is_active(p, self.month - member.last_active)
            for member in self.model.members
        )
        return membership.is_alive(p, active)

    def _milestones(self) -> dict[str, bool]:
        """Which milestones hold now; the first month that one holds is its month."""
        p = self.parameters
        initiative = self.model.initiative
        over = self.lifeless_months >= p.membership.collapse_months
        lasting = self.result_months >= p.result.hold_months
        collapsed = "collapse" in self.reached
        return {
            "initiated": self._is_initiated(),
            "first_win": initiative.wins > 0,
            "common_words": initiative.vocabulary >= p.measurement.words_level,
            "measurement_agreed": initiative.measurement >= p.measurement.agreed_level,
            "agenda_adopted": initiative.adopted,
            "organised": initiative.adopted
            and self.model.backbone.fullness >= p.backbone.staffed_level
            and initiative.measurement >= p.measurement.agreed_level,
            "joint_milestone": self.joint_months >= p.plan.joint_months,
            "shared_result": lasting and not collapsed,
            "collapse": over and not lasting and "shared_result" not in self.reached,
        }

    def _is_initiated(self) -> bool:
        """Whether somebody convenes, several sectors come and data make the case."""
        convener = (
            self.model.champion.influence > 0.0 or self.model.backbone.staff > 0.0
        )
        sectors = {m.sector for m in self.model.members if m.attends}
        case = self.parameters.measurement.data_case_level
        return (
            convener
            and len(sectors) >= self.parameters.membership.cross_sectors
            and self.model.initiative.meetings > 0.0
            and self.model.initiative.data_access >= case
        )

    def survey(self) -> dict[str, float]:
        """State of every declared series; means over no members are 0."""
        found = self._found()
        return {column.name: found[column.name] for column in SERIES}

    def _found(self) -> dict[str, float]:
        initiative, place = self.model.initiative, self.model.place
        alive = float(self._is_alive()) if initiative.convened else math.nan
        return (
            {name: float(getattr(initiative, name)) for name in OF_INITIATIVE}
            | {name: float(getattr(place, name)) for name in OF_PLACE}
            | {name: self._mean(name) for name in OF_MEMBERS}
            | dict(zip(CONDITIONS, initiative.conditions, strict=True))
            | network(self.model.members)
            | {
                "members": float(len(self.model.members)),
                "attendance": initiative.attended,
                "staff": self.model.backbone.staff,
                "fullness": self.model.backbone.fullness,
                "neutrality": self.model.backbone.neutrality,
                "agreed_time": initiative.time_left,
                "partner_time": self._partner_time(),
                "pilots_running": float(len(initiative.pilots)),
                "grants": self.model.grants,
                "alive": alive,
            }
        )

    def _mean(self, name: str) -> float:
        values = [getattr(member, name) for member in self.model.members]
        return total(values) / len(values) if values else 0.0

    def _partner_time(self) -> float:
        p, left = self.parameters.effort, self.model.initiative.time_left
        return total(
            effort.time_given(p, member.effort, left) * member.capacity
            for member in self.model.members
        )
