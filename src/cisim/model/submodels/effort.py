"""Effort: what an organisation gives to joint work (ODD 7.10)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import clip, logistic, toward

if TYPE_CHECKING:
    from cisim.configuration.parameters.behaviour import Effort

CONDITIONAL = 0
"""Gives when others are seen to give [fischbacher2001]."""
FREE_RIDING = 1
"""Gives when measurement shows who gives [fischbacher2001]."""
OTHER = 2
"""Gives in part by either [fischbacher2001]."""


@compiled
def encouragement(
    p: "Effort", cooperation: int, others_effort: float, measurement: float
) -> float:
    """What speaks for giving in the conduct of others, by type of cooperation."""
    if cooperation == CONDITIONAL:
        return others_effort
    if cooperation == FREE_RIDING:
        return others_effort * measurement
    return others_effort * (1.0 - p.mixed + p.mixed * measurement)


@compiled
def readiness(
    p: "Effort",
    alignment: float,
    ownership: float,
    trust: float,
    morale: float,
    belief: float,
    encouraged: float,
    adopted: float,
    urgency: float,
) -> float:
    """Log odds of giving all that could be given. Weights assumed."""
    return (
        p.intercept
        + p.of_alignment * alignment
        + p.of_ownership * ownership
        + p.of_trust * trust
        + p.of_morale * morale
        + p.of_belief * belief
        + p.of_others * encouraged
        + p.of_agenda * adopted
        + p.of_urgency * urgency
    )


@compiled
def wanted_effort(p: "Effort", ready: float, time_left: float) -> float:
    """Share of capacity wanted for joint work: ceiling x logistic x time left."""
    return p.ceiling * logistic(ready) * clip(time_left)


@compiled
def next_effort(p: "Effort", effort: float, wanted: float) -> float:
    """Effort a month later, part of the way to what is wanted."""
    return toward(effort, wanted, p.adjustment)


@compiled
def time_given(p: "Effort", effort: float, time_left: float) -> float:
    """Share of capacity that joint effort takes with its meetings and overhead.

    Effort over the share of time left for it, taken as a least part at least.
    """
    return effort / max(time_left, p.least_time)


@compiled
def next_own_work(p: "Effort", own_work: float, met: float) -> float:
    """Share of its own, isolated work that an organisation keeps up, a month later.

    It falls to a floor where nobody is met, and recovers with contact. Assumed.
    """
    goal = p.alone_floor + (1.0 - p.alone_floor) * met
    return toward(own_work, goal, p.alone_rate)
