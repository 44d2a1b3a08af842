"""A report in a terminal: its answer, its tables, and no line too long."""

import json
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.analysis.answers import Answers
from cisim.presentation.report.plain import (
    MOST_ROWS,
    TABLE_WIDTH,
    WIDTH,
    as_json,
    text,
)
from cisim.presentation.report.sections import (
    Facts,
    FoldOut,
    Paragraph,
    Points,
    Report,
    Section,
    TableOf,
)
from cisim.presentation.wording import CAUTION

WORDS = "many words that go on and on until the line is full and then some more " * 3


def table(*rows, headings=("expected", "found"), caption="What was found."):
    return TableOf(caption, headings, rows)


def report(*blocks, heading="The numbers"):
    sections = (Section(heading, blocks), Section("More", (Paragraph("hidden"),)))
    return Report("A title", "A question?", WORDS, "", sections, "1.0")


def told(*blocks):
    """Lines of the section that holds these blocks."""
    lines = text(report(*blocks), "The numbers").splitlines()
    return lines[lines.index("The numbers") + 1 : -2]


def test_answer_and_caution_stand_around_the_chosen_sections():
    lines = text(report(Paragraph("shown")), "The numbers").splitlines()
    assert lines[:4] == ["A title", "", "A question?", ""]
    assert "shown" in lines
    assert "hidden" not in lines
    assert lines[-1] == CAUTION


def test_without_headings_there_is_the_answer_alone():
    assert "The numbers" not in text(report(Paragraph("shown")))


def test_blocks_of_words_are_wrapped():
    lines = told(Paragraph(WORDS), Points((WORDS,)), Facts((("term", WORDS),)))
    assert max(map(len, lines)) <= WIDTH
    assert sum(line.startswith("- many") for line in lines) == 1
    assert sum(line.startswith("term: many") for line in lines) == 1


def test_what_folds_out_is_left_to_the_page():
    assert told(FoldOut("More", (Paragraph("folded"),))) == []


def test_a_table_has_its_caption_and_numbers_at_the_right():
    assert told(table(("one", "5"), ("another", "12"))) == [
        "  What was found.",
        "  expected  found",
        "  one           5",
        "  another      12",
    ]


def test_a_second_table_stands_apart():
    lines = told(table(("one", "5")), table(("one", "5")))
    assert lines.index("") == 3
    assert len(lines) == 7


def test_a_name_that_stands_in_the_row_above_is_not_repeated():
    rows = (("one", "a"), ("one", "b"), ("two", "b"))
    assert told(table(*rows))[2:] == ["  one       a", "            b", "  two       b"]


def test_the_widest_column_gives_way():
    first, *others = told(table((WORDS.strip(), "0.5 (0.2 to 0.7)")))[2:]
    assert len(first) <= TABLE_WIDTH
    assert first.endswith("0.5 (0.2 to 0.7)")
    assert others
    assert " ".join(" ".join([first[:-16], *others]).split()) == WORDS.strip()


CELL = st.text("abc ", min_size=1, max_size=90).map(
    lambda s: " ".join(s.split()) or "a"
)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5))
def test_no_word_is_lost_or_broken_and_lines_fit_if_words_do(rows):
    lines = told(table(*rows, headings=("x", "y", "z")))[2:]
    given = [word for row in rows for cell in row for word in cell.split()]
    if len({row[0] for row in rows}) == len(rows):
        assert sorted(" ".join(lines).split()) == sorted(given)
    assert max(map(len, lines)) <= max(TABLE_WIDTH, 2 + 3 * max(map(len, given)) + 4)


def test_a_long_table_says_how_much_more_the_report_has():
    rows = [(f"row {k}", str(k)) for k in range(MOST_ROWS + 3)]
    assert told(table(*rows))[-1] == "  and 3 more rows in the report"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_json_has_null_for_what_is_no_number(value):
    verdicts = pd.DataFrame(
        {"words": ["a"], "value": [value], "more": pd.array([None], dtype="Int64")}
    )
    said = as_json(report(), Answers({"verdicts": verdicts}, ("yes",), {}, ("why",)))
    assert json.loads(json.dumps(said, allow_nan=False)) == said
    assert said["verdicts"] == [{"words": "a", "value": None, "more": None}]
    assert (said["enough"], said["notes"]) == (["yes"], ["why"])
    assert said["caution"] == CAUTION


def test_json_without_expectations_has_no_verdicts():
    assert as_json(report(), Answers({}))["verdicts"] == []
