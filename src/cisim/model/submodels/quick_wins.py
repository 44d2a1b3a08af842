"""Quick wins: pilots dared, won, lost and remembered (ODD 7.11)."""

import math
from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import clip, repeated

if TYPE_CHECKING:
    from cisim.configuration.parameters.joint_work import QuickWins


@compiled
def pilots_tried(p: "QuickWins", willingness: float, u: float) -> int:
    """Pilots begun this month: the smaller of what is planned and what is dared.

    The whole part of the monthly rate begins for sure, the rest with that chance.
    """
    monthly = min(p.pilots_per_year, p.dared_per_year * willingness) / 12.0
    whole = math.floor(monthly)
    return int(whole) + int(u < monthly - whole)


@compiled
def willingness(p: "QuickWins", morale: float) -> float:
    """Willingness to dare, less where each bears the risk alone [seed001].

    m (1 - a (1 - pooled)). Size assumed.
    """
    return morale * (1.0 - p.aversion * (1.0 - p.pooled_risk))


@compiled
def daring(p: "QuickWins") -> float:
    """Freedom to leave proven models, 1 - k (1 - pooled) [seed001]. Size assumed."""
    return 1.0 - p.proven_models * (1.0 - p.pooled_risk)


@compiled
def success_probability(
    p: "QuickWins",
    coordination: float,
    fit: float,
    involvement: float,
    content: float,
) -> float:
    """Chance that a pilot succeeds.

    least + what coordination, fit, people affected and knowing what works add.
    """
    return clip(
        p.success_least
        + p.success_coordination * coordination
        + p.success_fit * fit
        + p.success_involvement * involvement
        + p.success_content * content
    )


@compiled
def next_memory(p: "QuickWins", memory: float, wins: int) -> float:
    """Memory of wins a month later: kept in part, lifted by wins, never above 1."""
    forgotten = 1.0 - p.memory_kept * memory
    return 1.0 - forgotten * repeated(1.0 - p.memory, wins)


@compiled
def pilot_work(p: "QuickWins", running: int, systems_work: float) -> float:
    """Systems work (FTE) that running pilots take, at most all there is."""
    return min(systems_work, p.effort * running)


@compiled
def unlifted(p: "QuickWins", memory: float, wins: int, celebration: float) -> float:
    """Part of what is missing to full morale that this month's wins leave.

    (1 - lift)^wins: wins that one is used to count less, celebrated ones more. Assumed.
    """
    lift = clip(p.morale_per_win * (1.0 + celebration) * (1.0 - memory))
    return repeated(1.0 - lift, wins)


@compiled
def unhurt(p: "QuickWins", failures: int) -> float:
    """Part of morale that this month's failures leave, (1 - blow)^failures.

    A failure costs less where the risk is borne together. Assumed.
    """
    blow = p.morale_per_failure * (1.0 - p.failure_relief * p.pooled_risk)
    return repeated(1.0 - blow, failures)


@compiled
def morale_after_pilots(morale: float, unlifted: float, unhurt: float) -> float:
    """Morale after this month's pilots, m' = (1 - (1 - m) unlifted) unhurt."""
    return (1.0 - (1.0 - morale) * unlifted) * unhurt
