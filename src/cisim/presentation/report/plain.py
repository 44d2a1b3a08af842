"""A report as plain text, for a terminal or a log: its answer and its tables."""

import itertools
import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from cisim.analysis.answers import Answers
from cisim.presentation.report.sections import (
    Block,
    Facts,
    Paragraph,
    Points,
    Report,
    Section,
    TableOf,
)
from cisim.presentation.wording import CAUTION

WIDTH = 80
"""Columns of a line of words."""

TABLE_WIDTH = 100
"""Columns of a table, unless its words alone are wider."""

INDENT, GAP = "  ", "  "
"""What stands before a table, and between its columns."""

MOST_ROWS = 16
"""Rows of a table that are printed; the report has all."""


type Cells = tuple[str, ...]


def text(report: Report, *headings: str) -> str:
    """Return title, question and answer, and the sections with these headings.

    Pictures and what folds out are left to the page.
    """
    parts = [report.title, report.question, report.answer, report.rests_on]
    lines = [line for part in parts if part for line in (_wrapped(part), "")]
    for section in report.sections:
        if section.heading in headings:
            lines += [*_section(section), ""]
    return "\n".join([*lines, _wrapped(CAUTION)])


def as_json(report: Report, found: Answers) -> dict[str, Any]:
    """Return what is said as one JSON object; missing and infinite numbers are null."""
    return {
        "title": report.title,
        "question": report.question,
        "answer": report.answer,
        "rests_on": report.rests_on,
        "caution": CAUTION,
        "verdicts": _records(found.tables.get("verdicts")),
        "enough": list(found.enough),
        "notes": list(found.notes),
    }


def _records(table: pd.DataFrame | None) -> list[dict[str, Any]]:
    if table is None:
        return []
    # Written by pandas, what is missing or infinite is null.
    records: list[dict[str, Any]] = json.loads(table.to_json(orient="records"))
    return records


def _section(section: Section) -> Iterator[str]:
    yield section.heading
    for block, before in zip(section.blocks, [None, *section.blocks], strict=False):
        if isinstance(before, TableOf):
            yield ""
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(words):
            yield _wrapped(words)
        case Points(items):
            yield from (_wrapped(item, "- ", "  ") for item in items)
        case Facts(pairs):
            yield from (_wrapped(f"{term}: {words}", "", "  ") for term, words in pairs)
        case TableOf():
            yield from _table(block)


def _table(table: TableOf) -> Iterator[str]:
    """Caption, headings and rows; long cells go on below, numbers at the right."""
    rows = [table.headings, *_not_repeated(table.rows[:MOST_ROWS])]
    widths = _widths(rows)
    numbers = [table.is_number(column) for column in range(len(widths))]
    yield _wrapped(table.caption, INDENT, INDENT)
    for row in rows:
        yield from _row(row, widths, numbers)
    if len(table.rows) > MOST_ROWS:
        yield f"{INDENT}and {len(table.rows) - MOST_ROWS} more rows in the report"


def _not_repeated(rows: Sequence[Cells]) -> Iterator[Cells]:
    """Rows that leave out a name which stands in the row above."""
    before = None
    for first, *others in rows:
        yield ("" if first == before else first, *others)
        before = first


def _widths(rows: Sequence[Cells]) -> list[int]:
    """Widths of columns: the widest give way, down to their longest word."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    least = [_longest_word(column) for column in columns]
    too_many = sum(widths) + len(INDENT) + len(GAP) * (len(widths) - 1) - TABLE_WIDTH
    for _ in range(too_many):
        room = [width - low for width, low in zip(widths, least, strict=True)]
        # Of those that can give way, the widest.
        column = max(range(len(widths)), key=lambda c: (room[c] > 0, widths[c]))
        widths[column] -= room[column] > 0
    return widths


def _longest_word(column: Cells) -> int:
    return max(len(word) for cell in column for word in cell.split() or [""])


def _row(row: Cells, widths: list[int], numbers: list[bool]) -> Iterator[str]:
    """Lines of a row: as many as its longest cell needs."""
    cells = [
        textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False)
        for cell, width in zip(row, widths, strict=True)
    ]
    for line in itertools.zip_longest(*cells, fillvalue=""):
        told = (
            part.rjust(width) if is_number else part.ljust(width)
            for part, width, is_number in zip(line, widths, numbers, strict=True)
        )
        yield f"{INDENT}{GAP.join(told)}".rstrip()


def _wrapped(words: str, first: str = "", then: str = "") -> str:
    return textwrap.fill(
        " ".join(words.split()),
        WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
