"""Effort: what speaks for giving, and how much is given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Effort
from cisim.model.submodels.effort import (
    CONDITIONAL,
    FREE_RIDING,
    OTHER,
    encouragement,
    next_effort,
    readiness,
    time_given,
    wanted_effort,
)
from tests.strategies import group, shares

P = Effort()
KINDS = (CONDITIONAL, FREE_RIDING, OTHER)


@pytest.mark.parametrize("kind", KINDS)
@given(shares, shares)
def test_nobody_is_encouraged_where_nobody_gives(kind, effort, measurement):
    assert encouragement(kind, 0.0, measurement) == 0.0
    assert encouragement(kind, effort, 1.0) == pytest.approx(effort)


@given(shares)
def test_free_riders_give_only_where_it_shows(effort):
    assert encouragement(FREE_RIDING, effort, 0.0) == 0.0
    assert encouragement(CONDITIONAL, effort, 0.0) == effort
    assert encouragement(OTHER, effort, 0.0) == 0.5 * effort


@given(group(Effort))
def test_where_nothing_speaks_for_it_readiness_is_the_intercept(p):
    assert readiness(p, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0) == p.intercept


@pytest.mark.parametrize("reason", range(8))
def test_every_reason_adds_to_readiness(reason):
    levels = [0.3] * 8
    before = readiness(P, *levels)
    levels[reason] = 0.8
    assert readiness(P, *levels) > before


@given(group(Effort), st.floats(-20.0, 60.0), shares)
def test_wanted_effort_is_below_the_ceiling_and_needs_time(p, ready, time_left):
    assert 0.0 <= wanted_effort(p, ready, time_left) <= p.ceiling
    assert wanted_effort(p, ready, 0.0) == 0.0


@given(group(Effort), shares)
def test_effort_that_is_wanted_stays(p, effort):
    assert next_effort(p, effort, effort) == effort
    assert next_effort(p._replace(adjustment=0.0), effort, 1.0) == effort


def test_effort_moves_part_of_the_way():
    assert 0.1 < next_effort(P, 0.1, 0.5) < 0.5


@given(shares)
def test_time_given_counts_meetings_and_overhead(effort):
    assert time_given(effort, 1.0) == effort
    assert time_given(effort, 0.5) == 2.0 * effort
    assert time_given(effort, 0.0) == pytest.approx(10.0 * effort)
