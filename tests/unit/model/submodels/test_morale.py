"""Morale, belief and mindset follow what is expected, felt and practised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Morale
from cisim.model.elementary import step
from cisim.model.submodels.morale import (
    expectation,
    horizon_in_hindsight,
    learnt,
    morale_after_exits,
    next_belief,
    next_mindset,
    next_morale,
    perceived_progress,
    practice,
    process_progress,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Morale())


@given(group(Morale), st.floats(6.0, 360.0))
def test_newcomers_expect_nothing_and_all_at_the_horizon(p, horizon):
    assert expectation(p, 0.0, horizon) == 0.0
    assert expectation(p, horizon, horizon) == min(1.0, p.largest_expectation)
    assert expectation(p, 1e9, horizon) == p.largest_expectation


@given(st.floats(0.0, 240.0), st.floats(6.0, 180.0))
def test_who_believes_it_takes_longer_expects_less(tenure, horizon):
    assert expectation(P, tenure, 2.0 * horizon) <= expectation(P, tenure, horizon)


@given(group(Morale), shares)
def test_no_news_is_no_progress(p, level):
    assert perceived_progress(p, 0.0, 0.0, 0.0) == 0.0
    assert process_progress(p, level, 0.0, 0.0) == 0.0
    assert process_progress(p, 1.0, 1.0, 1.0) == p.process_of_agenda + p.process_of_plan


def test_wins_result_and_process_add_up():
    p = P._replace(process_visibility=0.2, process_of_agenda=0.5, process_of_plan=0.3)
    assert perceived_progress(p, 0.1, 0.2, 0.5) == pytest.approx(0.4)
    assert process_progress(p, 0.5, 1.0, 0.5) == pytest.approx(0.4)


@given(group(Morale), st.floats(6.0, 360.0), st.floats(0.0, 600.0), shares)
def test_waiting_only_lengthens_the_horizon_of_the_gritty(p, horizon, tenure, grit):
    later = horizon_in_hindsight(p, horizon, tenure, grit)
    most = max(horizon, p.hindsight_span * tenure)
    assert horizon <= later <= most * (1 + 1e-12)
    assert horizon_in_hindsight(p, horizon, tenure, 0.0) == horizon
    assert horizon_in_hindsight(p, horizon, 0.0, grit) == horizon


def test_grit_learns_faster_from_waiting():
    less, more = (horizon_in_hindsight(P, 40.0, 60.0, grit) for grit in (0.2, 0.9))
    assert more > less > 40.0


@given(group(Morale), shares, shares)
def test_without_shortfall_morale_goes_to_its_rest(p, morale, grit):
    low, high = sorted((morale, p.rest))
    assert low - 1e-12 <= next_morale(p, morale, -0.5, grit) <= high + 1e-12
    assert next_morale(p, p.rest, 0.0, grit) == p.rest


@given(group(Morale), shares, st.floats(0.0, 3.0), shares)
def test_shortfall_costs_morale_and_grit_bears_it(p, morale, shortfall, grit):
    content = next_morale(p, morale, 0.0, grit)
    gritty = next_morale(p, morale, shortfall, 1.0)
    meek = next_morale(p, morale, shortfall, 0.0)
    assert meek - 1e-12 <= gritty <= content + 1e-12


def test_a_full_shortfall_costs_its_rate():
    p = P._replace(recovery=0.0, frustration=0.4)
    assert next_morale(p, 0.5, 1.0, 0.0) == pytest.approx(0.5 * (1 - step(0.4)))


@given(group(Morale), shares)
def test_exits_are_felt_in_proportion(p, morale):
    assert morale_after_exits(p, morale, 0.0) == morale
    assert morale_after_exits(p, morale, 1.0) == morale * (1.0 - p.exit_blow)


@given(group(Morale), shares)
def test_belief_follows_progress_and_an_able_backbone(p, belief):
    assert next_belief(p, belief, 0.0, 0.0) <= belief
    assert next_belief(p, belief, 1.0, 1.0) >= belief - 1e-12


def test_a_weak_backbone_costs_belief():
    assert next_belief(P, 0.5, 0.5, 0.1) < next_belief(P, 0.5, 0.5, 0.9)


@given(group(Morale), shares, shares)
def test_mindset_is_learnt_by_practice_alone(p, mindset, level):
    assert next_mindset(mindset, learnt(p, 0.0)) == mindset
    assert next_mindset(mindset, learnt(p, level)) >= mindset
    assert practice(0.0, level, level, level, 1.0) == 0.0
    assert practice(1.0, level, level, level, 0.0) == 0.0
    assert practice(1.0, 0.0, 0.0, 0.0, 1.0) == 1.0
    assert practice(1.0, 1.0, 1.0, 1.0, level) == pytest.approx(4.0 * level)
