"""Regional sensitivity: which ranges of the inputs lead to the result.

Runs are split into those with the result and those without [hornberger1981]_. Per
factor the distance of Kolmogorov and Smirnov between the two distributions of the
factor says how far the result depends on it, and the share of runs with the result in
each range says where. A point counts with the share of its replicates that have the
result. Any sample of points will do. Chance and intervals are as in `pawn`.
"""

from typing import Final

import numpy as np

from cisim.analysis.sensitivity.draws import RESAMPLES, point_counts, seed_counts
from cisim.analysis.sensitivity.estimates import Estimates, Label
from cisim.analysis.sensitivity.noise import noise
from cisim.analysis.sensitivity.pawn import DUMMIES, FALSE_ALARMS, recentred
from cisim.analysis.sensitivity.problem import Problem
from cisim.experiment.generators import Generator, generator

RANGES: Final = 5
"""Ranges of equal probability; factors with few levels are told by level."""

_FEW_LEVELS: Final = 8


def regional(
    problem: Problem,
    U: np.ndarray,
    reached: np.ndarray,
    *,
    seed: int = 1,
    resamples: int = RESAMPLES,
) -> Estimates:
    """Return the distance of each factor between runs with and without the result.

    U (point, factor) is any sample, ``reached`` (point, replicate) whether the run had
    the result. The note says towards which end of the factor the result lies.
    """
    order = np.argsort(U, axis=0, kind="stable")
    rng = generator(seed, "regional")
    points = point_counts(rng, len(U), resamples)
    seeds = seed_counts(rng, reached.shape[1], resamples)
    share, once = reached.mean(axis=1), np.ones(len(U))
    signed = distances(order, share, once)
    pairs = zip(points.T, seeds.T, strict=True)
    draws = [np.abs(distances(order, reached @ w / w.sum(), c)) for c, w in pairs]
    value = np.abs(signed)
    return Estimates(
        "regional",
        tuple(Label("KS", name) for name in problem.names),
        value,
        value,
        recentred(np.array(draws), value),
        np.full(len(value), _dummy_limit(rng, order, share)),
        noise(reached * 1.0),
        len(U),
        reached.shape[1],
        notes=tuple(f"result at {'high' if d > 0 else 'low'} values" for d in signed),
        chance_is_limit=True,
    )


def distances(order: np.ndarray, share: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return the largest difference between the distributions of each factor.

    ``order`` (point, factor) sorts points by the factor, ``share`` is the share of a
    point's replicates with the result, ``points`` counts it. Positive where runs with
    the result have higher values; 0 where all or none have it.
    """
    having, lacking = share * points, (1 - share) * points
    if having.sum() == 0 or lacking.sum() == 0:
        return np.zeros(order.shape[1])
    with_result = np.cumsum(having[order], axis=0) / having.sum()
    without = np.cumsum(lacking[order], axis=0) / lacking.sum()
    difference = without - with_result
    largest = np.abs(difference).argmax(axis=0)
    found: np.ndarray = difference[largest, np.arange(order.shape[1])]
    return found


def _dummy_limit(rng: Generator, order: np.ndarray, share: np.ndarray) -> float:
    once = np.ones(len(share))
    found = [
        abs(distances(order[:, :1], rng.permutation(share), once)[0])
        for _ in range(DUMMIES)
    ]
    return float(np.quantile(found, 1 - FALSE_ALARMS / order.shape[1]))


# ---- Where the result lies ----


def by_range(
    problem: Problem,
    X: np.ndarray,
    reached: np.ndarray,
    *,
    seed: int = 1,
    resamples: int = RESAMPLES,
) -> Estimates:
    """Return the share of runs with the result in each range of each factor.

    X (point, factor) holds settings, so that notes tell ranges in their units.
    ``chance`` is the share over all points.
    """
    inside, labels, notes = _ranges(problem, X)
    rng = generator(seed, "by range")
    points = point_counts(rng, len(X), resamples)
    seeds = seed_counts(rng, reached.shape[1], resamples)
    pairs = zip(points.T, seeds.T, strict=True)
    draws = [_shares(inside, reached @ w / w.sum(), c) for c, w in pairs]
    value = _shares(inside, reached.mean(axis=1), np.ones(len(X)))
    return Estimates(
        "regional",
        labels,
        value,
        value,
        np.array(draws),
        np.full(len(value), np.nan),
        noise(reached * 1.0),
        len(X),
        reached.shape[1],
        notes=notes,
    )


def _shares(inside: np.ndarray, share: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Share of runs with the result by range; NaN where a resample has no point."""
    counted = points @ inside
    with np.errstate(invalid="ignore"):
        found: np.ndarray = (points * share) @ inside / counted
    return found


def _ranges(
    problem: Problem, X: np.ndarray
) -> tuple[np.ndarray, tuple[Label, ...], tuple[str, ...]]:
    inside, labels, notes = [], [], []
    for name, x in zip(problem.names, X.T, strict=True):
        for number, chosen in enumerate(_cut(x), start=1):
            inside.append(chosen)
            labels.append(Label(f"share_in_range_{number}", name))
            notes.append(_in_words(x[chosen]))
    return np.column_stack(inside) * 1.0, tuple(labels), tuple(notes)


def _cut(x: np.ndarray) -> list[np.ndarray]:
    levels = np.unique(x)
    if len(levels) <= _FEW_LEVELS:
        return [x == level for level in levels]
    edges = np.unique(np.quantile(x, np.linspace(0, 1, RANGES + 1)))
    place = np.clip(np.searchsorted(edges, x, side="right") - 1, 0, len(edges) - 2)
    return [place == number for number in range(len(edges) - 1)]


def _in_words(x: np.ndarray) -> str:
    low, high = float(x.min()), float(x.max())
    return f"at {low:.6g}" if low == high else f"{low:.6g} to {high:.6g}"
