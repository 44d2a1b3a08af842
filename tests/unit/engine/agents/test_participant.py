"""Two phases: what is intended shows only when all were visited."""

import pytest

from cisim.engine.agents import CollectiveImpactModel
from cisim.model.streams import Purpose, uniform
from tests.histories import scenario


@pytest.fixture
def own():
    return CollectiveImpactModel(scenario(), rng=7).roster[3]


def test_what_is_intended_shows_when_it_settles(own):
    own.intend(morale=0.123)
    assert own.morale != 0.123
    own.settle()
    assert own.morale == 0.123


def test_a_state_variable_that_does_not_exist_cannot_be_intended(own):
    with pytest.raises(AttributeError, match="no state variable mood"):
        own.intend(mood=1.0)


def test_a_draw_is_named_by_purpose_place_month_and_partner(own):
    own.model.month = 12
    assert own.draw(Purpose.LEAVING, 4) == uniform(7, Purpose.LEAVING, 3, 12, 4)
