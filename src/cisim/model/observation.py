"""Observation: the record of a run and the outcomes computed from it (ODD 7.16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cisim.configuration.outcomes import (
    CONDITIONS,
    EXIT_REASONS,
    MILESTONES,
    STATED_YEARS,
    YEARLY,
)
from cisim.configuration.parameters import Parameters
from cisim.model.state import Vector

if TYPE_CHECKING:
    from cisim.model.saved_month import SavedMonth

PICTURE_MONTHS = (0, 12, 36, 60, 120)
"""Months at which the trust network of one run is kept for a picture."""

LEAST_IMPROVEMENT = 0.005
"""Improvement below which cost per improvement is not stated."""

LEAST_NETWORK = 3
"""Nodes of the smallest network that can be centralised."""


class Event(NamedTuple):
    """Something that happened: when, what, to whom (place in the roster), why."""

    month: int
    kind: str
    organisation: int | None = None
    reason: str = ""


class Tie(NamedTuple):
    """Trust of a member in a partner, or in the backbone (no partner)."""

    month: int
    organisation: int
    partner: int | None
    trust: float


@dataclass(frozen=True, slots=True)
class Run:
    """The record of one run.

    ``monthly`` holds for every declared series its values of axis (month), from
    month 0 to the horizon. ``saved`` is the run at the beginning of a month, if it
    was to be kept.
    """

    replicate: int
    seed: int
    difficulty: float
    monthly: Mapping[str, Vector]
    events: tuple[Event, ...]
    ties: tuple[Tie, ...] = ()
    saved: "SavedMonth | None" = None


def density(strong: int, members: int) -> float:
    """Strong ties as a share of all that so many members could have."""
    return strong / (members * (members - 1)) if members > 1 else 0.0


def centralisation(degrees: Sequence[int]) -> float:
    """Freeman degree centralisation of strong ties, the backbone counted as a node.

    Two members are tied where their trust in each other is strong on average, a
    member and the backbone where its trust in it is [freeman1978].
    """
    n = len(degrees)
    if n < LEAST_NETWORK:
        return 0.0
    return (n * max(degrees) - sum(degrees)) / ((n - 1) * (n - 2))


def run_row(parameters: Parameters, run: Run) -> dict[str, Any]:
    """Outcomes of a run: its row in the table of runs."""
    return (
        {"replicate": run.replicate, "seed": run.seed, "difficulty": run.difficulty}
        | _durations(parameters.horizon_months, run.events)
        | _stated(parameters.horizon_months, run.monthly)
        | _conditions(run.monthly)
        | _counts(run.events)
        | _costs(parameters, run.monthly)
    )


def _durations(horizon: int, events: tuple[Event, ...]) -> dict[str, Any]:
    """Months to each milestone, censored at the horizon, and whether it was seen."""
    first: dict[str, int] = {}
    for event in events:
        first.setdefault(event.kind, event.month)
    row: dict[str, Any] = {}
    for milestone in MILESTONES:
        row[f"{milestone.event}_months"] = first.get(milestone.event, horizon)
        row[f"{milestone.event}_observed"] = milestone.event in first
    row["months_without_result"] = row["shared_result_months"]
    return row


def _stated(horizon: int, monthly: Mapping[str, Vector]) -> dict[str, Any]:
    """States at the stated years and at the end; missing beyond the horizon."""
    months = {f"year_{year}": 12 * year for year in STATED_YEARS}
    row: dict[str, Any] = {}
    for when, month in months.items():
        alive = monthly["alive"][month] if month <= horizon else np.nan
        row[f"alive_{when}"] = None if np.isnan(alive) else bool(alive)
    for name in YEARLY:
        for when, month in (months | {"end": horizon}).items():
            value = float(monthly[name][month]) if month <= horizon else np.nan
            row[f"{name}_{when}"] = value
    return row


def _conditions(monthly: Mapping[str, Vector]) -> dict[str, float]:
    row = {}
    for name in (*CONDITIONS, "coordination"):
        row[f"{name}_peak"] = float(monthly[name].max())
        row[f"{name}_mean"] = float(monthly[name][1:].mean())
    return row


def _counts(events: tuple[Event, ...]) -> dict[str, int]:
    kinds = [event.kind for event in events]
    wins = kinds.count("pilot_won")
    left = [event.reason for event in events if event.kind == "left"]
    return {
        "pilots": wins + kinds.count("pilot_failed"),
        "wins": wins,
        "joined": kinds.count("joined"),
    } | {f"left_{reason}": left.count(reason) for reason in EXIT_REASONS}


def _costs(parameters: Parameters, monthly: Mapping[str, Vector]) -> dict[str, float]:
    money = float(monthly["grants"][1:].sum())
    improvement = float(monthly["improvement"][parameters.horizon_months])
    stated = improvement >= LEAST_IMPROVEMENT
    return {
        "grant_money": money,
        "partner_years": float(monthly["partner_time"][1:].sum() / 12.0),
        "cost_per_improvement": money / (100.0 * improvement) if stated else np.nan,
    }
