"""Intervals of contrasts within replicates: matched shares, matched means."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cisim.analysis.precision import (
    CONFIDENCE,
    ROUNDING,
    Estimate,
    Estimates,
    Floats,
    divided,
    means,
    normal,
    shares_of,
    standard_errors,
)

_HALVINGS = 60
_LEAST = 1e-300


class Effect(NamedTuple):
    """A contrast with its interval, its standard error and how many gave it."""

    value: float
    low: float
    high: float
    error: float
    replicates: int


def difference_of_shares(
    more: Floats, fewer: Floats, confidence: float = CONFIDENCE
) -> Estimates:
    """Differences of matched shares of axes (group, replicate) by the score test.

    Tango's interval [1]_ of the share in ``more`` less that in ``fewer``: it has a
    width even if no pair differs. Pairs of which one is missing are left out.

    References
    ----------
    .. [1] Tango (1998), Equivalence test and confidence interval for the difference in
       proportions for the paired-sample design, Statistics in Medicine 17, 891-908
    """
    differences = more - fewer
    n = (~np.isnan(differences)).sum(axis=1)
    gained = np.nansum(differences > 0, axis=1).astype(float)
    lost = np.nansum(differences < 0, axis=1).astype(float)
    low = -_upper(lost, gained, n, confidence)
    high = _upper(gained, lost, n, confidence)
    return Estimates(divided(gained - lost, n), low, high, n)


def _upper(gained: Floats, lost: Floats, n: Floats, confidence: float) -> Floats:
    """Largest difference that the score test does not reject, by bisection."""
    z = normal(confidence)
    low, high = divided(gained - lost, n), np.where(n > 0, 1.0, np.nan)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        accepted = _score(middle, gained, lost, n) >= -z
        low, high = np.where(accepted, middle, low), np.where(accepted, high, middle)
    return high


def _score(difference: Floats, gained: Floats, lost: Floats, n: Floats) -> Floats:
    """Score statistic of a difference, the share of losses being the likeliest one."""
    b = (2 * n - gained + lost) * difference - gained - lost
    c = -lost * difference * (1 - difference)
    root = np.sqrt(np.maximum(b**2 - 8 * n * c, 0.0))
    likeliest = divided(root - b, 4 * n)
    variance = n * (2 * likeliest + difference * (1 - difference))
    return (gained - lost - n * difference) / np.sqrt(np.maximum(variance, _LEAST))


def contrast_of_means(
    weights: Sequence[float], values: Floats, confidence: float = CONFIDENCE
) -> Effect:
    """Weighted sum of means of values of axes (part, replicate), with Student's limits.

    It is the mean of the sums within replicates; those with a missing part are left
    out.
    """
    given = np.asarray(weights)
    sums, sizes = given @ values, np.abs(given) @ np.abs(values)
    sums = np.where(np.abs(sums) <= ROUNDING * sizes, 0.0, sums)
    estimate = means(sums[None, :], confidence).at(0)
    return _effect(estimate, sums)


def contrast_of_shares(
    weights: Sequence[float], truths: Floats, confidence: float = CONFIDENCE
) -> Effect:
    """Weighted sum of shares of truths of axes (part, replicate).

    Wilson's interval of one share, Tango's of a difference of two, and for all else
    the normal interval after z²/2 replicates have been added in which every part is the
    toss of a coin, which for two parts is nearly the one of Agresti and Min [1]_. A
    part that is a mean over several points counts as one coin, which errs towards
    width. All of them have a width even if all replicates agree.

    References
    ----------
    .. [1] Agresti, Min (2005), Simple improved confidence intervals for comparing
       matched proportions, Statistics in Medicine 24, 729-740
    """
    sums = np.asarray(weights) @ truths
    whole = bool(np.all(np.isnan(truths) | (truths == 0.0) | (truths == 1.0)))
    match (list(weights), whole):
        case ([1.0], True):
            estimate = shares_of(sums[None, :], confidence).at(0)
        case ([1.0, -1.0], True):
            pair = truths[:1], truths[1:]
            estimate = difference_of_shares(*pair, confidence).at(0)
        case ([-1.0, 1.0], True):
            pair = truths[1:], truths[:1]
            estimate = difference_of_shares(*pair, confidence).at(0)
        case _:
            estimate = _with_coins(weights, sums[~np.isnan(sums)], confidence)
    return _effect(estimate, sums)


def _effect(estimate: Estimate, sums: Floats) -> Effect:
    error = float(standard_errors(sums[None, :])[0])
    return Effect(estimate.value, estimate.low, estimate.high, error, estimate.runs)


def _with_coins(weights: Sequence[float], sums: Floats, confidence: float) -> Estimate:
    n, z = len(sums), normal(confidence)
    if not n:
        return Estimate(np.nan, np.nan, np.nan, 0)
    given, coins = np.asarray(weights), z**2 / 2
    toss = given.sum() / 2
    centre = (sums.sum() + coins * toss) / (n + coins)
    squares = (sums**2).sum() + coins * ((given**2).sum() / 4 + toss**2)
    half = z * np.sqrt((squares / (n + coins) - centre**2) / (n + coins))
    value = float(sums.mean())
    return Estimate(
        value, float(min(value, centre - half)), float(max(value, centre + half)), n
    )


def linear_in_shares(
    weights: Sequence[float], truths: Floats, confidence: float = CONFIDENCE
) -> Effect:
    """Weighted sum of shares, each among the replicates in which it is known.

    The limits recover variances from Wilson's limits of the parts [1]_ as if these were
    independent, which errs towards width under common random numbers.

    References
    ----------
    .. [1] Zou, Huang, Zhang (2009), A note on confidence interval estimation for a
       linear function of binomial proportions, Computational Statistics and Data
       Analysis 53
    """
    given = np.asarray(weights)
    parts = shares_of(truths, confidence)
    value = float(given @ parts.value)
    below, above = parts.value - parts.low, parts.high - parts.value
    down = np.where(given > 0, below, above)
    up = np.where(given > 0, above, below)
    return Effect(
        value,
        value - float(np.linalg.norm(given * down)),
        value + float(np.linalg.norm(given * up)),
        float(np.linalg.norm(given * standard_errors(truths))),
        int(parts.runs.min()),
    )
