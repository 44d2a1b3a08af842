"""Regret is nought for the best and tells how far others fall behind."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.analysis.regrets import regret
from cisim.configuration.answers import REGRET_COLUMNS
from cisim.configuration.experiments import Context
from cisim.configuration.scenarios import Scenario
from tests.studies import alternatives_study, grid_study, results_of

CHANCES = st.lists(st.floats(0, 1), min_size=2, max_size=4)


def waiting(*months):
    return {"months_without_result": list(months)}


@given(CHANCES, st.integers(1, 20))
def test_regret_is_never_negative_and_nought_for_the_best(chances, replicates):
    values = results_of(dict(zip("abcd", chances, strict=False)), replicates)
    table = regret(alternatives_study(values))
    assert list(table.columns) == [column.name for column in REGRET_COLUMNS]
    assert (table["regret"] >= 0).all()
    assert (table["realised"] >= 0).all()
    assert table["regret"].min() == 0
    assert (table["is_best"] == (table["regret"] == 0)).all()


def test_the_largest_regret_is_over_contexts():
    values = {
        "calm": {"a": waiting(10, 20), "b": waiting(20, 30), "c": waiting(12, 22)},
        "hard": {"a": waiting(90, 90), "b": waiting(50, 50), "c": waiting(55, 55)},
    }
    study = alternatives_study(values, contexts=("calm", "hard"))
    table = regret(study, "months_without_result").set_index(["context", "alternative"])
    assert table["mean"]["calm"].tolist() == [15, 25, 17]
    assert table["regret"]["calm"].tolist() == [0, 10, 2]
    assert table["regret"]["hard"].tolist() == [40, 0, 5]
    assert table["max_regret"]["hard"].tolist() == [40, 10, 5]
    assert table["is_minimax"]["calm"].tolist() == [False, False, True]


def test_what_contexts_set_does_not_tell_points_apart():
    levels = {"x.lever": [1.0, 2.0] * 2, "x.place": [0.0, 0.0, 9.0, 9.0]}
    study = grid_study(
        levels,
        [waiting(month) for month in (10, 12, 90, 50)],
        contexts=["calm"] * 2 + ["hard"] * 2,
    )
    given = tuple(Context(c, Scenario(), {"x.place": 0.0}) for c in ("calm", "hard"))
    study = replace(study, experiment=replace(study.experiment, contexts=given))
    table = regret(study, "months_without_result")
    assert table["max_regret"].tolist() == [40, 2, 40, 2]


def test_the_realised_regret_compares_within_replicates():
    study = alternatives_study({"a": waiting(10, 50), "b": waiting(20, 30)})
    table = regret(study, "months_without_result")
    assert table["regret"].tolist() == [5, 0]
    assert table["realised"].tolist() == [10, 5]


def test_replicates_have_to_be_known_everywhere():
    values = {"a": waiting(10, 99, 12), "b": waiting(20, 99, 40)}
    study = alternatives_study(values, missing=[(0, 1)])
    table = regret(study, "months_without_result")
    assert table["mean"].tolist() == [11, 30]


def test_limits_hold_the_regret_and_one_replicate_has_none():
    table = regret(alternatives_study(results_of({"a": 0.3, "b": 0.6})))
    worse = table.iloc[0]
    assert 0.1 < worse["regret_low"] < worse["regret"] < worse["regret_high"]
    one = regret(alternatives_study(results_of({"a": 0.3, "b": 0.6}, 1)))
    assert np.isnan(one[["regret_low", "realised_high"]].to_numpy()).all()


def test_nothing_known_gives_nothing():
    values = {name: {"alive_year_7": [None, None]} for name in "ab"}
    table = regret(alternatives_study(values), "alive_year_7")
    assert table["regret"].isna().all()
    assert not table["is_best"].any()
    assert math.isnan(table["max_regret"][0]) == pytest.approx(True)
