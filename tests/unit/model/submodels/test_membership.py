"""Leaving, joining, being alive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Membership
from cisim.model.elementary import step
from cisim.model.submodels.membership import (
    STAYS,
    exit_cause,
    idleness,
    invitation_month,
    is_active,
    is_alive,
    joining_probability,
    lasted,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Membership())


def cause_of(state, u):
    morale, belief, leader_left, in_conflict, idle = state
    return exit_cause(P, morale, belief, leader_left, in_conflict, idle, u)


@given(group(Membership), shares)
def test_who_is_content_and_busy_stays(p, u):
    assert exit_cause(p, 1.0, 1.0, False, False, 0.0, u) == STAYS


HAZARDS = (
    P.exit_hazard,
    P.exit_hazard,
    P.turnover_exit,
    P.conflict_exit,
    P.drift_exit,
)


@pytest.mark.parametrize(
    ("state", "cause"),
    [
        ((0.0, 1.0, False, False, 0.0), 0),
        ((1.0, 0.0, False, False, 0.0), 1),
        ((1.0, 1.0, True, False, 0.0), 2),
        ((1.0, 1.0, False, True, 0.0), 3),
        ((1.0, 1.0, False, False, 1.0), 4),
    ],
)
def test_the_only_hazard_is_the_cause(state, cause):
    hazard = HAZARDS[cause]
    assert cause_of(state, 0.0) == cause
    assert cause_of(state, step(hazard) * 0.999) == cause
    assert cause_of(state, step(hazard) * 1.001) == STAYS


def test_causes_share_the_hazard_in_proportion():
    """On an even grid of 10,000 uniform numbers."""
    grid = [(i + 0.5) / 10_000 for i in range(10_000)]
    causes = [cause_of((0.0, 0.0, True, True, 1.0), u) for u in grid]
    total = sum(HAZARDS)
    for cause, hazard in enumerate(HAZARDS):
        expected = step(total) * hazard / total
        assert causes.count(cause) / 10_000 == pytest.approx(expected, abs=2e-4)


@given(group(Membership), shares, shares, shares, shares, shares)
def test_better_morale_keeps_who_would_have_stayed(p, morale, other, belief, idle, u):
    low, high = sorted((morale, other))
    if exit_cause(p, low, belief, False, False, idle, u) == STAYS:
        assert exit_cause(p, high, belief, False, False, idle, u) == STAYS


@given(shares, st.floats(0.05, 1.0))
def test_idle_is_who_neither_meets_nor_gives(reach, ceiling):
    assert idleness(0.0, 0.0, ceiling) == 1.0
    assert idleness(1.0, 0.0, ceiling) == 0.0
    assert idleness(reach, ceiling, ceiling) == pytest.approx(0.0)
    assert idleness(reach, ceiling / 2, ceiling) == pytest.approx(0.5 * (1.0 - reach))


@given(group(Membership), shares, shares)
def test_nothing_attracts_nobody(p, level, undeterred):
    assert joining_probability(p, 0.0, 0.0, 0.0, undeterred) == 0.0
    assert joining_probability(p, level, level, level, 0.0) == 0.0
    more = joining_probability(p, level, level, level, undeterred)
    assert more == pytest.approx(step(3.0 * level * p.joining * undeterred))


tables = st.integers(3, 80)


@given(tables, tables, st.integers(0, 120))
def test_members_are_invited_in_the_order_of_the_roster(at_table, first, staging):
    months = [invitation_month(i, at_table, first, staging) for i in range(at_table)]
    assert months == sorted(months)
    assert months[:first] == [0] * min(first, at_table)
    if staging == 0:
        assert not any(months)
    if staging > 0 and at_table > first:
        assert months[first] >= 1
        assert months[-1] == staging


def test_staged_invitations_are_evenly_spread():
    months = [invitation_month(i, 8, 4, 20) for i in range(8)]
    assert months == [0, 0, 0, 0, 5, 10, 15, 20]


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
