"""The state of a run: what the Mesa agents know, as records and arrays (ODD 2).

One state is allocated for each thread and begun anew for every run.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cisim.configuration.outcomes import EVENTS, EXIT_REASONS, MILESTONES
from cisim.configuration.parameters import Parameters, declared
from cisim.engine.kernel import layout
from cisim.engine.kernel.layout import Records
from cisim.model.compilation import inlined
from cisim.model.state import Vector

type Integers = NDArray[np.int64]

LANES = 8
"""Places that the widest vectors of today's machines hold.

Rows are filled up to whole vectors, so that loops over them have no remainder; what
stands behind the roster is never read.
"""

_SURROUNDINGS = 10
"""Most events of a month that concern neither organisation, funder nor pilot."""


class State(NamedTuple):
    """Everything that a run is at a moment.

    Axes: (funder), (group); ``own`` (`layout.Own`, organisation) and ``marks``
    (`layout.Mark`, organisation) are what an organisation is, a variable a row, so
    that loops over organisations use vectors; ``members`` lists the places of those at
    the table; ``shown`` (`layout.Shown`, place) holds the roster twice, so that no
    partner lies round its end; ``sums`` (`layout.Summed`, organisation); ``luck``
    (organisation) is drawn for the decision at hand, ``lots`` (`draws.Lot`) for those
    of every month; tie s of organisation i leads to i + offsets[s], trust has axes
    (tie, organisation), as have the ``contacts`` of a month. ``paired`` has the offsets
    once more, with a silent tie at the end where their number is odd: it leads behind
    the roster, where nobody is. ``pilots`` (month) counts those begun then that still
    run; ``events`` (event, month-kind-whom-why) is empty where events are not kept;
    ``tally`` (kind); ``exits`` (reason).
    """

    now: np.record
    place: np.record
    around: np.record
    backbone: np.record
    initiative: np.record
    observer: np.record
    own: Vector
    marks: Integers
    funders: Records
    groups: Records
    members: Integers
    shown: Vector
    sums: Vector
    luck: Vector
    lots: Vector
    offsets: Integers
    paired: Integers
    trust: Vector
    first_trust: Vector
    contacts: Vector
    pilots: Integers
    events: NDArray[np.int32]
    tally: Records
    exits: Integers


def allocated(parameters: Parameters, ties: int, *, events_of: int = 0) -> State:
    """Room for runs with the roster, funders and horizon of these parameters.

    With ``events_of`` there is room for the events of so many of them. Memory that
    is never written to costs nothing.
    """
    p = parameters.organisations
    size, funders = p.at_table + p.outside, parameters.funding.funders
    horizon = parameters.horizon_months
    most_events = events_of * most_events_of(size, funders, horizon)
    wide = -(-size // LANES) * LANES
    return State(
        now=_record(layout.NOW),
        place=_record(layout.PLACE),
        around=_record(layout.AROUND),
        backbone=_record(layout.BACKBONE),
        initiative=_record(layout.INITIATIVE),
        observer=_record(layout.OBSERVER),
        own=np.zeros((len(layout.Own), wide)),
        marks=np.zeros((len(layout.Mark), wide), dtype=np.int64),
        funders=np.zeros(funders, dtype=layout.FUNDER),
        groups=np.zeros(_most("governance.working_groups"), dtype=layout.GROUP),
        members=np.zeros(size, dtype=np.int64),
        shown=np.zeros((len(layout.Shown), size + 2 * wide)),
        sums=np.zeros((len(layout.Summed), wide)),
        luck=np.zeros(wide),
        lots=np.zeros(LANES),
        offsets=np.zeros(ties, dtype=np.int64),
        paired=np.full(ties + ties % 2, size + wide, dtype=np.int64),
        trust=np.zeros((ties + ties % 2, wide)),
        first_trust=np.zeros((ties + ties % 2, wide)),
        contacts=np.zeros((ties + ties % 2, wide)),
        pilots=np.zeros(horizon + 1, dtype=np.int64),
        events=np.empty((most_events, 4), dtype=np.int32),
        tally=np.zeros(len(EVENTS), dtype=layout.TALLY),
        exits=np.zeros(len(EXIT_REASONS), dtype=np.int64),
    )


@inlined
def roster(s: State) -> int:
    """How many organisations there are, at the table or not."""
    return len(s.members)


def _record(dtype: np.dtype[np.void]) -> np.record:
    record: np.record = np.zeros(1, dtype=dtype).view(np.recarray)[0]
    return record


def _most(name: str) -> int:
    return math.ceil(declared()[name].declaration.high)


def most_events_of(size: int, funders: int, horizon: int) -> int:
    """Most events that a run can have: see where each kind is recorded."""
    once = len(MILESTONES) + 2 * size
    pilots = math.ceil(_most("quick_wins.pilots_per_year") / 12) + 1
    return once + (2 * size + funders + pilots + _SURROUNDINGS) * horizon
