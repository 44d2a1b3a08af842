"""Governance: groups, seats, decisions, credit, the way to the political sphere."""

import pytest
from hypothesis import given

from cisim.configuration.choices import Structure
from cisim.configuration.parameters import Governance
from cisim.model.elementary import step
from cisim.model.submodels.governance import (
    contact,
    decision_probability,
    groups,
    hearing_across,
    planning_practice,
    policy_support_won,
    room_for_credit,
    sends_leader,
    steering_seats,
    weight_of_seat,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Governance())
ONE, WORKING, STEERING = (P._replace(structure=structure) for structure in Structure)


@pytest.mark.parametrize(
    ("p", "meeting", "seats"), [(ONE, 1, 0), (WORKING, 4, 0), (STEERING, 4, 6)]
)
def test_groups_and_seats_come_with_the_structure(p, meeting, seats):
    p = p._replace(working_groups=4, steering_seats=6)
    assert groups(p) == meeting
    assert steering_seats(p) == seats


@given(group(Governance), shares)
def test_the_backbone_bridges_groups(p, capacity):
    assert hearing_across(p, 0.0) == 0.0
    assert hearing_across(p, 1.0) == p.bridging
    assert hearing_across(p, capacity) <= p.bridging


@given(shares, shares, shares)
def test_contact_is_that_of_the_seats_shared(inside, across, steering):
    assert contact(True, False, inside, across, steering) == inside
    assert contact(False, False, inside, across, steering) == across
    assert contact(True, True, inside, across, steering) == max(inside, steering)
    assert contact(False, True, inside, across, steering) == max(across, steering)


@pytest.mark.parametrize(
    ("p", "steers", "leads"),
    [
        (ONE, False, True),
        (WORKING, False, True),
        (STEERING, False, False),
        (STEERING, True, True),
    ],
)
def test_leaders_sit_at_tables_that_steer(p, steers, leads):
    assert sends_leader(p._replace(leader_share=0.5), 0.49, steers) is leads
    assert sends_leader(p._replace(leader_share=0.5), 0.5, steers) is False


@given(group(Governance))
def test_only_a_steering_group_takes_say_from_those_without_a_seat(p):
    assert weight_of_seat(p, True) == 1.0
    steered = p.structure == Structure.STEERING_GROUP
    assert weight_of_seat(p, False) == (p.representation if steered else 1.0)


@given(group(Governance), shares, shares)
def test_leaders_and_authority_decide_sooner(p, some, other):
    low, high = sorted((some, other))
    assert decision_probability(p, low) <= decision_probability(p, high)
    nobody = p._replace(decision_authority=0.0)
    assert decision_probability(nobody, some) == step(p.decision_least)


def test_managers_bring_their_part_of_the_authority():
    p = P._replace(
        decision_least=0.1,
        decision_clear=0.5,
        decision_authority=1.0,
        decision_of_leaders=0.6,
    )
    assert decision_probability(p, 0.0) == pytest.approx(step(0.1 + 0.5 * 0.4))
    assert decision_probability(p, 1.0) == pytest.approx(step(0.1 + 0.5))


@given(shares)
def test_managers_know_the_practice(leaders):
    p = ONE._replace(practice_of_managers=0.4)
    assert planning_practice(p, 0.0) == 1.0
    assert planning_practice(p, leaders) == pytest.approx(1.0 - 0.4 * leaders)
    assert planning_practice(STEERING, leaders) == 1.0


@given(group(Governance))
def test_credit_that_is_shared_makes_room(p):
    assert room_for_credit(p._replace(shared_credit=1.0)) == 1.0
    assert room_for_credit(p._replace(shared_credit=0.0)) == 1.0 - p.credit_hold


@given(group(Governance), shares, shares)
def test_support_is_won_only_by_leaders_with_measured_legitimate_practice(p, s, level):
    assert policy_support_won(p, s, 0.0, level, level) == s
    assert policy_support_won(p, s, level, 0.0, level) == s
    assert policy_support_won(p, s, level, level, 0.0) == s
    assert s <= policy_support_won(p, s, level, level, level) <= 1.0
