"""What was expected beforehand, what was found, and what follows, in words."""

import math
from collections.abc import Callable
from typing import Final

import pandas as pd

from cisim.analysis.answers import Answers
from cisim.configuration.experiments import Expectation
from cisim.experiment.studies import Study
from cisim.presentation.figures.measures import IN_100, Measure
from cisim.presentation.labels import level_words
from cisim.presentation.report.sections import TableOf
from cisim.presentation.report.study_words import REACHED, measure_of
from cisim.presentation.wording import in_brackets

type Number = Callable[[float], str]

_SHARES: Final = frozenset({"share", "by_month", "in_order"})
"""Statistics that are shares of replicates, whatever the outcome."""

_CHANCES: Final = frozenset({"order", "best_of"})
"""Kinds whose effect is a share of replicates or resamples."""


def verdicts(study: Study, answers: Answers) -> TableOf:
    """Every expectation with what was found, in the unit of its outcome."""
    found = answers.tables["verdicts"].iterrows()
    expected = study.experiment.expectations
    rows = tuple(_verdict(*pair) for pair in zip(expected, found, strict=True))
    return TableOf(
        "Said before the runs, judged by them. Intervals hold for all expectations"
        " together at 95 %.",
        ("expected", "found", "expected range", "verdict"),
        rows,
    )


def _verdict(
    expectation: Expectation, found: tuple[object, pd.Series]
) -> tuple[str, ...]:
    row, (number, unit) = found[1], _told(expectation)
    value, low, high = (float(row[name]) for name in ("value", "low", "high"))
    known = not math.isnan(low)
    limits = in_brackets(number(low), number(high)) if known else ""
    words = "not known" if math.isnan(value) else f"{number(value)}{unit}{limits}"
    more = row["more_replicates"]
    hint = "" if pd.isna(more) else f"; about {int(more):,} more replicates would tell"
    return (
        str(row["words"]),
        words,
        _range(expectation, number, unit),
        f"{row['verdict']}{hint}",
    )


def _told(expectation: Expectation) -> tuple[Number, str]:
    """How effects of an expectation are written, and their unit."""
    if expectation.kind == "optimum":
        return lambda level: level_words(expectation.parameter, level), ""
    if expectation.kind == "hazard_ratio":
        return lambda ratio: f"{ratio:.2g}", " times the hazard"
    measure = _measure(expectation)
    unit = f" {IN_100}" if measure.is_share else f" {measure.plain_unit}"
    return measure.number, unit


def _measure(expectation: Expectation) -> Measure:
    is_chance = expectation.kind in _CHANCES or expectation.statistic in _SHARES
    return REACHED if is_chance else measure_of(expectation.outcome)


def _range(expectation: Expectation, number: Number, unit: str) -> str:
    low, high = expectation.low, expectation.high
    if math.isinf(low) and math.isinf(high):
        return "–"
    if math.isinf(low):
        return f"at most {_bound(number, high)}{unit}"
    if math.isinf(high):
        return f"at least {_bound(number, low)}{unit}"
    return f"{_bound(number, low)} to {_bound(number, high)}{unit}"


def _bound(number: Number, value: float) -> str:
    """Write a stated bound without decimals that nobody stated."""
    return number(value).removesuffix(".0")
