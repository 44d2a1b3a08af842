"""How parameters and state lie in memory: records for what there is one of.

A record is a row of a structured array whose fields have the names that parameters
and state variables have everywhere. Compiled code reads ``p.trust.gain`` from it as
the laws do, without a copy.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import DTypeLike, NDArray

from cisim.configuration.outcomes import SERIES
from cisim.configuration.parameters import Parameters, group_types
from cisim.configuration.scenarios import Scenario
from cisim.model.preparation import for_laws

type Records = NDArray[np.void]

NUMBER, COUNT, TRUTH = np.float64, np.int64, np.bool_


def _record(kind: DTypeLike, *names: str) -> list[tuple[str, DTypeLike]]:
    return [(name, kind) for name in names]


def _dtype(*fields: list[tuple[str, DTypeLike]]) -> np.dtype[np.void]:
    return np.dtype([field for some in fields for field in some], align=True)


def _group_dtype(group: type) -> np.dtype[np.void]:
    """Fields of a group of parameters; a choice is an integer to the laws."""
    defaults = group()
    whole = {k for k, v in defaults._asdict().items() if isinstance(v, int)}
    kinds = [(key, COUNT if key in whole else NUMBER) for key in defaults._fields]
    return np.dtype(kinds, align=True)


PARAMETERS = np.dtype(
    [(name, _group_dtype(group)) for name, group in group_types().items()], align=True
)
"""One set of parameters as the laws get it."""

ROW = np.dtype([(column.name, NUMBER) for column in SERIES])
"""The recorded series of a month."""

PLACE = _dtype(
    _record(
        NUMBER,
        "difficulty",
        "leverage_point_x",
        "leverage_point_y",
        "urgency",
        "policy_support",
        "economy",
        "public_will",
        "hurdles",
        "systems_work",
        "programme_work",
        "coordination",
        "system_change",
        "services_change",
        "lives_change",
        "programme_result",
    )
)

BACKBONE = _dtype(
    _record(NUMBER, "staff", "experience", "fullness", "capacity", "neutrality")
)

INITIATIVE = _dtype(
    _record(
        NUMBER,
        "mean_power",
        "co_funding",
        "posts_each",
        "meetings",
        "reach",
        "contact_across",
        "contact_steering",
        "time_left",
        "attended",
        "continuity",
        "agenda_x",
        "agenda_y",
        "mean_say",
        "agreement",
        "vocabulary",
        "data_access",
        "measurement",
        "plan",
        "wins_memory",
        "legitimacy",
        "exits",
    ),
    _record(COUNT, "adopted_month", "wins", "failures", "groups_met"),
    _record(TRUTH, "convened", "adopted"),
)

AROUND = _dtype(
    _record(
        NUMBER,
        "champion_view_x",
        "champion_view_y",
        "community_view_x",
        "community_view_y",
        "council_plan_x",
        "council_plan_y",
    ),
    _record(TRUTH, "champion_present"),
)
"""Champion, people affected and council."""

OBSERVER = _dtype(
    _record(NUMBER, "trust"),
    _record(COUNT, "lifeless_months", "joint_months", "result_months"),
    _record(TRUTH, "stopped"),
)

MONTH = _dtype(
    _record(COUNT, "seed", "month", "members", "end", "oldest_pilot", "pilots"),
    _record(COUNT, "groups", "steering_seats"),
    _record(NUMBER, "steering", "leaders", "isolated"),
    _record(
        TRUTH,
        "shaken",
        "urgency_dated",
        "policy_dated",
        "champion_dated",
        "shift_dated",
    ),
)
"""What holds for a month: who asks, when, how many sit at the table."""

DATED = {
    "urgency_dated": "place.urgency",
    "policy_dated": "place.policy_support",
    "champion_dated": "champion.influence",
    "shift_dated": "problem.shift_distance",
}
"""Settings whose dated change is itself an event, by the flag that says so."""


def parameter_records(sets: Iterable[Parameters]) -> Records:
    """Sets of parameters, prepared for the laws, as records."""
    rows = [tuple(tuple(group) for group in for_laws(one)) for one in sets]
    return np.array(rows, dtype=PARAMETERS)


PERIOD = _dtype(_record(COUNT, "month", "settings"), _record(TRUTH, *DATED))
"""Months from a dated change to the next: since when, under which settings."""


def periods(scenario: Scenario) -> tuple[Records, Records]:
    """Sets of parameters of a scenario, and the periods in which they hold."""
    history = scenario.parameters_by_month()
    table = np.zeros(len(history), dtype=PERIOD)
    for row, month in enumerate(sorted(history)):
        names = scenario.names_changed(month)
        table[row]["month"], table[row]["settings"] = month, row
        for flag, name in DATED.items():
            table[row][flag] = name in names
    return parameter_records(history[month] for month in sorted(history)), table
