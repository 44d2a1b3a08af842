"""Estimates over runs with 95 % intervals that are honest for few runs."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

CONFIDENCE = 0.95
"""Confidence of every interval."""


class Estimate(NamedTuple):
    """A number over runs with its interval; NaN where the runs do not give it."""

    value: float
    low: float
    high: float
    runs: int


def wilson(observed: int, runs: int) -> Estimate:
    """Share of runs in which something was observed, with Wilson's interval.

    It stays within [0, 1] and has a width even if all or no runs showed it [1]_.

    References
    ----------
    .. [1] Wilson (1927), doi 10.1080/01621459.1927.10502953
    """
    if runs == 0:
        return Estimate(math.nan, math.nan, math.nan, 0)
    test = stats.binomtest(observed, runs)
    interval = test.proportion_ci(CONFIDENCE, method="wilson")
    return Estimate(observed / runs, float(interval.low), float(interval.high), runs)


def mean_interval(values: Sequence[float]) -> Estimate:
    """Mean over runs with Student's interval; no limits from a single run."""
    runs = len(values)
    mean = float(np.mean(values)) if runs else math.nan
    half = _student(runs) * _standard_error(values)
    return Estimate(mean, mean - half, mean + half, runs)


def ratio_interval(amounts: Sequence[float], sizes: Sequence[float]) -> Estimate:
    """Ratio of two means over the same runs, with Student's interval.

    The interval rests on the residuals amount minus ratio times size. The mean of
    the runs' own ratios would leave out runs whose size is near nothing and so
    select on the outcome; this ratio uses all runs.
    """
    runs, size = len(sizes), float(np.mean(sizes)) if len(sizes) else 0.0
    if size <= 0:
        return Estimate(math.nan, math.nan, math.nan, runs)
    ratio = float(np.mean(amounts)) / size
    residuals = np.asarray(amounts) - ratio * np.asarray(sizes)
    half = _student(runs) * _standard_error(residuals.tolist()) / size
    return Estimate(ratio, ratio - half, ratio + half, runs)


def median_interval(months: Sequence[float], observed: Sequence[bool]) -> Estimate:
    """Month by which half of all runs had seen an event, with its interval.

    Runs that never saw it count as later than all others, so this is a quantile
    of the cumulative incidence and never a median among successes. The limits are
    order statistics and assume no distribution; a limit beyond the horizon is
    missing, as is the month if fewer than half of the runs saw the event.
    """
    runs = len(months)
    times = np.sort(np.where(observed, months, math.inf))
    rank = int(stats.binom.ppf((1 - CONFIDENCE) / 2, runs, 0.5)) if runs else 0
    middle = math.ceil(runs / 2)
    return Estimate(
        _order_statistic(times, middle),
        _order_statistic(times, rank),
        _order_statistic(times, runs + 1 - rank if rank else 0),
        runs,
    )


def quantile_months(
    months: Sequence[float], observed: Sequence[bool], count: int
) -> list[float]:
    """Months that split all runs into so many equal parts; NaN if never seen."""
    times = np.sort(np.where(observed, months, math.inf))
    ranks = (
        math.ceil(len(times) * (2 * part + 1) / (2 * count)) for part in range(count)
    )
    return [_order_statistic(times, rank) for rank in ranks]


def _order_statistic(ordered: np.ndarray, rank: int) -> float:
    if not 1 <= rank <= len(ordered) or math.isinf(ordered[rank - 1]):
        return math.nan
    return float(ordered[rank - 1])


def _student(runs: int) -> float:
    if runs < 2:  # noqa: PLR2004 (one value has no spread)
        return math.nan
    return float(stats.t.ppf((1 + CONFIDENCE) / 2, runs - 1))


def _standard_error(values: Sequence[float]) -> float:
    if len(values) < 2:  # noqa: PLR2004 (one value has no spread)
        return math.nan
    return float(np.std(values, ddof=1)) / math.sqrt(len(values))
