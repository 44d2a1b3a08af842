"""Meetings: held, attended, heard, and what they take."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Communication
from cisim.model.elementary import step
from cisim.model.submodels.convening import (
    airtime,
    attendance_probability,
    caller,
    contact,
    meeting_load,
    meeting_reach,
    meetings_due,
    meetings_held,
    next_continuity,
    time_left,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Communication())
meetings = st.floats(0.0, 5.0)


@given(group(Communication), shares, shares)
def test_a_full_backbone_and_a_caller_hold_all_meetings(p, full, called):
    assert meetings_due(p, 1.0, 1.0) == pytest.approx(p.meetings_per_year / 12)
    assert meetings_due(p, full, called) <= meetings_due(p, 1.0, 1.0) * (1 + 1e-12)
    assert meetings_due(p, 0.0, 0.0) == 0.0
    assert meetings_due(p._replace(meetings_per_year=0.0), full, called) == 0.0


def test_without_a_backbone_a_share_of_the_meetings_can_be_called():
    p = P._replace(meetings_per_year=12.0, unaided_share=0.2)
    assert meetings_due(p, 0.0, 1.0) == pytest.approx(0.2)
    assert meetings_due(p, 0.0, 0.5) == pytest.approx(0.1)
    assert meetings_due(p, 1.0, 0.0) == pytest.approx(0.8)


@given(shares, shares)
def test_a_champion_or_a_proven_initiative_calls(champion, legitimacy):
    assert caller(champion, 0.0) == champion
    assert caller(0.0, legitimacy) == legitimacy
    assert caller(1.0, legitimacy) == 1.0


@given(meetings, st.floats(0.0, 1.0, exclude_max=True))
def test_fewer_than_one_meeting_a_month_is_one_in_some_months(due, u):
    held = meetings_held(due, u)
    if due >= 1.0:
        assert held == due
    else:
        assert held == (1.0 if u < due else 0.0)
    assert meetings_held(0.0, u) == 0.0


DRAWS, REPELS = 6, 1
"""Reasons to attend: five that draw people and being heard; absence repels."""


@pytest.mark.parametrize("reason", range(DRAWS))
def test_every_reason_draws_people(reason):
    levels = [0.2] * (DRAWS + REPELS)
    before = attendance_probability(P, *levels)
    levels[reason] = 0.9
    assert attendance_probability(P, *levels) > before


def test_busy_leaders_come_less_often():
    present, absent = (
        attendance_probability(P, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, absence)
        for absence in (0.0, 0.5)
    )
    assert absent < present


def test_nothing_draws_people_but_the_intercept():
    p = P._replace(attendance_intercept=math.log(3.0))
    found = attendance_probability(p, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    assert found == pytest.approx(0.75)
    unheard = attendance_probability(
        p._replace(attendance_unheard=math.log(3.0)), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    )
    assert unheard == pytest.approx(0.5)


@given(group(Communication), shares)
def test_without_meetings_nothing_happens_and_nothing_is_taken(p, attendance):
    assert meeting_reach(p, 0.0) == 0.0
    assert meeting_load(p, 0.0) == 0.0
    assert next_continuity(p, 0.0, 0.0, attendance) == 0.0


@given(meetings, meetings)
def test_more_meetings_reach_more_and_take_more(some, others):
    few, many = sorted((some, others))
    assert meeting_reach(P, few) <= meeting_reach(P, many)
    assert meeting_load(P, few) <= meeting_load(P, many)
    assert next_continuity(P, 0.5, few, 0.7) <= next_continuity(P, 0.5, many, 0.7)


@pytest.mark.parametrize(("members", "share"), [(0, 1), (12, 1), (24, 0.5), (48, 0.25)])
def test_airtime_is_shared_by_those_who_find_no_seat(members, share):
    assert airtime(P._replace(seats=12.0), members) == share


@given(shares)
def test_contact_needs_reach_and_hearing(level):
    assert contact(0.0, level) == contact(level, 0.0) == 0.0
    assert contact(1.0, 1.0) == 1.0


@given(group(Communication), shares)
def test_a_month_without_a_meeting_does_not_end_communication(p, continuity):
    later = next_continuity(p, continuity, 0.0, 0.0)
    assert later == pytest.approx(continuity * (1.0 - p.continuity_rate))


def test_communication_goes_to_attendance_and_meetings():
    p = P._replace(continuity_rate=0.993)
    goal = 0.8 * step(p.condition_rate * 2.0)
    assert next_continuity(p, 0.0, 2.0, 0.8) == pytest.approx(goal, rel=1e-2)
    assert next_continuity(p, goal, 2.0, 0.8) == pytest.approx(goal)


@given(shares, shares, shares)
def test_time_is_left_where_nothing_takes_it(overhead, load, involving):
    assert time_left(0.0, 0.0, 0.0) == 1.0
    left = time_left(overhead, load, involving)
    assert left == max(0.0, 1.0 - overhead - load - involving)
