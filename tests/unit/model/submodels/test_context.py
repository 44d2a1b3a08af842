"""The surroundings: what fades, swings, recovers and is lost."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Place, Problem
from cisim.model.elementary import WIDEST_DISTANCE
from cisim.model.submodels.context import (
    after_conflict,
    conflict_hazard,
    economy_after_downturn,
    kept_after_turnover,
    next_economy,
    next_urgency,
    policy_support_after_election,
    shifted_mandate,
    shifted_point,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Place())


def test_urgency_halves_in_its_half_life():
    urgency = 0.8
    for _ in range(15):
        urgency = next_urgency(P._replace(urgency_half_life_months=15.0), urgency)
    assert urgency == pytest.approx(0.4)


@given(group(Place), shares)
def test_an_election_at_the_middle_of_luck_changes_nothing(p, value):
    assert policy_support_after_election(p, value, 0.5) == value
    assert shifted_mandate(p, value, 0.5) == value


def test_the_largest_swing():
    p = P._replace(election_swing=0.3, agenda_swing=0.1)
    assert policy_support_after_election(p, 0.5, 1.0) == pytest.approx(0.8)
    assert policy_support_after_election(p, 0.1, 0.0) == 0.0
    assert shifted_mandate(p, 0.5, 0.0) == pytest.approx(0.4)


@given(group(Place), shares)
def test_an_economy_recovers_from_a_downturn(p, economy):
    down = economy_after_downturn(p, economy)
    assert down == pytest.approx(economy * (1 - p.downturn_depth))
    assert down <= next_economy(p, down) <= 1.0


@given(group(Place))
def test_a_sound_economy_stays_sound(p):
    assert next_economy(p, 1.0) == 1.0


@given(group(Place), shares, shares, shares)
def test_a_new_leader_costs_only_what_was_built(p, value, floor, made_good):
    kept = kept_after_turnover(p, value, floor, made_good)
    assert min(value, floor) - 1e-12 <= kept <= value
    if value <= floor:
        assert kept == value
    assert kept_after_turnover(p, value, floor, 1.0) == value
    assert kept_after_turnover(p, value, floor, 0.0) <= kept + 1e-12


def test_a_third_of_what_stands_above_the_floor_and_half_of_it_made_good():
    p = P._replace(lost_with_leader=1 / 3)
    assert kept_after_turnover(p, 0.9, 0.3, 0.0) == pytest.approx(0.7)
    assert kept_after_turnover(p, 0.9, 0.3, 0.5) == pytest.approx(0.8)


@given(group(Problem), st.floats(0.0, 1.0, exclude_max=True))
def test_a_shift_moves_by_its_distance_where_nothing_is_in_its_way(p, u):
    near = p._replace(shift_distance=min(p.shift_distance, 0.5))
    x, y = shifted_point(near, 0.5, 0.5, u)
    assert math.hypot(x - 0.5, y - 0.5) == pytest.approx(near.shift_distance)


@pytest.mark.parametrize(
    ("u", "to"), [(0.0, (0.7, 0.5)), (0.25, (0.5, 0.7)), (0.5, (0.3, 0.5))]
)
def test_a_shift_goes_in_its_direction(u, to):
    p = Problem(shift_distance=0.2)
    assert shifted_point(p, 0.5, 0.5, u) == pytest.approx(to)


@given(group(Problem), shares, shares, shares)
def test_a_shift_stays_in_the_square(p, x, y, u):
    assert all(0.0 <= at <= 1.0 for at in shifted_point(p, x, y, u))
    assert shifted_point(p._replace(shift_distance=0.0), x, y, u) == (x, y)


@given(group(Place), shares, shares)
def test_no_conflict_without_distance_antagonism_or_with_full_mediation(p, one, two):
    assert conflict_hazard(p, one, 0.0, two) == 0.0
    assert conflict_hazard(p, 0.0, one, two) == 0.0
    assert conflict_hazard(p, one, two, 1.0) == 0.0


def test_conflict_grows_with_distance_and_shrinks_with_mediation():
    near, far = (conflict_hazard(P, 1.0, d, 0.2) for d in (0.2, WIDEST_DISTANCE))
    assert conflict_hazard(P, 1.0, WIDEST_DISTANCE, 0.9) < far
    assert near < far


@given(group(Place), shares)
def test_conflict_damages_in_proportion(p, value):
    assert after_conflict(p, value) == value * (1.0 - p.conflict_damage)
