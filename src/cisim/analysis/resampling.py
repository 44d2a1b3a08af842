"""Resamples of replicates, drawn from named generators of their own."""

import numpy as np

from cisim.analysis.precision import Floats, divided
from cisim.experiment.generators import Generator

RESAMPLES = 4000
"""Resamples of a bootstrap: enough for limits at 99.8 %."""


def counts(source: Generator, replicates: int, resamples: int = RESAMPLES) -> Floats:
    """How often each replicate is in each resample, of axes (resample, replicate)."""
    if not replicates:
        return np.zeros((resamples, 0))
    even = np.full(replicates, 1 / replicates)
    return source.multinomial(replicates, even, size=resamples).astype(float)


def resampled_means(drawn: Floats, values: Floats) -> Floats:
    """Means over each resample, of axes (resample, row); missing values left out.

    ``values`` is of axes (row, replicate). A row that is missing in all replicates of a
    resample has none there.
    """
    known = ~np.isnan(values)
    totals = drawn @ np.where(known, values, 0.0).T
    return divided(totals, drawn @ known.T.astype(float))


def resampled_medians(drawn: Floats, values: Floats) -> Floats:
    """Medians over each resample, of axes (resample, row): the lower middle value."""
    return np.stack([_medians(drawn, row) for row in values], axis=1)


def _medians(drawn: Floats, values: Floats) -> Floats:
    known = ~np.isnan(values)
    if not known.any():
        return np.full(len(drawn), np.nan)
    order = np.argsort(values[known])
    running = np.cumsum(drawn[:, known][:, order], axis=1)
    middle = np.ceil(running[:, -1:] / 2)
    place = (running < np.maximum(middle, 1)).sum(axis=1)
    ordered = np.append(values[known][order], np.nan)
    return np.asarray(ordered[place])


def limits(estimates: Floats, confidence: float) -> tuple[float, float]:
    """Percentile interval over resamples; resamples without an estimate left out."""
    known = estimates[~np.isnan(estimates)]
    if not len(known):
        return np.nan, np.nan
    tail = (1 - confidence) / 2
    low, high = np.quantile(known, (tail, 1 - tail))
    return float(low), float(high)
