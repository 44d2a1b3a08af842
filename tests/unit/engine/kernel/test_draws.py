"""Decisions by keyed chance: the numbers of the streams, one by one or all at once."""

import pytest

from cisim.engine.kernel.draws import count_below, draw_each, drawn, happens
from cisim.model.streams import Purpose, uniform
from tests.both_engines import Compiled, alone
from tests.histories import scenario

SEED, MONTH = 12345, 7


@pytest.fixture(scope="module")
def state():
    run = Compiled(scenario(result__horizon_years=1), SEED)
    run.run.walk_to(MONTH)
    return run.state


def test_a_number_is_that_of_its_key(state):
    for place in range(5):
        number = alone(drawn)(state, int(Purpose.AGENDA_SWING), place, 1)
        assert number == uniform(SEED, int(Purpose.AGENDA_SWING), place, MONTH, 1)


@pytest.mark.parametrize("size", [0, 1, 8, 24])
def test_numbers_drawn_at_once_are_those_of_each(state, size):
    state.luck[:] = -1.0
    alone(draw_each)(state, int(Purpose.LEAVING), size)
    expected = [uniform(SEED, int(Purpose.LEAVING), p, MONTH, 0) for p in range(size)]
    assert state.luck[:size].tolist() == expected
    assert set(state.luck[size:].tolist()) <= {-1.0}
    for bound in (0.0, 0.3, 1.0):
        below = sum(number < bound for number in expected)
        assert count_below(state.luck, bound, size) == below


def test_what_happens_has_a_number_below_its_probability(state):
    number = uniform(SEED, int(Purpose.DOWNTURN), 0, MONTH, 0)
    assert 0.0 < number < 1.0

    def occurs(probability):
        return alone(happens)(state, int(Purpose.DOWNTURN), 0, probability)

    assert not occurs(0.0)
    assert not occurs(number)
    assert occurs(number + 1e-15)
    assert occurs(1.0)
