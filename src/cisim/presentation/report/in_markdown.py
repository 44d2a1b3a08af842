"""Sections of a report as Markdown, for pages of the documentation."""

from collections.abc import Iterator

from cisim.presentation.markdown import table
from cisim.presentation.report.sections import (
    Block,
    Facts,
    Paragraph,
    Points,
    Report,
    TableOf,
)


def in_markdown(report: Report, *headings: str) -> str:
    """Return the answer and the sections with these headings, in their order.

    Pictures and what folds out are left to the page of the report.
    """
    parts = [f"**{report.answer}** {report.rests_on}"]
    for section in report.sections:
        if section.heading in headings:
            blocks = [words for block in section.blocks for words in _block(block)]
            if blocks:
                parts += [f"### {section.heading}", *blocks]
    return "\n\n".join(part.strip() for part in parts)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(words):
            yield words
        case Points(items):
            yield "\n".join(f"- {item}" for item in items)
        case Facts(pairs):
            yield "\n".join(f"- {term}: {words}" for term, words in pairs)
        case TableOf(caption, columns, rows):
            yield caption
            yield table(columns, rows)
