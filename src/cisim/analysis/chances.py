"""What happened at each point of a study: chances, times, costs, with intervals."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cisim.analysis.panels import Panels
from cisim.analysis.summary import Row, rows
from cisim.configuration.answers import CHANCE_COLUMNS
from cisim.configuration.outcomes import EXIT_REASONS, Column
from cisim.experiment.results import frame
from cisim.experiment.studies import Study

POINT_MEANS = (
    "months_without_result",
    "improvement_end",
    *(f"left_{reason}" for reason in EXIT_REASONS),
    "joined",
    "grant_money",
    "partner_years",
)
"""Outcomes of which the mean at every point is wanted."""


def chances(study: Study, outcomes: Iterable[str] = POINT_MEANS) -> pd.DataFrame:
    """Summarise every point of a study: the rows of `summarise`, point by point.

    All runs are followed to one horizon and collapse competes with the result, so that
    shares of all runs are the cumulative incidence and the mean of
    ``months_without_result`` is the restricted mean. An outcome that is missing in all
    runs of a point has no row there: nothing is alive where nobody was convened.
    """
    panels = Panels.of_study(study)
    horizon = study.experiment.scenario.parameters.horizon_months // 12
    parts = [_part(row) for row in rows(panels, horizon, outcomes)]
    values = {
        name: np.concatenate([part[name] for part in parts])
        for name in ("row", "outcome", "statistic", "value", "low", "high", "runs")
    }
    return frame(where(study, values.pop("row")) | values, CHANCE_COLUMNS)


def where(study: Study, places: NDArray[np.intp]) -> dict[str, Any]:
    """Point, context and alternative of some rows of the points of a study."""
    points = study.points.iloc[places]
    return {name: points[name].array for name in ("point", "context", "alternative")}


def table_of_points(
    study: Study, values: dict[str, Any], columns: Sequence[Column]
) -> pd.DataFrame:
    """Make a table with a row for every point of a study."""
    return frame(where(study, np.arange(len(study.points))) | values, columns)


def _part(row: Row) -> dict[str, NDArray[Any]]:
    outcome, statistic, estimates = row
    known = np.flatnonzero(estimates.runs > 0)
    return {
        "row": known,
        "outcome": np.full(len(known), outcome, dtype=object),
        "statistic": np.full(len(known), statistic, dtype=object),
    } | {name: array[known] for name, array in estimates._asdict().items()}
