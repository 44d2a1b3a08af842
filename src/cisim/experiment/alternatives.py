"""Many scenarios under the same random numbers, each run once and kept.

The table of runs of a scenario lies in a file of its own, under a key of all that
decides it, so that a broken-off command goes on where it stopped and an edited law
starts anew.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cisim.configuration.scenarios import Scenario
from cisim.engine.registry import DEFAULT
from cisim.experiment import store
from cisim.experiment.batches import Batch, Chunk
from cisim.experiment.evaluate import Progress
from cisim.experiment.executors import computed_by, executor_for
from cisim.experiment.results import RunTable
from cisim.model.compilation import laws_digest
from cisim.model.outcomes import Outcomes


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each scenario is run, under which seed, and where runs are kept."""

    replicates: int
    seed: int
    folder: Path
    engine: str = DEFAULT

    def key(self, scenario: Scenario) -> str:
        """Digest of everything that decides the runs of a scenario, names left out."""
        told = (scenario.all_settings(), scenario.changes, scenario.own_files())
        numbers = (self.replicates, self.seed, self.engine)
        decides = repr((told, numbers, laws_digest()))
        return hashlib.sha256(decides.encode()).hexdigest()[:16]

    @property
    def batch(self) -> Batch:
        """Replicates of each scenario."""
        return Batch(self.replicates, self.seed, self.engine)

    def file(self, key: str) -> Path:
        """File in which the runs of a scenario are kept."""
        return self.folder / f"{key}.parquet"


def runs_of(
    scenarios: Iterable[Scenario],
    plan: Plan,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> dict[str, pd.DataFrame]:
    """Return the tables of runs by the key of the scenario; equal ones run once.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    distinct = {plan.key(scenario): scenario for scenario in scenarios}
    runs = dict(_kept(distinct, plan))
    missing = {key: s for key, s in distinct.items() if key not in runs}
    tables = {key: RunTable(plan.replicates) for key in missing}
    done = len(runs) * plan.replicates
    for key, outcomes in _computed(missing, plan, workers):
        tables[key].put(outcomes)
        if tables[key].filled == plan.replicates:
            runs[key] = tables.pop(key).frame()
            store.write_runs(runs[key], plan.file(key))
        done += len(outcomes["replicate"])
        if progress:
            progress(done, len(distinct) * plan.replicates)
    return {key: runs[key] for key in distinct}


def _kept(keys: Iterable[str], plan: Plan) -> Iterator[tuple[str, pd.DataFrame]]:
    """Runs that lie there whole; what cannot be read is computed again."""
    for key in keys:
        try:
            yield key, store.read_runs(plan.file(key))
        except store.StoreError:
            continue


def _computed(
    scenarios: Mapping[str, Scenario], plan: Plan, workers: int
) -> Iterator[tuple[str, Outcomes]]:
    """Rows of scenarios as they come, chunk by chunk, shared by all workers."""
    chunks = (
        (key, chunk)
        for key, scenario in scenarios.items()
        for chunk in plan.batch.chunks(scenario)
    )
    yield from computed_by(
        plan.engine, _outcomes, chunks, executor_for(plan.engine, workers)
    )


def _outcomes(keyed: tuple[str, Chunk]) -> tuple[str, Outcomes]:
    key, chunk = keyed
    return key, chunk.outcomes()
