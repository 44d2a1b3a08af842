import json
import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cisim.configuration.experiments.forms import DESIGNS, FILE, form_tables
from cisim.configuration.experiments.schema import experiment_schema
from cisim.configuration.experiments.validation import form_mistakes
from cisim.configuration.experiments.writing import resolved_experiment_toml
from cisim.configuration.parameters import declared
from tests.experiment_strategies import experiments
from tests.strategies import admissible, names, out_of_range

CONTENT = experiment_schema()
SCHEMA = Draft202012Validator(CONTENT)
HEAD = {"title": "A", "question": "What if?", "scenario": "baseline"}


def test_the_schema_is_itself_valid():
    Draft202012Validator.check_schema(CONTENT)


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    max_examples=30,
    deadline=None,
)
@given(experiments())
def test_resolved_experiments_fit_the_schema(experiment):
    SCHEMA.validate(tomllib.loads(resolved_experiment_toml(experiment)))


@given(names, st.data())
def test_the_schema_knows_the_range_of_every_level(name, data):
    parameter = declared()[name]
    level = parameter.written(data.draw(admissible(parameter)))
    assert SCHEMA.is_valid(HEAD | {"grid": {name: [level]}})
    for wrong in ([data.draw(out_of_range(parameter))], [], [level, level], level):
        assert not SCHEMA.is_valid(HEAD | {"grid": {name: wrong}})


def test_every_key_is_described():
    assert CONTENT["properties"].keys() == FILE.keys()
    for keys in form_tables().values():
        for key in keys.values():
            assert key.meaning.endswith(".")
            assert json.dumps(key.meaning)[1:-1] in json.dumps(CONTENT)


@pytest.mark.parametrize("missing", ["title", "question", "scenario", "grid"])
def test_what_a_file_needs_is_needed(missing):
    whole = HEAD | {"grid": {"funding.duration_years": [1]}}
    assert SCHEMA.is_valid(whole)
    del whole[missing]
    assert not SCHEMA.is_valid(whole)


def test_a_file_has_one_design():
    grid = {"grid": {"funding.duration_years": [1]}}
    two = grid | {"one_at_a_time": {"funding.duration_years": [1]}}
    assert not SCHEMA.is_valid(HEAD | two)
    assert CONTENT["oneOf"] == [{"required": [design]} for design in DESIGNS]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from([*FILE, "name", "set", "factor"]), inner)
    ),
    max_leaves=6,
)


@given(st.sampled_from(sorted(FILE)), ANY)
def test_schema_and_validator_agree_about_any_value(key, value):
    """Only a whole decimal, which JSON takes for an integer, is seen differently."""
    content = HEAD | {"grid": {"funding.duration_years": [1]}} | {key: value}
    for design in DESIGNS:
        if design != key and key in DESIGNS:
            content.pop(design, None)
    if key == "scenario" or not _is_finite(value):
        return
    is_sound = not form_mistakes(content, "a.toml")
    if is_sound != SCHEMA.is_valid(content):
        assert key in {"replicates", "seed", "horizon_years"} | set(DESIGNS)
        assert isinstance(value, float | dict)


def _is_finite(value):
    return "NaN" not in json.dumps(value) and "Infinity" not in json.dumps(value)
