"""Intervals agree with values worked out by hand and stay honest for few runs."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from cisim.analysis.precision import (
    mean_interval,
    means,
    median_interval,
    medians,
    quantile_months,
    ratio_interval,
    ratios,
    shares,
    shares_of,
    wilson,
)
from tests.studies import draws


def by_formula(observed, runs, z=1.959963984540054):
    share, weight = observed / runs, z * z / runs
    middle = (share + weight / 2) / (1 + weight)
    half = z * math.sqrt(share * (1 - share) / runs + weight / 4 / runs) / (1 + weight)
    return middle - half, middle + half


@pytest.mark.parametrize(
    ("observed", "runs", "low", "high"),
    [
        # Table I of Newcombe (1998), Statistics in Medicine 17, 857-872, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_published_values(observed, runs, low, high):
    found = wilson(observed, runs)
    assert found.value == observed / runs
    assert found.runs == runs
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_follows_its_formula_and_has_a_width(pair):
    found = wilson(*pair)
    assert (found.low, found.high) == pytest.approx(by_formula(*pair), abs=1e-12)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.high - found.low > 0


def test_no_runs_give_no_numbers():
    for found in (
        wilson(0, 0),
        mean_interval([]),
        median_interval([], []),
        ratio_interval([], []),
    ):
        assert found.runs == 0
        assert all(math.isnan(number) for number in found[:3])


def test_mean_by_hand():
    # mean 4, s.d. 2, n = 3: 4 ± 4.3027 · 2 / √3
    found = mean_interval([2.0, 4.0, 6.0])
    assert found.value == 4.0
    assert found.high - 4.0 == pytest.approx(4.302653 * 2 / math.sqrt(3), rel=1e-6)
    assert 4.0 - found.low == pytest.approx(found.high - 4.0)


def test_a_single_run_has_no_limits():
    found = mean_interval([7.0])
    assert found.value == 7.0
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_the_median_counts_runs_that_never_saw_the_event():
    months = [10, 20, 30, 240, 240]
    assert median_interval(months, [True] * 3 + [False] * 2).value == 30
    assert math.isnan(median_interval(months, [True] * 2 + [False] * 3).value)


def test_half_is_enough_for_the_median():
    months = [10, 20, 240, 240]
    assert median_interval(months, [True, True, False, False]).value == 20


def test_the_order_of_runs_does_not_matter():
    months, seen = [240, 10, 30, 20], [False, True, True, True]
    assert median_interval(months, seen).value == 20


def test_limits_of_the_median_are_order_statistics():
    # n = 20: P(B <= 5) = 0.0207 <= 0.025 < P(B <= 6), so the 6th and the 15th.
    months = list(range(1, 21))
    found = median_interval(months, [True] * 20)
    assert found == (10, 6, 15, 20)


def test_a_limit_beyond_the_horizon_is_missing():
    months = list(range(1, 21))
    found = median_interval(months, [month <= 12 for month in months])
    assert (found.value, found.low) == (10, 6)
    assert math.isnan(found.high)


def test_five_runs_are_too_few_for_limits_and_six_are_enough():
    five = median_interval([1, 2, 3, 4, 5], [True] * 5)
    assert five.value == 3
    assert math.isnan(five.low)
    assert math.isnan(five.high)
    assert median_interval([1, 2, 3, 4, 5, 6], [True] * 6)[1:3] == (1, 6)


def test_quantile_months_stand_for_equal_shares_of_all_runs():
    months = [10, 20, 30, 240]
    parts = quantile_months(months, [True, True, True, False], 8)
    assert parts[:6] == [10, 10, 20, 20, 30, 30]
    assert all(math.isnan(month) for month in parts[6:])
    assert quantile_months([], [], 3)[0] != 0


def test_ratio_by_hand():
    found = ratio_interval([100.0, 300.0], [1.0, 1.0])
    assert found.value == 200.0
    # residuals -100 and 100, s.d. 141.42, standard error 100, t = 12.7062
    assert found.high == pytest.approx(200 + 1270.62, rel=1e-5)


def test_a_ratio_uses_runs_without_size():
    assert ratio_interval([100.0, 100.0], [0.0, 2.0]).value == 100.0
    assert math.isnan(ratio_interval([100.0], [0.0]).value)


def test_a_fixed_ratio_has_no_width():
    found = ratio_interval([2.0, 4.0, 6.0], [1.0, 2.0, 3.0])
    assert found[:3] == pytest.approx((2.0, 2.0, 2.0))


# ---- Many groups of runs ----

NUMBERS = arrays(
    float, (3, 7), elements=st.one_of(st.integers(-9, 9), st.just(math.nan))
)


def same(one, other):
    assert one == pytest.approx(other, rel=1e-12, nan_ok=True)


@given(st.integers(1, 300), st.data())
def test_shares_are_wilsons(runs, data):
    observed = data.draw(st.integers(0, runs))
    expected = stats.binomtest(observed, runs).proportion_ci(0.99, "wilson")
    found = shares([observed], [runs], 0.99).at(0)
    assert found.low == pytest.approx(expected.low, abs=1e-14)
    assert found.high == pytest.approx(expected.high, abs=1e-14)


@given(NUMBERS)
def test_each_group_is_estimated_by_itself(values):
    known = [row[~np.isnan(row)] for row in values]
    for group, row in enumerate(known):
        same(means(values).at(group), mean_interval(row))
        truths = np.where(np.isnan(values), math.nan, values > 0)
        same(shares_of(truths).at(group), wilson(int((row > 0).sum()), len(row)))
        same(
            medians(values, values > 0).at(group),
            median_interval(row, (row > 0).tolist()),
        )


@given(NUMBERS, NUMBERS)
def test_ratios_leave_out_runs_of_which_one_part_is_missing(amounts, sizes):
    found = ratios(amounts, sizes)
    for group, row in enumerate(sizes):
        known = ~np.isnan(row + amounts[group])
        same(found.at(group), ratio_interval(amounts[group][known], row[known]))


def test_no_runs_give_no_estimate():
    nothing = np.full((2, 3), math.nan)
    for found in (means(nothing), shares_of(nothing), ratios(nothing, nothing)):
        assert np.isnan(found.value).all()
        assert (found.runs == 0).all()
    assert np.isnan(medians(np.zeros((2, 0)), np.zeros((2, 0), dtype=bool)).value).all()


def test_coverage_of_means():
    # 4,000 intervals at 95 %: five standard errors are 0.017, a false alarm in 2e6.
    values = draws(3).normal(5.0, 2.0, size=(4000, 12))
    found = means(values)
    covered = ((found.low <= 5.0) & (found.high >= 5.0)).mean()
    assert covered == pytest.approx(0.95, abs=0.017)
