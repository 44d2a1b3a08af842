"""Columns of the tables of a study: points, runs, and runs that failed."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from cisim.configuration.outcomes import Column, ColumnType, run_columns
from cisim.configuration.parameters import declared

RUN: Final = Column("run", "integer", "number", "Which run of the study, from 0.")
POINT: Final = Column("point", "integer", "number", "Design point of it, from 0.")
PLACES: Final = (
    Column("context", "text", "", "Context of the point; empty without contexts."),
    Column("alternative", "text", "", "Alternative; empty where there are none."),
)
ERROR: Final = Column("error", "text", "", "Error in which the run ended.")


def kinds(points: pd.DataFrame) -> dict[str, ColumnType]:
    """Types of the columns of the table of points, by name."""
    return {str(name): _kind(points[name]) for name in points.columns}


def _kind(values: pd.Series) -> ColumnType:
    if pd.api.types.is_bool_dtype(values.dtype):
        return "truth"
    if pd.api.types.is_integer_dtype(values.dtype):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(values.dtype) else "text"


def point_columns(known: Mapping[str, ColumnType]) -> tuple[Column, ...]:
    """Columns of ``points.parquet``: one row is one design point."""
    return (POINT, *PLACES, *_factors(known))


def study_run_columns(known: Mapping[str, ColumnType]) -> tuple[Column, ...]:
    """Columns of a study's ``runs.parquet``: one row is one run."""
    which, outcomes = _parted()
    return (RUN, POINT, *PLACES, *which, *_factors(known), *outcomes)


def failure_columns(known: Mapping[str, ColumnType]) -> tuple[Column, ...]:
    """Columns of ``failures.csv``: one row is one run that ended in an error."""
    which, _ = _parted()
    return (RUN, POINT, *PLACES, *which, *_factors(known), ERROR)


def _parted() -> tuple[list[Column], list[Column]]:
    """Columns that say which replicate it is, and those that say what came out."""
    which = {"replicate", "seed"}
    columns = run_columns()
    return [c for c in columns if c.name in which], [
        c for c in columns if c.name not in which
    ]


def _factors(known: Mapping[str, ColumnType]) -> list[Column]:
    fixed = {column.name for column in (POINT, *PLACES)}
    return [_factor(name, kind) for name, kind in known.items() if name not in fixed]


def _factor(name: str, kind: ColumnType) -> Column:
    parameter = declared().get(name)
    if parameter is None:
        return Column(name, kind, "", "Varied by the design.")
    about = parameter.declaration
    return Column(name, kind, about.unit, about.meaning)
