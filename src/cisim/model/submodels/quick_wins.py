"""Quick wins: pilots dared, won, lost and remembered (ODD 7.11)."""

import math
from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import clip

if TYPE_CHECKING:
    from cisim.configuration.parameters.initiative import QuickWins


@compiled
def pilots_tried(p: "QuickWins", willingness: float, u: float) -> int:
    """Pilots begun this month: the smaller of what is planned and what is dared.

    The whole part of the monthly rate begins for sure, the rest with that chance.
    """
    monthly = min(p.pilots_per_year, p.dared_per_year * willingness) / 12.0
    whole = math.floor(monthly)
    return int(whole) + int(u < monthly - whole)


@compiled
def success_probability(
    p: "QuickWins", coordination: float, fit: float, involvement: float
) -> float:
    """Chance that a pilot succeeds: least + what coordination, fit, people add."""
    return clip(
        p.success_least
        + p.success_coordination * coordination
        + p.success_fit * fit
        + p.success_involvement * involvement
    )


@compiled
def next_memory(p: "QuickWins", memory: float, wins: int) -> float:
    """Memory of wins a month later: kept in part, lifted by wins, never above 1."""
    return float(1.0 - (1.0 - p.memory_kept * memory) * (1.0 - p.memory) ** wins)


@compiled
def pilot_work(p: "QuickWins", running: int, systems_work: float) -> float:
    """Systems work (FTE) that running pilots take, at most all there is."""
    return min(systems_work, p.effort * running)


@compiled
def morale_after_pilots(
    p: "QuickWins", morale: float, memory: float, wins: int, failures: int
) -> float:
    """Morale after this month's pilots; wins that are used to count less. Assumed."""
    lift = (1.0 - p.morale_per_win * (1.0 - memory)) ** wins
    lifted = 1.0 - (1.0 - morale) * lift
    return float(lifted * (1.0 - p.morale_per_failure) ** failures)
