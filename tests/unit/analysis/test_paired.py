"""Paired contrasts recover known differences and say what the pairing brings."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.analysis.paired import paired
from cisim.configuration.answers import PAIRED_COLUMNS
from cisim.configuration.mistakes import ConfigurationError
from tests.studies import alternatives_study, draws, grid_study, results_of

WAITING = ["months_without_result"]


def waiting(*months):
    return {"months_without_result": list(months)}


def row(study, outcomes=WAITING, **settings):
    (only,) = paired(study, outcomes, **settings).to_dict("records")
    return only


def test_columns_are_the_declared_ones():
    table = paired(alternatives_study(results_of({"a": 0.3, "b": 0.5})))
    assert list(table.columns) == [column.name for column in PAIRED_COLUMNS]
    assert set(table["alternative"]) == {"b"}
    assert set(table["reference"]) == {0}


def test_differences_are_taken_within_replicates():
    study = alternatives_study({"a": waiting(100, 200), "b": waiting(90, 150)})
    found = row(study)
    assert found["difference"] == -30
    assert found["pairs"] == 2
    assert found["error"] == pytest.approx(20.0)
    assert found["correlation"] == pytest.approx(1.0)
    # Variances 5,000 and 1,800 apart against 800 within pairs.
    assert found["saved"] == pytest.approx((5000 + 1800) / 800)


def test_better_has_less_waiting_and_more_results():
    study = alternatives_study(
        {
            "a": {"months_without_result": [9, 9, 9], "wins": [5, 5, 5]},
            "b": {"months_without_result": [8, 8, 9], "wins": [4, 6, 5]},
        }
    )
    table = paired(study, ["months_without_result", "wins"]).set_index("outcome")
    shares = table[["better", "equal", "worse"]].to_numpy()
    assert shares == pytest.approx(np.array([[2, 1, 0], [1, 1, 1]]) / 3)


def test_sums_in_another_order_are_equal():
    money = [0.1 + 0.2 + 0.3, 1e6]
    again = [0.3 + 0.2 + 0.1, 1e6 * (1 + 1e-12)]
    study = alternatives_study(
        {"a": {"grant_money": money}, "b": {"grant_money": again}}
    )
    found = row(study, ["grant_money"])
    assert (found["difference"], found["difference_low"], found["error"]) == (0, 0, 0)
    assert (found["better"], found["equal"], found["worse"]) == (0, 1, 0)


MONTHS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=9
)


@given(MONTHS)
def test_contrasts_are_antisymmetric(pairs):
    first, second = zip(*pairs, strict=True)
    study = alternatives_study({"a": waiting(*first), "b": waiting(*second)})
    there, back = row(study), row(study, reference="b")
    for name in ("difference", "simultaneous"):
        low, high = f"{name}_low", f"{name}_high"
        assert there[low] == pytest.approx(-back[high], nan_ok=True)
        assert there[high] == pytest.approx(-back[low], nan_ok=True)
    assert there["difference"] == -back["difference"]
    assert (there["better"], there["equal"]) == (back["worse"], back["equal"])
    assert there["better"] + there["equal"] + there["worse"] == pytest.approx(1)


def test_all_ties():
    study = alternatives_study({name: waiting(5, 6, 7) for name in "ab"})
    found = row(study)
    assert (found["difference"], found["equal"]) == (0, 1)
    assert found["saved"] == math.inf
    assert found["better_high"] > 0.5


def test_one_replicate_has_no_limits():
    study = alternatives_study({"a": waiting(5), "b": waiting(6)})
    found = row(study)
    assert found["difference"] == 1
    assert math.isnan(found["difference_low"] + found["error"] + found["correlation"])


def test_a_failed_run_drops_its_replicate_from_the_pairs():
    values = {"a": waiting(1, 2, 3, 99), "b": waiting(2, 77, 3, 50)}
    study = alternatives_study(values, missing=[(0, 3), (1, 1)])
    found = row(study)
    assert (found["pairs"], found["difference"]) == (2, 0.5)
    # Variances 2 and 0.5 of the pairs (1, 2) and (3, 3); 0.5 of their difference.
    assert found["saved"] == pytest.approx(5.0)


def test_missing_outcomes_are_left_out():
    values = {
        "a": {"alive_year_7": [True, None, True]},
        "b": {"alive_year_7": [True, True, False]},
    }
    found = row(alternatives_study(values), ["alive_year_7"])
    assert (found["pairs"], found["difference"]) == (2, -0.5)


def test_an_outcome_that_nobody_has_gives_nothing():
    values = {name: {"alive_year_7": [None, None]} for name in "ab"}
    found = row(alternatives_study(values), ["alive_year_7"])
    assert found["pairs"] == 0
    assert math.isnan(found["difference"])


def test_simultaneous_limits_are_wider_and_hold_for_the_family():
    study = alternatives_study(results_of({"a": 0.3, "b": 0.5, "c": 0.6, "d": 0.2}))
    table = paired(study, ["months_without_result", "shared_result_observed"])
    assert (table["simultaneous_low"] < table["difference_low"]).all()
    assert (table["simultaneous_high"] > table["difference_high"]).all()


def test_one_contrast_is_its_own_family():
    study = alternatives_study(results_of({"a": 0.3, "b": 0.5}))
    found = row(study)
    assert found["simultaneous_low"] == pytest.approx(found["difference_low"])


def test_the_reference_is_the_one_of_the_same_context():
    values = {
        "calm": {"a": waiting(1, 2), "b": waiting(2, 3)},
        "hard": {"a": waiting(50, 50), "b": waiting(60, 62)},
    }
    study = alternatives_study(values, contexts=("calm", "hard"))
    table = paired(study, WAITING).set_index("context")
    assert table["difference"].to_dict() == {"calm": 1, "hard": 11}
    assert table["reference"].to_dict() == {"calm": 0, "hard": 2}


def test_a_reference_has_to_be_one_point():
    levels = {"funding.duration_years": [1, 3], "quick_wins.pilots_per_year": [2, 2]}
    study = grid_study(levels, [waiting(5, 6), waiting(3, 4)])
    assert row(study, reference="duration_years=3")["difference"] == 2
    with pytest.raises(ConfigurationError, match="2 points"):
        paired(study, WAITING, "pilots_per_year=2")


def test_coverage_under_common_random_numbers():
    # 400 contexts of 30 pairs with a known effect: five standard errors are 0.054.
    source, values = draws(2), {}
    for context in map(str, range(400)):
        place = source.normal(100, 20, 30)
        money = {"a": place, "b": place - 10 + source.normal(0, 5, 30)}
        values[context] = {name: {"grant_money": paid} for name, paid in money.items()}
    study = alternatives_study(values, contexts=tuple(values))
    table = paired(study, ["grant_money"])
    covered = (table["difference_low"] <= -10) & (table["difference_high"] >= -10)
    assert len(covered) == 400
    assert covered.mean() == pytest.approx(0.95, abs=0.054)
