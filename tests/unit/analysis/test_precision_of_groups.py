"""Estimates of many groups of runs are those of each group by itself."""

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
    ratio_interval,
    ratios,
    shares,
    shares_of,
    wilson,
)
from tests.studies import draws

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


@given(NUMBERS)
def test_ratios_leave_out_runs_of_which_one_part_is_missing(sizes):
    amounts = np.arange(21.0).reshape(3, 7)
    found = ratios(amounts, sizes)
    for group, row in enumerate(sizes):
        known = ~np.isnan(row)
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
