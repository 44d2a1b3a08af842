"""Decisions by keyed chance."""

from cisim.engine.kernel.state import State
from cisim.model.compilation import inlined
from cisim.model.streams import uniform


@inlined
def drawn(s: State, purpose: int, entity: int, partner: int) -> float:
    """Uniform number that belongs to a decision of this month."""
    return uniform(s.now.seed, purpose, entity, s.now.month, partner)


@inlined
def lowest(s: State, size: int) -> float:
    """Lowest of the numbers drawn: what is less likely happens to nobody."""
    least = 1.0
    for place in range(size):
        least = min(least, s.luck[place])
    return least


@inlined
def happens(s: State, purpose: int, entity: int, probability: float) -> bool:
    """Whether the number of a decision lies below its probability.

    Nothing is drawn for what cannot happen: no other draw misses one that is keyed.
    """
    return probability > 0.0 and drawn(s, purpose, entity, 0) < probability


@inlined
def draw_each(s: State, purpose: int, size: int) -> None:
    """Draw a number for every place at once, which vectors do in less time than two."""
    luck, seed, month = s.luck, s.now.seed, s.now.month
    for place in range(size):
        luck[place] = uniform(seed, purpose, place, month, 0)
