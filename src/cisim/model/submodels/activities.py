"""Mutually reinforcing activities: the action plan (ODD 7.9)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import step

if TYPE_CHECKING:
    from cisim.configuration.parameters.initiative import Plan


@compiled
def next_plan(
    p: "Plan", plan: float, adopted: float, full: float, agreement: float
) -> float:
    """Maturity of the action plan a month later.

    It grows once an agenda is adopted, with fullness q and agreement A, and is
    forgotten where no backbone keeps it. Assumed.
    """
    growth = step(p.building * adopted * full * agreement) * (1.0 - plan)
    return plan + growth - step(p.decay * (1.0 - full)) * plan


@compiled
def complementary(p: "Plan", effort: float, plan: float) -> float:
    """Effort that is not lost to duplicates, e (1 - d (1 - plan)). Assumed."""
    return effort * (1.0 - p.duplication * (1.0 - plan))
