"""The outcome of many runs of one scenario, as tables with declared columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cisim.configuration.outcomes import Column, ColumnType, run_columns
from cisim.configuration.scenarios import Scenario
from cisim.model.outcomes import Outcomes
from cisim.model.saved_month import SavedMonth

DTYPES: Mapping[ColumnType, str] = {
    "integer": "Int64",
    "number": "float64",
    "truth": "boolean",
    "text": "string",
}
"""How each declared type is held in memory; all but numbers know missing values."""

_PLAIN: Mapping[ColumnType, type] = {
    "integer": np.int64,
    "number": np.float64,
    "truth": np.float64,
}
"""How a run's outcome of each type is held in an array; NaN is a missing truth."""


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """Replicates of one scenario under one experiment seed.

    ``runs`` has a row per run, ``monthly`` quantiles over runs, ``events`` what
    happened when, ``ties`` the trust network of replicate 0 at some months; their
    columns are those of `cisim.configuration.outcomes.tables`. ``saved`` has every run
    at the beginning of a month, if one was to be kept.
    """

    scenario: Scenario
    seed: int
    replicates: int
    runs: pd.DataFrame
    monthly: pd.DataFrame
    events: pd.DataFrame
    ties: pd.DataFrame
    saved: tuple[SavedMonth, ...] = ()

    @property
    def horizon_months(self) -> int:
        """Length of every run in months."""
        return self.scenario.parameters.horizon_months

    @property
    def horizon_years(self) -> int:
        """Length of every run in years."""
        return self.horizon_months // 12

    def tables(self) -> dict[str, pd.DataFrame]:
        """Tables by name, in the order in which they are declared."""
        return {
            "runs": self.runs,
            "monthly": self.monthly,
            "events": self.events,
            "ties": self.ties,
        }


def frame(
    values: Mapping[str, Sequence[Any] | NDArray[Any]], columns: Sequence[Column]
) -> pd.DataFrame:
    """Make a table with the declared columns from their values by name.

    A missing value is ``None`` in a sequence, NaN in an array.

    Raises
    ------
    ValueError
        If a declared column is missing or a column is not declared.
    """
    _check_names(values, [column.name for column in columns])
    return pd.DataFrame(
        {
            column.name: pd.Series(values[column.name], dtype=DTYPES[column.type])
            for column in columns
        }
    )


def frame_of_rows(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]
) -> pd.DataFrame:
    """Make a table with the declared columns from rows by column name.

    Raises
    ------
    ValueError
        If a row lacks a declared column or has one that is not declared.
    """
    rows = list(rows)
    names = [column.name for column in columns]
    for row in rows:
        _check_names(row, names)
    return frame({name: [row[name] for row in rows] for name in names}, columns)


class RunTable:
    """The table of runs of replicates from 0 on, filled part by part in any order.

    ``filled`` counts the rows that are there. Until all are, columns are plain arrays:
    whoever fills them holds up all threads that compute.
    """

    def __init__(self, replicates: int) -> None:
        self.filled = 0
        self._columns: dict[str, NDArray[Any]] = {
            column.name: np.empty(replicates, dtype=_PLAIN[column.type])
            for column in run_columns()
        }

    def put(self, outcomes: Outcomes) -> None:
        """Write the rows of some replicates."""
        _check_names(outcomes, self._columns)
        rows = outcomes["replicate"]
        for name, column in self._columns.items():
            column[rows] = outcomes[name]
        self.filled += len(rows)

    def frame(self) -> pd.DataFrame:
        """Return the table and keep nothing of it: it may fill half the memory."""
        columns = {
            column.name: pd.Series(
                self._columns.pop(column.name), dtype=DTYPES[column.type], copy=False
            ).array
            for column in run_columns()
        }
        return pd.DataFrame(columns, copy=False)


def typed(table: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """Give a table the declared order and types of its columns, rows from 0.

    Raises
    ------
    ValueError
        If a declared column is missing or a column is not declared.
    """
    return frame({name: table[name].array for name in table.columns}, columns)


def _check_names(given: Iterable[str], declared: Iterable[str]) -> None:
    missing, unknown = set(declared) - set(given), set(given) - set(declared)
    if missing or unknown:
        message = (
            f"columns missing: {_listed(missing)}; not declared: {_listed(unknown)}"
        )
        raise ValueError(message)


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"
