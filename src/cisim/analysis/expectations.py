"""Verdicts on what an experiment expects."""

import math
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import pandas as pd

from cisim.analysis.asked import Asked, statistic_of
from cisim.analysis.hazards import hazard_ratio
from cisim.analysis.matched import (
    Effect,
    contrast_of_means,
    contrast_of_shares,
    linear_in_shares,
)
from cisim.analysis.panels import Panels, is_share
from cisim.analysis.precision import CONFIDENCE, Floats, medians, shares
from cisim.analysis.resampling import (
    limits,
    resampled_means,
    resampled_medians,
)
from cisim.configuration.answers import VERDICT_COLUMNS
from cisim.configuration.experiments import Expectation
from cisim.experiment.results import frame_of_rows
from cisim.experiment.studies import Study

SUPPORTED: Final = "supported"
CONTRADICTED: Final = "contradicted"
OPEN: Final = "open"

_ROUNDING = 1e-6

_NOT_BY_ROOT = frozenset({"best_of", "optimum"})
"""Kinds whose intervals do not narrow with the root of the replicates."""


def verdicts(study: Study) -> pd.DataFrame:
    """Hold a study against every expectation of its experiment.

    The intervals hold for all expectations at once, by Bonferroni's inequality. One
    that lies within the expected bounds supports the expectation, one wholly outside
    contradicts it; else it is open. So an equivalence is supported where the whole
    interval lies within the margin.

    Raises
    ------
    ConfigurationError
        If an expectation names points that the study lacks.
    """
    panels = Panels.of_study(study)
    expectations = study.experiment.expectations
    confidence = 1 - (1 - CONFIDENCE) / max(len(expectations), 1)
    rows = []
    for index, expectation in enumerate(expectations):
        asked = Asked(study, panels, expectation, confidence, f"expectation {index}")
        rows.append(_row(asked, effect(asked)))
    return frame_of_rows(rows, VERDICT_COLUMNS)


def effect(asked: Asked) -> Effect:
    """Estimate the effect that an expectation is about, with its interval."""
    return KINDS_OF_EFFECT[asked.expectation.kind](asked)


def verdict(found: Effect, low: float, high: float) -> str:
    """Say whether an interval lies within bounds, wholly outside, or neither."""
    if math.isnan(found.low + found.high):
        return OPEN
    if low <= found.low and found.high <= high:
        return SUPPORTED
    return CONTRADICTED if found.high < low or found.low > high else OPEN


def more_replicates(found: Effect, low: float, high: float) -> int | None:
    """About how many more replicates would settle what is open.

    Intervals narrow with the root of the number of replicates while the estimate stays.
    """
    needed = list(_needed(found, low, high))
    if not needed or not all(math.isfinite(factor) for factor in needed):
        return None
    # Within the bounds both have to be cleared; outside, one has been passed.
    factor = max(needed) if low <= found.value <= high else min(needed)
    return max(1, math.ceil(found.replicates * (factor - 1) - _ROUNDING))


def _needed(found: Effect, low: float, high: float) -> Iterator[float]:
    for bound in (low, high):
        if math.isfinite(bound):
            above = found.value > bound
            half = found.value - found.low if above else found.high - found.value
            away = abs(found.value - bound)
            yield (half / away) ** 2 if away else math.inf


def _row(asked: Asked, found: Effect) -> dict[str, object]:
    expectation = asked.expectation
    said = verdict(found, expectation.low, expectation.high)
    by_root = said == OPEN and expectation.kind not in _NOT_BY_ROOT
    return {
        "words": expectation.words,
        "kind": expectation.kind,
        "outcome": expectation.outcome or expectation.event,
        **found._asdict(),
        "confidence": asked.confidence,
        "expected_low": expectation.low,
        "expected_high": expectation.high,
        "verdict": said,
        "more_replicates": _more(found, expectation) if by_root else None,
    }


def _more(found: Effect, expectation: Expectation) -> int | None:
    """How many more would settle it; ratios narrow on the logarithm."""
    bounds = expectation.low, expectation.high
    if expectation.kind != "hazard_ratio":
        return more_replicates(found, *bounds)
    value, low, high = (_logarithm(number) for number in found[:3])
    logarithmic = Effect(value, low, high, found.error, found.replicates)
    return more_replicates(logarithmic, *(_logarithm(bound) for bound in bounds))


def _logarithm(number: float) -> float:
    return math.log(number) if number > 0 else -math.inf


