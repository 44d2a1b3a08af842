"""The backbone: posts are filled slowly, and skill counts as far as it is staffed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Backbone
from cisim.model.submodels.backbone import (
    capacity,
    fullness,
    next_experience,
    next_staff,
    overhead,
    workload,
)
from tests.strategies import group, shares

P = Backbone()
posts = st.floats(0.0, 100.0)


@given(group(Backbone), posts, posts)
def test_staff_moves_toward_what_is_wanted(p, staff, wanted):
    low, high = sorted((staff, wanted))
    assert low * (1 - 1e-12) <= next_staff(p, staff, wanted) <= high * (1 + 1e-12)


def test_laying_off_is_faster_than_hiring():
    gained = next_staff(P, 1.0, 2.0) - 1.0
    assert 2.0 - next_staff(P, 2.0, 1.0) > gained > 0.0


@given(group(Backbone))
def test_work_grows_with_members(p):
    loads = [workload(p, members) for members in (0, 10, 50)]
    assert loads == sorted(loads)
    assert loads[0] == p.workload_base


@given(posts, st.floats(0.001, 100.0))
def test_fullness_is_at_most_one(staff, load):
    assert fullness(staff, load) == min(1.0, staff / load)


def test_staff_without_work_is_full_and_no_staff_is_empty():
    assert fullness(0.5, 0.0) == 1.0
    assert fullness(0.0, 0.0) == 0.0


@given(group(Backbone), shares)
def test_experience_only_grows(p, experience):
    assert next_experience(p, experience) >= experience


@given(group(Backbone), shares)
def test_an_experienced_full_backbone_has_all_its_skill(p, full):
    assert capacity(p, 1.0, 1.0) == p.skill
    assert capacity(p, 1.0, 0.0) == 0.0
    assert capacity(p, 0.0, full) <= capacity(p, 1.0, full)


def test_a_new_director_lacks_a_part_of_the_skill():
    assert capacity(P, 0.0, 1.0) == pytest.approx(P.skill * (1 - P.director_weight))


@given(group(Backbone), shares)
def test_facilitation_relieves_partners(p, full):
    assert overhead(p, full) <= overhead(p, 0.0) == p.largest_overhead
