"""Funding: shares of the whole, renewal by confidence, posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Funding
from cisim.model.submodels.funding import (
    grant_months,
    monthly_grant,
    next_confidence,
    renewal_probability,
    staff_wanted,
)
from tests.strategies import group, shares

P = Funding()
few = st.integers(0, 10)


@given(group(Funding))
def test_all_funders_together_pay_the_yearly_amount(p):
    assert 12 * p.funders * monthly_grant(p) == pytest.approx(p.yearly_amount)


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
    assert next_confidence(p, confidence, confidence, 0, 0) == pytest.approx(confidence)


@given(group(Funding), shares, shares, few)
def test_wins_lift_and_failures_lower_confidence(p, confidence, legitimacy, n):
    quiet = next_confidence(p, confidence, legitimacy, 0, 0)
    assert next_confidence(p, confidence, legitimacy, n, 0) >= quiet - 1e-12
    assert next_confidence(p, confidence, legitimacy, 0, n) <= quiet + 1e-12


@given(shares)
def test_without_legitimacy_confidence_falls_with_time(confidence):
    assert next_confidence(P, confidence, 0.0, 0, 0) <= confidence


@given(group(Funding), shares)
def test_no_money_and_no_partners_fill_no_posts(p, legitimacy):
    assert staff_wanted(p, 0.0, 0.0, legitimacy) == 0.0


def test_a_post_costs_its_wage_and_partners_lend_by_legitimacy():
    assert staff_wanted(P, P.cost_per_staff / 12.0, 0.0, 0.0) == pytest.approx(1.0)
    assert staff_wanted(P, 0.0, 10.0, 0.0) == 0.0
    assert staff_wanted(P, 0.0, 10.0, 1.0) == pytest.approx(10.0 * P.partner_share)
