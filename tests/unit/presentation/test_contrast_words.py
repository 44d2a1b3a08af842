"""Signs in plain words."""

import math

import pytest

from cisim.analysis.contrasts import Found
from cisim.configuration.claims import (
    Among,
    AnyOf,
    ByMonth,
    Order,
    Outcome,
    Sign,
    Within,
)
from cisim.configuration.outcomes import run_columns
from cisim.configuration.scenarios import Change, Scenario
from cisim.presentation.contrast_words import (
    column_words,
    compared,
    differences,
    expected_words,
    found_words,
    statistic_words,
    weighted,
)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("shared_result_observed", "shared result"),
        ("agenda_adopted_months", "months to common agenda agreed"),
        ("months_without_result", "months without result"),
        ("alive_year_7", "alive at year 7"),
        ("trust_year_3", "trust at year 3"),
        ("improvement_end", "improvement at the end"),
        ("left_lost_belief", "exits by lost belief"),
        ("grant_money", "grant money"),
    ],
)
def test_a_column_in_words(column, words):
    assert column_words(column) == words


def test_no_column_shows_its_name():
    assert not [c.name for c in run_columns() if "_" in column_words(c.name)]


@pytest.mark.parametrize(
    ("statistic", "words"),
    [
        (Outcome({"wins": 1.0}, "pilots"), "quick wins per pilots"),
        (
            Outcome({"trust_year_1": 1.0, "trust_year_10": -0.5}),
            "trust at year 1 − 0.5 × trust at year 10",
        ),
        (
            AnyOf(("shared_result_observed", "alive_year_10")),
            "share with shared result or alive at year 10",
        ),
        (ByMonth("organised", 24), "share with phase 2 done by month 24"),
        (
            Within("collapse", 14, 36, 48),
            "share with collapse in months 14 to 35 of every 48, less those outside",
        ),
        (
            Order("joint_milestone", "shared_result", 18),
            (
                "share with joint projects under way at least 18 months before shared"
                " result, where that came"
            ),
        ),
        (
            Order("first_win", "shared_result"),
            "share with first quick win before shared result, where that came",
        ),
    ],
)
def test_a_statistic_in_words(statistic, words):
    assert statistic_words(statistic) == words


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"a": 1.0}, "a"),
        ({"a": 1.0, "b": -1.0}, "a − b"),
        ({"a": 0.5, "b": 0.5, "c": -1.0}, "0.5 × a + 0.5 × b − c"),
        ({"a": 1.0, "b": -1.0, "c": -1.0, "d": 1.0}, "(a − b) − (c − d)"),
        ({"a": -1.0, "b": 2.0}, "− a + 2 × b"),
    ],
)
def test_weights_in_words(weights, words):
    assert weighted(weights) == words


def sign(**settings):
    given = {"expected": "+", "label": "emergent"} | settings
    weights = {"C21.no_backbone": 1.0, "as_it_is": -1.0}
    return Sign(Outcome({"wins": 1.0}), weights, **given)


def test_what_is_compared():
    told = "quick wins: no backbone of C21 − as it is"
    assert compared(sign()) == told
    assert compared(sign(words="fewer")) == f"fewer: {told}"


def test_a_choice_of_replicates_is_told():
    among = Among(Outcome({"grant_money": 1.0}), {"a": 1.0, "b": -1.0})
    assert compared(sign(among=among)).endswith(", where grant money (a − b) > 0")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "> 0"),
        ({"expected": "-", "reference": 0.05}, "< 0.05"),
        ({"expected": "0", "margin": 0.1}, "within 0.1"),
        ({"expected": "0", "margin": 0.1, "reference": 0.9}, "within 0.1 of 0.9"),
    ],
)
def test_what_is_expected(settings, words):
    assert expected_words(sign(**settings)) == words


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (Found(0.1234, 0.0456, 9), "0.123 ± 0.046"),
        (Found(-31.4, 4.2, 9), "−31.4 ± 4.2"),
        (Found(123456.0, 2345.0, 9), "123456 ± 2345"),
        (Found(1.0, 0.0, 9), "1.00 ± 0.00"),
        (Found(0.5, math.nan, 1), "0.5 (one run)"),
        (Found(math.nan, math.nan, 0), "no such runs"),
    ],
)
def test_what_was_found(result, words):
    assert found_words(result) == words


def test_how_scenarios_differ():
    start = Scenario()
    other = start.with_(
        funding={"duration_years": 7}, governance={"structure": "working_groups"}
    )
    later = Scenario(
        "", "", "", other.parameters, (Change(36, {"place.urgency": 1.0}),)
    )
    assert differences(start, start) == ""
    assert differences(later, start) == (
        "`funding.duration_years` 7; `governance.structure` working_groups;"
        " from month 36: `place.urgency` 1"
    )
