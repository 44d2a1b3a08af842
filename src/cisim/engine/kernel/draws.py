"""Decisions by keyed chance."""

from cisim.engine.kernel.state import State
from cisim.model.compilation import inlined
from cisim.model.streams import uniform


@inlined
def happens(s: State, purpose: int, entity: int, probability: float) -> bool:
    """Whether the keyed uniform of this month lies below a probability.

    Nothing is drawn for what cannot happen: a keyed draw is missed by no other.
    """
    if probability <= 0.0:
        return False
    return uniform(s.now.seed, purpose, entity, s.now.month) < probability


