"""Story: public will and the believed horizon (ODD 7.13)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import approach, clip, toward

if TYPE_CHECKING:
    from cisim.configuration.parameters.communication import Communication


@compiled
def next_public_will(
    p: "Communication", will: float, capacity: float, wins: float, public_ear: float
) -> float:
    """Public will a month later, on its way to what story and wins carry.

    A backbone and a council with the public's ear carry the story. Assumed.
    """
    reach = clip(capacity + public_ear)
    carried = p.narrative * (p.will_unaided + (1.0 - p.will_unaided) * reach)
    return toward(will, clip(carried + p.will_of_wins * wins), p.will_adjustment)


@compiled
def next_believed_horizon(
    p: "Communication", horizon: float, attends: float, education: float
) -> float:
    """Months until partners expect the result; honest words lengthen it [seed004].

    Those who come hear them, all hear a council's [seed001]; nobody is told less than
    they believed.
    """
    heard = clip(p.honest_horizon * attends + education)
    if p.honest_months <= horizon or heard == 0.0:
        return horizon
    return approach(horizon, p.honest_months, p.horizon_learning * heard)


@compiled
def undeterred(p: "Communication") -> float:
    """Part of those who would join that the long way does not deter, 1 - d h.

    The price of honesty in recruiting. Assumed.
    """
    return 1.0 - p.hesitation * p.honest_horizon
