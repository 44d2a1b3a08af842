"""The summary: what happened over all runs, one row per number."""

import math
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from cisim.analysis.panels import Panels
from cisim.analysis.precision import (
    Estimate,
    Estimates,
    means,
    medians,
    ratios,
    shares_of,
    wilson,
)
from cisim.configuration.claims import ByMonth
from cisim.configuration.outcomes import (
    MILESTONES,
    STATED_YEARS,
    SUMMARY_COLUMNS,
    run_columns,
)
from cisim.experiment.results import Results, frame_of_rows
from cisim.model.outcomes import LEAST_IMPROVEMENT

SHARE = "share"
MEAN = "mean"
MEDIAN = "median month over all runs"
RATIO = "ratio of means"

BY_YEARS = (2, 3, 5, 7, 10, 15, 20)
"""Years by which shares of result and collapse are reported."""

COMPETING = ("shared_result", "collapse")
"""Events of which a run sees at most one."""

type Row = tuple[str, str, Estimates]
"""Outcome, statistic, and the estimates of axis (point)."""


def by_year(event: str, year: int) -> str:
    """Name of the outcome: share of runs that saw the event by a year."""
    return f"{event}_by_year_{year}"


def summarise(results: Results) -> pd.DataFrame:
    """Summarise the runs: shares, medians over all runs, means, with intervals.

    An outcome that is missing in some runs rests on the others; where it is
    missing in all, its row is left out.
    """
    panels = Panels.of_one(results.runs)
    numbers = rows(panels, results.horizon_years, mean_outcomes())
    found = (
        (outcome, statistic, *estimates.at(0))
        for outcome, statistic, estimates in numbers
        if estimates.runs[0] > 0
    )
    names = [column.name for column in SUMMARY_COLUMNS]
    named = (dict(zip(names, row, strict=True)) for row in found)
    return frame_of_rows(named, SUMMARY_COLUMNS)


def estimate(summary: pd.DataFrame, outcome: str, statistic: str) -> Estimate | None:
    """Estimate of an outcome in a summary; None if the summary has no such row."""
    chosen = summary[
        (summary["outcome"] == outcome) & (summary["statistic"] == statistic)
    ]
    if chosen.empty:
        return None
    row = chosen.iloc[0]
    return Estimate(
        float(row["value"]), float(row["low"]), float(row["high"]), int(row["runs"])
    )


def convened(results: Results) -> bool:
    """Whether there was an initiative, which could be alive or collapse."""
    return were_convened(results.runs)


def were_convened(runs: pd.DataFrame) -> bool:
    """Whether there was an initiative in any of the runs."""
    return bool(runs[f"alive_year_{STATED_YEARS[0]}"].notna().any())


def cumulative_share(results: Results, event: str) -> pd.DataFrame:
    """Share of runs that had seen an event by each month, with Wilson's interval."""
    return cumulative_incidence(results.runs, event, results.horizon_months)


def cumulative_incidence(runs: pd.DataFrame, event: str, horizon: int) -> pd.DataFrame:
    """Share of runs that had seen an event by each month, with Wilson's interval.

    All runs are followed to one horizon (months) and collapse competes with the
    result, so the share of all runs is the cumulative incidence: nothing need be
    estimated for runs that were lost from sight.
    """
    months, observed = times(runs, event)
    seen = np.sort(np.asarray(months)[np.asarray(observed, dtype=bool)])
    counts = np.searchsorted(seen, np.arange(horizon + 1), side="right").tolist()
    known = {count: wilson(count, len(months)) for count in set(counts)}
    return pd.DataFrame(
        [(month, *known[count][:3]) for month, count in enumerate(counts)],
        columns=["month", "share", "low", "high"],
    )


def times(runs: pd.DataFrame, event: str) -> tuple[list[float], list[bool]]:
    """Months to an event, run by run, and whether it was observed."""
    return (
        runs[f"{event}_months"].astype("float64").tolist(),
        runs[f"{event}_observed"].astype(bool).tolist(),
    )


def rows(panels: Panels, horizon_years: int, outcomes: Iterable[str]) -> Iterator[Row]:
    """Number by number what happened over the runs, each for all points at once.

    ``outcomes`` are those of which the mean is wanted.
    """
    yield from _milestones(panels)
    for event in COMPETING:
        yield from _shares_by_years(panels, event, horizon_years)
    for year in STATED_YEARS:
        name = f"alive_year_{year}"
        yield name, SHARE, shares_of(panels.column(name))
    for outcome in outcomes:
        yield outcome, MEAN, means(panels.column(outcome))
    yield "cost_per_improvement", RATIO, _cost(panels)


def _milestones(panels: Panels) -> Iterator[Row]:
    for milestone in MILESTONES:
        seen = panels.column(f"{milestone.event}_observed")
        yield f"{milestone.event}_observed", SHARE, shares_of(seen)
        months = medians(*panels.milestone(milestone.event))
        yield f"{milestone.event}_months", MEDIAN, months


def _shares_by_years(panels: Panels, event: str, horizon: int) -> Iterator[Row]:
    for year in (year for year in BY_YEARS if year <= horizon):
        seen = panels.statistic(ByMonth(event, 12 * year))
        yield by_year(event, year), SHARE, shares_of(seen)


def mean_outcomes() -> tuple[str, ...]:
    """Outcomes of which the mean over runs says something."""
    no_mean = {"replicate", "seed", "difficulty", "cost_per_improvement"} | {
        f"{milestone.event}_months" for milestone in MILESTONES
    }
    return tuple(
        column.name
        for column in run_columns()
        if column.type in {"integer", "number"} and column.name not in no_mean
    )


def _cost(panels: Panels) -> Estimates:
    """Money for each percentage point; left out where hardly anything improved."""
    money, improvement = panels.column("grant_money"), panels.column("improvement_end")
    known = ~np.isnan(money + improvement)
    improved = means(np.where(known, improvement, math.nan)).value
    cost = ratios(money, 100 * improvement)
    return cost._replace(runs=np.where(improved >= LEAST_IMPROVEMENT, cost.runs, 0))
