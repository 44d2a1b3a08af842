import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cisim.configuration.files import load, resolved_toml, shipped
from cisim.configuration.parameters import declared
from cisim.configuration.schema import scenario_schema, setting_schema
from tests.strategies import admissible, names, out_of_range, scenarios

SCHEMA = Draft202012Validator(scenario_schema())


def setting(name, value):
    group, _, key = name.partition(".")
    return {group: {key: value}}


def test_the_schema_is_itself_valid():
    Draft202012Validator.check_schema(scenario_schema())


@pytest.mark.parametrize("name", shipped())
def test_shipped_scenarios_fit_the_schema(name):
    SCHEMA.validate(tomllib.loads(shipped()[name].read_text(encoding="utf-8")))
    SCHEMA.validate(tomllib.loads(resolved_toml(load(name))))


@given(scenarios())
def test_resolved_scenarios_fit_the_schema(scenario):
    SCHEMA.validate(tomllib.loads(resolved_toml(scenario)))


@given(names, st.data())
def test_the_schema_knows_the_range_of_every_setting(name, data):
    parameter = declared()[name]
    assert SCHEMA.is_valid(setting(name, data.draw(admissible(parameter))))
    assert not SCHEMA.is_valid(setting(name, data.draw(out_of_range(parameter))))
    assert not SCHEMA.is_valid(setting(name, "3"))
    assert not SCHEMA.is_valid(setting(name, True))


@given(names)
def test_every_setting_is_described_with_its_unit_and_default(name):
    parameter = declared()[name]
    schema = setting_schema(parameter)
    assert schema["default"] == parameter.default
    assert parameter.declaration.meaning in schema["description"]
    assert f"({parameter.declaration.unit})" in schema["description"]


@given(names)
def test_what_shapes_the_start_cannot_stand_in_a_change(name):
    parameter = declared()[name]
    change = {"at_month": 12, "set": {name: parameter.default}}
    fits = SCHEMA.is_valid({"change": [change]})
    assert fits == (not parameter.declaration.initial)
