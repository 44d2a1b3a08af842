"""Elementary functions that the laws share."""

import math
from collections.abc import Iterable

from cisim.model.compilation import compiled
from cisim.model.exponential import exponential, growth, logarithm

WIDEST_DISTANCE = math.sqrt(2.0)
"""Largest distance in agenda space, the diagonal of the unit square."""


@compiled
def clip(value: float) -> float:
    """Value kept in [0, 1]."""
    return min(1.0, max(0.0, value))


def total(values: Iterable[float]) -> float:
    """Sum of values in the order in which they come.

    Unlike Python's ``sum``, which from version 3.12 on carries the rounding errors of
    floats along: plain additions are the same bits in every engine.
    """
    whole = 0.0
    for value in values:
        whole += value
    return whole


@compiled
def step(rate: float) -> float:
    """Share of a distance that a process of this monthly rate covers in one month.

    1 - exp(-rate), so that no pull overshoots its goal.
    """
    return 0.0 - growth(-rate)  # a rate of 0 has a share of 0, not of -0


@compiled
def toward(value: float, goal: float, share: float) -> float:
    """Value that has covered a share of its way to a goal."""
    return value + (goal - value) * share


@compiled
def approach(value: float, goal: float, rate: float) -> float:
    """Value after one month on its way to a goal at a monthly rate."""
    return toward(value, goal, step(rate))


@compiled
def strikes(hazard: float, u: float) -> bool:
    """Tell whether what has this monthly hazard h happens, u < 1 - exp(-h).

    The chance is at most the hazard, so most months need no exponential.
    """
    return u < 2.0 * hazard and u < step(hazard)


@compiled
def repeated(share: float, times: int) -> float:
    """What is left if a share is kept so many times."""
    return float(share**times) if times > 0 else 1.0


@compiled
def logistic(log_odds: float) -> float:
    """Probability with these log odds."""
    return 1.0 / (1.0 + exponential(-log_odds))


@compiled
def monthly_probability(yearly: float) -> float:
    """Monthly probability of an event with this yearly probability."""
    return step(-logarithm(1.0 - yearly) / 12.0)


@compiled
def distance(x: float, y: float, other_x: float, other_y: float) -> float:
    """Distance of two agendas in the unit square."""
    return math.sqrt((x - other_x) * (x - other_x) + (y - other_y) * (y - other_y))
