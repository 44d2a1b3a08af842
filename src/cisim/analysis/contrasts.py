"""Contrasts between alternatives that ran under common random numbers.

Replicate k of every alternative meets the same place and the same luck, so that what
is compared is the difference within replicates, whose spread is far smaller than that
of the runs.
"""

import math
from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from cisim.analysis.precision import means, standard_errors
from cisim.configuration.claims import (
    Among,
    AnyOf,
    ByMonth,
    Order,
    Outcome,
    Sign,
    Statistic,
    Within,
)

ERRORS: Final = 2.0
"""Standard errors by which a mean must lie on one side to be told from chance."""

AS_EXPECTED: Final = "as expected"
OPPOSITE: Final = "opposite"
CHANCE: Final = "cannot be told from chance"

type Runs = Mapping[str, pd.DataFrame]
"""Tables of runs by the name of the alternative."""


class Found(NamedTuple):
    """Mean over replicates, its standard error, and how many replicates gave it."""

    mean: float
    error: float
    replicates: int


# ---- What is taken from each run ----


def values(statistic: Statistic, runs: pd.DataFrame) -> pd.Series:
    """Return the statistic of each run by replicate; NaN where a run has none."""
    return taken(statistic, runs).set_axis(pd.Index(runs["replicate"]))


def taken(statistic: Statistic, runs: pd.DataFrame) -> pd.Series:
    """Return the statistic of each run, row by row; NaN where a run has none."""
    match statistic:
        case Outcome(columns, per):
            return _outcome(runs, columns, per)
        case AnyOf(names):
            return runs[list(names)].fillna(value=False).any(axis=1) * 1.0
        case ByMonth(event, month):
            return seen_by(runs, event, month) * 1.0
        case Within():
            return _within(runs, statistic)
        case Order():
            return _in_order(runs, statistic)


def numbers(runs: pd.DataFrame, name: str) -> pd.Series:
    """Return a column as numbers: truths are 1 and 0, missing values NaN."""
    plain = runs[name].to_numpy(dtype=float, na_value=math.nan)
    return pd.Series(plain, index=runs.index)


def milestone(runs: pd.DataFrame, event: str) -> tuple[pd.Series, pd.Series]:
    """Return the months to a milestone, row by row, and whether it was seen."""
    return numbers(runs, f"{event}_months"), runs[f"{event}_observed"].astype(bool)


def seen_by(runs: pd.DataFrame, event: str, month: float) -> pd.Series:
    """Return, row by row, whether a milestone was seen by a month."""
    months, observed = milestone(runs, event)
    return observed & (months <= month)


def _outcome(runs: pd.DataFrame, columns: Mapping[str, float], per: str) -> pd.Series:
    total = sum(
        (weight * numbers(runs, name) for name, weight in columns.items()),
        start=pd.Series(0.0, index=runs.index),
    )
    return total / numbers(runs, per).replace(0.0, math.nan) if per else total


def _within(runs: pd.DataFrame, statistic: Within) -> pd.Series:
    months, observed = milestone(runs, statistic.event)
    counted = months % statistic.every if statistic.every else months
    inside = (counted >= statistic.first) & (counted < statistic.end)
    return inside.map({True: 1.0, False: -1.0}) * observed


def _in_order(runs: pd.DataFrame, statistic: Order) -> pd.Series:
    before, seen = milestone(runs, statistic.earlier)
    after, ended = milestone(runs, statistic.later)
    ordered = (seen & (after - before >= statistic.lag)) * 1.0
    return ordered.where(ended)


# ---- Contrasts ----


def contrast(
    statistic: Statistic, weights: Mapping[str, float], runs: Runs
) -> pd.Series:
    """Return the weighted sum over alternatives by replicate, missing ones left out."""
    parts = [weight * values(statistic, runs[name]) for name, weight in weights.items()]
    return pd.concat(parts, axis=1).sum(axis=1, skipna=False).dropna()


def found(sign: Sign, runs: Runs) -> Found:
    """Return mean and standard error of the contrast of a sign."""
    differences = contrast(sign.statistic, sign.weights, runs)
    if sign.among:
        differences = differences[_chosen(sign.among, runs, differences.index)]
    return summary(differences)


def _chosen(among: Among, runs: Runs, replicates: pd.Index) -> np.ndarray:
    chosen = contrast(among.statistic, among.weights, runs) > 0
    return chosen.reindex(replicates, fill_value=False).to_numpy()


def summary(differences: pd.Series) -> Found:
    """Mean with its standard error; NaN where there are too few replicates."""
    row = differences.to_numpy(dtype=float)[None, :]
    estimate = means(row).at(0)
    return Found(estimate.value, float(standard_errors(row)[0]), estimate.runs)


def verdict(sign: Sign, result: Found) -> str:
    """Say whether a mean has the sign that was expected, as far as chance lets tell."""
    if math.isnan(result.error):
        return CHANCE
    away = result.mean - sign.reference
    if sign.expected == "0":
        return _near(abs(away), ERRORS * result.error, sign.margin)
    towards = away if sign.expected == "+" else -away
    return _beyond(towards, ERRORS * result.error)


def _near(away: float, half: float, margin: float) -> str:
    if away + half <= margin:
        return AS_EXPECTED
    return OPPOSITE if away - half > margin else CHANCE


def _beyond(towards: float, half: float) -> str:
    if abs(towards) <= half:
        return CHANCE
    return AS_EXPECTED if towards > 0 else OPPOSITE
