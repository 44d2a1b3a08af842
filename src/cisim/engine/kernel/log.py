"""What happens in a run, written down as numbers.

How often is always counted; when and to whom only where events are kept.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cisim.configuration.outcomes import EVENTS, EXIT_REASONS, MILESTONES, REASONS
from cisim.model.compilation import compiled

NOBODY = -1
"""Whom an event concerns that concerns no organisation."""

_KINDS = tuple(EVENTS)
_REASONS = tuple(REASONS)
NO_REASON = _REASONS.index("")
MILESTONE_COUNT = len(MILESTONES)
"""Milestones are the first kinds, in the order of their declaration."""


def kind(name: str) -> int:
    """Number of a kind of event: its place among those declared."""
    return _KINDS.index(name)


def reason(name: str) -> int:
    """Number of a reason: its place among those declared, exit reasons first."""
    return _REASONS.index(name)


class Log(NamedTuple):
    """The log of a run.

    ``events`` has axes (event, month-kind-organisation-reason) and no rows where
    events are not kept, ``filled`` (one) counts its rows in use; ``first`` (kind) has
    the month in which a kind was first seen, or -1; ``counts`` (kind) says how often;
    ``exits`` (reason) how many left because of it.
    """

    events: NDArray[np.int32]
    filled: NDArray[np.int64]
    first: NDArray[np.int64]
    counts: NDArray[np.int64]
    exits: NDArray[np.int64]


def empty_log(capacity: int) -> Log:
    """Room for a log of so many events."""
    return Log(
        events=np.zeros((capacity, 4), dtype=np.int32),
        filled=np.zeros(1, dtype=np.int64),
        first=np.full(len(_KINDS), -1, dtype=np.int64),
        counts=np.zeros(len(_KINDS), dtype=np.int64),
        exits=np.zeros(len(EXIT_REASONS), dtype=np.int64),
    )


@compiled
def clear(log: Log) -> None:
    """Forget all that was written down."""
    log.filled[0] = 0
    log.first[:] = -1
    log.counts[:] = 0
    log.exits[:] = 0


@compiled
def record(
    log: Log, month: int, what: int, whom: int = NOBODY, why: int = NO_REASON
) -> None:
    """Write down that something happened."""
    log.counts[what] += 1
    if log.first[what] < 0:
        log.first[what] = month
    if why < len(log.exits):
        log.exits[why] += 1
    at = log.filled[0]
    if at < len(log.events):
        log.events[at, 0] = month
        log.events[at, 1] = what
        log.events[at, 2] = whom
        log.events[at, 3] = why
        log.filled[0] = at + 1
