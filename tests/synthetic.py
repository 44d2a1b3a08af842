"""Made-up results with known properties, for tests of storing and showing.

Everything follows from the replicate's place in an even spread over [0, 1], so that
no random numbers are needed and every number can be worked out by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cisim.configuration.outcomes import (
    CONDITIONS,
    EVENT_COLUMNS,
    MILESTONES,
    MONTHLY_COLUMNS,
    QUANTILES,
    SERIES,
    STATED_YEARS,
    TIE_COLUMNS,
    run_columns,
)
from cisim.configuration.parameters import Parameters, replaced
from cisim.configuration.scenarios import Change, Scenario
from cisim.experiment.results import Results, frame_of_rows

FIRST_MONTHS = {
    "common_words": 6,
    "measurement_agreed": 18,
    "initiated": 8,
    "first_win": 10,
    "agenda_adopted": 20,
    "organised": 26,
    "joint_milestone": 50,
    "shared_result": 80,
}
"""Earliest month of each milestone; later runs take up to three times as long."""


@dataclass(frozen=True)
class Kind:
    """What kind of results to make up."""

    replicates: int = 100
    horizon_years: int = 20
    reached: float = 0.37
    collapsed: float = 0.22
    convened: bool = True
    changes: tuple[Change, ...] = ()
    settings: tuple[tuple[str, float], ...] = ()


KINDS = {
    "typical": Kind(),
    "all_reached": Kind(reached=1.0, collapsed=0.0),
    "none_reached": Kind(reached=0.0, collapsed=0.3),
    "all_collapsed": Kind(reached=0.0, collapsed=1.0),
    "isolated": Kind(
        reached=0.0,
        collapsed=0.0,
        convened=False,
        settings=(("funding.yearly_amount", 0.0),),
    ),
    "one_run": Kind(replicates=1, reached=1.0, collapsed=0.0),
    "eight_runs": Kind(replicates=8, reached=0.38, collapsed=0.25),
    "five_years": Kind(horizon_years=5, reached=0.1),
    "changes": Kind(
        changes=(
            Change(36, {"funding.duration_years": 5.0}),
            Change(96, {"backbone.skill": 0.8, "quick_wins.pilots_per_year": 4.0}),
        )
    ),
}


def results(kind: str | Kind = "typical") -> Results:
    """Make up the results of a scenario."""
    kind = KINDS[kind] if isinstance(kind, str) else kind
    parameters = replaced(
        Parameters(),
        {"result.horizon_years": kind.horizon_years, **dict(kind.settings)},
    )
    return Results(
        scenario=Scenario("made-up", "Made up", "", parameters, kind.changes),
        seed=1,
        replicates=kind.replicates,
        runs=frame_of_rows(
            (_run(kind, r) for r in range(kind.replicates)), run_columns()
        ),
        monthly=frame_of_rows(_monthly(kind), MONTHLY_COLUMNS),
        events=frame_of_rows(_events(kind), EVENT_COLUMNS),
        ties=frame_of_rows(_ties(kind), TIE_COLUMNS),
    )


def with_runs(given: Results, **columns: list[Any]) -> Results:
    """Return results whose runs have some columns replaced by given values."""
    runs = given.runs.assign(
        **{
            name: pd.Series(values, dtype=given.runs[name].dtype)
            for name, values in columns.items()
        }
    )
    return Results(
        given.scenario,
        given.seed,
        given.replicates,
        runs,
        given.monthly,
        given.events,
        given.ties,
    )


def _place(kind: Kind, replicate: int) -> float:
    return (replicate + 0.5) / kind.replicates


def _run(kind: Kind, replicate: int) -> dict[str, Any]:
    place = _place(kind, replicate)
    row = {column.name: _plain(column.type, place) for column in run_columns()}
    row |= {"replicate": replicate, "seed": 1000 + replicate}
    for milestone in MILESTONES:
        month = _month_of(kind, milestone.event, place)
        observed = month is not None
        row[f"{milestone.event}_observed"] = observed
        row[f"{milestone.event}_months"] = month if observed else _horizon(kind)
    row["months_without_result"] = row["shared_result_months"]
    ended = row["collapse_months"] if row["collapse_observed"] else 10_000
    for year in STATED_YEARS:
        known = kind.convened and year <= kind.horizon_years
        row[f"alive_year_{year}"] = 12 * year < ended if known else None
        for name in ("improvement", "system_change", "trust", "density"):
            if year > kind.horizon_years:
                row[f"{name}_year_{year}"] = None
    return row | {
        "grant_money": 1_200_000.0 if kind.convened else 0.0,
        "partner_years": 40.0 + 10 * place if kind.convened else 0.0,
        "improvement_end": 0.15 - 0.1 * place if kind.reached else 0.0,
    }


def _plain(column_type: str, place: float) -> Any:
    return {"integer": int(10 * place), "number": place, "truth": None, "text": ""}[
        column_type
    ]


def _horizon(kind: Kind) -> int:
    return 12 * kind.horizon_years


def _month_of(kind: Kind, event: str, place: float) -> int | None:
    if not kind.convened:
        return None
    if event == "collapse":
        if place <= 1 - kind.collapsed:
            return None
        month = 30 + 40 * (1 - place) / kind.collapsed
    elif event == "shared_result" and place > kind.reached:
        return None
    else:
        month = FIRST_MONTHS[event] * (1 + 2 * place)
        if place > 1 - kind.collapsed and month > 30:
            return None
    return round(month) if month <= _horizon(kind) else None


SHAPES: dict[str, Callable[[np.ndarray, float], np.ndarray]] = {
    "members": lambda t, z: 20 - 8 * (1 - z) * t,
    "staff": lambda t, z: 3 * z * (1 - t),
    "grants": lambda t, _: np.where(t < 0.15, 33_000.0, 0.0),
    "improvement": lambda t, z: 0.2 * z * t**2,
    "system_change": lambda t, z: 0.8 * z * t**1.5,
    "trust": lambda t, z: 0.3 + 0.4 * z * t,
    "effort": lambda t, z: 0.05 + 0.3 * z * np.sqrt(t),
    "morale": lambda t, z: 0.6 + 0.3 * (z - 0.5) * np.sin(4 * t),
}


def _monthly(kind: Kind) -> list[dict[str, Any]]:
    months = np.arange(_horizon(kind) + 1)
    rows = []
    for column in SERIES:
        shape = SHAPES.get(column.name, lambda t, z: z * np.minimum(1, 2 * t))
        level = 1.0 if kind.reached else 0.3
        values = {
            f"q{round(100 * q):02d}": level * shape(months / months[-1], q)
            for q in QUANTILES
        }
        values["mean"] = values["q50"]
        if not kind.convened and column.name != "improvement":
            missing = np.nan if column.name == "alive" else 0.0
            values = {name: np.full(len(months), missing) for name in values}
        rows += [
            {"month": int(month), "variable": column.name}
            | {name: float(series[month]) for name, series in values.items()}
            for month in months
        ]
    return rows


def _events(kind: Kind) -> list[dict[str, Any]]:
    rows = []
    for replicate in range(kind.replicates):
        for milestone in MILESTONES:
            month = _month_of(kind, milestone.event, _place(kind, replicate))
            if month is not None:
                rows.append(_event(replicate, month, milestone.event))
        if kind.convened:
            rows.append(_event(replicate, 18, "left", 3, "frustration"))
    return rows


def _event(
    replicate: int,
    month: int,
    kind: str,
    organisation: int | None = None,
    reason: str = "",
) -> dict[str, Any]:
    return {
        "replicate": replicate,
        "month": month,
        "kind": kind,
        "organisation": organisation,
        "reason": reason,
    }


def _ties(kind: Kind) -> list[dict[str, Any]]:
    """Make up a table that loses a member a picture and grows in trust."""
    if not kind.convened:
        return []
    months = [month for month in (0, 12, 36, 60, 120) if month <= _horizon(kind)]
    rows = []
    for picture, month in enumerate(months):
        members = range(picture, 20)
        for one in members:
            for other in [m for m in members if m != one] + [None]:
                place = 40 if other is None else other
                spread = (0.618 * (one * 41 + place)) % 1
                trust = min(1.0, 0.25 + 0.12 * picture + 0.4 * spread)
                rows.append(
                    {
                        "month": month,
                        "organisation": one,
                        "partner": other,
                        "trust": trust,
                    }
                )
    return rows


__all__ = ["CONDITIONS", "KINDS", "Kind", "results", "with_runs"]
