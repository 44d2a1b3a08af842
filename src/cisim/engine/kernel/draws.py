"""Decisions by keyed chance."""

from cisim.engine.kernel.state import State
from cisim.model.compilation import apart, inlined
from cisim.model.state import Vector
from cisim.model.streams import uniform


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
