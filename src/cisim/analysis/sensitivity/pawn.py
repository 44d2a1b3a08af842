"""PAWN: how far an input moves the whole distribution of the outcome.

The range of a factor is cut into intervals of equal probability. Per interval the
distance of Kolmogorov and Smirnov is taken between the outcomes in it and all outcomes;
the index is the median over intervals [pianosi2018]_. Any sample of points will do,
also of correlated factors.

A finite sample gives a distance to a factor without effect as well. ``chance`` is the
limit that a dummy factor, which sorts points at random, exceeds once in twenty analyses
for any of the factors; a value below it is not told from chance. Resampling adds
distance of the same kind, so the percentile interval is shifted back by the mean
difference of resamples and estimate. Replicate noise blurs the distribution of the
means and is reported as its share of the variance.
"""

from typing import Final

import numpy as np

from cisim.analysis.sensitivity.draws import point_counts, seed_counts
from cisim.analysis.sensitivity.estimates import Estimates, Label
from cisim.analysis.sensitivity.noise import noise
from cisim.analysis.sensitivity.problem import Problem
from cisim.experiment.generators import Generator, generator

INTERVALS: Final = 10
"""Conditioning intervals of each factor."""

PAWN_RESAMPLES: Final = 300
DUMMIES: Final = 1000
FALSE_ALARMS: Final = 0.05
"""Chance that any factor without effect exceeds its limit."""


def pawn(
    problem: Problem,
    U: np.ndarray,
    Y: np.ndarray,
    *,
    seed: int = 1,
    resamples: int = PAWN_RESAMPLES,
) -> Estimates:
    """Return the median distance of each factor; groups are looked at by factor.

    U (point, factor) is any sample, Y (point, replicate) the outcomes.
    """
    intervals = conditioning(U)
    rng = generator(seed, "pawn")
    points = point_counts(rng, len(U), resamples)
    seeds = seed_counts(rng, Y.shape[1], resamples)
    value = medians(intervals, Y.mean(axis=1), np.ones(len(U)))
    pairs = zip(points.T, seeds.T, strict=True)
    draws = np.array([medians(intervals, Y @ w / w.sum(), c) for c, w in pairs])
    limit = dummy_limit(rng, intervals, Y.mean(axis=1))
    return Estimates(
        "pawn",
        tuple(Label("median_KS", name) for name in problem.names),
        value,
        value,
        recentred(draws, value),
        np.full(len(value), limit),
        noise(Y),
        len(U),
        Y.shape[1],
        chance_is_limit=True,
    )


def conditioning(U: np.ndarray, intervals: int = INTERVALS) -> np.ndarray:
    """Return whether a point lies in an interval, (factor, point, interval).

    As in SALib intervals lack their upper edge, so that the largest value has none.
    """
    edges = np.quantile(U, np.linspace(0, 1, intervals + 1), axis=0).T[:, None, :]
    u = U.T[:, :, None]
    inside: np.ndarray = (u >= edges[:, :, :-1]) & (u < edges[:, :, 1:])
    return inside


def medians(intervals: np.ndarray, y: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return the median distance over intervals by factor, under counts of points."""
    order = np.argsort(y, kind="stable")
    last = np.append(np.diff(y[order]) != 0, True)
    counted = points[order]
    whole = (np.cumsum(counted) / counted.sum())[last][:, None]
    return np.array(
        [_median(inside[order], counted, whole, last) for inside in intervals]
    )


def _median(
    inside: np.ndarray, counted: np.ndarray, whole: np.ndarray, last: np.ndarray
) -> float:
    """Median distance of one factor; intervals that no point is in are left out."""
    cumulated = np.cumsum(inside * counted[:, None], axis=0)
    filled = cumulated[-1] > 0
    within = cumulated[last][:, filled] / cumulated[-1][filled]
    return float(np.median(np.abs(within - whole).max(axis=0)))


def dummy_limit(rng: Generator, intervals: np.ndarray, y: np.ndarray) -> float:
    """Return the limit that dummy factors hardly ever exceed, given all factors."""
    dummy = intervals[:1]
    once = np.ones(len(y))
    found = [medians(dummy, rng.permutation(y), once)[0] for _ in range(DUMMIES)]
    return float(np.quantile(found, 1 - FALSE_ALARMS / len(intervals)))


def recentred(draws: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Shift resamples back by the distance that resampling itself has added."""
    shifted: np.ndarray = np.clip(draws - draws.mean(axis=0) + value, 0.0, 1.0)
    return shifted
