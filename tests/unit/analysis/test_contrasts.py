"""Contrasts within replicates, worked out by hand."""

import math

import pandas as pd
import pytest

from cisim.analysis.contrasts import (
    AS_EXPECTED,
    CHANCE,
    OPPOSITE,
    Found,
    contrast,
    found,
    summary,
    values,
    verdict,
)
from cisim.configuration.claims import (
    Among,
    AnyOf,
    ByMonth,
    Order,
    Outcome,
    Sign,
    Within,
)


def runs(**columns):
    table = pd.DataFrame(columns)
    return table.assign(replicate=range(len(table))).convert_dtypes()


def sign(statistic=None, weights=None, **settings):
    given = {"expected": "+", "label": "emergent"} | settings
    return Sign(statistic or Outcome({"wins": 1.0}), weights or {"a": 1.0}, **given)


EVENTS = runs(
    collapse_months=[10, 60, 100, 240],
    collapse_observed=[True, True, True, False],
    organised_months=[4, 240, 90, 240],
    organised_observed=[True, False, True, False],
)


# ---- What is taken from a run ----


def test_columns_are_weighted():
    table = runs(wins=[3, 4], pilots=[5, 8])
    taken = values(Outcome({"pilots": 1.0, "wins": -2.0}), table)
    assert taken.tolist() == [-1.0, 0.0]


def test_truths_are_one_and_nought_and_missing_ones_stay_missing():
    table = runs(alive_year_5=[True, False, None])
    taken = values(Outcome({"alive_year_5": 1.0}), table)
    assert taken[:2].tolist() == [1.0, 0.0]
    assert math.isnan(taken[2])


def test_a_ratio_of_nothing_is_missing():
    table = runs(wins=[1, 0, 1], pilots=[4, 0, 0])
    taken = values(Outcome({"wins": 1.0}, "pilots"), table)
    assert taken[0] == 0.25
    assert taken[1:].isna().all()
    assert not taken.isin([math.inf]).any()


def test_any_of_several_truths():
    table = runs(a=[True, False, None, False], b=[False, True, None, False])
    assert values(AnyOf(("a", "b")), table).tolist() == [1.0, 1.0, 0.0, 0.0]


def test_a_milestone_by_a_month():
    assert values(ByMonth("collapse", 60), EVENTS).tolist() == [1.0, 1.0, 0.0, 0.0]


def test_a_milestone_that_was_not_seen_is_never_by_a_month():
    assert values(ByMonth("collapse", 240), EVENTS).tolist() == [1.0, 1.0, 1.0, 0.0]


def test_where_a_milestone_fell():
    assert values(Within("collapse", 0, 60), EVENTS).tolist() == [1.0, -1.0, -1.0, 0.0]


def test_months_are_counted_anew():
    """60 is month 12 of the second term and 100 is month 4 of the third."""
    taken = values(Within("collapse", 10, 36, every=48), EVENTS)
    assert taken.tolist() == [1.0, 1.0, -1.0, 0.0]


def test_order_is_looked_at_where_the_later_came():
    taken = values(Order("organised", "collapse", 6), EVENTS)
    assert taken[:3].tolist() == [1.0, 0.0, 1.0]
    assert math.isnan(taken[3])


def test_order_asks_for_the_whole_lag():
    assert values(Order("organised", "collapse", 7), EVENTS)[0] == 0.0


# ---- Contrasts ----


def test_differences_are_taken_within_replicates():
    a = runs(wins=[1, 2, 3])
    b = runs(wins=[9, 1, 1]).iloc[::-1]  # in any order
    taken = contrast(Outcome({"wins": 1.0}), {"a": 1.0, "b": -1.0}, {"a": a, "b": b})
    assert taken.sort_index().tolist() == [-8.0, 1.0, 2.0]


def test_a_difference_in_differences():
    tables = {name: runs(wins=[size]) for name, size in zip("abcd", [9, 4, 3, 1])}  # noqa: B905 - four of each
    weights = {"a": 1.0, "b": -1.0, "c": -1.0, "d": 1.0}
    assert contrast(Outcome({"wins": 1.0}), weights, tables).tolist() == [3.0]


def test_a_replicate_that_misses_one_side_is_left_out():
    tables = {"a": runs(x=[1.0, 2.0]), "b": runs(x=[None, 5.0])}
    taken = contrast(Outcome({"x": 1.0}), {"a": 1.0, "b": -1.0}, tables)
    assert taken.to_dict() == {1: -3.0}


def test_mean_and_standard_error():
    result = summary(pd.Series([1.0, 2.0, 6.0]))
    assert result.mean == 3.0
    assert result.error == pytest.approx(math.sqrt(7.0 / 3.0))
    assert result.replicates == 3


def test_one_replicate_has_no_error_and_none_no_mean():
    assert math.isnan(summary(pd.Series([4.0])).error)
    assert math.isnan(summary(pd.Series([], dtype=float)).mean)


def test_only_some_replicates_may_count():
    tables = {"a": runs(wins=[1, 2, 3], pilots=[5, 5, 5]), "b": runs(pilots=[4, 5, 4])}
    among = Among(Outcome({"pilots": 1.0}), {"a": 1.0, "b": -1.0})
    result = found(sign(among=among), tables)
    assert (result.mean, result.replicates) == (2.0, 2)


# ---- Verdicts ----


@pytest.mark.parametrize(
    ("expected", "mean", "told"),
    [
        ("+", 2.1, AS_EXPECTED),
        ("+", 1.9, CHANCE),
        ("+", -1.9, CHANCE),
        ("+", -2.1, OPPOSITE),
        ("-", -2.1, AS_EXPECTED),
        ("-", 2.1, OPPOSITE),
    ],
)
def test_a_mean_within_two_errors_cannot_be_told_from_chance(expected, mean, told):
    assert verdict(sign(expected=expected), Found(mean, 1.0, 9)) == told


def test_a_mean_is_held_against_its_reference():
    assert verdict(sign(reference=0.5), Found(0.8, 0.1, 9)) == AS_EXPECTED
    assert verdict(sign(reference=0.5), Found(0.2, 0.1, 9)) == OPPOSITE


@pytest.mark.parametrize(
    ("mean", "told"),
    [(0.2, AS_EXPECTED), (-0.2, AS_EXPECTED), (0.4, CHANCE), (-0.8, OPPOSITE)],
)
def test_nothing_is_expected_within_a_margin(mean, told):
    nothing = sign(expected="0", margin=0.5)
    assert verdict(nothing, Found(mean, 0.1, 9)) == told


def test_what_never_varies_is_told_from_chance():
    assert verdict(sign(), Found(1.0, 0.0, 9)) == AS_EXPECTED
    assert verdict(sign(), Found(0.0, 0.0, 9)) == CHANCE


def test_one_replicate_tells_nothing():
    assert verdict(sign(), Found(1.0, math.nan, 1)) == CHANCE
