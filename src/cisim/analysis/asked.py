"""An expectation put to a study: its points, its values, its resamples."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cisim.analysis.panels import Panels
from cisim.analysis.precision import Floats
from cisim.analysis.preference import lower_is_better
from cisim.analysis.resampling import counts
from cisim.configuration.claims import ByMonth, Order, Outcome, Statistic
from cisim.configuration.experiments import Expectation
from cisim.experiment.generators import generator
from cisim.experiment.selectors import factor_named, selected
from cisim.experiment.studies import Study

LOWEST, HIGHEST = "lowest", "highest"
"""What ``best`` may say of an optimum; else the outcome decides."""


def statistic_of(expectation: Expectation) -> Statistic:
    """Return what an expectation takes from each run, as claims take it."""
    match expectation.statistic:
        case "by_month":
            return ByMonth(expectation.event, expectation.month)
        case "in_order":
            return Order(expectation.event, expectation.later, expectation.lag)
    return Outcome({expectation.outcome: 1.0})


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """An expectation beside the study that answers it.

    ``confidence`` is that of its interval, ``name`` the one of its resamples.
    """

    study: Study
    panels: Panels
    expectation: Expectation
    confidence: float
    name: str

    @property
    def weights(self) -> list[float]:
        """Weights of the parts of the contrast."""
        return list(self.expectation.contrast.values())

    def rows(self) -> Iterator[tuple[float, NDArray[np.intp]]]:
        """Weight and points of each part; all points where there is no contrast."""
        points = self.study.points
        if not self.expectation.contrast:
            yield 1.0, np.arange(len(points))
        for text, weight in self.expectation.contrast.items():
            yield weight, selected(points, text)

    def every_point(self) -> tuple[Floats, NDArray[np.intp]]:
        """Weight of each point, which part by part make up the contrast, and rows."""
        parts = list(self.rows())
        weights = [np.full(len(rows), weight / len(rows)) for weight, rows in parts]
        return np.concatenate(weights), np.concatenate([rows for _, rows in parts])

    def values(self) -> Floats:
        """Statistic of each run, of axes (point, replicate)."""
        return self.panels.statistic(statistic_of(self.expectation))

    def parts(self, values: Floats) -> Floats:
        """Values of axes (part, replicate): the mean over the points of each part.

        A replicate that is missing at one of its points is missing.
        """
        return np.stack([values[rows].mean(axis=0) for _, rows in self.rows()])

    def by_level(self, values: Floats, rows: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Levels of the parameter, and values of axes (level, replicate)."""
        parameter = factor_named(self.study.points, self.expectation.parameter)
        given = self.study.points[parameter].to_numpy(dtype=float)[rows]
        levels = np.unique(given)
        means = [values[rows[given == level]].mean(axis=0) for level in levels]
        return levels, np.stack(means)

    def goodness(self, values: Floats) -> Floats:
        """Values of which more is better."""
        return -values if self._lowest_is_best() else values

    def drawn(self) -> Floats:
        """How often each replicate is in each resample."""
        experiment = self.study.experiment
        source = generator(experiment.seed, f"{experiment.name}: {self.name}")
        return counts(source, len(self.panels.replicates))

    def _lowest_is_best(self) -> bool:
        if self.expectation.best in {LOWEST, HIGHEST}:
            return self.expectation.best == LOWEST
        match statistic_of(self.expectation):
            case ByMonth(event):
                return lower_is_better(f"{event}_observed")
            case Outcome():
                return lower_is_better(self.expectation.outcome)
        return False
