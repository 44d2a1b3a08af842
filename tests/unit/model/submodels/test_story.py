"""The story builds public will and lengthens the believed horizon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Communication
from cisim.model.submodels.story import (
    next_believed_horizon,
    next_public_will,
    undeterred,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Communication())
months = st.floats(6.0, 240.0)


@given(group(Communication), shares, shares)
def test_without_story_and_wins_public_will_fades(p, will, capacity):
    assert next_public_will(p._replace(narrative=0.0), will, capacity, 0.0, 0.0) <= will


@pytest.mark.parametrize("reason", ["capacity", "wins", "public_ear"])
def test_a_carrier_and_wins_build_public_will(reason):
    levels = {"capacity": 0.2, "wins": 0.2, "public_ear": 0.2}
    before = next_public_will(P, 0.1, **levels)
    assert next_public_will(P, 0.1, **(levels | {reason: 0.9})) > before


@given(group(Communication), months, shares)
def test_nobody_is_told_less_than_believed(p, horizon, education):
    later = next_believed_horizon(p, horizon, 1.0, education)
    assert horizon <= later <= max(horizon, p.honest_months) * (1 + 1e-12)


@given(group(Communication), months)
def test_only_honest_words_lengthen_it(p, horizon):
    assert next_believed_horizon(p, horizon, 0.0, 0.0) == horizon
    silent = p._replace(honest_horizon=0.0)
    assert next_believed_horizon(silent, horizon, 1.0, 0.0) == horizon


def test_honesty_lengthens_it_faster():
    less, more = (
        next_believed_horizon(P._replace(honest_horizon=h), 40.0, 1.0, 0.0)
        for h in (0.2, 0.9)
    )
    assert more > less > 40.0


def test_a_council_is_heard_also_by_those_who_stay_away():
    assert next_believed_horizon(P, 40.0, 0.0, 0.4) > 40.0


@given(group(Communication))
def test_plain_words_deter_some(p):
    assert undeterred(p._replace(honest_horizon=0.0)) == 1.0
    assert undeterred(p._replace(honest_horizon=1.0)) == 1.0 - p.hesitation
    assert undeterred(p) <= 1.0
