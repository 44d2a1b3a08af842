"""Verdicts on expectations whose truth is known."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cisim.analysis.asked import Asked
from cisim.analysis.expectations import (
    CONTRADICTED,
    KINDS_OF_EFFECT,
    OPEN,
    SUPPORTED,
    effect,
    more_replicates,
    verdict,
    verdicts,
)
from cisim.analysis.matched import Effect
from cisim.analysis.panels import Panels
from cisim.configuration.answers import VERDICT_COLUMNS
from cisim.configuration.experiments import KINDS, STATISTICS
from cisim.configuration.mistakes import ConfigurationError
from tests.studies import alternatives_study, draws, expect, grid_study, results_of

RESULTS = results_of({"a": 0.2, "b": 0.6})


def told(expectation, values=RESULTS, **settings):
    study = alternatives_study(values, expectations=(expectation,), **settings)
    (only,) = verdicts(study).to_dict("records")
    return only


def months(**columns):
    return {
        name: {"months_without_result": given, "wins": given}
        for name, given in columns.items()
    }


def test_columns_are_the_declared_ones():
    table = verdicts(alternatives_study(RESULTS))
    assert list(table.columns) == [column.name for column in VERDICT_COLUMNS]
    assert table.empty


def test_every_kind_has_an_effect():
    assert KINDS_OF_EFFECT.keys() == KINDS.keys()


@pytest.mark.parametrize("statistic", STATISTICS)
def test_every_statistic_has_an_effect(statistic):
    values = {
        name: given
        | {
            "collapse_months": np.full(200, 30),
            "collapse_observed": np.full(200, True),
            "first_win_months": np.arange(200),
            "first_win_observed": np.full(200, True),
        }
        for name, given in results_of({"a": 0.4, "b": 0.8}).items()
    }
    expectation = expect(
        statistic=statistic,
        outcome="months_without_result",
        event="first_win",
        later="collapse",
        month=100,
        lag=6,
    )
    found = told(expectation, values)
    assert found["low"] <= found["value"] <= found["high"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.2, math.inf, SUPPORTED),
        (0.6, math.inf, CONTRADICTED),
        (-math.inf, 0.0, CONTRADICTED),
        (0.4, math.inf, OPEN),
        (-0.9, 0.9, SUPPORTED),
    ],
)
def test_a_difference_is_held_against_its_bounds(low, high, words):
    found = told(expect(low=low, high=high, statistic="share"))
    assert found["verdict"] == words
    assert pd.notna(found["more_replicates"]) == (words == OPEN)


def test_limits_hold_for_all_expectations_at_once():
    alone = told(expect())
    study = alternatives_study(RESULTS, expectations=(expect(),) * 5)
    together = verdicts(study).iloc[0]
    assert alone["confidence"] == pytest.approx(0.95)
    assert together["confidence"] == pytest.approx(0.99)
    assert together["low"] < alone["low"] < alone["high"] < together["high"]


def test_a_difference_in_differences():
    values = results_of({"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.8}, 1000)
    contrast = {"d": 1.0, "c": -1.0, "b": -1.0, "a": 1.0}
    found = told(expect("difference_in_differences", contrast, low=0.2), values)
    assert found["value"] == pytest.approx(0.4, abs=0.08)
    assert found["verdict"] == SUPPORTED


def test_a_range_and_an_equivalence():
    assert told(expect("range", {"b": 1.0}, low=0.4, high=0.8))["verdict"] == SUPPORTED
    twin = {"a": RESULTS["a"], "b": RESULTS["a"]}
    alike = expect("equivalence", low=-0.05, high=0.05)
    assert told(alike, twin)["verdict"] == SUPPORTED
    assert told(alike)["verdict"] == CONTRADICTED


def test_settings_stand_for_the_mean_of_their_points():
    levels = {
        "backbone.skill": [1.0, 1.0, 2.0, 2.0],
        "organisations.grit": [1.0, 2.0, 1.0, 2.0],
    }
    columns = [{"wins": [n, n + 2]} for n in (0, 2, 10, 20)]
    contrast = {"skill=2": 1.0, "skill=1": -1.0}
    study = grid_study(
        levels, columns, expectations=(expect(contrast=contrast, outcome="wins"),)
    )
    assert verdicts(study)["value"].tolist() == [14.0]


def test_a_median_counts_those_never_seen_as_latest():
    values = months(a=[10, 20, 240, 240, 240], b=[10, 20, 30, 240, 240])
    given = {"statistic": "median", "outcome": "months_without_result"}
    found = told(expect(**given), values)
    assert found["value"] == 30 - 240
    alone = told(expect("range", {"b": 1.0}, **given), values)
    assert alone["value"] == 30
    assert alone["verdict"] == OPEN


def test_an_order_is_from_best_to_worst_and_ties_break_it():
    values = months(a=[1, 1, 1, 1], b=[2, 2, 1, 0], c=[3, 3, 3, 3])
    contrast = dict.fromkeys("abc", 1.0)
    given = {"outcome": "months_without_result"}
    assert told(expect("order", contrast, **given), values)["value"] == 0.5
    turned = dict.fromkeys("cba", 1.0)
    assert told(expect("order", turned, outcome="wins"), values)["value"] == 0.5
    assert told(expect("order", turned, **given), values)["value"] == 0.0


def levels_study(*expectations, replicates=100, best=4.0, noise=1.0):
    levels = np.array([1.0, 2.0, 4.0, 8.0])
    luck = draws(4).normal(0, 20, replicates)
    columns = [
        {
            "months_without_result": (
                100
                + 10 * abs(np.log2(level / best))
                + luck
                + draws(int(level)).normal(0, noise, replicates)
            ).astype(int)
        }
        for level in levels
    ]
    return grid_study(
        {"quick_wins.pilots_per_year": levels}, columns, expectations=expectations
    )


def optimum(**settings):
    given = {
        "outcome": "months_without_result",
        "parameter": "quick_wins.pilots_per_year",
    }
    return expect("optimum", {}, **(given | settings))


@pytest.mark.parametrize("best", [1.0, 2.0, 4.0, 8.0])
def test_an_optimum_is_found(best):
    study = levels_study(optimum(low=best, high=best), best=best)
    (found,) = verdicts(study).to_dict("records")
    assert found["value"] == best
    assert found["verdict"] == SUPPORTED


def test_an_optimum_may_be_the_highest_and_is_unsure_under_noise():
    study = levels_study(
        optimum(best="highest"), optimum(statistic="median"), noise=60.0
    )
    highest, median = verdicts(study).to_dict("records")
    assert highest["value"] in {1.0, 8.0}
    assert median["low"] < median["high"]


def test_the_best_of_several():
    values = results_of({"a": 0.2, "b": 0.6, "c": 0.5})
    contrast = dict.fromkeys("abc", 1.0)
    found = told(expect("best_of", contrast, best="b", low=0.95), values)
    assert found["verdict"] == SUPPORTED
    assert told(expect("best_of", contrast, best="a"), values)["value"] == 0.0
    twins = dict.fromkeys("ab", RESULTS["a"])
    even = told(expect("best_of", {"a": 1.0, "b": 1.0}, best="b"), twins)
    assert even["value"] == 0.5


def test_less_is_better_where_the_outcome_says_so():
    values = months(a=[5, 6, 7, 5], b=[9, 9, 9, 9])
    contrast = {"a": 1.0, "b": 1.0}
    given = {"contrast": contrast, "best": "a"}
    waiting = expect("best_of", outcome="months_without_result", **given)
    assert told(waiting, values)["value"] == 1.0
    assert told(expect("best_of", outcome="wins", **given), values)["value"] == 0.0


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"optimum", "best_of"}))
def test_one_replicate_settles_nothing(kind):
    one = results_of({"a": 0.0, "b": 1.0}, 1)
    found = told(
        expect(kind, low=0.3, event="shared_result", window=(1, 240)),
        {name: given | {"collapse_months": [240]} for name, given in one.items()},
    )
    assert found["verdict"] == OPEN


def test_resamples_of_one_replicate_settle_nothing():
    asked = optimum(low=1, high=8), optimum(statistic="median", low=1, high=8)
    best = expect(
        "best_of",
        {"pilots_per_year=1": 1.0, "pilots_per_year=4": 1.0},
        best="pilots_per_year=4",
    )
    table = verdicts(levels_study(*asked, best, replicates=1))
    assert table["verdict"].tolist() == [OPEN] * 3
    assert table["low"].isna().all()


def test_a_failed_run_drops_its_replicate():
    values = {"a": {"wins": [1, 1, 90]}, "b": {"wins": [3, 80, 4]}}
    found = told(expect(outcome="wins"), values, missing=[(0, 2), (1, 1)])
    assert (found["value"], found["replicates"]) == (2.0, 1)


def test_unknown_points_are_refused():
    with pytest.raises(ConfigurationError, match="did you mean"):
        told(expect(contrast={"backbones": 1.0}), {"backbone": RESULTS["a"]})


def test_verdicts_do_not_depend_on_other_runs_of_the_program():
    study = levels_study(optimum(), noise=30.0)
    assert verdicts(study).equals(verdicts(study))
    other = replace(study, experiment=replace(study.experiment, seed=2))
    assert not verdicts(study)["error"].equals(verdicts(other)["error"])


@pytest.mark.parametrize(
    ("found", "more"),
    [
        (Effect(0.4, 0.2, 0.6, 0.1, 100), 300),  # half 0.2, away 0.1: four times
        (Effect(0.2, 0.0, 0.4, 0.1, 100), 300),
        (Effect(0.3, 0.1, 0.5, 0.1, 100), None),
        (Effect(0.4, math.nan, math.nan, 0.1, 1), None),
    ],
)
def test_replicates_that_would_settle_it(found, more):
    assert more_replicates(found, 0.3, math.inf) == more
    assert verdict(found, 0.3, math.inf) == OPEN


def test_false_verdicts_are_rare():
    # 300 pairs of which none is better than the other: at 95 % one in forty limits
    # lies above 0; five standard errors more are 0.045.
    luck = draws(7).random((600, 60))
    study = alternatives_study(
        {str(n): {"shared_result_observed": row < 0.4} for n, row in enumerate(luck)}
    )
    panels, wrong = Panels.of_study(study), 0
    for n in range(0, 600, 2):
        expectation = expect(contrast={str(n): 1.0, str(n + 1): -1.0})
        found = effect(Asked(study, panels, expectation, 0.95, ""))
        wrong += verdict(found, 1e-9, math.inf) == SUPPORTED
    assert 0 < wrong / 300 < 0.025 + 0.045
