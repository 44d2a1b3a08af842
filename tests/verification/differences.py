"""Where two engines part: in which month, in which process, in which variable."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

import numpy as np

from cisim.configuration.scenarios import Scenario
from cisim.engine.kernel import months
from cisim.engine.kernel.seating import seat_members
from cisim.model.observation import Records
from cisim.model.schedule import PROCESSES
from tests.both_engines import Agents, Compiled, alone

type Processes = Mapping[str, Callable[..., None]]

START = "start"
COMPILED: Processes = {name: getattr(months, name) for name in PROCESSES}


class Difference(NamedTuple):
    """A variable that is not the same in both engines after a process of a month."""

    month: int
    process: str
    variable: str
    agents: Any
    compiled: Any

    def __str__(self) -> str:
        """Say it to whoever has to find the fault."""
        return (
            f"month {self.month}, {self.process}, {self.variable}:"
            f" agents {self.agents!r}, compiled {self.compiled!r}"
        )


def apart(one: Any, other: Any, name: str = "") -> Iterator[tuple[str, Any, Any]]:
    """What differs, by name: numbers by ==, a missing number from any other."""
    if isinstance(one, dict) and isinstance(other, dict):
        if list(one) != list(other):
            yield f"names in {name}", list(one), list(other)
        for key in one.keys() & other.keys():
            yield from apart(one[key], other[key], f"{name}.{key}" if name else key)
    elif isinstance(one, list | tuple) and isinstance(other, list | tuple):
        if len(one) != len(other):
            yield name, one, other
        for place, (here, there) in enumerate(zip(one, other, strict=False)):
            yield from apart(here, there, f"{name}[{place}]")
    elif one != other and not (_is_missing(one) and _is_missing(other)):
        yield name, one, other


def records_apart(one: Records, other: Records) -> list[tuple[str, Any, Any]]:
    """What differs in the records of runs."""
    names = (field.name for field in fields(Records))
    pairs = {n: (_plain(getattr(one, n)), _plain(getattr(other, n))) for n in names}
    return [found for n, pair in pairs.items() for found in apart(*pair, n)]


def _plain(value: Any) -> Any:
    """Arrays as lists, also those in a mapping."""
    if isinstance(value, Mapping):
        return {name: _plain(array) for name, array in sorted(value.items())}
    return value.tolist() if isinstance(value, np.ndarray) else value


def _is_missing(value: Any) -> bool:
    return isinstance(value, float) and math.isnan(value)


class Twins:
    """One run in both engines."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.model = Agents(scenario, seed)
        self.compiled = Compiled(scenario, seed)

    def step(self) -> None:
        """Let a month pass in both."""
        self.model.step()
        self.compiled.step()

    def differences(self) -> list[tuple[str, Any, Any]]:
        """What is not the same in both, state or events."""
        one, other = (
            {
                kind: [dict(sorted(state.items())) for state in some]
                for kind, some in states
            }
            for states in (self.model.states().items(), self.compiled.states().items())
        )
        events = list(self.model.event_log()), list(self.compiled.event_log())
        return [*apart(one, other), *apart(*events, "events")]


def first_difference(
    scenario: Scenario, seed: int, until: int | None = None
) -> Difference | None:
    """The variable in which two engines first part, and when; None if they never do.

    Months are looked at to the horizon, or ``until`` an earlier one.
    """
    twins = Twins(scenario, seed)
    last = until or scenario.parameters.horizon_months
    if before := twins.differences():
        return Difference(0, START, *before[0])
    while twins.model.month < last:
        twins.step()
        if twins.differences():
            return in_month(scenario, seed, twins.model.month)
    return None


def in_month(
    scenario: Scenario, seed: int, month: int, processes: Processes = COMPILED
) -> Difference | None:
    """The process of a month, and the first of the variables, in which engines part."""
    twins = Twins(scenario, seed)
    while twins.model.month < month - 1:
        twins.step()
    found: list[Difference] = []
    walk = _by_process(twins.compiled, processes)

    def after_a_process() -> None:
        if not found:
            process = next(walk)
            differences = twins.differences()
            found.extend(Difference(month, process, *each) for each in differences)

    visits = twins.model._visits  # noqa: SLF001 - a process ends in no other place
    for process in PROCESSES:
        visits[process] = _Watched(visits[process], after_a_process)
    twins.model.step()
    return found[0] if found else None


class _Watched:
    """Visits of a process; tells when all agents have settled."""

    def __init__(self, visits: Any, after: Callable[[], None]) -> None:
        self.visits = visits
        self.after = after

    def do(self, method: Any) -> None:
        """Visit all agents, for one of the two phases."""
        self.visits.do(method)
        if callable(method):
            self.after()


def _by_process(compiled: Compiled, processes: Processes) -> Iterator[str]:
    """Walk a run through its next month, process by process."""
    month, state, rows = compiled.month + 1, compiled.state, compiled.run.rows
    period = compiled.period(month)
    p = compiled.settings(month)
    rows[month] = rows[month - 1]  # shows what was recorded until observe
    alone(months._date)(state, period, month)  # noqa: SLF001 - the month begins
    state.now.is_surveyed = True
    alone(seat_members)(p, state)
    for name in PROCESSES:
        row = (rows.view(np.recarray)[month],) if name == "observe" else ()
        alone(processes[name])(p, state, *row)
        yield name
