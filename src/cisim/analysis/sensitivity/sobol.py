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

from functools import cache
from typing import Final, NamedTuple

import numpy as np

from cisim.analysis.sensitivity.blocks import saltelli
from cisim.analysis.sensitivity.draws import RESAMPLES, point_counts, seed_counts
from cisim.analysis.sensitivity.estimates import Estimates, Label
from cisim.analysis.sensitivity.noise import noise
from cisim.analysis.sensitivity.problem import Problem
from cisim.experiment.generators import generator


class Moments(NamedTuple):
    """What the indices are made of, for each resample.

    ``products`` (resample, product) holds means of products of columns in the order of
    `products`, ``mean`` (resample) the square of the mean of A and B.
    """

    products: np.ndarray
    mean: np.ndarray


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
    once, each = np.ones((len(blocks), 1)), np.ones((Y.shape[1], 1))
    labels = _labels(problem.inputs, second_order=second_order)
    return Estimates(
        "sobol_second_order" if second_order else "sobol",
        labels,
        indices(moments(M, inputs, once, each), inputs)[0],
        indices(uncorrected(M, inputs, once, each), inputs)[0],
        indices(moments(M, inputs, points, seeds), inputs),
        np.zeros(len(labels)),
        noise(Y),
        len(blocks),
        Y.shape[1],
    )


def columns(Y: np.ndarray, base_samples: int) -> np.ndarray:
    """Return outcomes by (replicate, base sample, column), centred, in common scale."""
    centred = (Y - Y.mean(axis=0)) / Y.mean(axis=1).std()
    return np.ascontiguousarray(centred.T.reshape(Y.shape[1], base_samples, -1))


_LEAST_VARIANCE: Final = 1e-6
"""Part of the variance of the means below which nothing but noise is left."""

# Axes: k replicate, n base sample, s column, p product, r resample.


def moments(
    M: np.ndarray, inputs: int, points: np.ndarray, seeds: np.ndarray
) -> Moments:
    """Return the moments of M (k, n, s) from products of different seeds.

    ``points`` (n, r) and ``seeds`` (k, r) count how often a resample holds each. Where
    there is but one replicate its products with itself are all there is.
    """
    found = uncorrected(M, inputs, points, seeds)
    if len(M) == 1:
        return found
    weights = (seeds / seeds.sum(axis=0)) ** 2
    own, own_mean = np.zeros_like(found.products), np.zeros_like(found.mean)
    for weight, columns_of_seed in zip(weights, M, strict=True):
        of_seed = _plain(columns_of_seed, inputs, points)
        own += weight[:, None] * of_seed.products
        own_mean += weight * of_seed.mean
    others = 1 - weights.sum(axis=0)
    return Moments(
        (found.products - own) / others[:, None], (found.mean - own_mean) / others
    )


def uncorrected(
    M: np.ndarray, inputs: int, points: np.ndarray, seeds: np.ndarray
) -> Moments:
    """Return the moments of the means over replicates, noise included."""
    sets, set_of = np.unique(seeds, axis=1, return_inverse=True)
    parts = np.empty((points.shape[1], len(_pairs(inputs, M.shape[2])[0])))
    mean = np.empty(points.shape[1])
    for number, counted in enumerate(sets.T):
        chosen = set_of.ravel() == number
        # Neither einsum nor a product of thin matrices wakes threads of a library.
        means = np.einsum("k,kns->ns", counted / counted.sum(), M)
        parts[chosen], mean[chosen] = _plain(means, inputs, points[:, chosen])
    return Moments(parts, mean)


def _plain(columns_of_one: np.ndarray, inputs: int, points: np.ndarray) -> Moments:
    """Moments of one outcome per point, (n, s)."""
    total = points.sum(axis=0)
    left, right = _pairs(inputs, columns_of_one.shape[1])
    found = _summed(points, columns_of_one[:, left] * columns_of_one[:, right])
    both = (columns_of_one[:, 0] + columns_of_one[:, -1]) / 2
    mean = _summed(points, both[:, None])[:, 0] / total
    return Moments(found / total[:, None], mean**2)


def _summed(points: np.ndarray, values: np.ndarray) -> np.ndarray:
    alone = points.shape[1] == 1
    found: np.ndarray = (
        np.einsum("nr,np->rp", points, values) if alone else points.T @ values
    )
    return found


@cache
def _pairs(inputs: int, columns_in_all: int) -> tuple[np.ndarray, np.ndarray]:
    """Columns whose products count: AA, BB, AB; B, A and AB_i with AB_i; BA_i AB_j."""
    moved = np.arange(1, 1 + inputs)
    A, B = np.zeros_like(moved), np.full_like(moved, columns_in_all - 1)
    first, second = np.triu_indices(inputs, 1)
    if columns_in_all == inputs + 2:
        first, second = first[:0], second[:0]
    left = [A[:1], B[:1], A[:1], B, A, moved, 1 + inputs + first]
    right = [A[:1], B[:1], B[:1], moved, moved, moved, 1 + second]
    return np.concatenate(left), np.concatenate(right)


def indices(found: Moments, inputs: int) -> np.ndarray:
    """Return S1 and ST of each input, then S2 of each pair, (resample, label)."""
    ends = np.cumsum([3, inputs, inputs, inputs])
    corners, with_B, with_A, squares, joint = np.split(found.products, ends, axis=1)
    AA, BB, AB = (column[:, None] for column in corners.T)
    variance = (AA + BB) / 2 - found.mean[:, None]
    variance[variance <= _LEAST_VARIANCE] = np.nan  # nothing but noise
    S1 = (with_B - AB) / variance
    ST = (AA - 2 * with_A + squares) / (2 * variance)
    if not joint.shape[1]:
        return np.hstack([S1, ST])
    first, second = np.triu_indices(inputs, 1)
    S2 = (joint - AB) / variance - S1[:, first] - S1[:, second]
    return np.hstack([S1, ST, S2])


def _labels(inputs: tuple[str, ...], *, second_order: bool) -> tuple[Label, ...]:
    pairs = zip(*np.triu_indices(len(inputs), 1), strict=True)
    return (
        *(Label("S1", name) for name in inputs),
        *(Label("ST", name) for name in inputs),
        *(Label("S2", inputs[i], inputs[j]) for i, j in pairs if second_order),
    )
