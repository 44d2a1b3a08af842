"""Hazards of an event within a window of months, and their ratio."""

import math

import numpy as np

from cisim.analysis.asked import Asked
from cisim.analysis.matched import Effect
from cisim.analysis.panels import Panels
from cisim.analysis.precision import Floats, normal
from cisim.analysis.resampling import limits

FEW_EVENTS = 5
"""Events below which resamples alone would feign precision."""

_CORRECTION = 0.5


def at_risk(
    panels: Panels, event: str, window: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Events, and months at risk, of each run within a window [first, end).

    A run is at risk up to the month of the event, of the horizon, or of what ends it
    for good: collapse, or for collapse the shared result. So this is the hazard
    specific to a cause. Both are of axes (point, replicate).
    """
    first, end = window
    months, observed = panels.milestone(event)
    ended, is_ended = panels.milestone(
        "shared_result" if event == "collapse" else "collapse"
    )
    until = np.where(is_ended, np.minimum(months, ended), months)
    exposed = np.clip(np.minimum(until, end - 1) - first + 1, 0, None)
    happened = observed & (months == until) & (months >= first) & (months < end)
    return np.where(np.isnan(months), math.nan, happened), exposed


def hazard_ratio(asked: Asked) -> Effect:
    """Product of hazards to the power of their weights: a ratio for weights 1 and -1.

    Limits are percentiles over resamples of replicates, on the logarithm. With fewer
    than `FEW_EVENTS` in a part half an event is added everywhere. Then, and where fewer
    replicates than that differ between parts, the limits are at least as wide as for
    independent Poisson counts. The standard error is that of the logarithm.
    """
    expectation = asked.expectation
    happened, exposed = at_risk(asked.panels, expectation.event, expectation.window)
    events, months = asked.parts(happened), asked.parts(exposed)
    known = ~np.isnan(events + months).any(axis=0)
    sizes = np.array([[len(rows)] for _, rows in asked.rows()])
    events, months = events[:, known] * sizes, months[:, known] * sizes
    once = np.ones((1, events.shape[1]))
    few = bool((events.sum(axis=1) < FEW_EVENTS).any())
    value = float(_log_ratio(asked, once, events, months, few=few)[0])
    drawn = _log_ratio(asked, asked.drawn()[:, known], events, months, few=few)
    low, high = limits(drawn, asked.confidence)
    if few or _differing(events, months) < FEW_EVENTS:
        counted = events.sum(axis=1) + _CORRECTION
        spread = np.linalg.norm(np.asarray(asked.weights) / np.sqrt(counted))
        half = normal(asked.confidence) * float(spread)
        low, high = min(low, value - half), max(high, value + half)
    known_spread = drawn[np.isfinite(drawn)]
    error = float(np.std(known_spread)) if len(known_spread) else math.nan
    interval = (math.exp(low), math.exp(high)) if known.sum() > 1 else (math.nan,) * 2
    return Effect(math.exp(value), *interval, error, int(known.sum()))


def _differing(events: Floats, months: Floats) -> int:
    """Replicates in which parts differ: resamples of equal ones would never vary."""
    differ = (events != events[:1]) | (months != months[:1])
    return int(differ.any(axis=0).sum())


def _log_ratio(
    asked: Asked, drawn: Floats, events: Floats, months: Floats, *, few: bool
) -> Floats:
    """Weighted sum of the logarithms of hazards in each resample."""
    counted = drawn @ events.T
    counted = counted + _CORRECTION if few else np.maximum(counted, _CORRECTION)
    exposed = drawn @ months.T
    exposed = np.where(exposed > 0, exposed, math.nan)
    return np.asarray(np.log(counted / exposed) @ np.asarray(asked.weights))
