"""Replicates under one experiment seed, split into chunks that an engine computes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import SupportsIndex

from cisim.configuration.scenarios import Scenario
from cisim.engine.registry import DEFAULT, engine_named, entry, mixed_engine_named
from cisim.model.observation import Records
from cisim.model.outcomes import Outcomes, run_rows, stacked
from cisim.model.saved_month import SavedMonth

PICTURED = frozenset({0})
"""Replicates whose trust networks are kept."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Replicates under one experiment seed: where they begin, what of them is kept.

    ``saved`` holds runs, in the order of their replicates, that are taken up where
    they were saved; without it all begin in month 0. The state at the beginning of
    ``save_month`` is kept.
    """

    replicates: int
    seed: int
    engine: str = DEFAULT
    saved: tuple[SavedMonth, ...] = ()
    save_month: int | None = None

    def chunks(self, scenario: Scenario) -> Iterator["Chunk"]:
        """Return the parts in which a scenario is computed, whoever computes them.

        Raises
        ------
        TypeError
            If the scenario is not a `Scenario`.
        ValueError
            If replicates are fewer than one or more than are saved, the seed is
            negative, or no such engine.
        """
        self._check(scenario)
        size = entry(self.engine).chunk
        return (
            Chunk(
                scenario=scenario,
                seed=self.seed,
                engine=self.engine,
                replicates=range(first, min(first + size, self.replicates)),
                saved=self.saved[first : min(first + size, self.replicates)],
                save_month=self.save_month,
            )
            for first in range(0, self.replicates, size)
        )

    def _check(self, scenario: Scenario) -> None:
        if not isinstance(scenario, Scenario):
            message = f"scenario = {scenario!r}: must be a Scenario; see cisim.load"
            raise TypeError(message)
        _check_integer("replicates", self.replicates, 1, "must be 1 or more (runs)")
        _check_integer("seed", self.seed, 0, "must be an integer from 0 to 2**63 - 1")
        if self.saved and self.replicates > len(self.saved):
            message = (
                f"replicates = {self.replicates}: only {len(self.saved)} are saved"
            )
            raise ValueError(message)


def _check_integer(name: str, value: object, low: int, allowed: str) -> None:
    number = int(value) if isinstance(value, SupportsIndex) else -1
    if isinstance(value, bool) or not low <= number < 2**63:
        message = f"{name} = {value!r}: {allowed}"
        raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Replicates of one scenario that are computed in one call."""

    scenario: Scenario
    seed: int
    engine: str
    replicates: range
    saved: tuple[SavedMonth, ...]
    save_month: int | None

    def records(self) -> Records:
        """Compute the runs with all that is recorded of them."""
        return engine_named(self.engine)(
            self.scenario,
            self.seed,
            self.replicates,
            pictures=PICTURED,
            save_month=self.save_month,
            saved=self.saved,
        )

    def outcomes(self) -> Outcomes:
        """Compute the runs and keep their rows in the table of runs alone."""
        records = engine_named(self.engine)(
            self.scenario, self.seed, self.replicates, saved=self.saved, events=False
        )
        return run_rows(self.scenario.parameters, records)


def mixed_outcomes(
    scenarios: Sequence[Scenario],
    replicates: Sequence[int],
    seed: int,
    engine: str = DEFAULT,
) -> Outcomes:
    """Compute runs of several scenarios, one for each pair, and keep their rows alone.

    They are the rows of each scenario by itself, in the order given. Neighbours with
    the same replicates are computed together: an experiment of many points with few
    replicates takes hardly more time than the months of its runs.

    Raises
    ------
    ValueError
        If there is nothing to compute, or no such engine.
    ConfigurationError
        If a setting is not admissible; nothing is simulated.
    """
    if not scenarios:
        message = "0 scenarios: must be 1 or more"
        raise ValueError(message)
    simulate = mixed_engine_named(engine)
    parts = [
        simulate([scenario for scenario, _ in some], seed, same)
        for same, some in groupby(_replicated(scenarios, replicates), itemgetter(1))
    ]
    return stacked(parts)


def _replicated(
    scenarios: Sequence[Scenario], replicates: Sequence[int]
) -> Iterator[tuple[Scenario, tuple[int, ...]]]:
    """Scenarios that follow each other, with the replicates that are wanted of them."""
    runs = zip(scenarios, replicates, strict=True)
    for scenario, same in groupby(runs, itemgetter(0)):
        yield scenario, tuple(replicate for _, replicate in same)
