"""What happens in a run, written down as numbers.

How often is always counted; when and to whom only where events are kept.
"""

from cisim.configuration.outcomes import EVENTS, REASONS
from cisim.engine.kernel.state import State
from cisim.model.compilation import inlined

NOBODY = -1
"""Whom an event concerns that concerns no organisation."""

_KINDS = tuple(EVENTS)
_REASONS = tuple(REASONS)
NO_REASON = _REASONS.index("")


def kind(name: str) -> int:
    """Number of a kind of event: its place among those declared, milestones first."""
    return _KINDS.index(name)


def reason(name: str) -> int:
    """Number of a reason: its place among those declared, exit reasons first."""
    return _REASONS.index(name)


@inlined
def clear(s: State) -> None:
    """Forget all that was written down."""
    s.now.events = 0
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
