"""Every example of a good and a bad scenario file, through the one door."""

import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cisim.configuration.files import load, resolved_toml
from cisim.configuration.parameters.governance import Structure
from cisim.configuration.schema import scenario_schema
from cisim.configuration.validation import ConfigurationError

HERE = Path(__file__).parent
VALID = sorted(path.stem for path in (HERE / "valid").glob("*.toml"))
INVALID = sorted(path.stem for path in (HERE / "invalid").glob("*.toml"))

SCHEMA = Draft202012Validator(scenario_schema())

BEYOND_A_SCHEMA = {
    "basis-of-nothing",
    "change-after-horizon",
    "change-to-impossible",
    "change-twice-in-a-month",
    "choice-twice-in-a-month",
    "extends-folder",
    "extends-in-a-circle",
    "extends-in-a-circle-back",
    "extends-itself",
    "extends-missing-file",
    "extends-shorter-horizon",
    "extends-to-impossible",
    "grants-after-horizon",
    "hold-beyond-horizon",
    "not-a-number",  # a comparison with it is never false
    "renewal-reversed",
    "sectors",
    "target-out-of-reach",
    "types-of-cooperation",
    "whole-decimal-for-integer",  # 20.0 is an integer to JSON
}
"""What only the program can see: values together, and other files."""


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_file_is_refused_in_the_expected_words(name, monkeypatch):
    monkeypatch.chdir(HERE / "invalid")
    with pytest.raises(ConfigurationError) as caught:
        load(f"{name}.toml")
    expected = Path(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert list(caught.value.mistakes) == expected


@pytest.mark.parametrize("name", INVALID)
def test_expected_words_fit_on_a_line(name):
    text = (HERE / "invalid" / f"{name}.txt").read_text(encoding="utf-8")
    assert text.endswith("\n")
    for line in text.splitlines():
        assert line.isprintable()
        assert len(line) < 300


def test_no_expected_words_are_left_over():
    told = sorted(path.stem for path in (HERE / "invalid").glob("*.txt"))
    assert told == INVALID
    assert len(INVALID) > 30


@pytest.mark.parametrize("name", INVALID)
def test_the_schema_refuses_what_is_wrong_in_form(name):
    document = _document(HERE / "invalid" / f"{name}.toml")
    if document is not None:
        assert SCHEMA.is_valid(document) == (name in BEYOND_A_SCHEMA)


def _document(path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None  # no TOML: nothing that a schema could look at


@pytest.mark.parametrize("name", VALID)
def test_a_valid_file_is_loaded_and_fits_the_schema(name):
    path = HERE / "valid" / f"{name}.toml"
    SCHEMA.validate(tomllib.loads(path.read_text(encoding="utf-8")))
    SCHEMA.validate(tomllib.loads(resolved_toml(load(path))))


def test_settings_changes_and_basis_are_read():
    scenario = load(HERE / "valid" / "every-form.toml")
    assert scenario.title == "Every form"
    assert scenario.note.startswith("Two lines of text:\nwhole numbers")
    assert scenario.settings() == {
        "funding.duration_years": 5,
        "funding.yearly_amount": 250_000,
        "organisations.at_table": 12,
        "governance.structure": Structure.WORKING_GROUPS,
    }
    assert [change.at_month for change in scenario.changes] == [36, 60]
    assert scenario.changes[1].settings == {
        "place.policy_support": 0.2,
        "governance.structure": Structure.STEERING_GROUP,
    }
    assert scenario.basis["organisations.at_table"] == "E13"


def test_a_file_that_extends_another_takes_over_what_it_does_not_say():
    scenario = load(HERE / "valid" / "extends-a-file.toml")
    by_month = scenario.parameters_by_month()
    assert by_month[0].funding.duration_years == 2.5
    assert by_month[36].funding.duration_years == 7
    assert by_month[36].place.urgency == 0.4
    assert by_month[60].place.policy_support == 0.2
    assert "funding.duration_years" not in scenario.basis
