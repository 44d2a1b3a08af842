import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cisim.configuration.files import load, resolved_toml, shipped
from cisim.configuration.parameters import declared
from cisim.configuration.schema import scenario_schema
from tests.strategies import admissible, names, out_of_range, scenarios

CONTENT = scenario_schema()
SCHEMA = Draft202012Validator(CONTENT)


def setting(name, value):
    group, _, key = name.partition(".")
    return {group: {key: value}}


def test_the_schema_is_itself_valid():
    Draft202012Validator.check_schema(CONTENT)


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
    value = parameter.written(data.draw(admissible(parameter)))
    assert SCHEMA.is_valid(setting(name, value))
    assert not SCHEMA.is_valid(setting(name, data.draw(out_of_range(parameter))))
    assert not SCHEMA.is_valid(setting(name, "3"))
    assert not SCHEMA.is_valid(setting(name, True))


@given(names)
def test_every_setting_is_described_with_its_unit_and_default(name):
    parameter = declared()[name]
    group = CONTENT["properties"][parameter.group]["properties"]
    description = CONTENT["$defs"][name]["description"]
    default = parameter.written(parameter.default)
    assert group[parameter.key] == {"$ref": f"#/$defs/{name}", "default": default}
    assert parameter.declaration.meaning in description
    assert f"({parameter.declaration.unit})" in description


def test_a_choice_is_described_with_the_meaning_of_its_words():
    schema = CONTENT["$defs"]["governance.structure"]
    words = declared()["governance.structure"].words
    assert schema["enum"] == list(words)
    for word, meaning in words.items():
        assert f"{word}: {meaning}" in schema["description"]


def test_every_setting_is_defined_once():
    assert set(CONTENT["$defs"]) == {"basis", *declared()}
    assert json.dumps(CONTENT).count('"description"') < len(declared()) + 40


@given(names)
def test_what_shapes_the_start_cannot_stand_in_a_change(name):
    parameter = declared()[name]
    change = {"at_month": 12, "set": {name: parameter.written(parameter.default)}}
    fits = SCHEMA.is_valid({"change": [change]})
    assert fits == (not parameter.declaration.initial)
