"""Many runs at once, from parameters, dated changes and seeds to what is kept of them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cisim.engine.kernel.beginning import Starts, begin
from cisim.engine.kernel.layout import Records
from cisim.engine.kernel.months import simulate_months
from cisim.engine.kernel.state import Integers, State
from cisim.model.compilation import allocating


class Kept(NamedTuple):
    """What is kept of runs: first axis (run), but ``events`` of axes (event, column).

    ``rows`` (run, month) holds the recorded series, ``first`` (run, kind) the month in
    which a kind of event was first seen or -1, ``counts`` (run, kind) how often,
    ``exits`` (run, reason) how many left because of it.
    """

    rows: Records
    first: Integers
    counts: Integers
    exits: Integers
    filled: Integers


@allocating
def simulate_batch(
    settings: Records,
    periods: Records,
    seeds: Integers,
    starts: Starts,
    s: State,
    kept: Kept,
    events: NDArray[np.int32],
) -> NDArray[np.int32]:
    """Simulate runs of one scenario one after another.

    Returns their events, run by run; ``kept.filled`` says how many each run has.
    """
    total = 0
    last = kept.rows.shape[1] - 1
    for run in range(len(seeds)):
        rows = kept.rows[run]
        begin(settings[0], s, starts, run, seeds[run], rows[0])
        simulate_months(settings, periods, s, rows, 1, last)
        kept.first[run] = s.log.first
        kept.counts[run] = s.log.counts
        kept.exits[run] = s.log.exits
        count = s.log.filled[0]
        kept.filled[run] = count
        events = _with_room(events, total, count)
        events[total : total + count] = s.log.events[:count]
        total += count
    return events[:total]


@allocating
def _with_room(events: NDArray[np.int32], used: int, more: int) -> NDArray[np.int32]:
    """The same events with room for more, doubled where there is none."""
    if used + more <= len(events):
        return events
    roomy = np.empty((2 * (used + more), events.shape[1]), np.int32)
    roomy[:used] = events[:used]
    return roomy
