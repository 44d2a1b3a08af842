"""Context: urgency, elections, turnover, downturns, conflicts (ODD 7.1)."""

import math
from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import WIDEST_DISTANCE, approach, clip
from cisim.model.exponential import power

if TYPE_CHECKING:
    from cisim.configuration.parameters.place import Place, Problem


@compiled
def next_urgency(p: "Place", urgency: float) -> float:
    """Urgency a month later: U' = U 2^(-1/h), h the half-life in months. Assumed."""
    return urgency * power(0.5, 1.0 / p.urgency_half_life_months)


@compiled
def policy_support_after_election(p: "Place", support: float, u: float) -> float:
    """Policy support under a new administration: S' = clip(S + s (2u - 1)). Assumed."""
    return clip(support + p.election_swing * (2.0 * u - 1.0))


@compiled
def shifted_mandate(p: "Place", mandate: float, u: float) -> float:
    """One axis of a government member's own agenda after a change. Assumed."""
    return clip(mandate + p.agenda_swing * (2.0 * u - 1.0))


@compiled
def shifted_point(p: "Problem", x: float, y: float, u: float) -> tuple[float, float]:
    """What would really work after it has moved in the direction u. Assumed."""
    angle = 2.0 * math.pi * u
    moved_x = clip(x + p.shift_distance * math.cos(angle))
    moved_y = clip(y + p.shift_distance * math.sin(angle))
    return moved_x, moved_y


@compiled
def economy_after_downturn(p: "Place", economy: float) -> float:
    """Share of capacity left when a downturn begins. Assumed."""
    return economy * (1.0 - p.downturn_depth)


@compiled
def next_economy(p: "Place", economy: float) -> float:
    """Share of capacity a month later, on its way back to 1. Assumed."""
    return approach(economy, 1.0, 1.0 / p.downturn_recovery_months)


@compiled
def kept_after_turnover(
    p: "Place", value: float, floor: float, made_good: float
) -> float:
    """Trust or mindset left when the person who carried it has gone.

    The lost share is taken from what stands above the floor; others who can lead make
    part of it good. Assumed.
    """
    lost = p.lost_with_leader * (1.0 - made_good)
    return value - lost * max(0.0, value - floor)


@compiled
def conflict_hazard(
    p: "Place", antagonism: float, distance: float, mediation: float
) -> float:
    """Monthly hazard of a member to come into open conflict with the table.

    c a (d / sqrt 2)(1 - beta): distance d to the common draft, antagonism a,
    mediation beta by an able and neutral backbone. Assumed.
    """
    return p.conflict * antagonism * (distance / WIDEST_DISTANCE) * (1.0 - mediation)


@compiled
def after_conflict(p: "Place", value: float) -> float:
    """Trust or morale left after an open conflict. Assumed."""
    return value * (1.0 - p.conflict_damage)
