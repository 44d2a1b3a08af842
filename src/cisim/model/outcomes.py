"""Outcomes: what the table of runs says of a run, computed from its record (ODD 7.16).

Runs stand along the first axis of every array and never meet: a run has the same
outcomes whichever others are computed with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cisim.configuration.outcomes import (
    CONDITIONS,
    EXIT_REASONS,
    MILESTONES,
    STATED_YEARS,
    YEARLY,
)
from cisim.configuration.parameters import Parameters
from cisim.model.observation import NEVER, Integers, Records
from cisim.model.state import Vector

LEAST_IMPROVEMENT = 0.005
"""Improvement below which cost per improvement is not stated."""

type Outcomes = dict[str, NDArray[Any]]
"""Values of each column of the table of runs, of axis (run).

A missing value is NaN, in a column of truths as well.
"""


def run_rows(parameters: Parameters, records: Records) -> Outcomes:
    """Outcomes of runs: the columns of the table of runs."""
    horizon = parameters.horizon_months
    return (
        {
            "replicate": records.replicate,
            "seed": records.seed,
            "difficulty": records.difficulty,
        }
        | _durations(horizon, records.milestones)
        | _stated(horizon, records.monthly)
        | _conditions(records.monthly)
        | _counts(records.counts)
        | _costs(horizon, records.monthly)
    )


def stacked(parts: Iterable[Outcomes]) -> Outcomes:
    """Outcomes of all runs of several parts, in their order."""
    every = list(parts)
    return {name: np.concatenate([part[name] for part in every]) for name in every[0]}


def _durations(horizon: int, milestones: Mapping[str, Integers]) -> Outcomes:
    """Months to each milestone, censored at the horizon, and whether it was seen."""
    columns: Outcomes = {}
    for milestone in MILESTONES:
        first = milestones[milestone.event]
        seen = first != NEVER
        columns[f"{milestone.event}_months"] = np.where(seen, first, horizon)
        columns[f"{milestone.event}_observed"] = seen
    columns["months_without_result"] = columns["shared_result_months"]
    return columns


def _stated(horizon: int, monthly: Mapping[str, Vector]) -> Outcomes:
    """States at the stated years and at the end; missing beyond the horizon."""
    months = {f"year_{year}": 12 * year for year in STATED_YEARS}
    ends = months | {"end": horizon}
    return {
        f"{name}_{when}": _at(month, monthly[name])
        for name, times in (("alive", months), *((name, ends) for name in YEARLY))
        for when, month in times.items()
    }


def _at(month: int, values: Vector) -> Vector:
    """Values of a month, apart from the series, which need not be kept for them."""
    runs, months = values.shape
    return values[:, month].copy() if month < months else np.full(runs, np.nan)


def _conditions(monthly: Mapping[str, Vector]) -> Outcomes:
    return dict(
        column
        for name in (*CONDITIONS, "coordination")
        for column in _peak_and_mean(name, monthly[name])
    )


def _peak_and_mean(name: str, values: Vector) -> Iterator[tuple[str, Vector]]:
    yield f"{name}_peak", values.max(axis=1)
    yield f"{name}_mean", _after_the_start(values).mean(axis=1)


def _after_the_start(values: Vector) -> Vector:
    """Months but the start, side by side in memory: that fixes the order of sums."""
    return np.ascontiguousarray(values[:, 1:])


def _counts(counts: Mapping[str, Integers]) -> Outcomes:
    left = (f"left_{reason}" for reason in EXIT_REASONS)
    return {
        "pilots": counts["pilot_won"] + counts["pilot_failed"],
        "wins": counts["pilot_won"],
    } | {kind: counts[kind] for kind in ("joined", *left)}


def _costs(horizon: int, monthly: Mapping[str, Vector]) -> Outcomes:
    money = _after_the_start(monthly["grants"]).sum(axis=1)
    points = 100.0 * monthly["improvement"][:, horizon]
    stated = monthly["improvement"][:, horizon] >= LEAST_IMPROVEMENT
    missing = np.full(len(money), np.nan)
    return {
        "grant_money": money,
        "partner_years": _after_the_start(monthly["partner_time"]).sum(axis=1) / 12.0,
        "cost_per_improvement": np.divide(money, points, out=missing, where=stated),
    }
