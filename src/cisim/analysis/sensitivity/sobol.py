r"""Sobol' indices of first, second and total order, freed of replicate noise.

With A, B, AB_i (A with the input i of B) and BA_i the outcomes at N base samples, the
estimators [saltelli2010]_, [saltelli2002]_ are ratios of means of products,

.. math::
   S_i = \frac{\overline{B (AB_i - A)}}{V}, \quad
   T_i = \frac{\overline{(A - AB_i)^2}}{2V}, \quad
   S_{ij} = \frac{\overline{BA_i AB_j - A B}}{V} - S_i - S_j,

with V the variance of A and B. Each mean is a bilinear form q(Y, Y) of the outcomes.
Of the mean over K seeds, Y = f + s + (e_1 + ... + e_K) / K, it has the expectation
q(f, f) + E q(e_k, e_k) / K: products of a seed with itself hold its noise, whether this
noise is rough or smooth over points. Seeds are independent, so products of two
different seeds hold none, and

.. math:: \frac{1}{K(K-1)} \sum_{k \neq l} q(Y_k, Y_l)
   = \frac{q(\bar Y, \bar Y) - K^{-2} \sum_k q(Y_k, Y_k)}{1 - 1/K}

is free of bias for q(f, f). For V it subtracts the interaction of point and seed over
K, see `noise`. A seed's main effect s falls out, since each seed is centred by itself.

Intervals are percentiles over resamples of base samples and of seeds; a pair of equal
seeds within a resample counts as a seed with itself. Points of Sobol's sequence are
resampled as if they were independent, which makes intervals too wide rather than too
narrow.
"""

from typing import NamedTuple

import numpy as np

from cisim.analysis.sensitivity.blocks import saltelli
from cisim.analysis.sensitivity.draws import (
    RESAMPLES,
    generator,
    point_counts,
    seed_counts,
)
from cisim.analysis.sensitivity.estimates import Estimates, Label
from cisim.analysis.sensitivity.noise import noise
from cisim.analysis.sensitivity.problem import Problem


class Moments(NamedTuple):
    """Means of products of columns, and products of their means, (column, column)."""

    products: np.ndarray
    means: np.ndarray


def sobol(
    problem: Problem,
    U: np.ndarray,
    Y: np.ndarray,
    *,
    second_order: bool,
    seed: int = 1,
    resamples: int = RESAMPLES,
) -> Estimates:
    """Return S1, ST and, if sampled for, S2 of each input with intervals.

    U (point, factor) is the sample, Y (point, replicate) the outcomes, both in the
    order of SALib. For groups the indices are closed: those of all members together.

    Raises
    ------
    ConfigurationError
        If the sample is not one of this order or its factors are correlated.
    """
    blocks = saltelli(problem, U, second_order=second_order)
    M = columns(Y, len(blocks))
    rng = generator(seed, "sobol")
    points = point_counts(rng, len(blocks), resamples)
    seeds = seed_counts(rng, Y.shape[1], resamples)
    inputs = len(problem.inputs)
    once, each = np.ones(len(blocks)), np.ones(Y.shape[1])
    labels = _labels(problem.inputs, second_order=second_order)
    return Estimates(
        "sobol_second_order" if second_order else "sobol",
        labels,
        indices(moments(M, once, each), inputs),
        indices(moments(M, once, each, correct=False), inputs),
        resampled(M, inputs, points, seeds),
        np.zeros(len(labels)),
        noise(Y),
        len(blocks),
        Y.shape[1],
    )


def columns(Y: np.ndarray, base_samples: int) -> np.ndarray:
    """Return outcomes by (replicate, base sample, column), centred, in common scale."""
    centred = (Y - Y.mean(axis=0)) / Y.mean(axis=1).std()
    return np.ascontiguousarray(centred.T.reshape(Y.shape[1], base_samples, -1))


def moments(
    M: np.ndarray, points: np.ndarray, seeds: np.ndarray, *, correct: bool = True
) -> Moments:
    """Return the moments of the columns of M under counts of points and seeds.

    With ``correct`` only products of different seeds are taken, as far as there are.
    """
    weights = seeds / seeds.sum()
    mean = np.tensordot(weights, M, axes=1)
    found = _plain(mean[None], points)
    same = float((weights**2).sum())
    if not correct or same == 1.0:
        return found
    own = _plain(M * weights[:, None, None], points)
    return Moments(
        (found.products - own.products) / (1 - same),
        (found.means - own.means) / (1 - same),
    )


def _plain(M: np.ndarray, points: np.ndarray) -> Moments:
    """Sums over seeds of products within a seed."""
    total = points.sum()
    rows = (M * np.sqrt(points)[:, None]).reshape(-1, M.shape[2])
    means = np.tensordot(M, points, axes=(1, 0)) / total
    return Moments(rows.T @ rows / total, means.T @ means)


def indices(found: Moments, inputs: int) -> np.ndarray:
    """Return S1 and ST of each input, then S2 of each pair if there are columns."""
    Q, H = found
    variance = (Q[0, 0] + Q[-1, -1]) / 2 - (H[0, 0] + H[-1, -1] + 2 * H[0, -1]) / 4
    if variance <= 0:
        variance = np.nan  # nothing but noise
    AB = slice(1, 1 + inputs)
    S1 = (Q[-1, AB] - Q[-1, 0]) / variance
    ST = (Q[0, 0] - 2 * Q[0, AB] + np.diag(Q)[AB]) / (2 * variance)
    if len(Q) == inputs + 2:
        return np.concatenate([S1, ST])
    first, second = np.triu_indices(inputs, 1)
    joint = (Q[1 + inputs + first, 1 + second] - Q[0, -1]) / variance
    return np.concatenate([S1, ST, joint - S1[first] - S1[second]])


def resampled(
    M: np.ndarray, inputs: int, points: np.ndarray, seeds: np.ndarray
) -> np.ndarray:
    """Return the indices of each resample, shape (resample, label).

    ``points`` (base sample, resample) and ``seeds`` (replicate, resample) are counts.
    """
    pairs = zip(points.T, seeds.T, strict=True)
    return np.array([indices(moments(M, c, w), inputs) for c, w in pairs])


def _labels(inputs: tuple[str, ...], *, second_order: bool) -> tuple[Label, ...]:
    pairs = zip(*np.triu_indices(len(inputs), 1), strict=True)
    return (
        *(Label("S1", name) for name in inputs),
        *(Label("ST", name) for name in inputs),
        *(Label("S2", inputs[i], inputs[j]) for i, j in pairs if second_order),
    )
