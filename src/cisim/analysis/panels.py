"""Outcomes of a study as arrays of axes (point, replicate)."""

import math
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cisim.analysis.contrasts import milestone, numbers, taken
from cisim.analysis.precision import Floats
from cisim.configuration.claims import Outcome, Statistic
from cisim.configuration.outcomes import run_columns
from cisim.experiment.studies import Study


@dataclass(frozen=True, slots=True, eq=False)
class Panels:
    """The runs of some points, laid out by point and replicate.

    Replicate k met the same luck at all points, so what stands in one column is
    comparable within it. A run that failed is NaN in every array.
    """

    runs: pd.DataFrame
    replicates: NDArray[Any]
    _rows: NDArray[np.intp]
    _columns: NDArray[np.intp]
    _points: int

    @classmethod
    def of_study(cls, study: Study) -> Self:
        """Lay out a study: one row per point, in the order of its points."""
        rows = pd.Index(study.points["point"]).get_indexer(study.runs["point"])
        return cls._laid_out(study.runs, rows, len(study.points))

    @classmethod
    def of_one(cls, runs: pd.DataFrame) -> Self:
        """Lay out the runs of one scenario, as one row."""
        return cls._laid_out(runs, np.zeros(len(runs), dtype=np.intp), 1)

    @classmethod
    def _laid_out(cls, runs: pd.DataFrame, rows: NDArray[np.intp], points: int) -> Self:
        replicates, columns = np.unique(
            runs["replicate"].to_numpy(dtype=np.int64), return_inverse=True
        )
        return cls(runs, replicates, rows, columns, points)

    def spread(self, values: NDArray[Any]) -> Floats:
        """Values of the runs, in the order of the table, by point and replicate."""
        array = np.full((self._points, len(self.replicates)), math.nan)
        array[self._rows, self._columns] = values
        return array

    def column(self, name: str) -> Floats:
        """An outcome; truths are 1 and 0."""
        return self.spread(numbers(self.runs, name).to_numpy())

    def statistic(self, statistic: Statistic) -> Floats:
        """What is taken from each run."""
        return self.spread(taken(statistic, self.runs).to_numpy())

    def milestone(self, event: str) -> tuple[Floats, NDArray[np.bool_]]:
        """Months to an event, and whether it was seen."""
        months, observed = milestone(self.runs, event)
        seen = self.spread(observed.to_numpy(dtype=float))
        return self.spread(months.to_numpy()), seen == 1.0


def is_share(statistic: Statistic) -> bool:
    """Whether the mean over runs is a share: whether each run says yes or no."""
    if not isinstance(statistic, Outcome):
        return True
    truths = {column.name for column in run_columns() if column.type == "truth"}
    (first, *others) = statistic.columns.items()
    return not others and not statistic.per and first[0] in truths and first[1] == 1.0
