"""Patterns of the evidence as functions of runs, with what the evidence accepts.

Each takes the table of runs of one scenario or of many sites and returns an estimate
with its interval; `EVIDENCE` holds the figure, its source and the accepted range.
"""

from collections.abc import Callable

import pandas as pd

from cisim.analysis.precision import Estimate, mean_interval, median_interval, wilson

SYSTEM_CHANGE_UNDER_WAY = 0.08
"""System change that counts as intermediate improvement (E09)."""

LEAST_LAG_MONTHS = 18
"""Least lag of the result behind coordinated activity (E07)."""

_YEAR_8 = 7
"""The stated year nearest to year 8 (E13)."""


def alive_at(year: int) -> Callable[[pd.DataFrame], Estimate]:
    """Return the pattern: share alive at a stated year."""

    def share(runs: pd.DataFrame) -> Estimate:
        alive = runs[f"alive_year_{year}"].dropna()
        return wilson(int(alive.sum()), len(alive))

    return share


def median_month(event: str) -> Callable[[pd.DataFrame], Estimate]:
    """Return the pattern: month by which half of all runs reached a milestone."""

    def month(runs: pd.DataFrame) -> Estimate:
        months = runs[f"{event}_months"].astype(float).tolist()
        return median_interval(months, runs[f"{event}_observed"].astype(bool).tolist())

    return month


def system_change_under_way(runs: pd.DataFrame) -> Estimate:
    """Share of runs with system change under way at year 5."""
    changed = runs["system_change_year_5"] >= SYSTEM_CHANGE_UNDER_WAY
    return wilson(int(changed.sum()), len(runs))


def in_order(runs: pd.DataFrame) -> Estimate:
    """Share of successful runs: agreement, then joint work, then, later, the result."""
    reached = runs[runs["shared_result_observed"]]
    ordered = (
        (reached["agenda_adopted_months"] <= reached["joint_milestone_months"])
        & (
            reached["shared_result_months"] - reached["joint_milestone_months"]
            >= LEAST_LAG_MONTHS
        )
        & reached["joint_milestone_observed"]
    )
    return wilson(int(ordered.sum()), len(reached))


def trust_in_successes(runs: pd.DataFrame) -> Estimate:
    """Mean trust at year 7 in runs that had the result by the horizon."""
    reached = runs[runs["shared_result_observed"]]
    return mean_interval(reached[f"trust_year_{_YEAR_8}"].astype(float).tolist())


PATTERNS: dict[str, Callable[[pd.DataFrame], Estimate]] = {
    "E01": alive_at(3),
    "E02": alive_at(7),
    "E05": median_month("agenda_adopted"),
    "E06": median_month("joint_milestone"),
    "E07": in_order,
    "E09": system_change_under_way,
    "E13": trust_in_successes,
}
"""Patterns that the core can be held against, by evidence key."""
