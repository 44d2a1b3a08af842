"""Paired contrasts: each point against the reference, replicate by replicate."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cisim.analysis.chances import where
from cisim.analysis.matched import difference_of_shares
from cisim.analysis.panels import Panels, is_share
from cisim.analysis.precision import (
    CONFIDENCE,
    ROUNDING,
    Estimates,
    Floats,
    divided,
    means,
    shares,
    standard_errors,
    variances,
)
from cisim.analysis.preference import DECISION_OUTCOMES, lower_is_better
from cisim.configuration.answers import PAIRED_COLUMNS
from cisim.configuration.claims import Outcome
from cisim.configuration.experiments import Alternatives
from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.results import frame
from cisim.experiment.selectors import selected
from cisim.experiment.studies import Study


def paired(
    study: Study,
    outcomes: Iterable[str] = DECISION_OUTCOMES,
    reference: str = "",
) -> pd.DataFrame:
    """Hold every point against the reference of its context, outcome by outcome.

    Replicate k has the same luck at all points, so that differences are taken within
    replicates; one that is missing at either point is left out of the pair. Limits are
    Student's, of truths Tango's. The simultaneous ones hold for all contrasts of one
    outcome at once, by Bonferroni's inequality. A pair that never differs has limits of
    no width where the outcome is no truth; the share of equal replicates tells it.

    Parameters
    ----------
    study
        The runs.
    outcomes
        Columns of the table of runs.
    reference
        The point that others are held against, as `selected` reads it; by default the
        reference among alternatives, else the first point.

    Raises
    ------
    ConfigurationError
        If the reference is no single point in each context.
    """
    panels = Panels.of_study(study)
    against = references(study, reference)
    others = np.flatnonzero(against != np.arange(len(against)))
    rows = [_compared(panels, outcome, others, against[others]) for outcome in outcomes]
    places = where(study, np.tile(others, len(rows)))
    points = study.points["point"].to_numpy()
    held = {"reference": np.tile(points[against[others]], len(rows))}
    names = [column.name for column in PAIRED_COLUMNS if column.name not in places]
    values = {
        name: np.concatenate([np.asarray(row[name]) for row in rows])
        for name in names
        if name not in held and rows
    }
    missing: dict[str, Any] = {name: [] for name in names}
    return frame(places | missing | held | values, PAIRED_COLUMNS)


def references(study: Study, text: str = "") -> NDArray[np.intp]:
    """Row, among the points, of the reference of each point: one in each context.

    Raises
    ------
    ConfigurationError
        If the text names no point, or several, of a context.
    """
    points = study.points.reset_index(drop=True)
    chosen = _candidates(study, points, text)
    by_context = chosen.groupby("context", sort=False)["point"]
    several = [
        f"reference {text or 'by default'} > context {str(context) or '(none)'}:"
        f" {count} points: name one by its settings"
        for context, count in by_context.size().items()
        if count > 1
    ]
    bare = set(points["context"]) - set(chosen["context"])
    several += [f"reference {text} > no such point in context {c}" for c in bare]
    if several:
        raise ConfigurationError(several)
    rows = dict(zip(chosen["context"], chosen.index, strict=True))
    return points["context"].map(rows).to_numpy(dtype=np.intp)


def _candidates(study: Study, points: pd.DataFrame, text: str) -> pd.DataFrame:
    design = study.experiment.design
    if text:
        return points.iloc[selected(points, text, "reference")]
    if isinstance(design, Alternatives):
        return points[points["alternative"] == design.reference.name]
    return points.drop_duplicates("context")


def _compared(
    panels: Panels, outcome: str, others: NDArray[np.intp], against: NDArray[np.intp]
) -> dict[str, Any]:
    values = panels.column(outcome)
    other = values[against]
    one = _without_rounding(values[others], other)
    differences = one - other
    pairs = (~np.isnan(differences)).sum(axis=1)
    each = difference(outcome, one, other, CONFIDENCE)
    family = 1 - (1 - CONFIDENCE) / max(len(others), 1)
    together = difference(outcome, one, other, family)
    return (
        {"outcome": np.full(len(others), outcome, dtype=object), "pairs": pairs}
        | named("difference", each)
        | {"simultaneous_low": together.low, "simultaneous_high": together.high}
        | {"error": standard_errors(differences)}
        | _gain(one, other)
        | _contest(outcome, differences)
    )


def _without_rounding(one: Floats, other: Floats) -> Floats:
    """Values, made equal to others that differ by no more than the order of a sum."""
    return np.where(np.isclose(one, other, rtol=ROUNDING, atol=0.0), other, one)


def difference(
    outcome: str, one: Floats, other: Floats, confidence: float
) -> Estimates:
    """Differences of an outcome within replicates, of axes (pair, replicate)."""
    if is_share(Outcome({outcome: 1.0})):
        return difference_of_shares(one, other, confidence)
    return means(one - other, confidence)


def named(name: str, estimates: Estimates) -> dict[str, Any]:
    """Columns of an estimate with the limits of its interval."""
    value, low, high, _ = estimates
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def _gain(one: Floats, other: Floats) -> dict[str, Floats]:
    """What common random numbers bring: correlation, and replicates saved by them."""
    missing = np.isnan(one + other)
    first = variances(np.where(missing, math.nan, one))
    second = variances(np.where(missing, math.nan, other))
    within = variances(one - other)
    apart = first + second
    correlation = divided(apart - within, 2 * np.sqrt(first * second))
    saved = np.where((within == 0) & (apart > 0), math.inf, divided(apart, within))
    return {"correlation": np.clip(correlation, -1.0, 1.0), "saved": saved}


def _contest(outcome: str, differences: Floats) -> dict[str, Any]:
    """Shares of replicates in which the one is better, equal and worse."""
    pairs = (~np.isnan(differences)).sum(axis=1)
    gains = -differences if lower_is_better(outcome) else differences
    held = {"better": gains > 0, "equal": gains == 0, "worse": gains < 0}
    columns: dict[str, Any] = {}
    for name, truths in held.items():
        columns |= named(name, shares(truths.sum(axis=1), pairs))
    return columns
