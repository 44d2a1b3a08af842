"""What members hear, feel and think of leaving, for all at once (ODD 7.13 to 7.15).

As in `members`, each loop goes over all places up to the last member, a variable a row.
"""

from typing import NamedTuple

from cisim.configuration.parameters import Communication, Membership, Morale
from cisim.engine.kernel.state import Integers
from cisim.model.compilation import apart
from cisim.model.elementary import clip
from cisim.model.state import Status, Vector
from cisim.model.submodels import membership, morale, quick_wins, story


@apart
def hear(
    p: Communication,
    waiting: Morale,
    month: int,
    educated: float,
    status: Integers,
    joined: Integers,
    came: Vector,
    grit: Vector,
    horizons: Vector,
    size: int,
) -> None:
    """Let members hear, and learn from waiting, how long the result takes."""
    for own in range(size):
        told = story.next_believed_horizon(p, horizons[own], came[own], educated)
        tenure = month - joined[own]
        after = morale.horizon_in_hindsight(waiting, told, tenure, grit[own])
        horizons[own] = after if status[own] == Status.MEMBER else horizons[own]


class News(NamedTuple):
    """What all members see of a month: progress, pilots, exits, practice."""

    month: int
    progress: float
    unlifted: float
    unhurt: float
    exits: float
    able: float
    learnt: float
    idle: float


@apart
def feel(
    p: Morale,
    news: News,
    status: Integers,
    joined: Integers,
    came: Vector,
    grit: Vector,
    horizons: Vector,
    morales: Vector,
    beliefs: Vector,
    mindsets: Vector,
    size: int,
) -> None:
    """Let members compare progress with what they expected, and learn from practice."""
    for own in range(size):
        expected = morale.expectation(p, news.month - joined[own], horizons[own])
        felt = morale.next_morale(p, morales[own], expected - news.progress, grit[own])
        felt = quick_wins.morale_after_pilots(felt, news.unlifted, news.unhurt)
        felt = clip(morale.morale_after_exits(p, felt, news.exits))
        belief = morale.next_belief(p, beliefs[own], news.progress, news.able)
        learnt = news.learnt if came[own] > 0.0 else news.idle
        mindset = morale.next_mindset(mindsets[own], learnt)
        is_member = status[own] == Status.MEMBER
        morales[own] = felt if is_member else morales[own]
        beliefs[own] = belief if is_member else beliefs[own]
        mindsets[own] = mindset if is_member else mindsets[own]


@apart
def count_tempted(
    p: Membership,
    ceiling: float,
    reach: float,
    luck: Vector,
    status: Integers,
    attends: Integers,
    changed: Integers,
    quarrels: Integers,
    morales: Vector,
    beliefs: Vector,
    given: Vector,
    size: int,
) -> int:
    """How many members may leave: a number drawn is below the hazard of all causes."""
    tempted = 0
    for own in range(size):
        met = reach if attends[own] > 0 else 0.0
        hazards = membership.exit_hazards(
            p,
            morales[own],
            beliefs[own],
            changed[own] > 0,
            quarrels[own] > 0,
            membership.idleness(met, given[own], ceiling),
        )
        may_leave = luck[own] < membership.total_hazard(hazards)
        tempted += may_leave & (status[own] == Status.MEMBER)
    return tempted


@apart
def count_active(
    p: Membership, month: int, status: Integers, active: Integers, size: int
) -> int:
    """How many members have been active of late."""
    found = 0
    for own in range(size):
        is_active = membership.is_active(p, month - active[own])
        found += is_active & (status[own] == Status.MEMBER)
    return found
