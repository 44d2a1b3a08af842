"""Story: public will and the believed horizon (ODD 7.13)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import approach, clip

if TYPE_CHECKING:
    from cisim.configuration.parameters.initiative import Communication


@compiled
def next_public_will(
    p: "Communication", will: float, capacity: float, wins: float
) -> float:
    """Public will a month later, on its way to what story and wins carry. Assumed."""
    carried = p.narrative * (p.will_unaided + (1.0 - p.will_unaided) * capacity)
    return approach(will, clip(carried + p.will_of_wins * wins), p.will_adjustment)


@compiled
def next_believed_horizon(p: "Communication", horizon: float, attends: float) -> float:
    """Months until partners expect the result; honest words lengthen it [seed004].

    Those who come hear them; nobody is told less than they believed.
    """
    told = max(horizon, p.honest_months)
    return approach(horizon, told, p.horizon_learning * p.honest_horizon * attends)
