"""Estimates over runs with intervals that are honest for few runs.

Each estimator works on many groups of runs at once; those for one group follow from it,
so that a scenario and every point of a study are estimated by the same lines.
"""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

CONFIDENCE = 0.95
"""Confidence of every interval that does not state another."""

ROUNDING = 1e-9
"""Relative difference of what is the same: sums of money in another order."""

type Floats = NDArray[np.float64]


class Estimate(NamedTuple):
    """A number over runs with its interval; NaN where the runs do not give it."""

    value: float
    low: float
    high: float
    runs: int


class Estimates(NamedTuple):
    """Numbers over runs with their intervals, each of axis (group)."""

    value: Floats
    low: Floats
    high: Floats
    runs: NDArray[np.int64]

    def at(self, group: int) -> Estimate:
        """Estimate of one group."""
        return Estimate(
            float(self.value[group]),
            float(self.low[group]),
            float(self.high[group]),
            int(self.runs[group]),
        )


# ---- Many groups of runs ----


def shares(
    observed: ArrayLike, runs: ArrayLike, confidence: float = CONFIDENCE
) -> Estimates:
    """Shares of runs in which something was observed, with Wilson's intervals.

    They stay within [0, 1] and have a width even if all or no runs showed it [1]_.

    References
    ----------
    .. [1] Wilson (1927), doi 10.1080/01621459.1927.10502953
    """
    count, n = np.asarray(observed, dtype=float), np.asarray(runs, dtype=np.int64)
    z = normal(confidence)
    share = divided(count, n)
    centre = (2 * n * share + z**2) / (2 * (n + z**2))
    half = z * np.sqrt(4 * n * share * (1 - share) + z**2) / (2 * (n + z**2))
    low = np.where(count == 0, share, centre - half)
    return Estimates(share, low, np.where(count == n, share, centre + half), n)


def shares_of(truths: Floats, confidence: float = CONFIDENCE) -> Estimates:
    """Shares of truths of axes (group, run), missing ones left out."""
    known = ~np.isnan(truths)
    return shares(np.nansum(truths, axis=1), known.sum(axis=1), confidence)


def means(values: Floats, confidence: float = CONFIDENCE) -> Estimates:
    """Means of values of axes (group, run) with Student's intervals, NaN left out.

    There are no limits from a single run.
    """
    known = ~np.isnan(values)
    n = known.sum(axis=1)
    mean = divided(np.where(known, values, 0.0).sum(axis=1), n)
    half = student(n, confidence) * standard_errors(values)
    return Estimates(mean, mean - half, mean + half, n)


def standard_errors(values: Floats) -> Floats:
    """Standard errors of the means of values of axes (group, run), NaN left out."""
    known = ~np.isnan(values)
    n = known.sum(axis=1)
    return np.sqrt(divided(variances(values), n))


def variances(values: Floats) -> Floats:
    """Variances of values of axes (group, run), NaN left out; none of a single run."""
    known = ~np.isnan(values)
    n = known.sum(axis=1)
    mean = divided(np.where(known, values, 0.0).sum(axis=1), n)
    squares = np.where(known, (values - mean[:, None]) ** 2, 0.0).sum(axis=1)
    return divided(squares, n - 1)


def ratios(amounts: Floats, sizes: Floats, confidence: float = CONFIDENCE) -> Estimates:
    """Ratios of two means over the same runs, of axes (group, run).

    The interval is Student's and rests on the residuals amount minus ratio times size.
    The mean of the runs' own ratios would leave out runs whose size is near nothing and
    so select on the outcome; this ratio uses all runs in which both are known.
    """
    known = ~np.isnan(amounts + sizes)
    sizes = np.where(known, sizes, math.nan)
    size = means(sizes).value
    ratio = divided(means(np.where(known, amounts, math.nan)).value, size)
    n = known.sum(axis=1)
    errors = standard_errors(amounts - ratio[:, None] * sizes)
    half = student(n, confidence) * divided(errors, size)
    return Estimates(ratio, ratio - half, ratio + half, n)


def medians(
    months: Floats, observed: NDArray[np.bool_], confidence: float = CONFIDENCE
) -> Estimates:
    """Months by which half of all runs had seen an event, of axes (group, run).

    Runs that never saw it count as later than all others, so this is a quantile of the
    cumulative incidence and never a median among successes. The limits are order
    statistics and assume no distribution; a limit beyond the horizon is missing, as is
    the month if fewer than half of the runs saw the event. A run whose month is NaN is
    left out.
    """
    times = np.sort(np.where(observed, months, math.inf), axis=1)
    n = (~np.isnan(months)).sum(axis=1)
    rank = np.nan_to_num(stats.binom.ppf((1 - confidence) / 2, n, 0.5)).astype(np.int64)
    upper = np.where(rank > 0, n + 1 - rank, 0)
    month, low, high = (_ranked(times, of) for of in (-(-n // 2), rank, upper))
    return Estimates(month, low, high, n)


def normal(confidence: float) -> float:
    """Standard errors that the two-sided interval of a normal variable spans."""
    return float(stats.norm.ppf((1 + confidence) / 2))


def student(runs: NDArray[np.int64], confidence: float) -> Floats:
    """Standard errors that Student's interval spans; NaN below two runs."""
    freedom = np.where(runs > 1, runs - 1.0, math.nan)
    return np.asarray(stats.t.ppf((1 + confidence) / 2, freedom))


def divided(amount: NDArray[Any], by: NDArray[Any]) -> Floats:
    """Ratio; NaN where there is nothing to divide by."""
    missing = np.full(np.shape(by), math.nan)
    return np.asarray(np.divide(amount, by, out=missing, where=np.asarray(by) > 0))


def _ranked(ordered: Floats, ranks: NDArray[np.int64]) -> Floats:
    """Values of each group by rank from 1; NaN where there are none."""
    if not ordered.shape[1]:
        return np.full(len(ordered), math.nan)
    place = np.clip(ranks - 1, 0, ordered.shape[1] - 1)
    chosen = ordered[np.arange(len(ordered)), place]
    return np.where((ranks < 1) | np.isinf(chosen), math.nan, chosen)


# ---- One group of runs ----


def wilson(observed: int, runs: int) -> Estimate:
    """Share of runs in which something was observed, see `shares`."""
    return shares([observed], [runs]).at(0)


def mean_interval(values: Sequence[float]) -> Estimate:
    """Mean over runs with Student's interval, see `means`."""
    return means(_one(values)).at(0)


def ratio_interval(amounts: Sequence[float], sizes: Sequence[float]) -> Estimate:
    """Ratio of two means over the same runs, see `ratios`."""
    return ratios(_one(amounts), _one(sizes)).at(0)


def median_interval(months: Sequence[float], observed: Sequence[bool]) -> Estimate:
    """Month by which half of all runs had seen an event, see `medians`."""
    return medians(_one(months), np.asarray([observed], dtype=bool)).at(0)


def quantile_months(
    months: Sequence[float], observed: Sequence[bool], count: int
) -> list[float]:
    """Months that split all runs into so many equal parts; NaN if never seen."""
    times = np.sort(np.where(observed, months, math.inf))[None, :]
    n = times.shape[1]
    ranks = (math.ceil(n * (2 * part + 1) / (2 * count)) for part in range(count))
    return [float(_ranked(times, np.array([rank]))[0]) for rank in ranks]


def _one(values: Sequence[float]) -> Floats:
    return np.asarray([values], dtype=float)
