"""The action plan grows with agreement and keeps effort from being done twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Plan
from cisim.model.submodels.activities import (
    complementary,
    next_plan,
    sector_mix,
    systems_share,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Plan())
advantages = st.floats(0.0, 4.0)


@given(group(Plan), shares, shares, shares, shares)
def test_without_an_agenda_no_plan_grows(p, plan, full, agreement, practice):
    assert next_plan(p, plan, 0.0, full, agreement, practice) <= plan


@given(group(Plan), shares, shares, shares)
def test_a_full_backbone_forgets_nothing(p, plan, agreement, practice):
    assert next_plan(p, plan, 1.0, 1.0, agreement, practice) >= plan


def test_without_a_backbone_an_old_plan_is_forgotten():
    assert next_plan(P, 0.8, 1.0, 0.0, 1.0, 1.0) < 0.8


@pytest.mark.parametrize("reason", range(4))
def test_agenda_backbone_agreement_and_practice_help(reason):
    levels = [0.4] * 4
    before = next_plan(P, 0.3, *levels)
    levels[reason] = 0.9
    assert next_plan(P, 0.3, *levels) > before


@given(group(Plan), shares)
def test_a_complete_plan_of_specialists_leaves_no_duplicates(p, effort):
    apart = p._replace(specialisation=1.0)
    assert complementary(apart, effort, 1.0, 0.0, 1.0) == pytest.approx(effort)
    assert complementary(p, effort, 0.0, 2.0, 1.0) == pytest.approx(
        effort * (1.0 - p.duplication)
    )


@given(group(Plan), shares, shares, advantages, shares)
def test_effort_yields_no_less_than_what_duplicates_leave(p, effort, plan, best, mix):
    useful = complementary(p, effort, plan, best, mix)
    assert effort * (1.0 - p.duplication) - 1e-12 <= useful
    assert useful <= effort * (1.0 + best) + 1e-12


@given(shares, advantages, shares)
def test_without_specialisation_a_plan_changes_nothing(plan, best, mix):
    p = P._replace(specialisation=0.0, duplication=0.5)
    assert complementary(p, 2.0, plan, best, mix) == 1.0


def test_advantage_pays_where_sectors_mix():
    p = P._replace(specialisation=0.5, duplication=0.0)
    assert complementary(p, 2.0, 1.0, 0.4, 0.5) == pytest.approx(2.0 * 1.1)
    assert complementary(p, 2.0, 1.0, 0.4, 0.0) == 2.0
    assert complementary(p, 2.0, 0.0, 0.4, 1.0) == 2.0


def test_an_even_mix_of_six_sectors_is_full_and_one_sector_is_none():
    assert sector_mix(1.0 / 6.0) == pytest.approx(1.0)
    assert sector_mix(1.0) == 0.0
    assert sector_mix(0.5) == pytest.approx(0.6)


@given(shares, shares)
def test_systems_work_needs_mindset_and_room(mindset, room):
    assert systems_share(mindset, 0.0) == systems_share(0.0, room) == 0.0
    assert systems_share(mindset, 1.0) == mindset
