"""Engines by name; a library is imported only for those who ask for its engine."""

from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from typing import Final, Literal, NamedTuple, Protocol, cast

from cisim.configuration.scenarios import Scenario
from cisim.model.observation import Records
from cisim.model.outcomes import Outcomes
from cisim.model.saved_month import SavedMonth

DEFAULT: Final = "compiled"
"""Name of the engine that is taken where none is named."""


class Engine(Protocol):
    """Simulates replicates of a scenario to the horizon."""

    def __call__(  # noqa: PLR0913 - all that an engine is told
        self,
        scenario: Scenario,
        experiment_seed: int,
        replicates: Sequence[int],
        *,
        pictures: Collection[int] = (),
        save_month: int | None = None,
        saved: Sequence[SavedMonth] = (),
        events: bool = True,
    ) -> Records:
        """Return the records of the runs, in the order of the replicates.

        Those in ``pictures`` keep their trust networks. With ``save_month`` all keep
        their state at the beginning of that month. ``saved`` runs, one for each
        replicate, are taken up where they stand. Without ``events`` these are counted
        and dated, but not kept.
        """


class MixedEngine(Protocol):
    """Simulates the same replicates of several scenarios."""

    def __call__(
        self,
        scenarios: Sequence[Scenario],
        experiment_seed: int,
        replicates: Sequence[int],
    ) -> Outcomes:
        """Return the outcomes of the runs, scenario by scenario.

        They are those of each scenario by itself.
        """


class Entry(NamedTuple):
    """Where an engine is found, and how its replicates are best shared out.

    A ``chunk`` of replicates is computed in one call: its size is a constant of the
    engine, so that no result can depend on who computes it. ``compiling`` is about how
    many seconds its first use takes on a machine that has nothing else to do.
    """

    package: str
    chunk: int
    workers: Literal["processes", "threads"]
    compiling: int


_ENTRIES: Final[Mapping[str, Entry]] = {
    # Compiled code lets go of the interpreter; Mesa holds it all the time.
    "compiled": Entry("cisim.engine.kernel", 64, "threads", 35),
    "agents": Entry("cisim.engine.agents", 1, "processes", 15),
}

ENGINES: Final = tuple(_ENTRIES)
"""Names of the engines."""


def entry(name: str) -> Entry:
    """Return what is known of the engine with this name.

    Raises
    ------
    ValueError
        If there is no such engine.
    """
    if name not in _ENTRIES:
        message = f"engine = '{name}': must be one of {', '.join(ENGINES)}"
        raise ValueError(message)
    return _ENTRIES[name]


def engine_named(name: str) -> Engine:
    """Return the engine with this name.

    Raises
    ------
    ValueError
        If there is no such engine.
    """
    return cast("Engine", import_module(entry(name).package).simulate_runs)


def mixed_engine_named(name: str) -> MixedEngine:
    """Return what simulates several scenarios at once in the engine with this name.

    Raises
    ------
    ValueError
        If there is no such engine.
    """
    return cast("MixedEngine", import_module(entry(name).package).simulate_mixed)
