"""Meetings: held, attended, heard, and what they take."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Communication
from cisim.model.submodels.convening import (
    airtime,
    attendance_probability,
    communication_condition,
    contact,
    meeting_load,
    meeting_reach,
    meetings_held,
)
from tests.strategies import group, shares

P = Communication()
meetings = st.floats(0.0, 5.0)


@given(group(Communication), shares)
def test_a_full_backbone_holds_all_meetings(p, full):
    assert meetings_held(p, 1.0) == pytest.approx(p.meetings_per_year / 12)
    assert meetings_held(p, full) <= meetings_held(p, 1.0) * (1 + 1e-12)
    assert meetings_held(p._replace(meetings_per_year=0.0), full) == 0.0


def test_without_a_backbone_a_share_of_the_meetings_is_held():
    p = P._replace(meetings_per_year=12.0, unaided_share=0.2)
    assert meetings_held(p, 0.0) == pytest.approx(0.2)


@pytest.mark.parametrize("reason", range(4))
def test_every_reason_draws_people(reason):
    levels = [0.2] * 4
    before = attendance_probability(P, *levels)
    levels[reason] = 0.9
    assert attendance_probability(P, *levels) > before


def test_nothing_draws_people_but_the_intercept():
    p = P._replace(attendance_intercept=math.log(3.0))
    assert attendance_probability(p, 0.0, 0.0, 0.0, 0.0) == pytest.approx(0.75)


@given(group(Communication), shares)
def test_without_meetings_nothing_happens_and_nothing_is_taken(p, attendance):
    assert meeting_reach(p, 0.0) == 0.0
    assert meeting_load(p, 0.0) == 0.0
    assert communication_condition(p, 0.0, attendance) == 0.0


@given(meetings, meetings)
def test_more_meetings_reach_more_and_take_more(some, others):
    few, many = sorted((some, others))
    assert meeting_reach(P, few) <= meeting_reach(P, many)
    assert meeting_load(P, few) <= meeting_load(P, many)
    assert communication_condition(P, few, 0.7) <= communication_condition(P, many, 0.7)


@pytest.mark.parametrize(("members", "share"), [(0, 1), (12, 1), (24, 0.5), (48, 0.25)])
def test_airtime_is_shared_by_those_who_find_no_seat(members, share):
    assert airtime(P._replace(seats=12.0), members) == share


@given(shares)
def test_contact_needs_reach_and_hearing(level):
    assert contact(0.0, level) == contact(level, 0.0) == 0.0
    assert contact(1.0, 1.0) == 1.0
