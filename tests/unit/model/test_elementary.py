"""What the laws share does what its name says."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.model.elementary import (
    WIDEST_DISTANCE,
    approach,
    clip,
    distance,
    logistic,
    monthly_probability,
    step,
    total,
    toward,
)
from tests.strategies import shares

rates = st.floats(0.0, 100.0)
numbers = st.floats(-1e6, 1e6)


@given(numbers)
def test_clip_keeps_shares_and_bounds_the_rest(value):
    assert clip(value) == min(max(value, 0.0), 1.0)


def test_no_rate_no_step_and_no_approach():
    assert step(0.0) == 0.0
    assert approach(0.3, 1.0, 0.0) == 0.3


@given(rates, rates)
def test_steps_after_each_other_are_one_step_of_the_sum(first, second):
    together = 1.0 - (1.0 - step(first)) * (1.0 - step(second))
    assert step(first + second) == pytest.approx(together, abs=1e-12)


@given(shares, shares, rates)
def test_an_approach_never_overshoots(value, goal, rate):
    low, high = sorted((value, goal))
    assert low - 1e-12 <= approach(value, goal, rate) <= high + 1e-12


def test_a_fast_approach_arrives():
    assert approach(0.2, 0.9, 50.0) == pytest.approx(0.9)


def test_a_total_is_plain_addition_in_the_order_given():
    values = [1.0, 1e-16, 1e-16]
    assert total(values) == 1.0 != sum(values)
    assert total(reversed(values)) == 1.0 + 2e-16 != 1.0
    assert total([]) == 0.0


@given(shares, shares, rates)
def test_an_approach_covers_the_share_that_its_rate_covers(value, goal, rate):
    assert approach(value, goal, rate) == toward(value, goal, step(rate))
    assert toward(value, goal, 0.0) == value
    assert toward(value, goal, 1.0) == pytest.approx(goal, abs=1e-15)


@given(st.floats(-700.0, 700.0))
def test_log_odds_and_their_negative_are_complements(log_odds):
    both = logistic(log_odds) + logistic(-log_odds)
    assert both == pytest.approx(1.0, abs=1e-12)


def test_log_odds_of_three_to_one():
    assert logistic(math.log(3.0)) == pytest.approx(0.75)


@given(st.floats(0.0, 0.99))
def test_twelve_months_without_event_are_a_year_without_event(yearly):
    without = (1.0 - monthly_probability(yearly)) ** 12
    assert without == pytest.approx(1.0 - yearly, abs=1e-12)


@given(shares, shares, shares, shares)
def test_distance_is_symmetric_and_at_most_the_diagonal(x, y, other_x, other_y):
    there = distance(x, y, other_x, other_y)
    assert there == distance(other_x, other_y, x, y)
    assert 0.0 <= there <= WIDEST_DISTANCE
    assert there == pytest.approx(math.hypot(x - other_x, y - other_y), abs=1e-12)
