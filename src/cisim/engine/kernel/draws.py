"""Decisions by keyed chance."""

from enum import IntEnum

import numpy as np

from cisim.engine.kernel.state import LANES, Integers, State
from cisim.model.compilation import apart, inlined
from cisim.model.state import Vector
from cisim.model.streams import Purpose, uniform


class Lot(IntEnum):
    """Decisions of every month that concern nobody in particular: `State.lots`."""

    MEETING = 0
    PILOTS_TRIED = 1
    SHIFT = 2
    DOWNTURN = 3
    DIRECTOR_LEAVES = 4
    CHAMPION_LEAVES = 5
    SUCCESSION = 6


_PURPOSES = np.zeros(LANES, dtype=np.int64)
_PURPOSES[: len(Lot)] = [Purpose[lot.name] for lot in Lot]


@inlined
def draw_lots(s: State) -> None:
    """Draw the numbers of all lots of this month at once."""
    draw_purposes(s.lots, _PURPOSES, s.now.seed, s.now.month)


@apart
def draw_purposes(lots: Vector, purposes: Integers, seed: int, month: int) -> None:
    """Fill a row with a number for each purpose."""
    for lot in range(len(lots)):
        lots[lot] = uniform(seed, purposes[lot], 0, month, 0)


@inlined
def drawn(s: State, purpose: int, entity: int, partner: int) -> float:
    """Uniform number that belongs to a decision of this month."""
    return uniform(s.now.seed, purpose, entity, s.now.month, partner)


@apart
def count_below(luck: Vector, probability: float, size: int) -> int:
    """How many of the numbers drawn lie below a probability; mostly none does."""
    below = 0
    for place in range(size):
        below += luck[place] < probability
    return below


@inlined
def happens(s: State, purpose: int, entity: int, probability: float) -> bool:
    """Whether the number of a decision lies below its probability.

    Nothing is drawn for what cannot happen: no other draw misses one that is keyed.
    """
    return probability > 0.0 and drawn(s, purpose, entity, 0) < probability


@inlined
def draw_each(s: State, purpose: int, size: int) -> None:
    """Draw a number for every place at once, which vectors do in less time than two."""
    draw(s.luck, s.now.seed, purpose, s.now.month, size)


@apart
def draw(luck: Vector, seed: int, purpose: int, month: int, size: int) -> None:
    """Fill a row with the numbers of a decision."""
    for place in range(size):
        luck[place] = uniform(seed, purpose, place, month, 0)
