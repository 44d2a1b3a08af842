"""An experiment run so that it survives anything: shard by shard, kept, resumed."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cisim.configuration.experiments import Until
from cisim.experiment import store
from cisim.experiment.atomic import NO_ROOM, replace_file
from cisim.experiment.commission import Commission
from cisim.experiment.executors import Executor, computed_by
from cisim.experiment.plan import Look, Shard, looks
from cisim.experiment.provenance import circumstances, now
from cisim.experiment.results import frame
from cisim.experiment.shards import Computed, computed_shard
from cisim.experiment.stopping import largest_error
from cisim.experiment.study_columns import failure_columns, kinds
from cisim.experiment.study_folder import StudyFolder
from cisim.model.state import Vector


class Progress(Protocol):
    """What is told how many runs of how many are there, and how many from before."""

    def __call__(self, done: int, total: int, resumed: int = 0, /) -> None:
        """Tell it; the total grows where another look is needed."""


def conduct(
    commission: Commission,
    folder: Path,
    *,
    executor: Executor,
    progress: Progress = lambda _done, _total, _resumed=0: None,
) -> None:
    """Run an experiment into a folder, or go on where that stopped, to its tables.

    They are the same byte for byte whoever computes the runs, and however often the
    work is broken off.

    Raises
    ------
    ConfigurationError
        If the folder holds anything else, or another process works on it.
    OSError
        If nothing more can be written; what is done is kept.
    """
    started = now()
    with in_words(folder), StudyFolder.held(folder, commission) as held:
        work = _Work(held, executor, progress, len(commission.points.table))
        if runs := held.runs_of_complete():
            progress(runs, runs, runs)
            return
        held.open_again()
        done = work.looked()
        failed = _write_tables(held, done)
        held.complete(work.told(done, failed, started))


@dataclass(slots=True)
class _Work:
    """Work on a study: who computes, who is told, how many runs are there."""

    folder: StudyFolder
    executor: Executor
    progress: Progress
    points: int
    done: int = 0
    resumed: int = 0

    def looked(self) -> list[Look]:
        """Run the looks one after another until precise enough; return these."""
        experiment = self.folder.commission.experiment
        done: list[Look] = []
        for look in looks(experiment, self.points):
            self._run(look)
            done.append(look)
            if experiment.until and self._is_known(experiment.until, done):
                break
        return done

    def told(
        self, done: Sequence[Look], failed: int, started: datetime
    ) -> dict[str, Any]:
        """What the provenance says of the work."""
        commission = self.folder.commission
        return {
            "experiment": commission.experiment.name,
            "points": self.points,
            "replicates": done[-1].replicates.stop,
            "seed": commission.experiment.seed,
            "engine": commission.engine,
            "runs": self.done,
            "failures": failed,
            "resumed": self.resumed,
            "executor": self.executor.name,
            "workers": self.executor.workers,
            **circumstances(started),
        }

    def _run(self, look: Look) -> None:
        """Run what is missing of a look, and keep each shard as it comes."""
        shards = {shard.runs.start: shard for shard in look.shards()}
        kept = self.folder.shards
        missing = {k: shard for k, shard in shards.items() if not kept.whole(shard)}
        there = len(look.runs) - sum(len(shard.runs) for shard in missing.values())
        self._tell(there, look.runs.stop, resumed=there)
        with closing(self._computed(missing.values())) as computed:
            for shard in computed:
                kept.keep(shards[shard.first], shard.content)
                self._tell(shard.runs, look.runs.stop)

    def _computed(self, missing: Iterable[Shard]) -> Generator[Computed]:
        commission = self.folder.commission
        jobs = (commission.job(shard) for shard in missing)
        yield from computed_by(commission.engine, computed_shard, jobs, self.executor)

    def _tell(self, more: int, total: int, resumed: int = 0) -> None:
        self.done += more
        self.resumed += resumed
        self.progress(self.done, total, self.resumed)

    def _is_known(self, until: Until, done: Sequence[Look]) -> bool:
        """Whether the outcome is known well enough at every point."""
        values = self._values(done, until.outcome)
        return largest_error(until, self.points, values) <= until.standard_error

    def _values(
        self, done: Sequence[Look], outcome: str
    ) -> Iterator[tuple[NDArray[np.int64], Vector]]:
        for shard in _shards(done):
            table = self.folder.shards.read(shard, ["point", outcome])
            yield table.values("point").astype(np.int64), table.values(outcome)


# ---- Tables ----


def _shards(done: Sequence[Look]) -> Iterator[Shard]:
    return (shard for look in done for shard in look.shards())


def _write_tables(held: StudyFolder, done: Sequence[Look]) -> int:
    """Write the tables from the shards; return how many runs failed."""
    points = held.commission.points.table
    failures: list[Mapping[str, Any]] = []
    replace_file(held.path / "points.parquet", store.written_points(points))
    with store.RunWriter.into(held.path / "runs.parquet", points) as runs:
        for shard in _shards(done):
            table = held.shards.read(shard)
            runs.put(table)
            failures.extend(table.failures)
    replace_file(held.path / "failures.csv", _failures(failures, points))
    return len(failures)


def _failures(failures: Sequence[Mapping[str, Any]], points: pd.DataFrame) -> bytes:
    """Runs that ended in an error, with what their points vary."""
    columns = failure_columns(kinds(points))
    own = {"run", "replicate", "seed", "error", "point"}
    where = [failure["point"] for failure in failures]
    values = {
        column.name: [failure[column.name] for failure in failures]
        if column.name in own
        else points[column.name].iloc[where].tolist()
        for column in columns
    }
    return store.as_csv(frame(values, columns), columns)


# ---- What stops the work ----


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Say what to do where nothing more can be written.

    Raises
    ------
    OSError
        In words of its own if the disk is full; others as they come.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        words = (
            f"{error.strerror}: all runs that are done are kept; make room and give"
            " the same command again"
        )
        raise OSError(error.errno, words, str(folder)) from error
