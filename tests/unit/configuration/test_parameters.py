"""Values of parameters between the words of a document and the types of the model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.choices import Structure
from cisim.configuration.parameters import (
    Parameters,
    by_group,
    declared,
    replaced,
    value_of,
)
from tests.strategies import admissible, names

STRUCTURE = declared()["governance.structure"]


@given(names, st.data())
def test_what_is_written_is_read_as_the_same(name, data):
    parameter = declared()[name]
    value = data.draw(admissible(parameter))
    written = parameter.written(value)
    assert type(written) is (str if parameter.is_choice else parameter.type)
    assert parameter.read(written) == value
    assert type(parameter.read(written)) is parameter.type


def test_settings_are_grouped_by_the_first_half_of_their_names():
    dotted = {"trust.decay": 1, "place.urgency": 2, "trust.repair": 3}
    groups = {"trust": {"decay": 1, "repair": 3}, "place": {"urgency": 2}}
    assert by_group(dotted) == groups
    assert by_group({}) == {}


def test_only_a_choice_has_words():
    assert STRUCTURE.is_choice
    assert list(STRUCTURE.words) == ["one_table", "working_groups", "steering_group"]
    assert STRUCTURE.words["one_table"] == "all organisations meet at one table"
    assert not declared()["organisations.at_table"].is_choice
    assert declared()["organisations.at_table"].words == {}


@pytest.mark.parametrize("value", [1, 1.0, Structure.WORKING_GROUPS])
def test_a_choice_stays_a_member_however_it_is_put_in(value):
    parameters = replaced(Parameters(), {"governance.structure": value})
    assert parameters.governance.structure is Structure.WORKING_GROUPS
    assert value_of(parameters, "governance.structure") == 1.0


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("funding.yearly_amount", 5e6, "5000000"),
        ("funding.duration_years", 2.5, "2.5"),
        ("organisations.at_table", 20, "20"),
        ("governance.structure", 2, "steering_group"),
    ],
)
def test_a_value_is_shown_as_digits_or_as_a_word(name, value, text):
    assert declared()[name].shown(value) == text
