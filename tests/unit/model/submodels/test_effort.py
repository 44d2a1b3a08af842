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
    next_own_work,
    readiness,
    time_given,
    wanted_effort,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Effort())
KINDS = (CONDITIONAL, FREE_RIDING, OTHER)


@pytest.mark.parametrize("kind", KINDS)
@given(group(Effort), shares, shares)
def test_nobody_is_encouraged_where_nobody_gives(kind, p, effort, measurement):
    assert encouragement(p, kind, 0.0, measurement) == 0.0
    assert encouragement(p, kind, effort, 1.0) == pytest.approx(effort)
    assert encouragement(p, kind, effort, measurement) <= effort * (1 + 1e-12)


@given(shares)
def test_free_riders_give_only_where_it_shows(effort):
    p = P._replace(mixed=0.5)
    assert encouragement(p, FREE_RIDING, effort, 0.0) == 0.0
    assert encouragement(p, CONDITIONAL, effort, 0.0) == effort
    assert encouragement(p, OTHER, effort, 0.0) == 0.5 * effort


@given(shares, shares)
def test_the_mixed_type_lies_between_the_others(effort, measurement):
    trusting, wary = (
        encouragement(P._replace(mixed=share), OTHER, effort, measurement)
        for share in (0.0, 1.0)
    )
    assert trusting == encouragement(P, CONDITIONAL, effort, measurement)
    assert wary == encouragement(P, FREE_RIDING, effort, measurement)


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
    p = P._replace(least_time=0.1)
    assert time_given(p, effort, 1.0) == effort
    assert time_given(p, effort, 0.5) == 2.0 * effort
    assert time_given(p, effort, 0.0) == pytest.approx(10.0 * effort)


@given(group(Effort), shares)
def test_own_work_falls_to_its_floor_alone_and_recovers_with_others(p, own_work):
    high = max(own_work, p.alone_floor)
    assert p.alone_floor - 1e-12 <= next_own_work(p, high, 0.0) <= high
    assert own_work <= next_own_work(p, own_work, 1.0) <= 1.0
    assert next_own_work(p, 1.0, 1.0) == 1.0


def test_who_is_met_keeps_more_own_work():
    alone, met = (next_own_work(P, 0.7, share) for share in (0.0, 1.0))
    assert alone < 0.7 < met
