"""Leaving, joining, being alive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Membership
from cisim.model.elementary import step
from cisim.model.submodels.membership import (
    STAYS,
    exit_cause,
    is_active,
    is_alive,
    joining_probability,
    lasted,
)
from tests.strategies import group, shares

P = Membership()


def cause_of(state, u):
    morale, belief, leader_left, in_conflict = state
    return exit_cause(P, morale, belief, leader_left, in_conflict, u)


@given(group(Membership), shares)
def test_who_is_content_stays(p, u):
    assert exit_cause(p, 1.0, 1.0, False, False, u) == STAYS


@pytest.mark.parametrize(
    ("state", "cause"),
    [
        ((0.0, 1.0, False, False), 0),
        ((1.0, 0.0, False, False), 1),
        ((1.0, 1.0, True, False), 2),
        ((1.0, 1.0, False, True), 3),
    ],
)
def test_the_only_hazard_is_the_cause(state, cause):
    hazard = (P.exit_hazard, P.exit_hazard, P.turnover_exit, P.conflict_exit)[cause]
    assert cause_of(state, 0.0) == cause
    assert cause_of(state, step(hazard) * 0.999) == cause
    assert cause_of(state, step(hazard) * 1.001) == STAYS


def test_causes_share_the_hazard_in_proportion():
    """On an even grid of 10,000 uniform numbers."""
    grid = [(i + 0.5) / 10_000 for i in range(10_000)]
    causes = [exit_cause(P, 0.0, 0.0, True, True, u) for u in grid]
    hazards = [P.exit_hazard, P.exit_hazard, P.turnover_exit, P.conflict_exit]
    total = sum(hazards)
    for cause, hazard in enumerate(hazards):
        expected = step(total) * hazard / total
        assert causes.count(cause) / 10_000 == pytest.approx(expected, abs=2e-4)


@given(shares, shares, shares, shares)
def test_better_morale_keeps_who_would_have_stayed(morale, other, belief, u):
    low, high = sorted((morale, other))
    if exit_cause(P, low, belief, False, False, u) == STAYS:
        assert exit_cause(P, high, belief, False, False, u) == STAYS


@given(group(Membership), shares)
def test_nothing_attracts_nobody(p, level):
    assert joining_probability(p, 0.0, 0.0, 0.0) == 0.0
    more = joining_probability(p, level, level, level)
    assert more == pytest.approx(step(3.0 * level * p.joining))


@pytest.mark.parametrize(("months", "active"), [(0, True), (5, True), (6, False)])
def test_a_sign_of_activity_counts_for_its_window(months, active):
    assert is_active(P._replace(active_window_months=6), months) is active


@pytest.mark.parametrize(("members", "alive"), [(0, False), (2, False), (3, True)])
def test_three_active_members_are_alive(members, alive):
    assert is_alive(P._replace(alive_members=3), members) is alive


@given(st.integers(0, 600))
def test_what_stops_begins_again_from_0(months):
    assert lasted(months, True) == months + 1
    assert lasted(months, False) == 0
