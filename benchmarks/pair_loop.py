"""The compiled pair loop of trust against the same arithmetic by hand, in C."""

import ctypes
from functools import partial
from typing import NamedTuple

import numba
import numpy as np
from built import library
from measuring import Figure, in_turn

from cisim.engine.kernel.layout import Shown
from cisim.engine.kernel.pairs import Contact, Ground, learn_trust
from cisim.engine.kernel.state import LANES

GROUND = Ground(
    common=-0.05, effort=0.8, hurt=0.12, past=0.8, shares=(0.26, 0.4, 0.003)
)
"""A ground on which trust rises and falls."""
CONTACT = Contact(across=0.2, steering=0.7)
ROWS = (
    *(Shown.HERE, Shown.CAME, Shown.AGENDA_X, Shown.AGENDA_Y, Shown.EFFORT),
    *(Shown.GROUP, Shown.STEERS, Shown.CONTACT),
)
"""What partners show, in the order in which the floor takes it."""
CASES = ((30, 29, 1), (30, 29, 3), (10_000, 12, 1))
"""Organisations, ties of each, groups: baseline, with groups, largest network."""
SLOWEST = 2.0
"""Most times the floor that the compiled loop may take."""
PAIRS, REPEATS = 2_000_000, 15
"""Pairs of a timing, and how often it is timed."""


class Table(NamedTuple):
    """What both loops are given: trust has axes (tie, organisation), in whole vectors.

    ``shown`` (`Shown`, place) is what partners show to each other. Before every timing
    ``trust`` is what it was at ``outset``.
    """

    months: int
    groups: int
    offsets: np.ndarray
    outset: np.ndarray
    trust: np.ndarray
    first: np.ndarray
    shown: np.ndarray


class Month(ctypes.Structure):
    """The surroundings of a month, as in ``pairs.c``."""

    _fields_ = tuple(
        (name, ctypes.c_double)
        for name in (
            *("common", "effort", "hurt", "past"),
            *("up", "down", "drift"),
            *("across", "steering"),
        )
    )


def figures():
    """Compiled loop against floor, for a small and for a large roster."""
    floor = library("pairs")
    for size, ties, groups in CASES:
        by_hand, compiled = made(size, ties, groups), made(size, ties, groups)
        spent = in_turn(
            {
                "floor": partial(by_floor, floor, by_hand),
                "compiled": partial(by_engine, compiled),
            },
            REPEATS,
        )
        check_equal(by_hand, compiled)
        pairs = compiled.months * size * ties / 1e9
        what = f"{size:,} organisations, {ties} ties, groups: {groups}"
        yield Figure(f"floor, {what}", spent["floor"] / pairs, "ns a pair")
        yield Figure(f"pair loop, {what}", spent["compiled"] / pairs, "ns a pair")
        ratio = spent["compiled"] / spent["floor"]
        yield Figure(f"pair loop over floor, {what}", ratio, "times", most=SLOWEST)


def check_equal(by_hand, compiled):
    """Demand equal numbers, that have moved from where they began."""
    moved = not np.array_equal(compiled.outset, compiled.trust)
    if not moved or not np.array_equal(by_hand.trust, compiled.trust):
        message = "the floor and the compiled pair loop do not give the same trust"
        raise AssertionError(message)


def spread(count, first=0):
    """Numbers in [0, 1) that look drawn and are always the same."""
    places = np.arange(first + 1, first + count + 1)
    return np.modf(places * 0.6180339887498949)[0]


def made(size, ties, groups):
    """A table of which two thirds are here and most of them came."""
    wide = -(-size // LANES) * LANES
    first, outset = spread(2 * ties * wide).reshape(2, ties, wide)
    return Table(
        months=PAIRS // (size * ties),
        groups=groups,
        offsets=np.linspace(1, size - 1, ties).astype(np.int64),
        outset=outset,
        trust=outset.copy(),
        first=first,
        shown=shown(size, wide, groups),
    )


def shown(size, wide, groups):
    """What organisations show, the roster twice and as far as whole vectors reach."""
    place = np.arange(size)
    here = place % 3 != 1
    rows = np.zeros((len(Shown), size))
    rows[Shown.HERE] = here
    rows[Shown.CAME] = here & (place % 5 != 2)
    rows[Shown.AGENDA_X] = spread(size)
    rows[Shown.AGENDA_Y] = spread(size, size)
    rows[Shown.EFFORT] = 0.5 * spread(size, 2 * size)
    rows[Shown.GROUP] = place % 4 % groups
    rows[Shown.STEERS] = (place % 4 == 0) * (groups > 1)
    rows[Shown.CONTACT] = 0.5 + 0.5 * spread(size, 3 * size)
    return rows[:, np.arange(size + wide) % size].copy()


def by_floor(floor, table):
    """Months of trust by hand, from the outset."""
    table.trust[:] = table.outset
    month = Month(*GROUND[:4], *GROUND.shares, *CONTACT)
    rows = [table.shown[row] for row in ROWS]
    ties, wide = table.trust.shape
    floor.learn_trust(
        ctypes.c_int64(table.months),
        ctypes.c_int64(table.groups),
        ctypes.byref(month),
        ctypes.c_int64(wide),
        ctypes.c_int64(ties),
        *(address(row) for row in (table.offsets, *rows, table.first, table.trust)),
    )


def address(array):
    return array.ctypes.data_as(ctypes.c_void_p)


def by_engine(table):
    """The same months by the pair loop of the compiled engine."""
    table.trust[:] = table.outset
    # Nothing in place of a number of groups chooses the loop for one table.
    learn_for_months(table, CONTACT, GROUND, table.groups if table.groups > 1 else None)


@numba.njit
def learn_for_months(table, contact, ground, groups):
    trust, first, shown = table.trust, table.first, table.shown
    contacts = np.zeros_like(trust)
    for _ in range(table.months):
        learn_trust(
            table.offsets,
            trust,
            first,
            contacts,
            shown,
            contact,
            ground,
            trust.shape[1],
            groups,
        )
