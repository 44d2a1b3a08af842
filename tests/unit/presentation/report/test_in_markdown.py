"""Sections of a report as Markdown."""

from cisim.presentation.report.in_markdown import in_markdown
from cisim.presentation.report.sections import (
    Facts,
    FoldOut,
    Paragraph,
    Points,
    Report,
    Section,
    TableOf,
)

TABLE = TableOf("What was found.", ("place", "share"), (("here|there", "7"),))
REPORT = Report(
    title="Title",
    question="Why?",
    answer="Because.",
    rests_on="8 runs.",
    sections=(
        Section("Numbers", (Paragraph("Words."), TABLE, FoldOut("More", (TABLE,)))),
        Section("Left out", (Paragraph("Nobody sees this."),)),
        Section("Signs", (Points(("one", "two")), Facts((("term", "meaning"),)))),
        Section("Empty", (FoldOut("More", (TABLE,)),)),
    ),
    version="0",
)


def test_the_answer_comes_first_and_sections_that_are_asked_for_follow():
    words = in_markdown(REPORT, "Signs", "Numbers", "Empty")
    assert words == (
        "**Because.** 8 runs.\n\n"
        "### Numbers\n\nWords.\n\nWhat was found.\n\n"
        "| place | share |\n| --- | --- |\n| here\\|there | 7 |\n\n"
        "### Signs\n\n- one\n- two\n\n- term: meaning"
    )
