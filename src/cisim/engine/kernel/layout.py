"""How parameters and state lie in memory: records, as the laws read them.

A record is a row of a structured array whose fields bear the names that parameters
and state variables have everywhere, so compiled code reads ``p.trust.gain`` and
writes ``own.morale`` without a copy.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from cisim.configuration.outcomes import SERIES
from cisim.configuration.parameters import Parameters, group_types
from cisim.configuration.scenarios import Scenario
from cisim.model.preparation import for_laws

type Records = NDArray[np.void]

_KINDS: dict[str, DTypeLike] = {"f": np.float64, "i": np.int64, "t": np.bool_}


def _dtype(f: str = "", i: str = "", t: str = "") -> np.dtype[np.void]:
    """A record of these numbers (f), integers (i) and truths (t)."""
    names = {"f": f, "i": i, "t": t}
    fields = [(one, _KINDS[k]) for k, some in names.items() for one in some.split()]
    return np.dtype(fields, align=True)


# ---- Parameters ----


def _group_dtype(group: type) -> np.dtype[np.void]:
    """Fields of a group of parameters; a choice is an integer to the laws."""
    defaults = group()._asdict()
    whole = " ".join(k for k, v in defaults.items() if isinstance(v, int))
    kinds = [(k, np.int64 if k in whole.split() else np.float64) for k in defaults]
    return np.dtype(kinds, align=True)


PARAMETERS = np.dtype(
    [(name, _group_dtype(group)) for name, group in group_types().items()], align=True
)
"""One set of parameters as the laws get it."""

DATED = {
    "urgency_dated": "place.urgency",
    "policy_dated": "place.policy_support",
    "champion_dated": "champion.influence",
    "shift_dated": "problem.shift_distance",
}
"""Settings whose dated change is itself an event, by the flag that says so."""

PERIOD = _dtype(i="month settings", t=" ".join(DATED))
"""Months from a dated change to the next: since when, under which settings."""


def parameter_records(sets: Iterable[Parameters]) -> Records:
    """Sets of parameters, prepared for the laws, as records."""
    rows = [tuple(tuple(group) for group in for_laws(one)) for one in sets]
    return np.array(rows, dtype=PARAMETERS)


class Periods(NamedTuple):
    """When which parameters hold in scenarios.

    ``settings`` are sets of parameters, each of which holds in one of the periods of
    ``table``; ``spans`` (scenario, first-end) tells which ones are those of a scenario.
    """

    settings: Records
    table: Records
    spans: NDArray[np.int64]


def periods(scenarios: Iterable[Scenario]) -> Periods:
    """Sets of parameters of scenarios, and the periods in which they hold."""
    sets: list[Parameters] = []
    rows: list[tuple[Any, ...]] = []
    spans: list[tuple[int, int]] = []
    for scenario in scenarios:
        first = len(rows)
        for month, parameters in sorted(scenario.parameters_by_month().items()):
            names = scenario.names_changed(month)
            dated = (name in names for name in DATED.values())
            rows.append((month, len(sets), *dated))
            sets.append(parameters)
        spans.append((first, len(rows)))
    table = np.array(rows, dtype=PERIOD)
    return Periods(parameter_records(sets), table, np.array(spans, dtype=np.int64))


# ---- State ----

FUNDER = _dtype(f="confidence", i="renewed_until months_waiting", t="pays has_stopped")

GROUP = _dtype(f="inside contact", i="size")
"""Those who sit together: how far they hear each other, and meet."""

PLACE = _dtype(
    f="difficulty leverage_point_x leverage_point_y urgency policy_support economy"
    " public_will hurdles systems_work programme_work isolated_work coordination"
    " system_change services_change lives_change programme_result"
)

AROUND = _dtype(
    f="champion_view_x champion_view_y community_view_x community_view_y"
    " council_plan_x council_plan_y",
    t="champion_present",
)
"""Champion, people affected and council."""

BACKBONE = _dtype(f="staff experience fullness capacity neutrality", t="is_shaken")

INITIATIVE = _dtype(
    f="mean_power co_funding posts_each meetings reach contact_across"
    " contact_steering time_left attended continuity agenda_x agenda_y mean_say"
    " agreement vocabulary data_access measurement plan wins_memory legitimacy exits",
    i="adopted_month wins failures",
    t="convened adopted",
)

OBSERVER = _dtype(
    f="trust", i="lifeless_months joint_months result_months reached", t="stopped"
)
"""``reached`` has a bit for every milestone, in the order of their declaration."""

NOW = _dtype(
    f="steering leaders sector_mix fit",
    i="seed month members left groups groups_met steering_seats"
    " pilots oldest_pilot events",
    t="is_seated is_summed is_surveyed is_upset " + " ".join(DATED),
)
"""What holds for a month: who asks, when, how many sit and steer at the table.

Seats and sums over partners hold until somebody joins or leaves, the fit of the
agenda from its drafting on; the network is
surveyed in some months only, unless all are to be recorded.
"""

TALLY = _dtype(i="first count")
"""Of a kind of event: the month in which it was first seen, or -1, and how often."""

ROW = np.dtype([(column.name, np.float64) for column in SERIES])
"""The recorded series of a month."""


class Own(IntEnum):
    """State variables of organisations that are numbers: rows of `State.own`.

    The last ones follow from the seats and hold as long as these: the weight in the
    common agenda, how far others hear it at best and in its group, and by how much a
    busy leader comes less.
    """

    OWN_CAPACITY = 0
    POWER = 1
    GRIT = 2
    LEVEL = 3
    ADVANTAGE = 4
    MANDATE_X = 5
    MANDATE_Y = 6
    AGENDA_X = 7
    AGENDA_Y = 8
    TRUST_IN_BACKBONE = 9
    EFFORT = 10
    OWN_WORK = 11
    MORALE = 12
    BELIEF = 13
    BELIEVED_HORIZON = 14
    SYSTEMS_MINDSET = 15
    SAY = 16
    HEARD = 17
    INSIDE = 18
    ABSENCE = 19


class Mark(IntEnum):
    """State variables of organisations that are integers: rows of `State.marks`."""

    SECTOR = 0
    COOPERATION = 1
    STATUS = 2
    JOINED_MONTH = 3
    LAST_ACTIVE = 4
    LEFT_MONTH = 5
    ATTENDS = 6
    LEADER_LEFT = 7
    IN_CONFLICT = 8
    GROUP = 9
    STEERS = 10


TRUTHS = frozenset({Mark.ATTENDS, Mark.LEADER_LEFT, Mark.IN_CONFLICT})
"""Marks that are 0 or 1 and mean false or true."""


class Shown(IntEnum):
    """What partners show to each other: rows of `State.shown`."""

    HERE = 0
    CAME = 1
    AGENDA_X = 2
    AGENDA_Y = 3
    EFFORT = 4
    GROUP = 5
    STEERS = 6
    CONTACT = 7
    TRUST = 8


class Summed(IntEnum):
    """What an organisation adds up over its partners: rows of `State.sums`."""

    WEIGHT = 0
    X = 1
    Y = 2
    SEEN = 3
    TRUSTED = 4
    PARTNERS = 5
    STRONG = 6
    DEGREE = 7
