"""The story builds public will and lengthens the believed horizon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Communication
from cisim.model.submodels.story import next_believed_horizon, next_public_will
from tests.strategies import group, shares

P = Communication()
months = st.floats(6.0, 240.0)


@given(group(Communication), shares, shares)
def test_without_story_and_wins_public_will_fades(p, will, capacity):
    assert next_public_will(p._replace(narrative=0.0), will, capacity, 0.0) <= will


@pytest.mark.parametrize("reason", ["capacity", "wins"])
def test_a_carrier_and_wins_build_public_will(reason):
    levels = {"capacity": 0.2, "wins": 0.2}
    before = next_public_will(P, 0.1, **levels)
    assert next_public_will(P, 0.1, **(levels | {reason: 0.9})) > before


@given(group(Communication), months)
def test_nobody_is_told_less_than_believed(p, horizon):
    later = next_believed_horizon(p, horizon, 1.0)
    assert horizon <= later <= max(horizon, p.honest_months) * (1 + 1e-12)


@given(group(Communication), months)
def test_only_honest_words_to_those_who_come_lengthen_it(p, horizon):
    assert next_believed_horizon(p, horizon, 0.0) == horizon
    assert (
        next_believed_horizon(p._replace(honest_horizon=0.0), horizon, 1.0) == horizon
    )


def test_honesty_lengthens_it_faster():
    less, more = (
        next_believed_horizon(P._replace(honest_horizon=h), 40.0, 1.0)
        for h in (0.2, 0.9)
    )
    assert more > less > 40.0