# ---- Kinds of effects ----


def _weighted(asked: Asked) -> Effect:
    """Weighted sum over alternatives: level, difference, difference in differences."""
    expectation = asked.expectation
    if expectation.statistic == "median":
        return _weighted_medians(asked)
    statistic = statistic_of(expectation)
    values = asked.panels.statistic(statistic)
    if expectation.statistic == "in_order":
        weights, rows = asked.every_point()
        return linear_in_shares(weights.tolist(), values[rows], asked.confidence)
    weigh = contrast_of_shares if is_share(statistic) else contrast_of_means
    return weigh(asked.weights, asked.parts(values), asked.confidence)


def _weighted_medians(asked: Asked) -> Effect:
    weights, rows = asked.every_point()
    values = asked.panels.column(asked.expectation.outcome)[rows]
    each = medians(values, ~np.isnan(values), asked.confidence)
    value, runs = float(weights @ each.value), int(each.runs.min())
    drawn = resampled_medians(asked.drawn(), values) @ weights
    low, high = limits(drawn, asked.confidence)
    if weights.tolist() == [1.0]:
        low, high = float(each.low[0]), float(each.high[0])
    return _resampled(value, (low, high), drawn, runs)


def _resampled(
    value: float, interval: tuple[float, float], drawn: Floats, replicates: int
) -> Effect:
    """Effect with percentile limits; a single replicate has no limits."""
    if replicates < 2:  # noqa: PLR2004 (one value has no spread)
        return Effect(value, math.nan, math.nan, math.nan, replicates)
    return Effect(value, *interval, float(np.nanstd(drawn, ddof=1)), replicates)


def _order(asked: Asked) -> Effect:
    """Share of replicates in which the parts stand from best to worst, without ties."""
    parts = asked.goodness(asked.parts(asked.values()))
    falls = parts[:-1] - parts[1:]
    ordered = np.where(np.isnan(falls).any(axis=0), np.nan, (falls > 0).all(axis=0))
    return contrast_of_shares([1.0], ordered[None, :], asked.confidence)


def _optimum(asked: Asked) -> Effect:
    """Level of a parameter at which the statistic is best, weighted over parts.

    The limits are percentiles over resamples of replicates; of levels that are equally
    good the least one counts.
    """
    values, drawn = asked.values(), asked.drawn()
    observed, resamples, replicates = 0.0, np.zeros(len(drawn)), []
    for weight, rows in asked.rows():
        levels, means = asked.by_level(values, rows)
        once = np.ones((1, means.shape[1]))
        observed += weight * levels[_best(asked, once, means)][0]
        resamples += weight * levels[_best(asked, drawn, means)]
        replicates.append(int((~np.isnan(means)).all(axis=0).sum()))
    interval = limits(resamples, asked.confidence)
    return _resampled(float(observed), interval, resamples, min(replicates))


def _best(asked: Asked, drawn: Floats, values: Floats) -> np.ndarray:
    is_median = asked.expectation.statistic == "median"
    over = resampled_medians if is_median else resampled_means
    goodness = asked.goodness(over(drawn, values))
    return np.argmax(np.nan_to_num(goodness, nan=-math.inf), axis=1)


def _best_of(asked: Asked) -> Effect:
    """Share of resamples of replicates in which an alternative has the best mean.

    Equally good ones share a resample. The limits tell how well the resamples give it.
    """
    parts = asked.goodness(asked.parts(asked.values()))
    known = ~np.isnan(parts).any(axis=0)
    means = resampled_means(asked.drawn()[:, known], parts[:, known])
    is_best = means == means.max(axis=1, keepdims=True)
    mine = list(asked.expectation.contrast).index(asked.expectation.best)
    won = is_best[:, mine] / np.maximum(is_best.sum(axis=1), 1)
    won = won[~np.isnan(means).any(axis=1)]
    chance = shares([won.sum()], [len(won)], asked.confidence).at(0)
    interval = chance.low, chance.high
    return _resampled(chance.value, interval, won, int(known.sum()))


KINDS_OF_EFFECT: Final[dict[str, Callable[[Asked], Effect]]] = {
    "difference": _weighted,
    "difference_in_differences": _weighted,
    "range": _weighted,
    "equivalence": _weighted,
    "order": _order,
    "optimum": _optimum,
    "hazard_ratio": hazard_ratio,
    "best_of": _best_of,
}
"""How the effect of each kind of expectation is estimated."""
