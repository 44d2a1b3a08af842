"""When enough replicates have run: the largest standard error over design points."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cisim.configuration.experiments import Until
from cisim.configuration.outcomes import run_columns
from cisim.model.state import Vector

LEAST_KNOWN = 2
"""Known values from which on a mean has a standard error."""

_ADDED = 2.0
"""Made-up runs of each kind, so that no share is known exactly (Agresti, Coull)."""


@dataclass(slots=True)
class Moments:
    """Means of an outcome and sums of squares about them, of axis (point).

    Fed with the same rows in the same parts and order, it holds the same bits.
    """

    known: Vector
    mean: Vector
    squares: Vector

    @classmethod
    def of(cls, points: int) -> "Moments":
        """Return the moments of points of which nothing is known."""
        return cls(*(np.zeros(points) for _ in range(3)))

    def add(self, points: NDArray[np.int64], values: Vector) -> None:
        """Take in values of points; a missing one says nothing."""
        here, now = np.unique(points, return_inverse=True)
        seen = ~np.isnan(values)
        count = np.bincount(now, seen, len(here))
        total = np.bincount(now, np.where(seen, values, 0.0), len(here))
        mean = np.divide(total, count, out=np.zeros(len(here)), where=count > 0)
        apart = np.where(seen, values - mean[now], 0.0)
        self._join(here, count, mean, np.bincount(now, apart**2, len(here)))

    def _join(
        self, here: NDArray[np.int64], count: Vector, mean: Vector, squares: Vector
    ) -> None:
        before = self.known[here]
        together = np.maximum(before + count, 1.0)
        step = np.where(count > 0, mean - self.mean[here], 0.0)
        self.known[here] += count
        self.mean[here] += step * count / together
        self.squares[here] += squares + step**2 * before * count / together

    def standard_errors(self, *, share: bool) -> Vector:
        """Return standard errors of the mean, infinite where too little is known.

        A share that was 0 or 1 in every run is not known exactly: that of a truth
        counts two runs more of either kind.
        """
        if share:
            errors = share_errors(self.known, self.mean)
        else:
            runs = np.maximum(self.known, LEAST_KNOWN)
            errors = np.sqrt(self.squares / (runs - 1.0) / runs)
        return np.where(self.known >= LEAST_KNOWN, errors, math.inf)


def share_errors(known: Vector, share: Vector) -> Vector:
    """Standard errors of shares, with two runs more of either kind."""
    runs = known + 2.0 * _ADDED
    adjusted = (known * share + _ADDED) / runs
    return np.asarray(np.sqrt(adjusted * (1.0 - adjusted) / runs))


def largest_error(
    until: Until, points: int, rows: Iterable[tuple[NDArray[np.int64], Vector]]
) -> float:
    """Largest standard error over points of the mean of what is to be known.

    ``rows`` are points and values of the outcome, shard by shard in their order. A
    point whose outcome is missing in nearly all runs is never known well enough.
    """
    moments = Moments.of(points)
    for which, values in rows:
        moments.add(which, values)
    types = {column.name: column.type for column in run_columns()}
    share = types[until.outcome] == "truth"
    return float(moments.standard_errors(share=share).max())
