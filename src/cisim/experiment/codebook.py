"""The codebook: what every column and every coded value of a results folder means."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from cisim.configuration.answers import study_tables
from cisim.configuration.outcomes import (
    EVENTS,
    REASONS,
    SERIES,
    Column,
    tables,
)
from cisim.configuration.rosters import TABLES, cells
from cisim.experiment.results import frame_of_rows
from cisim.experiment.study_columns import (
    failure_columns,
    kinds,
    point_columns,
    study_run_columns,
)

CODEBOOK_COLUMNS = (
    Column("table", "text", "", "Table, or table and column of a coded value."),
    Column("column", "text", "", "Column, or coded value."),
    Column("type", "text", "", "Type of the column; coded value."),
    Column("unit", "text", "", "Unit."),
    Column("meaning", "text", "", "What it means."),
)


type _Row = tuple[str, str, str, str, str]


def codebook() -> pd.DataFrame:
    """Meaning of all columns, series variables, kinds of events and reasons."""
    return _told(_rows())


def study_codebook(points: pd.DataFrame) -> pd.DataFrame:
    """Meaning of all columns of the folder of a study, whose points are given."""
    known = kinds(points)
    of_runs = {
        "points": point_columns(known),
        "runs": study_run_columns(known),
        "failures": failure_columns(known),
    }
    return _told(_columns(of_runs | study_tables()))


def _told(rows: Iterable[_Row]) -> pd.DataFrame:
    names = [column.name for column in CODEBOOK_COLUMNS]
    named = (dict(zip(names, row, strict=True)) for row in rows)
    return frame_of_rows(named, CODEBOOK_COLUMNS)


def _columns(some: Mapping[str, tuple[Column, ...]]) -> Iterator[_Row]:
    for table, columns in some.items():
        for column in columns:
            yield table, column.name, column.type, column.unit, column.meaning


def _rows() -> Iterator[_Row]:
    yield from _columns(tables())
    for table, row_type in TABLES.items():
        for name, cell in cells(row_type).items():
            kind = "number" if cell.unit else "text"
            yield f"{table}.csv", name, kind, cell.unit, cell.meaning
    for column in SERIES:
        yield (
            "monthly.variable",
            column.name,
            "coded value",
            column.unit,
            column.meaning,
        )
    yield from _coded("events.kind", EVENTS)
    yield from _coded("events.reason", REASONS)


def _coded(where: str, meanings: Mapping[str, str]) -> Iterator[_Row]:
    for value, meaning in meanings.items():
        yield where, value, "coded value", "", meaning
