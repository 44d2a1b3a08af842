"""Morale, belief in results, systems mindset (ODD 7.14)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import approach, clip, step, toward
from cisim.model.exponential import power

if TYPE_CHECKING:
    from cisim.configuration.parameters.behaviour import Morale


@compiled
def expectation(p: "Morale", tenure: float, horizon: float) -> float:
    """Progress expected after so many months: min(most, (tenure / horizon)^e)."""
    return min(p.largest_expectation, power(tenure / horizon, p.impatience))


@compiled
def horizon_in_hindsight(
    p: "Morale", horizon: float, tenure: float, grit: float
) -> float:
    """Months until the result is expected, after another month without it.

    The gritty learn from waiting: H' = H + step(h g) max(0, span tenure - H). Assumed.
    """
    revised = p.hindsight_span * tenure
    if revised <= horizon:
        return horizon
    return approach(horizon, revised, p.hindsight * grit)


@compiled
def perceived_progress(
    p: "Morale", wins: float, result: float, communicated: float
) -> float:
    """Progress that is felt: remembered wins, measured result, a well told process."""
    return wins + result + p.process_visibility * communicated


@compiled
def process_progress(
    p: "Morale", agreement: float, adopted: float, plan: float
) -> float:
    """Progress of the process: agreement on an adopted agenda, and the plan."""
    return p.process_of_agenda * adopted * agreement + p.process_of_plan * plan


@compiled
def next_morale(p: "Morale", morale: float, shortfall: float, grit: float) -> float:
    """Morale a month later: recovery toward rest, less frustration.

    m' = toward(m, rest, r) (1 - step(f s (1 - g grit))), s the shortfall of progress
    against expectation, felt less by the gritty. Assumed.
    """
    rested = toward(morale, p.rest, p.recovery)
    if shortfall <= 0.0:
        return rested
    felt = shortfall * (1.0 - p.grit_relief * grit)
    return rested * (1.0 - step(p.frustration * felt))


@compiled
def morale_after_exits(p: "Morale", morale: float, exits: float) -> float:
    """Morale of those who stay when this share of the table has left. Assumed."""
    return morale * (1.0 - p.exit_blow * exits)


@compiled
def next_belief(p: "Morale", belief: float, progress: float, capacity: float) -> float:
    """Belief that efforts lead anywhere, following progress and an able backbone.

    A backbone that is weak costs belief [seed000].
    """
    weight = p.belief_of_backbone
    goal = clip((1.0 - weight) * clip(progress) + weight * capacity)
    return toward(belief, goal, p.belief_adjustment)


@compiled
def learnt(p: "Morale", practice: float) -> float:
    """Share of the way to thinking in systems that a month's practice teaches."""
    return step(p.mindset_rate * practice)


@compiled
def next_mindset(mindset: float, learnt: float) -> float:
    """Systems mindset a month later; practice teaches it, slowly [seed004]."""
    return toward(mindset, 1.0, learnt)


@compiled
def practice(
    attends: float, capacity: float, wins: float, honesty: float, room: float
) -> float:
    """How much a month's practice teaches to think in systems, in [0, 4].

    Meeting, an able backbone, wins and honest words teach it, as far as there is room
    for systems work. Assumed.
    """
    return attends * (1.0 + capacity + wins + honesty) * room
