"""The summary agrees with counting by hand."""

import math

import pytest

from cisim.analysis.precision import wilson
from cisim.analysis.summary import (
    MEAN,
    MEDIAN,
    RATIO,
    SHARE,
    by_year,
    cumulative_share,
    estimate,
    mean_outcomes,
    summarise,
)
from cisim.configuration.outcomes import MILESTONES, SUMMARY_COLUMNS, run_columns
from tests import synthetic

FOUR = synthetic.with_runs(
    synthetic.results(synthetic.Kind(replicates=4)),
    shared_result_months=[60, 61, 240, 240],
    shared_result_observed=[True, True, False, False],
    collapse_months=[240, 240, 36, 240],
    collapse_observed=[False, False, True, False],
    alive_year_5=[True, False, None, None],
    alive_year_7=[None] * 4,
    months_without_result=[60, 61, 240, 240],
    grant_money=[100.0, 100.0, 100.0, 100.0],
    improvement_end=[0.10, 0.10, 0.0, 0.0],
    trust_year_5=[0.2, 0.4, math.nan, math.nan],
)


@pytest.fixture(scope="module")
def summary():
    return summarise(FOUR)


def test_columns_are_the_declared_ones(summary):
    assert list(summary.columns) == [column.name for column in SUMMARY_COLUMNS]
    assert not summary.duplicated(["outcome", "statistic"]).any()


@pytest.mark.parametrize(
    ("event", "year", "count"),
    [
        ("shared_result", 3, 0),
        ("shared_result", 5, 1),
        ("shared_result", 7, 2),
        ("collapse", 2, 0),
        ("collapse", 3, 1),
        ("collapse", 20, 1),
    ],
)
def test_shares_by_years(summary, event, year, count):
    assert estimate(summary, by_year(event, year), SHARE) == wilson(count, 4)


def test_shares_at_the_horizon(summary):
    assert estimate(summary, "shared_result_observed", SHARE) == wilson(2, 4)
    assert estimate(summary, "collapse_observed", SHARE) == wilson(1, 4)


def test_missing_states_make_fewer_runs(summary):
    assert estimate(summary, "alive_year_5", SHARE) == wilson(1, 2)
    assert estimate(summary, "trust_year_5", MEAN).value == pytest.approx(0.3)
    assert estimate(summary, "trust_year_5", MEAN).runs == 2


def test_states_missing_in_all_runs_are_left_out(summary):
    assert estimate(summary, "alive_year_7", SHARE) is None


def test_median_is_over_all_runs(summary):
    assert estimate(summary, "shared_result_months", MEDIAN).value == 61
    assert math.isnan(estimate(summary, "collapse_months", MEDIAN).value)


def test_months_without_result_by_hand(summary):
    found = estimate(summary, "months_without_result", MEAN)
    # mean 150.25, s.d. 103.635, t(3) = 3.18245
    assert found.value == 150.25
    assert found.high - found.value == pytest.approx(3.18245 * 103.635 / 2, rel=1e-4)


def test_cost_rests_on_all_runs(summary):
    # 100 for a mean of five percentage points
    assert estimate(summary, "cost_per_improvement", RATIO).value == pytest.approx(20.0)
    assert estimate(summary, "cost_per_improvement", RATIO).runs == 4


def test_cost_is_left_out_without_improvement():
    summary = summarise(synthetic.with_runs(FOUR, improvement_end=[0.004] * 4))
    assert estimate(summary, "cost_per_improvement", RATIO) is None


def test_no_mean_is_taken_over_months_of_those_that_succeeded(summary):
    months = {f"{milestone.event}_months" for milestone in MILESTONES}
    means = summary[summary["statistic"] == MEAN]
    assert not months & set(means["outcome"])
    assert {"seed", "replicate", "difficulty"}.isdisjoint(means["outcome"])


def test_every_outcome_of_a_run_is_summarised():
    summary = summarise(synthetic.results())
    summarised = set(summary["outcome"])
    identity = {"replicate", "seed", "difficulty"}
    assert {c.name for c in run_columns()} - identity <= summarised
    assert set(mean_outcomes()) <= summarised


def test_years_stay_within_the_horizon():
    summary = summarise(synthetic.results("five_years"))
    outcomes = set(summary["outcome"])
    assert by_year("collapse", 5) in outcomes
    assert by_year("collapse", 7) not in outcomes
    assert "alive_year_7" not in outcomes


def test_nobody_convened_leaves_out_alive():
    summary = summarise(synthetic.results("isolated"))
    assert not summary["outcome"].str.startswith("alive").any()


def test_one_run_has_no_limits_of_a_mean():
    found = estimate(
        summarise(synthetic.results("one_run")), "months_without_result", MEAN
    )
    assert not math.isnan(found.value)
    assert math.isnan(found.low)


def test_cumulative_share_counts_runs_month_by_month():
    share = cumulative_share(FOUR, "shared_result")
    assert share["month"].tolist() == list(range(241))
    assert share["share"].tolist() == [0.0] * 60 + [0.25] + [0.5] * 180
    assert tuple(share.loc[60, ["low", "high"]]) == wilson(1, 4)[1:3]
