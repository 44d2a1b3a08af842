"""Shared measurement needs investment, a backbone, common words and open data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Measurement
from cisim.model.elementary import step
from cisim.model.submodels.measurement import (
    access_growth,
    grown,
    measurement_growth,
    vocabulary_growth,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Measurement())


@given(group(Measurement), shares)
def test_with_a_full_backbone_nothing_withers(p, level):
    assert grown(p, level, 0.0, 1.0) == level
    assert grown(p, level, 1.0, 1.0) >= level


@given(group(Measurement), shares)
def test_what_nobody_keeps_up_is_lost(p, level):
    assert grown(p, level, 0.0, 0.0) == pytest.approx(level * (1 - step(p.decay)))


@given(shares, st.floats(0.0, 5.0), st.floats(0.0, 5.0), shares)
def test_faster_growth_is_a_higher_level(level, rate, other, full):
    slow, fast = sorted((rate, other))
    assert grown(P, level, slow, full) <= grown(P, level, fast, full) + 1e-12


@given(group(Measurement), shares, shares)
def test_words_need_contact_and_data_trust_or_open_holders(p, capacity, kept_open):
    assert vocabulary_growth(p, 0.0) == 0.0
    assert vocabulary_growth(p, 1.0) == p.vocabulary_rate
    assert access_growth(p, 0.0, capacity, 0.0, kept_open) == 0.0
    assert access_growth(p, 1.0, capacity, 1.0, 0.0) == 0.0


def test_data_open_by_trust_an_able_backbone_and_public_holders():
    p = P._replace(access_rate=0.2, access_unaided=0.5, access_of_council=0.1)
    assert access_growth(p, 1.0, 0.0, 0.0, 1.0) == pytest.approx(0.1)
    assert access_growth(p, 1.0, 1.0, 0.0, 1.0) == pytest.approx(0.2)
    assert access_growth(p, 0.0, 1.0, 0.5, 1.0) == pytest.approx(0.05)
    assert access_growth(p, 1.0, 1.0, 1.0, 0.5) == pytest.approx(0.15)


@pytest.mark.parametrize("missing", range(3))
def test_each_ingredient_is_needed(missing):
    levels = [0.7] * 3
    assert measurement_growth(P, *levels) > 0.0
    levels[missing] = 0.0
    assert measurement_growth(P, *levels) == 0.0
    assert measurement_growth(P._replace(investment=0.0), 1.0, 1.0, 1.0) == 0.0


@given(group(Measurement))
def test_a_long_list_of_indicators_slows_measurement_down(p):
    short, long = (
        measurement_growth(p._replace(indicators=count), 1.0, 1.0, 1.0)
        for count in (1, 60)
    )
    assert long <= short


def test_the_stated_length_of_list_halves_the_speed():
    p = P._replace(building=1.0, investment=1.0, few_indicators=20.0, indicators=20)
    assert measurement_growth(p, 1.0, 1.0, 1.0) == pytest.approx(0.5)
