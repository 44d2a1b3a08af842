"""The laws take choices as integers, paces as shares, chances by the month."""

from hypothesis import given

from cisim.configuration.parameters import Parameters, declared, replaced
from cisim.model.elementary import monthly_probability, step
from cisim.model.preparation import for_laws
from tests.strategies import settings


def expected(parameter, value):
    if parameter.declaration.is_pace:
        return step(value)
    if parameter.declaration.is_yearly_chance:
        return monthly_probability(value)
    return int(value) if parameter.is_choice else value


@given(settings())
def test_only_choices_paces_and_chances_are_taken_in_another_form(given_settings):
    parameters = replaced(Parameters(), given_settings)
    taken = for_laws(parameters)
    for parameter in declared().values():
        held = getattr(getattr(parameters, parameter.group), parameter.key)
        value = getattr(getattr(taken, parameter.group), parameter.key)
        assert value == expected(parameter, held)
        assert type(value) is (int if parameter.is_choice else parameter.type)


@given(settings())
def test_groups_keep_their_types(given_settings):
    parameters = replaced(Parameters(), given_settings)
    taken = for_laws(parameters)
    assert type(taken) is Parameters
    assert [type(group) for group in taken] == [type(group) for group in parameters]
    assert taken.plan is parameters.plan


def test_a_pace_is_taken_as_the_share_of_a_month():
    parameters = replaced(Parameters(), {"trust.drift": 0.5, "trust.gain": 0.5})
    taken = for_laws(parameters).trust
    assert taken.drift == step(0.5)
    assert taken.gain == 0.5


def test_a_yearly_probability_is_taken_as_a_monthly_one():
    parameters = replaced(Parameters(), {"place.downturn": 0.5, "place.conflict": 0.1})
    taken = for_laws(parameters).place
    assert taken.downturn == monthly_probability(0.5)
    assert taken.conflict == 0.1
