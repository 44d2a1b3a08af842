"""From a scenario to the tables of its replicates."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

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
from cisim.engine.registry import DEFAULT
from cisim.experiment.batches import Batch, Chunk
from cisim.experiment.executors import computed_by, executor_for
from cisim.experiment.results import Results, RunTable, frame
from cisim.model.observation import Event, Records, Tie, joined
from cisim.model.outcomes import run_rows

type Progress = Callable[[int, int], None]
"""What is told how many runs of how many are done."""


def evaluate(
    scenario: Scenario,
    replicates: int,
    seed: int,
    *,
    engine: str = DEFAULT,
    workers: int = 1,
    progress: Progress | None = None,
) -> Results:
    """Run replicates of a scenario and gather their tables.

    The result depends on scenario, replicates, seed and engine alone, never on the
    number of workers.

    Raises
    ------
    TypeError
        If the scenario is not a `Scenario`.
    ValueError
        If replicates are fewer than one, the seed is negative, or no such engine.
    """
    batch = Batch(replicates, seed, engine)
    return evaluate_batch(scenario, batch, workers=workers, progress=progress)


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
    parts: list[Records] = []
    done = 0
    chunks = batch.chunks(scenario)
    executor = executor_for(batch.engine, workers)
    for part in computed_by(batch.engine, Chunk.records, chunks, executor):
        parts.append(part)
        done += len(part)
        if progress:
            progress(done, batch.replicates)
    parts.sort(key=lambda part: part.replicate[0])
    return gathered(scenario, batch.seed, joined(parts))


def runs_of_batch(
    scenario: Scenario,
    batch: Batch,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Run the replicates of a batch and return the table of runs alone.

    It is that of `evaluate_batch`, but months and events of a run are forgotten as
    soon as its row is written: the way to very many runs.

    Raises
    ------
    TypeError, ValueError, ConfigurationError
        As `evaluate_batch`.
    """
    chunks = batch.chunks(scenario)
    table = RunTable(batch.replicates)
    executor = executor_for(batch.engine, workers)
    for outcomes in computed_by(batch.engine, Chunk.outcomes, chunks, executor):
        table.put(outcomes)
        if progress:
            progress(table.filled, batch.replicates)
    return table.frame()


def simulate(
    scenario: Scenario, replicates: int = 200, seed: int = 1, engine: str = DEFAULT
) -> pd.DataFrame:
    """Run replicates of a scenario; a row per run, a column per outcome.

    The first use compiles the engine and says so.

    Examples
    --------
    >>> simulate(Scenario(), replicates=1).loc[0, "replicate"]
    np.int64(0)
    """
    return runs_of_batch(scenario, Batch(replicates, seed, engine))


def gathered(scenario: Scenario, seed: int, records: Records) -> Results:
    """Make the tables of runs that are in the order of their replicates."""
    return Results(
        scenario=scenario,
        seed=seed,
        replicates=len(records),
        runs=frame(run_rows(scenario.parameters, records), run_columns()),
        monthly=frame(_monthly(records), MONTHLY_COLUMNS),
        events=frame(_events(records), EVENT_COLUMNS),
        ties=frame(_ties(records), TIE_COLUMNS),
        saved=records.saved,
    )


def _monthly(records: Records) -> Mapping[str, Any]:
    """Mean and quantiles over runs of every series at every month."""
    names = [f"q{round(100 * q):02d}" for q in QUANTILES]
    parts = []
    for column in SERIES:
        values = pd.DataFrame(records.monthly[column.name])
        parts.append(values.quantile(QUANTILES).set_axis(names).T)
        parts[-1]["mean"] = values.mean()
    series, months = len(SERIES), len(parts[0])
    whole = pd.concat(parts)
    return {
        "month": np.tile(np.arange(months), series),
        "variable": np.repeat([column.name for column in SERIES], months),
    } | {name: whole[name].to_numpy() for name in ("mean", *names)}


def _events(records: Records) -> Mapping[str, Any]:
    events = [event for own in records.events for event in own]
    counts = [len(own) for own in records.events]
    whose = {"replicate": np.repeat(records.replicate, counts)}
    return whose | _fields(Event, events)


def _ties(records: Records) -> Mapping[str, Any]:
    ties = [tie for own in records.ties for tie in own]
    return _fields(Tie, ties)


def _fields[T: (Event, Tie)](kind: type[T], items: Sequence[T]) -> dict[str, Any]:
    """Columns of named tuples of a kind, of which there may be none."""
    return {name: [item[k] for item in items] for k, name in enumerate(kind._fields)}
