import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.experiments import Distribution, Factor
from cisim.configuration.experiments.factors import (
    factor_of,
    is_power_of_two,
    powers_around,
    wrong_value,
)
from cisim.configuration.parameters import declared
from tests.strategies import admissible, names, out_of_range


@given(names, st.data())
def test_admissible_values_are_right_and_others_are_told(name, data):
    parameter = declared()[name]
    value = parameter.written(data.draw(admissible(parameter)))
    assert wrong_value(parameter, value) == ""
    for wrong in (data.draw(out_of_range(parameter)), True, None, [value]):
        assert wrong_value(parameter, wrong).startswith("must be ")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "1", 1.5])
def test_what_is_no_whole_number_is_refused(value):
    assert wrong_value(declared()["funding.funders"], value)


@given(st.integers(1, 2**60))
def test_the_nearest_powers_of_two_enclose_a_number(number):
    if is_power_of_two(number):
        assert number.bit_count() == 1
    else:
        below, above = powers_around(number)
        assert below < number < above
        assert is_power_of_two(below)
        assert is_power_of_two(above)


def test_a_factor_takes_its_ends_from_its_values():
    entry = {"parameter": "quick_wins.pilots_per_year", "values": [8, 0, 2]}
    assert factor_of(entry) == Factor(
        "quick_wins.pilots_per_year", 0.0, 8.0, values=(8.0, 0.0, 2.0)
    )


def test_a_factor_is_uniform_unless_it_says_so():
    entry = {"parameter": "place.urgency", "low": 0, "high": 1}
    assert factor_of(entry).distribution is Distribution.UNIFORM
    normal = factor_of(entry | {"distribution": "normal", "mean": 1, "sd": 2})
    assert (normal.mean, normal.sd, normal.mode) == (1.0, 2.0, None)
