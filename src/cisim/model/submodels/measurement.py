"""Shared measurement: common words, open data, metrics (ODD 7.8)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import step

if TYPE_CHECKING:
    from cisim.configuration.parameters.joint_work import Measurement


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
def access_growth(
    p: "Measurement", trust: float, capacity: float, opened: float, kept_open: float
) -> float:
    """Monthly rate at which data are opened.

    (a t (u + (1 - u) B) + c o)(1 - h): by trust t and an able backbone B, by public
    data holders who open theirs (o) [seed001], against hurdles. Sizes assumed.
    """
    aided = p.access_unaided + (1.0 - p.access_unaided) * capacity
    return (p.access_rate * trust * aided + p.access_of_council * opened) * kept_open


@compiled
def measurement_growth(
    p: "Measurement", capacity: float, vocabulary: float, access: float
) -> float:
    """Monthly rate at which shared measurement is built.

    Investment x capacity x common words x open data: each is needed; slower for a long
    list of indicators [seed003].
    """
    slowed = 1.0 + p.indicators / p.few_indicators
    return p.building * p.investment * capacity * vocabulary * access / slowed
