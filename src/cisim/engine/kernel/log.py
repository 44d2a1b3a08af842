"""What happens in a run, written down as numbers.

How often is always counted; when and to whom only where events are kept.
"""

from typing import cast

import numpy as np
from numpy.typing import NDArray

from cisim.configuration.outcomes import EVENTS, REASONS
from cisim.engine.kernel.state import State
from cisim.model.compilation import inlined
from cisim.model.observation import Event, in_order


def _known(number: int) -> int:
    """Return a constant that is not a type of its own to the compiler.

    Of a plain integer the compiler makes one, and would compile what takes it anew.
    """
    return cast("int", np.int64(number))


NOBODY: int = _known(-1)
"""Whom an event concerns that concerns no organisation."""

_KINDS = tuple(EVENTS)
_REASONS = tuple(REASONS)
NO_REASON: int = _known(_REASONS.index(""))


def kind(name: str) -> int:
    """Number of a kind of event: its place among those declared, milestones first."""
    return _known(_KINDS.index(name))


def reason(name: str) -> int:
    """Number of a reason: its place among those declared, exit reasons first."""
    return _known(_REASONS.index(name))


def events_in(written: NDArray[np.int32]) -> tuple[Event, ...]:
    """Events that were written down, in their order."""
    return in_order(
        Event(month, _KINDS[what], None if whom == NOBODY else whom, _REASONS[why])
        for month, what, whom, why in written.tolist()
    )


@inlined
def clear(s: State) -> None:
    """Count anew; the events of runs before stay written down."""
    for what in range(len(s.tally)):
        s.tally[what].first = -1
        s.tally[what].count = 0
    for why in range(len(s.exits)):
        s.exits[why] = 0


@inlined
def record(s: State, what: int, whom: int, why: int) -> None:
    """Write down that something happened this month."""
    tally, at = s.tally[what], s.now.events
    if tally.count == 0:
        tally.first = s.now.month
    tally.count += 1
    if why < len(s.exits):
        s.exits[why] += 1
    if at < len(s.events):
        s.events[at, 0] = s.now.month
        s.events[at, 1] = what
        s.events[at, 2] = whom
        s.events[at, 3] = why
    s.now.events = at + 1
