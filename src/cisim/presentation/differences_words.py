"""In words: what two results folders differ in."""

import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from cisim.experiment.differences import (
    ColumnDifference,
    Differences,
    TableDifference,
    differences,
)

MOST_COLUMNS: Final = 20
"""Columns that are told one by one; of more, only their number is told."""


def told(old: Path, new: Path) -> str:
    """Return in which settings, versions and numbers two results folders differ.

    Raises
    ------
    StoreError, ConfigurationError
        As `differences`.
    """
    found = differences(old, new)
    lines = [
        f"from {old} to {new}",
        *_section("settings", "the same", found.settings),
        *_section("replicates, seed and the like", "the same", found.design),
        *_section("made by", "the same versions of everything", found.made_by),
        *_numbers(found),
    ]
    return "\n".join(lines)


def _section(name: str, nothing: str, lines: Iterable[str]) -> list[str]:
    indented = [f"  {line}" for line in lines]
    return [f"{name}:", *indented] if indented else [f"{name}: {nothing}"]


def _numbers(found: Differences) -> Iterator[str]:
    if found.equal:
        yield f"equal byte for byte: {', '.join(found.equal)}"
    if not found.tables:
        yield "numbers: the same"
    for table in found.tables:
        yield from _table(table)


def _table(table: TableDifference) -> Iterator[str]:
    before, after = table.rows
    if before != after:
        yield f"{table.name}: {before} -> {after} rows; columns are not compared"
    elif not (table.columns or table.only_old or table.only_new):
        yield f"{table.name}: the same {before} rows, written otherwise"
    else:
        yield f"{table.name}: values differ ({before} rows)"
    for side, names in (("first", table.only_old), ("second", table.only_new)):
        if names:
            yield f"  only in the {side}: {_listed(names)}"
    yield from (f"  {_column(each)}" for each in table.columns[:MOST_COLUMNS])
    if len(table.columns) > MOST_COLUMNS:
        yield f"  and {len(table.columns) - MOST_COLUMNS} more columns"


def _column(column: ColumnDifference) -> str:
    words = f"{column.column}: in {column.rows} rows"
    if math.isnan(column.largest):
        return words
    return f"{words}, by {column.largest:.6g} at most"


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - MOST_COLUMNS} more" if len(names) > MOST_COLUMNS else ""
    return f"{', '.join(names[:MOST_COLUMNS])}{more}"
