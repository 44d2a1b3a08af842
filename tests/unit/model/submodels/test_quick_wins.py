"""Quick wins: dared, won, remembered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import QuickWins
from cisim.model.submodels.quick_wins import (
    daring,
    morale_after_pilots,
    next_memory,
    pilot_work,
    pilots_tried,
    success_probability,
    unhurt,
    unlifted,
    willingness,
)
from tests.strategies import group, in_laws, shares

P = in_laws(QuickWins())
few = st.integers(0, 10)


@given(group(QuickWins), shares, shares)
def test_no_pilots_where_none_are_planned_or_dared(p, willingness, u):
    assert pilots_tried(p._replace(pilots_per_year=0.0), willingness, u) == 0
    assert pilots_tried(p, 0.0, u) == 0


@pytest.mark.parametrize(("u", "begun"), [(0.0, 2), (0.49, 2), (0.5, 1), (0.99, 1)])
def test_the_whole_part_begins_and_the_rest_by_chance(u, begun):
    p = P._replace(pilots_per_year=18.0, dared_per_year=48.0)
    assert pilots_tried(p, 1.0, u) == begun


def test_what_is_dared_bounds_what_is_planned():
    p = P._replace(pilots_per_year=24.0, dared_per_year=12.0)
    assert pilots_tried(p, 1.0, 0.5) == 1
    assert pilots_tried(p, 0.5, 0.49) == 1
    assert pilots_tried(p, 0.5, 0.51) == 0


@pytest.mark.parametrize("reason", range(4))
def test_coordination_fit_people_and_knowledge_help(reason):
    levels = [0.3] * 4
    before = success_probability(P, *levels)
    levels[reason] = 0.9
    assert success_probability(P, *levels) > before
    assert success_probability(P, 0.0, 0.0, 0.0, 0.0) == P.success_least


@given(group(QuickWins), shares)
def test_a_risk_that_is_borne_together_is_dared(p, morale):
    alone, pooled = (p._replace(pooled_risk=share) for share in (0.0, 1.0))
    assert willingness(pooled, morale) == morale
    assert willingness(alone, morale) == pytest.approx(morale * (1.0 - p.aversion))
    assert willingness(alone, morale) <= willingness(p, morale) + 1e-12
    assert daring(pooled) == 1.0
    assert daring(alone) == 1.0 - p.proven_models
    assert daring(alone) - 1e-12 <= daring(p) <= 1.0


@given(group(QuickWins), shares, few)
def test_wins_are_remembered_and_forgotten(p, memory, wins):
    assert next_memory(p, memory, 0) == pytest.approx(p.memory_kept * memory)
    assert next_memory(p, memory, wins + 1) >= next_memory(p, memory, wins)
    assert next_memory(p, memory, wins) <= 1.0


def test_the_first_win_is_worth_its_weight():
    assert next_memory(P, 0.0, 1) == pytest.approx(P.memory)


@given(group(QuickWins), few, st.floats(0.0, 100.0))
def test_pilots_take_at_most_the_work_there_is(p, running, work):
    assert pilot_work(p, 0, work) == 0.0
    assert pilot_work(p, running, work) <= work


def after_pilots(p, morale, memory, wins, failures, feast):
    return morale_after_pilots(
        morale, unlifted(p, memory, wins, feast), unhurt(p, failures)
    )


@given(group(QuickWins), shares, shares, shares)
def test_no_pilots_leave_morale_as_it_is(p, morale, memory, feast):
    after = after_pilots(p, morale, memory, 0, 0, feast)
    assert after == pytest.approx(morale)


@given(group(QuickWins), shares, shares, few)
def test_wins_lift_and_failures_lower_morale(p, morale, memory, n):
    assert after_pilots(p, morale, memory, n, 0, 0.0) >= morale - 1e-12
    assert after_pilots(p, morale, memory, 0, n, 0.0) <= morale + 1e-12


def test_wins_that_one_is_used_to_count_less_and_celebrated_ones_more():
    fresh, used = (after_pilots(P, 0.5, memory, 1, 0, 0.0) for memory in (0.0, 0.9))
    assert fresh > used > 0.5
    assert after_pilots(P, 0.5, 0.0, 1, 0, 1.0) > fresh


def test_a_failure_costs_less_where_the_risk_is_pooled():
    p = P._replace(morale_per_failure=0.2, failure_relief=0.5)
    alone, pooled = (
        after_pilots(p._replace(pooled_risk=share), 0.5, 0.0, 0, 1, 0.0)
        for share in (0.0, 1.0)
    )
    assert alone == pytest.approx(0.4)
    assert pooled == pytest.approx(0.45)
