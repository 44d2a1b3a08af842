"""The state of a run: what the Mesa agents know, as arrays and records (ODD 2).

One state is allocated for each thread and begun anew for every run.
"""

import math
from typing import Any, NamedTuple, get_type_hints

import numpy as np
from numpy.typing import DTypeLike, NDArray

from cisim.configuration.parameters import Parameters, declared
from cisim.engine.kernel import layout
from cisim.engine.kernel.log import MILESTONE_COUNT, Log, empty_log
from cisim.model.compilation import inlined
from cisim.model.state import Vector

type Integers = NDArray[np.int64]
type Truths = NDArray[np.bool_]

_KINDS: dict[Any, DTypeLike] = {
    Vector: np.float64,
    Integers: np.int64,
    Truths: np.bool_,
}

SURROUNDINGS = 10
"""Most events of a month that concern neither organisation, funder nor pilot."""

MOST_PILOTS = declared()["quick_wins.pilots_per_year"].declaration.high
PILOTS_A_MONTH = math.ceil(MOST_PILOTS / 12.0) + 1

MOST_GROUPS = int(declared()["governance.working_groups"].declaration.high)


class Organisations(NamedTuple):
    """State variables of axis (organisation)."""

    sector: Integers
    own_capacity: Vector
    power: Vector
    grit: Vector
    cooperation: Integers
    level: Vector
    advantage: Vector
    mandate_x: Vector
    mandate_y: Vector
    agenda_x: Vector
    agenda_y: Vector
    trust_in_backbone: Vector
    effort: Vector
    own_work: Vector
    morale: Vector
    belief: Vector
    believed_horizon: Vector
    systems_mindset: Vector
    status: Integers
    joined_month: Integers
    last_active: Integers
    left_month: Integers
    attends: Truths
    leader_left: Truths
    in_conflict: Truths


class Ties(NamedTuple):
    """Who knows whom: tie s of organisation i leads to i + offsets[s], round the roster.

    ``mirror`` has for every tie the one that leads back. Trust has axes
    (tie, organisation).
    """

    offsets: Integers
    mirror: Integers
    trust: Vector
    first_trust: Vector


class Partners(NamedTuple):
    """What partners show, axis (place): the roster twice, so that none is round it."""

    here: Vector
    came: Vector
    agenda_x: Vector
    agenda_y: Vector
    effort: Vector
    group: Vector
    steers: Vector


class Sums(NamedTuple):
    """Sums over the partners of each organisation, axis (organisation)."""

    weight: Vector
    x: Vector
    y: Vector
    seen: Vector
    trusted: Vector
    partners: Vector


class Funders(NamedTuple):
    """State variables of axis (funder)."""

    confidence: Vector
    renewed_until: Integers
    pays: Truths
    has_stopped: Truths
    months_waiting: Integers


class Seats(NamedTuple):
    """Seats of a month: the first two of axis (organisation), the others (group)."""

    say: Vector
    contact: Vector
    inside: Vector
    contact_inside: Vector
    sizes: Integers


class State(NamedTuple):
    """Everything that a run is at a moment.

    ``members`` lists the places of those at the table, ``pilots`` (month) how many
    pilots of those begun then still run, ``reached`` (milestone) what has been seen.
    """

    now: np.record
    place: np.record
    around: np.record
    backbone: np.record
    initiative: np.record
    observer: np.record
    organisations: Organisations
    ties: Ties
    partners: Partners
    sums: Sums
    funders: Funders
    seats: Seats
    members: Integers
    pilots: Integers
    reached: Truths
    log: Log


def allocated(parameters: Parameters, ties: int, *, events: bool) -> State:
    """Room for runs with the roster, funders and horizon of these parameters."""
    p = parameters.organisations
    size, funders = p.at_table + p.outside, parameters.funding.funders
    horizon = parameters.horizon_months
    return State(
        now=_record(layout.MONTH),
        place=_record(layout.PLACE),
        around=_record(layout.AROUND),
        backbone=_record(layout.BACKBONE),
        initiative=_record(layout.INITIATIVE),
        observer=_record(layout.OBSERVER),
        organisations=_room(Organisations, size),
        ties=Ties(
            *_arrays(2, np.int64, ties), *_arrays(2, np.float64, (ties, size))
        ),
        partners=_room(Partners, 2 * size),
        sums=_room(Sums, size),
        funders=_room(Funders, funders),
        seats=Seats(
            say=np.zeros(size),
            contact=np.zeros(size),
            inside=np.zeros(MOST_GROUPS),
            contact_inside=np.zeros(MOST_GROUPS),
            sizes=np.zeros(MOST_GROUPS, dtype=np.int64),
        ),
        members=np.zeros(size, dtype=np.int64),
        pilots=np.zeros(horizon + 1, dtype=np.int64),
        reached=np.zeros(MILESTONE_COUNT, dtype=np.bool_),
        log=empty_log(_most_events(size, funders, horizon) if events else 0),
    )


def _record(dtype: np.dtype[np.void]) -> np.record:
    record: np.record = np.zeros(1, dtype=dtype).view(np.recarray)[0]
    return record


def _arrays(
    count: int, kind: DTypeLike, shape: int | tuple[int, int]
) -> list[NDArray[Any]]:
    return [np.zeros(shape, dtype=kind) for _ in range(count)]


def _room[T](kind: type[T], length: int) -> T:
    """Arrays of one length for every field, in the types of their annotations."""
    hints = get_type_hints(kind)
    return kind(*(np.zeros(length, dtype=_KINDS[hint]) for hint in hints.values()))


def _most_events(size: int, funders: int, horizon: int) -> int:
    """Most events that a run can have: see where each kind is recorded."""
    once = MILESTONE_COUNT + 2 * size
    each_month = 2 * size + funders + PILOTS_A_MONTH + SURROUNDINGS
    return once + each_month * horizon


@inlined
def put(into: NDArray[Any], values: NDArray[Any]) -> None:
    """Copy values into an array of the same length."""
    for place in range(len(into)):
        into[place] = values[place]
