"""Random draws of resampling, keyed by a seed and by what they are for."""

from typing import Final

import numpy as np

from cisim.analysis.precision import CONFIDENCE
from cisim.experiment.generators import Generator

RESAMPLES: Final = 1000
"""Resamples that intervals rest on."""

FEWEST_SEEDS: Final = 3
"""Replicates below which seeds cannot be resampled."""


def counts(drawn: np.ndarray, size: int) -> np.ndarray:
    """How often each of ``size`` things was drawn, shape (thing, resample).

    ``drawn`` has shape (draw, resample).
    """
    resamples = drawn.shape[1]
    found = np.zeros((size, resamples))
    np.add.at(found, (drawn, np.arange(resamples)), 1.0)
    return found


def point_counts(rng: Generator, size: int, resamples: int) -> np.ndarray:
    """Resample ``size`` points with replacement as SALib does, (point, resample)."""
    return counts(rng.integers(size, size=(size, resamples)), size)


def seed_counts(rng: Generator, size: int, resamples: int) -> np.ndarray:
    """Resample replicates with replacement, (replicate, resample).

    Fewer than `FEWEST_SEEDS` stay as they are. A resample that holds a single seed
    tells nothing of the noise and is drawn again.
    """
    if size < FEWEST_SEEDS:
        return np.ones((size, resamples))
    found = point_counts(rng, size, resamples)
    while (alone := found.max(axis=0) == size).any():
        found[:, alone] = point_counts(rng, size, int(alone.sum()))
    return found


def percentiles(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper limit of the percentile interval over resamples, axis 0.

    A resample without an estimate might be anything; where more of them are so than
    the interval may leave out, there are no limits.
    """
    tail = (1 - CONFIDENCE) / 2
    low, high = np.full((2, values.shape[1]), np.nan)
    known = np.isnan(values).mean(axis=0) <= 1 - CONFIDENCE
    if known.any():
        limits = np.nanquantile(values[:, known], [tail, 1 - tail], axis=0)
        low[known], high[known] = limits
    return low, high
