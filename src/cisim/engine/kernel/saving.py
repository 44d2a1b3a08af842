"""A run kept at a month, and taken up again, in the words of the Mesa agents.

State variables and fields of records bear the same names. What is written here is only
what agents know in another form, and what the records hold beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cisim.configuration.outcomes import EXIT_REASONS, MILESTONES, SERIES
from cisim.configuration.scenarios import Scenario
from cisim.engine.kernel.layout import TRUTHS, Mark, Own, Records
from cisim.engine.kernel.log import kind, reason
from cisim.engine.kernel.state import State
from cisim.model.observation import Event
from cisim.model.saved_month import (
    Plain,
    SavedMonth,
    check_variables,
    plain,
    restored,
)

type States = dict[str, list[dict[str, Any]]]

_AROUND = ("Champion", "Community", "Council")
_NO_VARIABLES = frozenset(
    {"isolated_work", "is_shaken", "trust", "group", "steers"}
    | {"say", "heard", "inside", "absence", "contact"}
)
"""Fields that every month works out anew before they are read."""


def saved_month(
    scenario: Scenario, state: State, rows: Records, events: tuple[Event, ...]
) -> SavedMonth:
    """Return the whole state of a run between two months, with its record so far."""
    month = int(state.now.month) + 1
    kept = {column.name: rows[column.name][:month].tolist() for column in SERIES}
    return SavedMonth(
        scenario=scenario,
        seed=int(state.now.seed),
        month=month,
        agents={
            name: [_plain(one) for one in some]
            for name, some in states_of(state, rows).items()
        },
        series={"month": list(range(month))} | kept,
        events=events,
    )


def take_up(saved: SavedMonth, state: State, rows: Records) -> None:
    """Put a state that has just begun into that of a saved month.

    Raises
    ------
    ValueError
        If it was saved with other agents, state variables or ties.
    """
    here = states_of(state, rows)
    saved.check_agents({name: len(some) for name, some in here.items()})
    states = {name: list(map(_restored, some)) for name, some in saved.agents.items()}
    for name, some in here.items():
        for one, other in zip(some, states[name], strict=True):
            check_variables(name, one, other)
    _write(states, state)
    for column in SERIES:
        rows[column.name][: saved.month] = saved.series[column.name]
    state.now.month = saved.month - 1
    state.now.is_seated = False
    state.now.is_upset = True  # so that what befell members is looked at
    _count(saved.events, state)


def _plain(variables: Mapping[str, Any]) -> dict[str, Plain]:
    return {name: plain(value) for name, value in variables.items()}


def _restored(variables: Mapping[str, Any]) -> dict[str, Any]:
    return {name: restored(value) for name, value in variables.items()}


# ---- What stands in records ----


class _Agent(NamedTuple):
    """An agent as part of a record: fields that begin with this prefix."""

    kind: str
    record: np.void
    prefix: str = ""


def _agents(s: State, organisations: Records) -> Iterator[_Agent]:
    """All agents, in the order in which the Mesa agents are made."""
    yield _Agent("Place", s.place)
    yield _Agent("Observer", s.observer)
    yield _Agent("Backbone", s.backbone)
    yield from (_Agent(who, s.around, f"{who.lower()}_") for who in _AROUND)
    yield from (_Agent("Funder", record) for record in s.funders)
    yield from (_Agent("Organisation", record) for record in organisations)
    yield _Agent("Initiative", s.initiative)


_ORGANISATION = np.dtype(
    [(row.name.lower(), np.float64) for row in Own]
    + [(row.name.lower(), np.bool_ if row in TRUTHS else np.int64) for row in Mark]
)


def _as_records(s: State) -> Records:
    """Organisations as records."""
    organisations = np.zeros(len(s.members), dtype=_ORGANISATION)
    for row in (*Own, *Mark):
        organisations[row.name.lower()] = _row(s, row)
    return organisations


def _as_rows(organisations: Records, s: State) -> None:
    """Write the records of organisations back."""
    for row in (*Own, *Mark):
        _row(s, row)[:] = organisations[row.name.lower()]


def _row(s: State, row: Own | Mark) -> NDArray[Any]:
    """A state variable of all organisations."""
    rows: NDArray[Any] = s.own if isinstance(row, Own) else s.marks
    return rows[row, : len(s.members)]


@cache
def _variables(dtype: np.dtype[np.void], prefix: str) -> dict[str, tuple[str, ...]]:
    """Fields by the state variable that they hold; a point has two."""
    found: dict[str, tuple[str, ...]] = {}
    for field in dtype.names or ():
        if field.startswith(prefix) and field not in _NO_VARIABLES:
            name = field.removeprefix(prefix)
            point = name[:-2] if name.endswith(("_x", "_y")) else name
            found[point] = (*found.get(point, ()), field)
    return found


def _read(agent: _Agent) -> dict[str, Any]:
    """State variables that stand in the record of an agent."""
    variables = _variables(agent.record.dtype, agent.prefix).items()
    values = {
        name: [agent.record[f].item() for f in fields] for name, fields in variables
    }
    return {name: v[0] if len(v) == 1 else tuple(v) for name, v in values.items()}


def _put(agent: _Agent, state: Mapping[str, Any]) -> None:
    """Write state variables into the record of an agent."""
    for name, fields in _variables(agent.record.dtype, agent.prefix).items():
        values = state[name] if len(fields) > 1 else (state[name],)
        for field, value in zip(fields, values, strict=True):
            agent.record[field] = value


# ---- What agents know in another form ----


def states_of(s: State, rows: Records) -> States:
    """State variables of all agents, by kind."""
    states: States = {}
    for agent in _agents(s, _as_records(s)):
        states.setdefault(agent.kind, []).append(_read(agent))
    states["Observer"][0] |= {
        "reached": frozenset(_reached(int(s.observer.reached))),
        "series": {c.name: float(rows[s.now.month][c.name]) for c in SERIES},
    }
    states["Initiative"][0] |= {
        "contact_inside": tuple(s.groups["contact"][: s.now.groups_met].tolist()),
        "pilots": tuple(np.repeat(np.arange(len(s.pilots)), s.pilots).tolist()),
    }
    for place, own in enumerate(states["Organisation"]):
        for name, ties in (("first_trust", s.first_trust), ("trust", s.trust)):
            trust = ties[: len(s.offsets), place].tolist()
            own[name] = dict(zip(_known(s, place), trust, strict=True))
    return states


def _reached(bits: int) -> Iterator[str]:
    return (m.event for m in MILESTONES if bits >> kind(m.event) & 1)


def _known(s: State, place: int) -> list[int]:
    """Places of those whom an organisation knows, tie by tie."""
    known: list[int] = ((place + s.offsets) % len(s.members)).tolist()
    return known


def _write(states: States, s: State) -> None:
    """Put a state where these states are."""
    (observer,), (table,) = states["Observer"], states["Initiative"]
    observer["reached"] = sum(1 << kind(event) for event in observer["reached"])
    of_kind = {name: iter(some) for name, some in states.items()}
    organisations = _as_records(s)
    for agent in _agents(s, organisations):
        _put(agent, next(of_kind[agent.kind]))
    _as_rows(organisations, s)
    s.observer.trust = observer["series"]["trust"]
    s.now.groups_met = len(table["contact_inside"])
    s.groups["contact"][: s.now.groups_met] = table["contact_inside"]
    np.add.at(s.pilots, list(table["pilots"]), 1)
    s.now.pilots = len(table["pilots"])
    for place, own in enumerate(states["Organisation"]):
        s.trust[: len(s.offsets), place] = _tie_by_tie(s, place, own["trust"])
        s.first_trust[: len(s.offsets), place] = _tie_by_tie(
            s, place, own["first_trust"]
        )


def _tie_by_tie(s: State, place: int, trust: Mapping[int, float]) -> list[float]:
    known = _known(s, place)
    if list(trust) != known:
        message = (
            f"Organisation {place}: the saved one knows {list(trust)}, this one {known}"
        )
        raise ValueError(message)
    return list(trust.values())


def _count(events: Iterable[Event], s: State) -> None:
    """Count what was counted before."""
    for event in events:
        tally = s.tally[kind(event.kind)]
        if tally["count"] == 0:
            tally["first"] = event.month
        tally["count"] += 1
        if event.reason in EXIT_REASONS:
            s.exits[reason(event.reason)] += 1
