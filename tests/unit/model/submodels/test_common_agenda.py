"""The common agenda: say, agreement, adoption, ownership."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Agenda
from cisim.model.elementary import WIDEST_DISTANCE
from cisim.model.submodels.common_agenda import (
    agreement,
    expected_say,
    feedback_pull,
    fit,
    is_adopted,
    ownership,
    say,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Agenda())
powers = st.floats(0.01, 100.0)


@given(powers, powers)
def test_bottom_up_all_have_the_same_say(power, mean):
    assert say(P._replace(top_down=0.0), power, mean) == 1.0


@given(powers, powers)
def test_top_down_say_is_power(power, mean):
    assert say(P._replace(top_down=1.0), power, mean) == pytest.approx(power / mean)


@given(group(Agenda), powers)
def test_mean_power_has_a_mean_say(p, mean):
    assert say(p, mean, mean) == pytest.approx(1.0)


@given(group(Agenda), st.floats(0.0, WIDEST_DISTANCE))
def test_agreement_falls_with_distance(p, away):
    assert agreement(p, 0.0) == 1.0
    assert agreement(p, p.widest) == 0.0
    assert agreement(p, away) >= agreement(p, away + 0.1)


@given(group(Agenda))
def test_what_works_fits_perfectly(p):
    assert fit(p, 0.0) == 1.0
    assert fit(p, p.fit_width) == pytest.approx(math.exp(-0.5))


@pytest.mark.parametrize(
    ("near", "present", "adopted"),
    [(0.75, 0.5, True), (0.74, 1.0, False), (1.0, 0.49, False), (1.0, 1.0, True)],
)
def test_a_decision_needs_a_quorum_and_a_table(near, present, adopted):
    assert is_adopted(P._replace(quorum=0.75), near, present) is adopted


@given(group(Agenda), shares, shares)
def test_ownership_rises_with_say_from_its_floor(p, relative, ceded):
    assert ownership(p, 0.0, 0.0) == p.ownership_floor
    assert ownership(p, relative, ceded) <= ownership(p, 1.0, ceded) + 1e-12
    assert ownership(p, 1.0, 0.0) == pytest.approx(1.0)
    assert ownership(p, 5.0, ceded) == ownership(p, 1.0, ceded)


@given(group(Agenda), shares, shares)
def test_what_is_ceded_is_not_owned(p, relative, ceded):
    kept = ownership(p, relative, ceded)
    assert kept == pytest.approx(ownership(p, relative, 0.0) * (1.0 - ceded))
    assert ownership(p, relative, 1.5) == 0.0


@given(group(Agenda), shares, shares)
def test_only_a_table_that_measures_meets_and_dares_learns(p, level, other):
    assert feedback_pull(p, 0.0, level, other) == 0.0
    assert feedback_pull(p, level, 0.0, other) == 0.0
    assert feedback_pull(p, level, other, 0.0) == 0.0
    assert feedback_pull(p, 1.0, 1.0, 1.0) == p.feedback


@given(powers, powers)
def test_nobody_expects_less_than_an_equal_say_and_the_powerful_more(power, mean):
    expected = expected_say(power, mean)
    assert expected >= 1.0
    if power <= mean:
        assert expected == 1.0
    else:
        assert expected == pytest.approx(math.sqrt(power / mean))
    assert expected_say(power, 0.0) == 1.0
