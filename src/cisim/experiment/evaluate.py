"""From a scenario to the tables of its replicates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, SupportsIndex

import numpy as np
import pandas as pd

from cisim.configuration.outcomes import (
    EVENT_COLUMNS,
    MONTHLY_COLUMNS,
    QUANTILES,
    SERIES,
    TIE_COLUMNS,
    run_columns,
)
from cisim.configuration.scenarios import Scenario
from cisim.engine.registry import engine_named
from cisim.experiment.executors import Task, computed
from cisim.experiment.results import Results, frame
from cisim.model.observation import Run, run_row
from cisim.model.saved_month import SavedMonth

type Progress = Callable[[int, int], None]
"""What is told how many runs of how many are done."""


def evaluate(
    scenario: Scenario,
    replicates: int,
    seed: int,
    *,
    engine: str = "agents",
    workers: int = 1,
    progress: Progress | None = None,
) -> Results:
    """Run replicates of a scenario and gather their tables.

    The result depends on scenario, replicates, seed and engine alone, never on the
    number of workers. Replicate 0 is computed here and first, so that the laws are
    compiled once before workers load them.

    Raises
    ------
    TypeError
        If the scenario is not a `Scenario`.
    ValueError
        If replicates are fewer than one, the seed is negative, or no such engine.
    """
    batch = Batch(replicates, seed, engine)
    return evaluate_batch(scenario, batch, workers=workers, progress=progress)


@dataclass(frozen=True, slots=True)
class Batch:
    """Replicates under one experiment seed: where they begin, what of them is kept.

    ``saved`` holds runs, in the order of their replicates, that are taken up where
    they were saved; without it all begin in month 0. The state at the beginning of
    ``save_month`` is kept.
    """

    replicates: int
    seed: int
    engine: str = "agents"
    saved: tuple[SavedMonth, ...] = ()
    save_month: int | None = None

    def beginnings(self) -> Iterator["Beginning"]:
        """Replicates with what each of them is taken up from."""
        for replicate in range(self.replicates):
            yield replicate, self.saved[replicate] if self.saved else None


type Beginning = tuple[int, SavedMonth | None]


def evaluate_batch(
    scenario: Scenario,
    batch: Batch,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Results:
    """Run the replicates of a batch and gather their tables, as `evaluate` does.

    Raises
    ------
    TypeError
        If the scenario is not a `Scenario`.
    ValueError
        If replicates are fewer than one or more than are saved, the seed is negative,
        or no such engine.
    ConfigurationError
        If the scenario has another past than runs that are taken up.
    """
    _check(scenario, batch)
    task = partial(_run, scenario, batch.seed, batch.engine, batch.save_month)
    runs: list[Run] = []
    for run in _all_runs(task, batch, workers):
        runs.append(run)
        if progress:
            progress(len(runs), batch.replicates)
    runs.sort(key=lambda run: run.replicate)
    return gathered(scenario, batch.seed, runs)


def simulate(
    scenario: Scenario, replicates: int = 200, seed: int = 1, engine: str = "agents"
) -> pd.DataFrame:
    """Run replicates of a scenario; a row per run, a column per outcome.

    Examples
    --------
    >>> simulate(Scenario(), replicates=1).loc[0, "replicate"]
    np.int64(0)
    """
    return evaluate(scenario, replicates, seed, engine=engine).runs


def _check(scenario: Scenario, batch: Batch) -> None:
    if not isinstance(scenario, Scenario):
        message = f"scenario = {scenario!r}: must be a Scenario; see cisim.load"
        raise TypeError(message)
    _check_integer("replicates", batch.replicates, 1, "must be 1 or more (runs)")
    _check_integer("seed", batch.seed, 0, "must be an integer from 0 to 2**63 - 1")
    if batch.saved and batch.replicates > len(batch.saved):
        message = f"replicates = {batch.replicates}: only {len(batch.saved)} are saved"
        raise ValueError(message)


def _check_integer(name: str, value: object, low: int, allowed: str) -> None:
    number = int(value) if isinstance(value, SupportsIndex) else -1
    if isinstance(value, bool) or not low <= number < 2**63:
        message = f"{name} = {value!r}: {allowed}"
        raise ValueError(message)


def _run(
    scenario: Scenario,
    seed: int,
    engine: str,
    save_month: int | None,
    beginning: Beginning,
) -> Run:
    """Compute one replicate; replicate 0 also keeps its network for the pictures."""
    replicate, saved = beginning
    return engine_named(engine)(
        scenario,
        seed,
        replicate,
        pictures=replicate == 0,
        save_month=save_month,
        saved=saved,
    )


def _all_runs(task: Task[Beginning], batch: Batch, workers: int) -> Iterator[Run]:
    first, *rest = batch.beginnings()
    yield task(first)
    yield from computed(task, rest, min(workers, len(rest)))


def gathered(scenario: Scenario, seed: int, runs: Sequence[Run]) -> Results:
    """Make the tables of runs that are in the order of their replicates."""
    rows = [run_row(scenario.parameters, run) for run in runs]
    return Results(
        scenario=scenario,
        seed=seed,
        replicates=len(runs),
        runs=frame(rows, run_columns()),
        monthly=frame(_monthly_rows(runs), MONTHLY_COLUMNS),
        events=frame(_event_rows(runs), EVENT_COLUMNS),
        ties=frame((tie._asdict() for tie in runs[0].ties), TIE_COLUMNS),
        saved=tuple(run.saved for run in runs if run.saved),
    )


def _monthly_rows(runs: Sequence[Run]) -> Iterator[Mapping[str, Any]]:
    """Mean and quantiles over runs of every series at every month."""
    names = [f"q{round(100 * q):02d}" for q in QUANTILES]
    for column in SERIES:
        values = pd.DataFrame(np.stack([run.monthly[column.name] for run in runs]))
        table = values.quantile(QUANTILES).set_axis(names).T
        table["mean"] = values.mean()
        for month, numbers in enumerate(table.to_numpy()):
            row = dict(zip(table.columns, numbers, strict=True))
            yield {"month": month, "variable": column.name} | row


def _event_rows(runs: Sequence[Run]) -> Iterator[Mapping[str, Any]]:
    for run in runs:
        for event in run.events:
            yield {"replicate": run.replicate} | event._asdict()
