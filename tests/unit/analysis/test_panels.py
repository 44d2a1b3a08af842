"""Runs laid out by point and replicate."""

import math

import numpy as np
import pytest

from cisim.analysis.panels import Panels, is_share
from cisim.configuration.claims import AnyOf, ByMonth, Order, Outcome
from tests.studies import grid_study

STUDY = grid_study(
    {"x.a": [1, 2]},
    [
        {"wins": [1, 2, 3], "first_win_months": [5, 9, 240], "first_win_observed": seen}
        for seen in ([True, True, False], [False, True, True])
    ],
    missing=[(1, 0)],
)


def test_replicates_stand_in_columns_whatever_the_order_of_the_table():
    panels = Panels.of_study(STUDY)
    assert panels.column("wins")[0].tolist() == [1, 2, 3]
    turned = Panels.of_one(STUDY.runs[STUDY.runs["point"] == 0].iloc[::-1])
    assert turned.column("wins").tolist() == [[1, 2, 3]]


def test_a_failed_run_is_missing_everywhere():
    panels = Panels.of_study(STUDY)
    months, seen = panels.milestone("first_win")
    statistic = panels.statistic(ByMonth("first_win", 6))
    assert np.isnan([panels.column("wins")[1, 0], months[1, 0], statistic[1, 0]]).all()
    assert seen.tolist() == [[True, True, False], [False, True, True]]
    assert statistic[0].tolist() == [1, 0, 0]


@pytest.mark.parametrize(
    ("statistic", "expected"),
    [
        (Outcome({"collapse_observed": 1.0}), True),
        (Outcome({"collapse_observed": 2.0}), False),
        (Outcome({"collapse_observed": 1.0}, "pilots"), False),
        (Outcome({"wins": 1.0}), False),
        (AnyOf(("collapse_observed",)), True),
        (ByMonth("collapse", 6), True),
        (Order("first_win", "collapse"), True),
    ],
)
def test_what_says_yes_or_no_gives_shares(statistic, expected):
    assert is_share(statistic) is expected


def test_one_run_is_a_row_of_one():
    panels = Panels.of_one(STUDY.runs.iloc[:1])
    assert panels.column("wins").shape == (1, 1)
    assert not math.isnan(panels.column("wins")[0, 0])
