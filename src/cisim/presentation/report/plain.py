"""A report as plain text, for a terminal or a log: its answer and its tables."""

import json
import math
import textwrap
from collections.abc import Iterator
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
"""Columns of a line of words; tables may be wider."""

MOST_ROWS = 16
"""Rows of a table that are printed; the report has all."""


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
    finite = table.replace([math.inf, -math.inf], math.nan).astype(object)
    records: list[dict[str, Any]] = json.loads(finite.to_json(orient="records"))
    return records


def _section(section: Section) -> Iterator[str]:
    yield section.heading
    for block in section.blocks:
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
    """Columns as wide as their cells; numbers at the right."""
    rows = [table.headings, *table.rows[:MOST_ROWS]]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    numbers = [table.is_number(column) for column in range(len(widths))]
    for row in rows:
        cells = (
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(row, widths, numbers, strict=True)
        )
        yield f"  {'  '.join(cells)}".rstrip()
    if len(table.rows) > MOST_ROWS:
        yield f"  and {len(table.rows) - MOST_ROWS} more rows in the report"


def _wrapped(words: str, first: str = "", then: str = "") -> str:
    return textwrap.fill(
        " ".join(words.split()),
        WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
