"""Shared measurement: common words, open data, metrics (ODD 7.8)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import step

if TYPE_CHECKING:
    from cisim.configuration.parameters.initiative import Measurement


@compiled
def grown(p: "Measurement", level: float, growth: float, full: float) -> float:
    """Level after a month of growth at a rate, and withering without a backbone.

    l' = l + step(growth)(1 - l) - step(d (1 - q)) l: what nobody keeps up is lost.
    """
    return level + step(growth) * (1.0 - level) - step(p.decay * (1.0 - full)) * level


@compiled
def vocabulary_growth(p: "Measurement", contact: float) -> float:
    """Monthly rate at which contact makes common words. Assumed."""
    return p.vocabulary_rate * contact


@compiled
def access_growth(p: "Measurement", trust: float, capacity: float) -> float:
    """Monthly rate at which data are opened, by trust and an able backbone. Assumed."""
    return p.access_rate * trust * (0.5 + 0.5 * capacity)


@compiled
def measurement_growth(
    p: "Measurement", capacity: float, vocabulary: float, access: float
) -> float:
    """Monthly rate at which shared measurement is built.

    Investment x capacity x common words x open data: each is needed [seed003].
    """
    return p.building * p.investment * capacity * vocabulary * access
