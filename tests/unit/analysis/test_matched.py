"""Intervals of contrasts of shares that are matched by replicate."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import optimize

from cisim.analysis.matched import (
    contrast_of_means,
    contrast_of_shares,
    difference_of_shares,
    linear_in_shares,
)
from cisim.analysis.precision import mean_interval, normal, wilson
from tests.studies import draws

TRUTHS = arrays(float, (2, 9), elements=st.sampled_from([0.0, 1.0, math.nan]))


def table(both, gained, lost, neither):
    one = [1.0] * both + [1.0] * gained + [0.0] * lost + [0.0] * neither
    other = [1.0] * both + [0.0] * gained + [1.0] * lost + [0.0] * neither
    return np.array([one]), np.array([other])


def likeliest_score(difference, gained, lost, n):
    """Score statistic with the share of losses found by a search for the likeliest."""
    least = max(0.0, -difference)

    def unlikely(q):
        cells = (q + difference, q, 1 - 2 * q - difference)
        counts = (gained, lost, n - gained - lost)
        return -sum(
            k * math.log(max(p, 1e-300)) for k, p in zip(counts, cells, strict=True)
        )

    found = optimize.minimize_scalar(
        unlikely, bounds=(least, (1 - difference) / 2), options={"xatol": 1e-13}
    )
    variance = (2 * found.x + difference * (1 - difference)) / n
    return ((gained - lost) / n - difference) / math.sqrt(variance)


@pytest.mark.parametrize(
    ("gained", "lost", "same"), [(40, 20, 100), (9, 1, 20), (3, 7, 90), (1, 1, 8)]
)
def test_limits_are_where_the_score_test_turns(gained, lost, same):
    found = difference_of_shares(*table(same, gained, lost, 0)).at(0)
    n, z = gained + lost + same, normal(0.95)
    assert found.value == (gained - lost) / n
    for limit, score in ((found.low, z), (found.high, -z)):
        assert likeliest_score(limit, gained, lost, n) == pytest.approx(score, abs=1e-5)


@given(TRUTHS)
def test_the_difference_is_antisymmetric(truths):
    one, other = truths[:1], truths[1:]
    there = difference_of_shares(one, other).at(0)
    back = difference_of_shares(other, one).at(0)
    assert (there.value, there.low, there.high) == pytest.approx(
        (-back.value, -back.high, -back.low), nan_ok=True
    )
    if there.runs:
        assert -1 <= there.low <= there.value <= there.high <= 1


@pytest.mark.parametrize("truth", [0.0, 1.0])
def test_pairs_that_never_differ_leave_a_width(truth):
    same = np.full((1, 50), truth)
    found = difference_of_shares(same, same).at(0)
    z2 = normal(0.95) ** 2
    assert found.value == 0
    assert found.high == pytest.approx(z2 / (50 + z2))
    assert found.low == -found.high


@pytest.mark.parametrize("weights", [[1.0], [2.0], [1.0, -1.0], [1.0, -1.0, -1.0, 1.0]])
@pytest.mark.parametrize("truth", [0.0, 1.0])
@pytest.mark.parametrize("weigh", [contrast_of_shares, linear_in_shares])
def test_no_contrast_of_shares_is_without_width(weights, truth, weigh):
    found = weigh(weights, np.full((len(weights), 30), truth))
    assert found.value == pytest.approx(sum(weights) * truth)
    assert found.low <= found.value <= found.high
    assert found.high - found.low > 0.05


def test_one_share_is_wilsons_and_one_mean_students():
    truths = np.array([[1.0, 0.0, 1.0, math.nan]])
    assert contrast_of_shares([1.0], truths)[:3] == wilson(2, 3)[:3]
    assert contrast_of_means([1.0], truths)[:3] == mean_interval([1.0, 0.0, 1.0])[:3]


def test_a_replicate_that_is_missing_in_a_part_is_left_out_of_all():
    values = np.array([[1.0, 2.0, math.nan, 9.0], [0.0, 2.0, 5.0, math.nan]])
    found = contrast_of_means([1.0, -1.0], values)
    assert (found.value, found.replicates) == (0.5, 2)


def pairs(p, q, shared, size):
    """Pairs of truths, a share of which has the same luck."""
    source = draws(11)
    luck, other = source.random(size), source.random(size)
    second = np.where(source.random(size) < shared, luck, other)
    return (luck < p).astype(float), (second < q).astype(float)


@pytest.mark.parametrize("shared", [0.0, 0.6, 1.0])
@pytest.mark.parametrize(("p", "q"), [(0.5, 0.4), (0.1, 0.1), (0.9, 0.95)])
def test_coverage_of_matched_differences(shared, p, q):
    # Score intervals of 40 pairs cover 95 % up to the steps of counts, which are 0.03;
    # with 4,000 of them five standard errors are 0.017: a false alarm in 2e6.
    found = difference_of_shares(*pairs(p, q, shared, (4000, 40)))
    covered = ((found.low <= p - q) & (found.high >= p - q)).mean()
    assert covered > 0.95 - 0.03 - 0.017


def test_coverage_of_a_difference_in_differences():
    chances = (0.5, 0.3, 0.4, 0.35)
    luck = draws(5).random((2000, 4, 60))
    luck[:, 1] = luck[:, 0]
    truths = (luck < np.array(chances)[None, :, None]).astype(float)
    weights = [1.0, -1.0, -1.0, 1.0]
    found = [contrast_of_shares(weights, one) for one in truths]
    covered = np.mean([one.low <= 0.15 <= one.high for one in found])
    # Five standard errors of 2,000 are 0.024.
    assert covered == pytest.approx(0.95, abs=0.024 + 0.01)


def test_shares_among_their_own_replicates():
    truths = np.array([[1.0, 1.0, 0.0, math.nan], [math.nan, 1.0, 0.0, 0.0]])
    found = linear_in_shares([1.0, -1.0], truths)
    assert found.value == pytest.approx(2 / 3 - 1 / 3)
    assert found.replicates == 3
    assert found.low < 0 < found.high


def test_sums_in_another_order_have_no_difference():
    values = np.array([[0.1 + 0.2 + 0.3, 2e6], [0.3 + 0.2 + 0.1, 2e6 * (1 + 1e-12)]])
    assert contrast_of_means([1.0, -1.0], values)[:4] == (0, 0, 0, 0)
    values[1] *= 1 + 1e-6
    assert contrast_of_means([1.0, -1.0], values).value < 0
