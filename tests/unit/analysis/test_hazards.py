"""Ratios of hazards within a window of months."""

import math

import numpy as np
import pandas as pd
import pytest

from cisim.analysis.expectations import OPEN, SUPPORTED, verdicts
from tests.studies import alternatives_study, draws, expect


def told(expectation, values):
    study = alternatives_study(values, expectations=(expectation,))
    (only,) = verdicts(study).to_dict("records")
    return only


def hazards(rates, replicates=400):
    luck = draws(9).random(replicates)
    return {
        name: {
            "collapse_months": np.minimum(np.ceil(-np.log(luck) / rate), 240),
            "collapse_observed": np.ceil(-np.log(luck) / rate) <= 240,
            "shared_result_observed": np.full(replicates, False),
            "shared_result_months": np.full(replicates, 240),
        }
        for name, rate in rates.items()
    }


def test_a_ratio_of_hazards_is_recovered():
    expectation = expect(
        "hazard_ratio", event="collapse", window=(12, 120), low=1.2, high=3.5
    )
    found = told(expectation, hazards({"a": 0.01, "b": 0.02}))
    assert found["low"] < 2.0 < found["high"]
    assert found["verdict"] == SUPPORTED


def test_replicates_for_a_ratio_are_counted_on_the_logarithm():
    given = {"event": "collapse", "window": (1, 240)}
    values = hazards({"a": 0.01, "b": 0.02})
    settled = told(expect("hazard_ratio", **given), values)
    assert pd.isna(settled["more_replicates"])
    # Half of the way to the limit takes four times as many.
    bound = math.sqrt(settled["value"] * settled["low"])
    found = told(expect("hazard_ratio", low=bound, **given), values)
    assert found["verdict"] == OPEN
    assert found["more_replicates"] == 3 * 400


def test_hazards_without_events_are_unsure():
    expectation = expect("hazard_ratio", event="collapse", window=(1, 120))
    values = hazards({"a": 1e-9, "b": 1e-9}, 20)
    found = told(expectation, values)
    assert found["value"] == 1.0
    assert found["low"] < 0.1
    assert found["high"] > 10


def test_months_at_risk_end_with_what_competes():
    values = {
        name: {
            "shared_result_months": [30, 240],
            "shared_result_observed": [True, False],
            "collapse_months": [240, last],
            "collapse_observed": [False, True],
        }
        for name, last in (("a", 20), ("b", 40))
    }
    expectation = expect("hazard_ratio", event="shared_result", window=(11, 100))
    # One event in each; 20 + 10 months at risk against 20 + 30, half an event added.
    assert told(expectation, values)["value"] == pytest.approx(30 / 50)


def test_where_all_replicates_agree_the_ratio_is_not_known_exactly():
    values = hazards({"a": 0.02, "b": 0.02}, replicates=8)
    expectation = expect("hazard_ratio", event="collapse", window=(1, 240), low=0.9)
    found = told(expectation, values)
    assert found["value"] == pytest.approx(1.0)
    assert found["low"] < 0.5
    assert found["high"] > 2.0
    assert found["verdict"] == OPEN
