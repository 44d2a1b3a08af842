"""The system: conditions together, the gate, growth and fading, the result."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import System
from cisim.model.submodels.system import (
    cap,
    coordination,
    delayed,
    gate,
    growth_rate,
    kept_open,
    legitimacy,
    next_hurdles,
    next_programme_result,
    next_system_change,
    programme_effect,
)
from tests.strategies import group, in_laws, shares

P = in_laws(System())
fives = st.tuples(shares, shares, shares, shares, shares)
work = st.floats(0.0, 100.0)


@given(group(System), fives)
def test_coordination_lies_between_its_conditions(p, conditions):
    levels = [max(c, p.condition_floor) for c in conditions]
    together = coordination(p, conditions)
    assert min(levels) * (1 - 1e-9) <= together <= max(levels) * (1 + 1e-9)


@given(group(System), fives, st.integers(0, 4))
def test_a_better_condition_never_hurts(p, conditions, place):
    better = list(conditions)
    better[place] = 1.0
    assert coordination(p, tuple(better)) >= coordination(p, conditions) * (1 - 1e-9)


@given(group(System), fives)
def test_the_order_of_conditions_does_not_matter(p, conditions):
    turned = conditions[::-1]
    assert coordination(p, turned) == pytest.approx(coordination(p, conditions))


@given(fives, st.floats(-3.0, 1.0), st.floats(-3.0, 1.0))
def test_less_substitution_is_less_coordination(conditions, one, two):
    hardly, easily = (P._replace(substitution=rho) for rho in sorted((one, two)))
    low, high = coordination(hardly, conditions), coordination(easily, conditions)
    assert low <= high * (1 + 1e-8)


@given(group(System), shares, shares, shares)
def test_the_gate_opens_with_what_supports_it(p, policy, will, standing):
    assert gate(p, 0.0, 0.0, 0.0) == 0.0
    assert gate(p, policy, will, standing) <= gate(p, 1.0, 1.0, 1.0)


@given(shares, shares)
def test_only_the_part_of_the_state_is_closed(dependence, opened):
    assert cap(0.0, opened) == 1.0
    assert cap(dependence, 1.0) == 1.0
    assert cap(dependence, 0.0) == 1.0 - dependence


@given(group(System), shares, shares, shares)
def test_no_work_or_no_coordination_changes_nothing(p, fit, level, hurdles):
    assert growth_rate(p, 1.0, fit, level, 0.0, hurdles) == 0.0
    assert growth_rate(p, 1.0, fit, 0.0, 1.0, hurdles) == 0.0
    assert growth_rate(p, 1.0, 0.0, level, 1.0, hurdles) == 0.0


@given(shares, shares, work, work)
def test_work_has_a_diminishing_return(fit, level, some, others):
    low, high = sorted((some, others))
    first, second = (growth_rate(P, 1.0, fit, level, w, 0.0) for w in (low, high))
    assert first <= second * (1 + 1e-12)
    assert growth_rate(P, 1.0, fit, level, 2 * high, 0.0) <= 2 * second * (1 + 1e-12)


def test_growth_in_its_unit():
    p = P._replace(growth=0.08, saturation=0.0, reference_effort=0.3, hurdle_system=0.5)
    assert growth_rate(p, 2.0, 1.0, 0.5, 0.6, 0.0) == pytest.approx(0.02)
    assert growth_rate(p, 2.0, 1.0, 0.5, 0.6, 1.0) == pytest.approx(0.01)


@given(group(System), shares, shares)
def test_hurdles_fall_only_by_trust_with_measurement(p, hurdles, level):
    assert next_hurdles(p, hurdles, 0.0, level) == hurdles
    assert next_hurdles(p, hurdles, level, 0.0) == hurdles
    assert 0.0 <= next_hurdles(p, hurdles, level, level) <= hurdles


@given(group(System), shares)
def test_hurdles_keep_data_closed(p, hurdles):
    assert kept_open(p, 0.0) == 1.0
    assert kept_open(p, 1.0) == 1.0 - p.hurdle_access
    assert kept_open(p, 1.0) <= kept_open(p, hurdles) <= 1.0


@given(group(System), shares, shares, shares)
def test_without_growth_the_system_only_falls_back(p, change, most, level):
    assert next_system_change(p, change, 0.0, most, level) <= change


@given(shares, st.floats(0.0, 10.0), shares, shares)
def test_the_system_never_grows_beyond_its_cap(change, growth, most, level):
    later = next_system_change(P, change, growth, most, level)
    assert later <= max(change, most) + 1e-12


@given(shares, st.floats(1.0, 60.0))
def test_a_delay_rests_where_it_has_arrived(value, months):
    assert delayed(value, value, months) == value
    assert delayed(value, 1.0, 1.0) == pytest.approx(1.0)


@given(group(System), work, work)
def test_programmes_have_a_bounded_effect(p, some, others):
    low, high = sorted((some, others))
    assert programme_effect(p, 0.0) == 0.0
    assert programme_effect(p, low) <= programme_effect(p, high) <= p.programme_share


@given(group(System), shares)
def test_a_programme_result_goes_when_programmes_go(p, result):
    assert next_programme_result(p, result, result) == result
    assert next_programme_result(p, result, 0.0) <= result


@given(group(System), shares, shares, shares)
def test_legitimacy_needs_merit_and_is_less_before_adoption(p, accord, wins, result):
    assert legitimacy(p, 0.0, 0.0, 0.0, 1.0) == 0.0
    after = legitimacy(p, accord, wins, result, 1.0)
    before = legitimacy(p, accord, wins, result, 0.0)
    assert before == pytest.approx(p.legitimacy_before * after)
