"""The codebook: what every column and every coded value of a results folder means."""

from collections.abc import Iterator, Mapping

import pandas as pd

from cisim.configuration.outcomes import (
    EVENTS,
    REASONS,
    SERIES,
    Column,
    tables,
)
from cisim.configuration.rosters import TABLES, cells
from cisim.experiment.results import frame_of_rows

CODEBOOK_COLUMNS = (
    Column("table", "text", "", "Table, or table and column of a coded value."),
    Column("column", "text", "", "Column, or coded value."),
    Column("type", "text", "", "Type of the column; coded value."),
    Column("unit", "text", "", "Unit."),
    Column("meaning", "text", "", "What it means."),
)


def codebook() -> pd.DataFrame:
    """Meaning of all columns, series variables, kinds of events and reasons."""
    rows = (
        dict(zip((column.name for column in CODEBOOK_COLUMNS), row, strict=True))
        for row in _rows()
    )
    return frame_of_rows(rows, CODEBOOK_COLUMNS)


def _rows() -> Iterator[tuple[str, str, str, str, str]]:
    for table, columns in tables().items():
        for column in columns:
            yield table, column.name, column.type, column.unit, column.meaning
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


def _coded(
    where: str, meanings: Mapping[str, str]
) -> Iterator[tuple[str, str, str, str, str]]:
    for value, meaning in meanings.items():
        yield where, value, "coded value", "", meaning
