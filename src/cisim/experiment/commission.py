"""A commission: an experiment to be run, with all that decides its runs."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd

from cisim.configuration.experiments import Experiment
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.scenarios import Scenario
from cisim.engine.registry import DEFAULT
from cisim.experiment import store
from cisim.experiment.plan import Shard
from cisim.experiment.shards import Job
from cisim.model.compilation import laws_digest


class Points(Protocol):
    """Design points of an experiment: a row of ``table`` and a scenario for each."""

    @property
    def table(self) -> pd.DataFrame:
        """Table of points as `Study` has it."""

    def scenario(self, point: int, /) -> Scenario:
        """Return the scenario that is run at a point."""


@dataclass(frozen=True, slots=True)
class Commission:
    """An experiment to be run.

    ``resolved`` is its file written out in full. ``decides`` is what of it decides the
    runs: words and expectations may change without a run being lost. ``own_files``
    are texts of files of own data by name, which the resolved file refers to.
    """

    experiment: Experiment
    points: Points
    resolved: str
    decides: str
    engine: str = DEFAULT
    own_files: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Digest of everything that decides the runs."""
        decides = (self.decides, self.engine, laws_digest(), store.FORMAT)
        return hashlib.sha256(repr(decides).encode()).hexdigest()[:16]

    def job(self, shard: Shard) -> Job:
        """Return what a worker has to know to compute a shard."""
        points = shard.points
        scenarios = {k: self._scenario(k) for k in dict.fromkeys(points.tolist())}
        return Job(
            runs=shard.runs,
            points=points,
            replicates=shard.replicates,
            scenarios=[scenarios[k] for k in points.tolist()],
            seed=self.experiment.seed,
            engine=self.engine,
            laws=laws_digest(),
        )

    def _scenario(self, point: int) -> Scenario | ConfigurationError:
        """Scenario of a point, or why it cannot be: its runs fail, others do not."""
        try:
            return self.points.scenario(point)
        except ConfigurationError as error:
            return error
