"""Shards: consecutive runs, computed together and kept in a file that proves itself.

The name of a file says which runs it holds, the key of all that decides them, and the
checksum of its content. So it takes its place in one step, what was cut off or altered
is found, and what was computed from something else is never taken.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.outcomes import run_columns
from cisim.configuration.scenarios import Scenario
from cisim.experiment import store
from cisim.experiment.atomic import replace_file
from cisim.experiment.batches import mixed_outcomes
from cisim.experiment.plan import SHARD, Integers, Shard
from cisim.model.compilation import laws_digest
from cisim.model.outcomes import Outcomes
from cisim.model.streams import mixed_seed

IN_A_FOLDER: Final = 1000
"""Shards of a subfolder: file systems are slow where one has millions."""

_ADDRESS: Final = re.compile(r"0x[0-9a-f]+")


# ---- Computing, wherever that is ----


class OtherLaws(OSError):  # noqa: N818 - that is what was met
    """A worker has another version of the laws than the study."""


@dataclass(frozen=True, slots=True)
class Job:
    """A shard to be computed, with all that a worker has to know.

    ``scenarios``, ``points`` and ``replicates`` have an entry for each run; where a
    point is not admissible, that says why.
    """

    runs: range
    points: Integers
    replicates: Integers
    scenarios: Sequence[Scenario | ConfigurationError]
    seed: int
    engine: str
    laws: str

    def part(self, first: int, last: int) -> "Job":
        """Return the job of some of the runs."""
        return Job(
            self.runs[first:last],
            self.points[first:last],
            self.replicates[first:last],
            self.scenarios[first:last],
            self.seed,
            self.engine,
            self.laws,
        )


class Computed(NamedTuple):
    """A computed shard: its first run, its runs, how many of them failed, its file."""

    first: int
    runs: int
    failed: int
    content: bytes


def computed_shard(job: Job) -> Computed:
    """Compute the runs of a shard; those that end in an error become failures.

    Raises
    ------
    OtherLaws
        If this worker would compute something else than the study asks for.
    """
    if laws_digest() != job.laws:
        message = (
            f"a worker has the laws {laws_digest()}, the study {job.laws}: give all"
            " workers the same version of cisim and of numba"
        )
        raise OtherLaws(message)
    parts = list(_outcomes(job))
    failures = [failure for _, failure in parts if failure]
    rows = _together([outcomes for outcomes, _ in parts if outcomes])
    content = store.packed(rows, failures)
    return Computed(job.runs.start, len(job.runs), len(failures), content)


type _Part = tuple[Outcomes | None, Mapping[str, Any] | None]


def _outcomes(job: Job) -> Iterator[_Part]:
    """Rows of runs; where one ends in an error, halves are tried, down to that run."""
    try:
        yield {"run": np.array(job.runs), "point": job.points} | _simulated(job), None
    except Exception as error:  # noqa: BLE001 - whatever happens to one run
        if len(job.runs) == 1:
            yield None, _failure(job, error)
            return
        middle = len(job.runs) // 2
        yield from _outcomes(job.part(0, middle))
        yield from _outcomes(job.part(middle, len(job.runs)))


def _simulated(job: Job) -> Outcomes:
    scenarios, replicates = list(_admissible(job)), job.replicates.tolist()
    return mixed_outcomes(scenarios, replicates, job.seed, job.engine)


def _admissible(job: Job) -> Iterator[Scenario]:
    for scenario in job.scenarios:
        if isinstance(scenario, ConfigurationError):
            raise scenario
        yield scenario


def _failure(job: Job, error: Exception) -> Mapping[str, Any]:
    """Which run it was and what happened, in words that are the same every time."""
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return {
        "run": job.runs[0],
        "point": int(job.points[0]),
        "replicate": int(job.replicates[0]),
        "seed": mixed_seed(job.seed, int(job.replicates[0])),
        "error": _ADDRESS.sub("0x", words),
    }


def _together(parts: Sequence[Outcomes]) -> Outcomes:
    if len(parts) == 1:
        return parts[0]
    names = ("run", "point", *(column.name for column in run_columns()))
    if not parts:
        return {name: np.empty(0) for name in names}
    return {name: np.concatenate([part[name] for part in parts]) for name in names}


# ---- Keeping ----


@dataclass(frozen=True, slots=True)
class ShardFolder:
    """Files of the shards of a study; ``key`` is the digest of all that decides it."""

    path: Path
    key: str

    def keep(self, shard: Shard, content: bytes) -> None:
        """Write a shard, in one step.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        name = f"{self._stem(shard)}{_checksum(content)}.parquet"
        replace_file(self._subfolder(shard) / name, content)

    def whole(self, shard: Shard) -> Path | None:
        """Return the file of a shard if it is whole; remove what is not."""
        for path in self._files(shard):
            if _is_whole(path, path.read_bytes()):
                return path
            path.unlink()
        return None

    def read(
        self, shard: Shard, columns: Sequence[str] | None = None
    ) -> store.ShardTable:
        """Read a shard that is there, or some of its columns.

        Raises
        ------
        StoreError
            If it is not there, or not whole.
        """
        for path in self._files(shard):
            content = path.read_bytes()
            if _is_whole(path, content):
                return store.unpacked(content, path, columns)
        message = (
            f"{self.path}: runs {shard.runs.start} to {shard.runs.stop - 1} are missing"
            " or damaged; give the same command again"
        )
        raise store.StoreError(message)

    def _files(self, shard: Shard) -> list[Path]:
        return sorted(self._subfolder(shard).glob(f"{self._stem(shard)}*.parquet"))

    def _subfolder(self, shard: Shard) -> Path:
        return self.path / f"{shard.runs.start // (IN_A_FOLDER * SHARD):06d}"

    def _stem(self, shard: Shard) -> str:
        decides = repr((self.key, store.FORMAT, shard.runs))
        key = hashlib.sha256(decides.encode()).hexdigest()[:16]
        return f"{shard.runs.start:012d}-{key}-"


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _is_whole(path: Path, content: bytes) -> bool:
    return path.stem.rpartition("-")[2] == _checksum(content)
