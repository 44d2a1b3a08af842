"""The compiled pair loop of trust against the same arithmetic by hand, in C."""

import ctypes
from functools import partial
from typing import NamedTuple

import numba
import numpy as np
from built import library
from measuring import Figure, in_turn

from cisim.engine.kernel.pairs import Contact, Ground, learn_trust
from cisim.engine.kernel.state import Partners, Ties

GROUND = Ground(common=0.4, effort=0.8, hurt=0.12, past=0.8, shares=(0.26, 0.4, 0.003))
ACROSS, STEERING = 0.2, 0.7
SIZES = ((30, 29), (10_000, 12))
"""Organisations and ties of each: the baseline, and the largest network."""
SLOWEST = 2.0
"""Most times the floor that the compiled loop may take."""
PAIRS, REPEATS = 2_000_000, 15
"""Pairs of a timing, and how often it is timed."""


class Table(NamedTuple):
    """What both loops are given, and their own copies of trust."""

    size: int
    months: int
    ties: Ties
    partners: Partners
    contact: Contact


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
    for size, ties in SIZES:
        table = made(size, ties)
        by_hand, compiled = copied(table), copied(table)
        spent = in_turn(
            {
                "floor": partial(by_floor, floor, by_hand),
                "compiled": partial(by_engine, compiled),
            },
            REPEATS,
        )
        check_equal(table.ties.trust, by_hand.ties.trust, compiled.ties.trust)
        pairs = table.months * size * ties / 1e9
        what = f"{size:,} organisations with {ties} ties"
        yield Figure(f"floor, {what}", spent["floor"] / pairs, "ns a pair")
        yield Figure(f"pair loop, {what}", spent["compiled"] / pairs, "ns a pair")
        ratio = spent["compiled"] / spent["floor"]
        yield Figure(f"pair loop over floor, {what}", ratio, "times", most=SLOWEST)


def check_equal(first, by_hand, compiled):
    """Demand equal numbers, that have moved from where they began."""
    if np.array_equal(first, compiled) or not np.array_equal(by_hand, compiled):
        message = "the floor and the compiled pair loop do not give the same trust"
        raise AssertionError(message)


def spread(count, first=0):
    """Numbers in [0, 1) that look drawn and are always the same."""
    places = np.arange(first + 1, first + count + 1)
    return np.modf(places * 0.6180339887498949)[0]


def twice(values):
    """Vector of places that holds the roster twice."""
    return np.tile(np.asarray(values, dtype=np.float64), 2)


def made(size, ties):
    """A table of which two thirds are here and most of them came, in three groups."""
    place = np.arange(size)
    apart = np.linspace(1, size - 1, ties).astype(np.int64)
    first = spread(ties * size).reshape(ties, size)
    here = place % 3 != 1
    return Table(
        size=size,
        months=PAIRS // (size * ties),
        ties=Ties(
            offsets=apart,
            mirror=np.arange(ties)[::-1].copy(),
            trust=first,
            first_trust=first,
        ),
        partners=Partners(
            here=twice(here),
            came=twice(here & (place % 5 != 2)),
            agenda_x=twice(spread(size)),
            agenda_y=twice(spread(size, size)),
            effort=twice(0.5 * spread(size, 2 * size)),
            group=twice(place % 4 % 3),
            steers=twice(place % 4 == 0),
        ),
        contact=Contact(0.5 + 0.5 * spread(size), ACROSS, STEERING),
    )


def copied(table):
    """The same table with trust of its own."""
    trust = table.ties.trust.copy()
    return table._replace(ties=table.ties._replace(trust=trust))


def by_floor(floor, table):
    """Months of trust by hand, from the first trust on."""
    month = Month(*GROUND[:4], *GROUND.shares, *table.contact[1:])
    partners, ties = table.partners, table.ties
    ties.trust[:] = ties.first_trust
    vectors = (ties.offsets, *partners, table.contact.inside, ties.first_trust)
    floor.learn_trust(
        ctypes.c_int64(table.months),
        ctypes.byref(month),
        ctypes.c_int64(table.size),
        ctypes.c_int64(len(ties.offsets)),
        *(address(vector) for vector in (*vectors, ties.trust)),
    )


def address(array):
    return array.ctypes.data_as(ctypes.c_void_p)


def by_engine(table):
    """The same months by the pair loop of the compiled engine."""
    table.ties.trust[:] = table.ties.first_trust
    learn_for_months(table.months, table.ties, table.partners, table.contact, GROUND)


@numba.njit
def learn_for_months(months, ties, partners, contact, ground):
    for _ in range(months):
        learn_trust(ties, partners, contact, ground, len(contact.inside))
