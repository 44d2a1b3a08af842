"""Responses come from the runs of a study; what SALib cannot see is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.analysis.sensitivity.responses import (
    Response,
    complete_blocks,
    dispersion,
    guarded,
    is_truth,
    response,
)
from cisim.configuration.mistakes import ConfigurationError
from tests.sensitivity_cases import study_of

U = np.random.default_rng(1).random((8, 3))
MONTHS = np.arange(32).reshape(8, 4) * 10


def study(**columns):
    return study_of("pawn", U, {"months_without_result": MONTHS, **columns})


def plain(Y):
    Y = np.asarray(Y, dtype=float)
    numbers = np.arange(Y.size).reshape(Y.shape)
    runs = np.array([f"run {i}" for i in numbers.ravel()]).reshape(Y.shape)
    return Response("months_without_result", "mean", "", Y, runs)


# ---- From the table of runs ----


def test_rows_are_points_and_columns_are_replicates():
    found = response(study(), "months_without_result")
    assert (found.Y == MONTHS).all()
    assert found.runs[1, 2] == "run 6"


def test_order_of_the_table_does_not_matter():
    made = study()
    shuffled = made.runs.sample(frac=1, random_state=1)
    mixed = type(made)(made.experiment, made.points, shuffled, made.failures, {})
    assert (response(mixed, "months_without_result").Y == MONTHS).all()


def test_contexts_are_told_apart():
    made = study_of(
        "pawn", U, {"months_without_result": MONTHS}, contexts=("calm", "torn")
    )
    made.runs.loc[made.runs["context"] == "torn", "months_without_result"] = 7
    assert (response(made, "months_without_result", "calm").Y == MONTHS).all()
    assert (response(made, "months_without_result", "torn").Y == 7).all()


def test_share_reached_by_a_year_counts_only_what_was_seen():
    made = study(shared_result_months=MONTHS, shared_result_observed=MONTHS != 60)
    found = response(made, "shared_result_by_year_5").Y
    assert (found == ((MONTHS <= 60) & (MONTHS != 60))).all()


def test_year_beyond_the_horizon_is_refused():
    made = study(shared_result_months=MONTHS, shared_result_observed=MONTHS > 0)
    with pytest.raises(ConfigurationError, match="year up to"):
        response(made, "shared_result_by_year_99")


def test_unknown_outcome_is_refused_with_the_likely_one():
    with pytest.raises(ConfigurationError, match=r"mean .months_without_result"):
        response(study(), "month_without_result")


def test_truths_become_numbers_and_missing_ones_stay_missing():
    alive = pd.array([True, False, None, True] * 8, dtype="boolean")
    made = study()
    made.runs["alive_year_5"] = alive
    found = response(made, "alive_year_5").Y
    assert found[0].tolist()[:2] == [1.0, 0.0]
    assert np.isnan(found[:, 2]).all()


def test_failed_run_is_missing_and_named():
    made = study()
    failed = made.runs[made.runs["run"] == 6]
    left = made.runs[made.runs["run"] != 6]
    broken = type(made)(made.experiment, made.points, left, failed, {})
    found = response(broken, "months_without_result")
    assert np.isnan(found.Y[1, 2])
    with pytest.raises(ConfigurationError, match="point 1 replicate 2"):
        guarded(found, 8)


def test_replicate_that_failed_everywhere_is_not_forgotten():
    made = study()
    is_last = made.runs["replicate"] == 3
    broken = type(made)(
        made.experiment, made.points, made.runs[~is_last], made.runs[is_last], {}
    )
    assert response(broken, "months_without_result").Y.shape == (8, 4)


@pytest.mark.parametrize(
    ("name", "truth"),
    [
        ("alive_year_5", True),
        ("shared_result_by_year_10", True),
        ("months_without_result", False),
    ],
)
def test_truths_are_known(name, truth):
    assert is_truth(name) == truth


# ---- Guards ----


@pytest.mark.parametrize(("value", "words"), [(np.nan, "no value"), (np.inf, "inf")])
def test_outcome_that_is_no_number_is_refused_with_its_run(value, words):
    Y = np.arange(12.0).reshape(6, 2)
    Y[3, 1] = value
    with pytest.raises(ConfigurationError, match=f"{words}.*run 7"):
        guarded(plain(Y), 6)


def test_many_missing_runs_are_counted_and_the_first_named():
    Y = np.full((1000, 3), np.nan)
    with pytest.raises(
        ConfigurationError, match=r"3,000 of the runs \(run 0, .*\.\.\."
    ):
        guarded(plain(Y), 1000)


def test_constant_outcome_is_called_constant():
    with pytest.raises(ConfigurationError, match="constant, 120 at all 6 points"):
        guarded(plain(np.full((6, 2), 120.0)), 6)


def test_outcome_that_only_seeds_move_is_constant():
    Y = np.tile([1.0, 2.0, 4.0], (6, 1))
    with pytest.raises(ConfigurationError, match="constant"):
        guarded(plain(Y), 6)


@pytest.mark.parametrize("shape", [(5, 2), (7, 2), (6,)])
def test_outcomes_of_another_shape_are_refused(shape):
    found = plain(np.arange(float(np.prod(shape))).reshape(shape))
    with pytest.raises(ConfigurationError, match="shape"):
        guarded(found, 6)


def test_all_mistakes_are_told_at_once():
    Y = np.arange(12.0).reshape(6, 2)
    Y[0, 0], Y[1, 0] = np.nan, np.inf
    with pytest.raises(ConfigurationError) as caught:
        guarded(plain(Y), 6)
    assert len(caught.value.mistakes) == 2


def test_whole_blocks_are_left_out_and_told():
    Y = np.arange(24.0).reshape(12, 2)
    Y[4, 1] = np.nan
    found, kept, note = complete_blocks(plain(Y), 3)
    assert kept.tolist() == [True] * 3 + [False] * 3 + [True] * 6
    assert (Y[kept] == found.Y).all()
    assert "1 of 4 blocks of 3 points left out" in note
    assert "run 9" in note


def test_nothing_is_left_out_of_whole_data():
    found, kept, note = complete_blocks(plain(np.arange(12.0).reshape(6, 2)), 3)
    assert kept.all()
    assert not note
    assert found.Y.shape == (6, 2)


# ---- Dispersion ----


@given(st.integers(3, 12), st.integers(0, 99))
def test_pseudo_values_average_to_the_jackknifed_standard_deviation(K, seed):
    Y = np.random.default_rng(seed).normal(size=(4, K))
    found = dispersion(plain(Y)).Y.mean(axis=1)
    without = np.array(
        [np.delete(Y, k, axis=1).std(axis=1, ddof=1) for k in range(K)]
    ).mean(axis=0)
    expected = K * Y.std(axis=1, ddof=1) - (K - 1) * without
    assert found == pytest.approx(expected, rel=1e-9)


def test_dispersion_of_many_replicates_is_their_standard_deviation():
    rng = np.random.default_rng(4)
    spread = np.array([1.0, 2.0, 5.0])
    found = dispersion(plain(spread[:, None] * rng.normal(size=(3, 5000))))
    # Standard error 1 %; threshold of 4.5.
    assert found.Y.mean(axis=1) == pytest.approx(spread, rel=0.045)
    assert found.of == "dispersion"


def test_two_replicates_have_no_dispersion_to_explain():
    with pytest.raises(ConfigurationError, match="at least 3 replicates"):
        dispersion(plain(np.arange(12.0).reshape(6, 2)))
