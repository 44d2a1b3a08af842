"""Which run is which: runs, design points, replicates, and the shards they lie in.

Runs are numbered look by look, in a look point by point, in a point by replicate. An
experiment without looks has one, all of its replicates. A shard is a fixed number of
consecutive runs of one look, whoever computes it and however many others there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cisim.configuration.experiments import Experiment

SHARD: Final = 256
"""Runs of a shard."""

type Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Look:
    """Replicates that are added to every point before precision is looked at.

    ``first`` is the number of the first of their runs.
    """

    first: int
    points: int
    replicates: range

    @property
    def runs(self) -> range:
        """Numbers of the runs."""
        return range(self.first, self.first + self.points * len(self.replicates))

    def shards(self) -> Iterator["Shard"]:
        """Return the shards of the look in the order of their runs."""
        for first in range(self.runs.start, self.runs.stop, SHARD):
            yield Shard(self, range(first, min(first + SHARD, self.runs.stop)))


@dataclass(frozen=True, slots=True)
class Shard:
    """Consecutive runs of a look, which are computed and kept together."""

    look: Look
    runs: range

    @property
    def points(self) -> Integers:
        """Design points of the runs, of axis (run)."""
        return self._places() // len(self.look.replicates)

    @property
    def replicates(self) -> Integers:
        """Replicates of the runs, of axis (run)."""
        each = len(self.look.replicates)
        return self.look.replicates.start + self._places() % each

    def _places(self) -> Integers:
        return np.arange(self.runs.start, self.runs.stop) - self.look.first


def looks(experiment: Experiment, points: int) -> list[Look]:
    """Return the looks of an experiment with so many points, the last at the cap."""
    until = experiment.until
    counts = until.looks if until else (experiment.replicates,)
    planned: list[Look] = []
    for before, count in pairwise((0, *counts)):
        first = planned[-1].runs.stop if planned else 0
        planned.append(Look(first, points, range(before, count)))
    return planned
