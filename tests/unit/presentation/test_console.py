"""The short table says what happened in words, whole at 80 columns."""

import io
import json
import re

import pytest
from rich.console import Console

from cisim.analysis.summary import summarise
from cisim.configuration.outcomes import MILESTONES, SUMMARY_COLUMNS
from cisim.presentation.console import headline, plain, rows, show, summary_json
from cisim.presentation.wording import CAUTION
from tests import synthetic


def made(kind):
    results = synthetic.results(kind)
    return results, summarise(results)


def printed(kind, **options):
    file = io.StringIO()
    results, summary = made(kind)
    show(results, summary, Console(file=file, **options))
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "typical",
            (
                "37 in 100 reached the shared result within 20 years (28 to 47);"
                " 22 in 100 had collapsed (15 to 31)."
            ),
        ),
        (
            "eight_runs",
            (
                "3 of 8 runs reached the shared result within 20 years"
                " (14 to 69 in 100); 2 of 8 runs had collapsed (7 to 59 in 100)."
            ),
        ),
        (
            "isolated",
            (
                "None of 100 runs reached the shared result within 20 years"
                " (0 to 4 in 100); nobody was convened, so nothing could collapse."
            ),
        ),
        (
            "one_run",
            (
                "1 of 1 run reached the shared result within 20 years; 0 of 1 run had"
                " collapsed."
            ),
        ),
    ],
)
def test_headline(kind, words):
    assert headline(*made(kind)) == words


def test_rows_for_milestones_survival_money_and_time():
    table = dict(rows(*made("typical")))
    assert table["Common agenda agreed"] == (
        "half of the initiatives had it by month 40 (36 to 44), 78 in 100 by year 20"
    )
    assert table["Shared result"] == "37 in 100 had it within 20 years (28 to 47)"
    assert table["Alive at year 3"] == "96 in 100 (90 to 98)"
    assert table["Grant money"] == "1.2 million on average"
    assert table["Partners' time"] == "45 full-time years on average (44 to 46)"
    labels = {
        milestone.label for milestone in MILESTONES if milestone.event != "collapse"
    }
    assert labels | {f"Alive at year {year}" for year in (3, 5, 7, 10)} <= set(table)


def test_rows_of_one_run_speak_of_the_run():
    assert dict(rows(*made("one_run")))["Phase 1 done"] == "the run had it by month 16"


def test_years_beyond_the_horizon_are_left_out():
    labels = [label for label, _ in rows(*made("five_years"))]
    assert "Alive at year 5" in labels
    assert "Alive at year 7" not in labels


@pytest.mark.parametrize("kind", synthetic.KINDS)
@pytest.mark.parametrize(
    "options", [{"width": 80}, {"force_terminal": True, "width": 80}]
)
def test_no_word_is_cut_at_80_columns(kind, options):
    text = printed(kind, color_system=None, **options)
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "…" not in text
    results, summary = made(kind)
    words = " ".join(
        [headline(results, summary), *map(" ".join, rows(results, summary))]
    )
    assert set(words.split()) <= set(text.split())


@pytest.mark.parametrize("kind", synthetic.KINDS)
def test_no_missing_number_is_printed(kind):
    assert not re.search(r"\bnan\b|<NA>|None(?! of)", plain(*made(kind)))


@pytest.mark.parametrize("options", [{}, {"force_terminal": True}])
def test_the_caution_is_said(options):
    text = printed("typical", color_system=None, width=80, **options)
    assert CAUTION in " ".join(text.split())


def test_plain_text_has_no_codes_or_frames():
    text = printed("typical", width=80)
    assert text.isascii()


def test_a_title_is_not_taken_for_markup():
    results, summary = made("typical")
    title = "Site [bold]A[/bold] [1]"
    object.__setattr__(results.scenario, "title", title)
    for terminal in (True, False):
        file = io.StringIO()
        console = Console(file=file, force_terminal=terminal, color_system=None)
        show(results, summary, console)
        assert title in file.getvalue()


@pytest.mark.parametrize("kind", ["typical", "isolated", "one_run"])
def test_json_holds_the_summary(kind):
    results, summary = made(kind)
    document = json.loads(json.dumps(summary_json(results, summary), allow_nan=False))
    assert document["headline"] == headline(results, summary)
    assert document["caution"] == CAUTION
    assert document["replicates"] == results.replicates
    assert len(document["summary"]) == len(summary)
    first = document["summary"][0]
    assert list(first) == [column.name for column in SUMMARY_COLUMNS]
    assert first["runs"] == results.replicates
    missing = int(summary["value"].isna().sum())
    assert sum(row["value"] is None for row in document["summary"]) == missing


def test_isolated_impact_has_rows_that_say_something():
    table = dict(rows(*made("isolated")))
    assert set(table) >= {"Shared result", "Improvement at the end", "Grant money"}
    assert "Phase 1 done" not in table
    assert "% of the indicator on average" in table["Improvement at the end"]
