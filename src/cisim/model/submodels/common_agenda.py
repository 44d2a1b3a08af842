"""The common agenda: drafting, agreeing, owning, learning (ODD 7.7)."""

import math
from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import clip
from cisim.model.exponential import exponential

if TYPE_CHECKING:
    from cisim.configuration.parameters.behaviour import Agenda


@compiled
def say(p: "Agenda", power: float, mean_power: float) -> float:
    """Weight of a member in the common agenda.

    1 - t + t P / mean P: equal where t = 0 (bottom-up), by power where t = 1.
    """
    relative = power / mean_power if mean_power > 0.0 else 1.0
    return 1.0 - p.top_down + p.top_down * relative


@compiled
def agreement(p: "Agenda", mean_distance: float) -> float:
    """Agreement, A = clip(1 - mean d / widest)."""
    return clip(1.0 - mean_distance / p.widest)


@compiled
def fit(p: "Agenda", distance: float) -> float:
    """How well an agenda at this distance from what works does, exp(-d^2 / 2 s^2)."""
    return exponential(-distance * distance / (2.0 * p.fit_width * p.fit_width))


@compiled
def is_adopted(p: "Agenda", within_reach: float, attending: float) -> bool:
    """Tell whether the table adopts its draft: a decision needs a quorum and a table.

    ``within_reach`` and ``attending`` are shares of the same weights. The quorum:
    [robertson2011].
    """
    return within_reach >= p.quorum and attending >= p.presence


@compiled
def expected_say(power: float, mean_power: float) -> float:
    """Say that a member expects, against the mean: max(1, sqrt(P / mean P)).

    Nobody is content with less than an equal say, and the powerful want more, though
    not in proportion. Assumed.
    """
    relative = power / mean_power if mean_power > 0.0 else 1.0
    return max(1.0, math.sqrt(relative))


@compiled
def ownership(p: "Agenda", relative_say: float, ceded: float) -> float:
    """Ownership of the agenda by a member with this say against what it expects.

    (o0 + (1 - o0) clip(say))(1 - ceded): part is ceded to a funder that steers or to
    people who share control. Assumed.
    """
    own = p.ownership_floor + (1.0 - p.ownership_floor) * clip(relative_say)
    return own * (1.0 - clip(ceded))


@compiled
def feedback_pull(
    p: "Agenda", measurement: float, reach: float, daring: float
) -> float:
    """Share of the way to the members' present draft that an adopted agenda moves.

    Only a table that measures, meets and dares to leave proven models learns. Assumed.
    """
    return p.feedback * measurement * reach * daring
