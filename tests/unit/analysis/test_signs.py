"""What becomes of runs that show signs, among the same replicates."""

import math

import numpy as np
import pytest

from cisim.analysis.signs import shown, signs
from cisim.configuration.answers import SIGN_COLUMNS
from cisim.configuration.experiments import Condition, Sign
from tests.studies import alternatives_study

WON = Sign("won", "", (Condition(event="first_win", by_month=36),))
NOT_WON = Sign("not_won", "", (Condition(event="first_win", by_month=36, seen=False),))
TRUSTING = Sign("trusting", "", (Condition(outcome="trust_year_3", low=0.5, high=0.8),))

SEEN = {
    "first_win_months": [10, 36, 37, 240],
    "first_win_observed": [True, True, True, False],
    "trust_year_3": [0.5, 0.9, 0.8, math.nan],
}


def study(*given, other=(), **settings):
    values = {
        "stop": SEEN | {"shared_result_observed": [False, False, False, True]},
        "go": SEEN
        | {"shared_result_observed": [True, False, True, True]}
        | dict(other),
    }
    return alternatives_study(values, signs=given, **settings)


def test_columns_are_the_declared_ones():
    for table in (signs(study()), signs(study(WON))):
        assert list(table.columns) == [column.name for column in SIGN_COLUMNS]
    assert signs(study()).empty


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        (WON, [True, True, False, False]),
        (NOT_WON, [False, False, True, True]),
        (TRUSTING, [True, False, True, False]),
        (Sign("both", "", WON.conditions + TRUSTING.conditions), [True] + [False] * 3),
    ],
)
def test_signs_are_what_was_seen_by_a_month(sign, expected):
    runs = study().runs
    assert shown(sign.conditions, runs[runs["point"] == 0]).tolist() == expected


def test_chances_are_those_among_the_runs_that_show_them():
    table = signs(study(WON, NOT_WON)).set_index(["sign", "alternative"])
    assert table["runs"].tolist() == [2, 2, 2, 2]
    assert table["share"].tolist() == [0.5] * 4
    assert table["chance"].tolist() == [0, 0.5, 0.5, 1]
    assert table["difference"]["won", "go"] == 0.5
    assert math.isnan(table["difference"]["won", "stop"])
    assert table["same_runs"].all()
    assert (
        table["difference_low"]["won", "go"] < 0 < table["difference_high"]["won", "go"]
    )


def test_a_past_that_is_not_common_is_told_and_pairs_are_those_of_both():
    other = {"first_win_months": [10, 99, 20, 240]}
    table = signs(study(WON, other=other)).set_index("alternative")
    assert table["same_runs"].to_dict() == {"stop": True, "go": False}
    assert table["runs"].to_dict() == {"stop": 2, "go": 2}
    assert table["pairs"]["go"] == 1


def test_a_failed_run_is_no_different_past():
    table = signs(study(WON, missing=[(0, 0)])).set_index("alternative")
    assert table["same_runs"].all()
    assert (table["runs"]["stop"], table["pairs"]["go"]) == (1, 1)


def test_signs_that_nobody_shows_have_no_chance():
    never = Sign("never", "", (Condition(event="first_win", by_month=1),))
    table = signs(study(never))
    assert table["runs"].tolist() == [0, 0]
    assert np.isnan(table["chance"]).all()
    assert table["share_high"].min() > 0
