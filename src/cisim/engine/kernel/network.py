"""The network between members: whom they know, whom they trust (ODD 7.16)."""

from cisim.engine.kernel.state import Integers
from cisim.model.compilation import apart
from cisim.model.state import Vector


@apart
def count_partners(
    offsets: Integers, here: Vector, partners: Vector, size: int
) -> None:
    """Count the members that each organisation knows."""
    for own in range(size):
        partners[own] = 0.0
    for tie in range(len(offsets)):
        there = here[offsets[tie] : offsets[tie] + size]
        for own in range(size):
            partners[own] += there[own]


@apart
def count_strong(
    trust: Vector,
    back: Vector,
    there: Vector,
    threshold: float,
    strong: Vector,
    degree: Vector,
    size: int,
) -> None:
    """Count the partners by a tie with strong trust, one way and on average of both."""
    for own in range(size):
        strong[own] += there[own] if trust[own] > threshold else 0.0
        mean = (trust[own] + back[own]) / 2.0
        degree[own] += there[own] if mean > threshold else 0.0
