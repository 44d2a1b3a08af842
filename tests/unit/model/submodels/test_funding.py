"""Funding: tranches, patience, renewal by confidence, posts that money makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Funding
from cisim.model.submodels.funding import (
    co_funding,
    grant_months,
    is_patient,
    monthly_grant,
    next_confidence,
    posts_of_members,
    renewal_probability,
    room_for_systems,
    sees_progress,
    staff_wanted,
    start_month,
    steered,
    tranche,
    wage,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Funding())
few = st.integers(0, 10)
money = st.floats(0.0, 1e6)


@given(group(Funding))
def test_all_funders_together_pay_the_yearly_amount(p):
    assert 12 * p.funders * monthly_grant(p) == pytest.approx(p.yearly_amount)


@given(group(Funding), st.integers(1, 360))
def test_tranches_keep_the_total_and_are_never_negative(p, months):
    factors = [tranche(p, elapsed, months) for elapsed in range(months)]
    assert sum(factors) == pytest.approx(months)
    assert min(factors) >= 0.0


@given(group(Funding), st.integers(0, 360))
def test_only_the_first_term_has_tranches(p, months):
    assert tranche(p, -1, months) == tranche(p, months, months) == 1.0


def test_tranches_fall_or_rise_by_how_they_are_loaded():
    assert [tranche(P._replace(front_loading=1.0), k, 2) for k in (0, 1)] == [1.5, 0.5]
    assert [tranche(P._replace(front_loading=-1.0), k, 2) for k in (0, 1)] == [0.5, 1.5]
    assert tranche(P._replace(front_loading=0.0), 0, 2) == 1.0


@pytest.mark.parametrize(
    ("start", "stagger", "months"), [(0, 0, [1, 1, 1]), (5, 7, [5, 12, 19])]
)
def test_each_further_funder_begins_later(start, stagger, months):
    p = P._replace(start_month=start, stagger_months=stagger)
    assert [start_month(p, place) for place in range(3)] == months


@given(group(Funding), money, shares)
def test_only_engaged_funders_win_others_for_what_is_legitimate(p, grants, legitimacy):
    assert co_funding(p, grants, 0.0) == 0.0
    assert co_funding(p._replace(engagement=0.0), grants, legitimacy) == 0.0
    most = co_funding(p._replace(engagement=1.0), grants, 1.0)
    assert most == pytest.approx(grants * p.co_funding)
    assert co_funding(p, grants, legitimacy) <= most * (1 + 1e-12)


@pytest.mark.parametrize(
    ("wins", "result", "seen"), [(0.3, 0.1, True), (0.3, 0.0, False), (0.4, 0.0, True)]
)
def test_wins_and_result_together_are_seen(wins, result, seen):
    assert sees_progress(P._replace(visible_progress=0.35), wins, result) is seen


@pytest.mark.parametrize(("months", "patient"), [(0, True), (29, True), (30, False)])
def test_patience_ends_after_its_years(months, patient):
    assert is_patient(P._replace(patience_years=2.5), months) is patient


@given(group(Funding), st.integers(0, 600), st.floats(0.5, 30.0))
def test_more_patience_never_stops_earlier(p, months, years):
    if is_patient(p, months):
        longer = p._replace(patience_years=max(years, p.patience_years))
        assert is_patient(longer, months)


@given(group(Funding), shares)
def test_who_steers_takes_ownership_and_bound_money_room(p, paid):
    assert steered(p._replace(domination=0.0)) == 0.0
    assert steered(p._replace(domination=1.0)) == p.domination_cost
    assert room_for_systems(p, 0.0) == 1.0
    assert room_for_systems(p._replace(programme_only=0.0), paid) == 1.0
    bound = room_for_systems(p._replace(programme_only=1.0), 1.0)
    assert bound == 1.0 - p.programme_hold


@given(group(Funding), shares, shares)
def test_more_skill_earns_no_less(p, skill, other):
    low, high = sorted((skill, other))
    assert wage(p, low) <= wage(p, high) * (1 + 1e-12)
    assert wage(p, p.reference_skill) == p.cost_per_staff


@pytest.mark.parametrize(
    ("years", "months"), [(0, 0), (3, 36), (0.5, 6), (1 / 3, 4), (30, 360), (0.04, 0)]
)
def test_a_grant_pays_whole_months(years, months):
    assert grant_months(years) == months


def test_renewal_lies_between_its_two_values():
    p = P._replace(renewal_without_progress=0.3, renewal_with_progress=0.8)
    assert renewal_probability(p, 0.0) == 0.3
    assert renewal_probability(p, 0.5) == pytest.approx(0.55)
    assert renewal_probability(p, 1.0) == pytest.approx(0.8)


@given(group(Funding), shares)
def test_confidence_that_sees_what_it_expects_stays(p, confidence):
    later = next_confidence(p, confidence, confidence, 0.0, 0, 0)
    assert later == pytest.approx(confidence)


@given(group(Funding), shares, shares, shares, few)
def test_wins_lift_and_failures_lower_confidence(p, confidence, standing, process, n):
    quiet = next_confidence(p, confidence, standing, process, 0, 0)
    assert next_confidence(p, confidence, standing, process, n, 0) >= quiet - 1e-12
    assert next_confidence(p, confidence, standing, process, 0, n) <= quiet + 1e-12


@given(group(Funding), shares, shares)
def test_process_is_seen_by_engaged_funders_alone(p, confidence, process):
    distant = p._replace(engagement=0.0)
    unseen = next_confidence(distant, confidence, 0.3, 0.0, 0, 0)
    assert next_confidence(distant, confidence, 0.3, process, 0, 0) == unseen
    assert next_confidence(p, confidence, 0.3, process, 0, 0) >= unseen - 1e-12


@given(shares)
def test_without_legitimacy_confidence_falls_with_time(confidence):
    assert next_confidence(P, confidence, 0.0, 0.0, 0, 0) <= confidence


@given(group(Funding), shares, shares)
def test_no_money_and_no_partners_fill_no_posts(p, skill, capacity):
    assert staff_wanted(p, 0.0, skill, 0.0, 0.0) == 0.0
    alone = p._replace(partner_share=0.0)
    assert staff_wanted(alone, 0.0, skill, capacity, capacity) == 0.0
    assert posts_of_members(p, 0.0) == 0.0


@given(group(Funding), money, shares)
def test_all_money_is_paid_to_backbone_and_members(p, month, skill):
    """Posts times what they cost come to what was granted."""
    at_backbone = staff_wanted(p, month, skill, 0.0, 0.0) * wage(p, skill)
    at_members = posts_of_members(p, month) * p.cost_per_staff
    assert (at_backbone + at_members) / 12.0 == pytest.approx(month)


def test_a_post_costs_its_wage_and_partners_lend_what_is_proved_or_promised():
    p = P._replace(
        reference_skill=0.6, to_members=0.0, partner_share=0.1, partner_promise=0.2
    )
    assert staff_wanted(p, p.cost_per_staff / 12.0, 0.6, 0.0, 0.0) == pytest.approx(1.0)
    assert staff_wanted(p, 0.0, 0.6, 10.0, 0.0) == pytest.approx(1.0)
    assert staff_wanted(p, 0.0, 0.6, 0.0, 10.0) == pytest.approx(0.2)
