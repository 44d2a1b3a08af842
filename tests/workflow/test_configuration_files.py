"""Every example of a good and a bad scenario file, through the one door."""

import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cisim.configuration.choices import Structure
from cisim.configuration.files import load, resolved_toml, with_settings
from cisim.configuration.rosters import GivenTie
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

SEEN_BY_THE_SCHEMA_ALL_THE_SAME = {"roster-in-a-change", "ties-beside-a-broken-roster"}
IN_TABLES = {name for name in INVALID if name.startswith(("roster-", "ties-"))}
BEYOND_A_SCHEMA |= IN_TABLES - SEEN_BY_THE_SCHEMA_ALL_THE_SAME


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


# ---- Own data ----


def test_tables_are_read_as_spreadsheets_write_them():
    roster = load(HERE / "valid" / "own-data.toml").roster
    assert [listed.name for listed in roster.organisations] == [
        "Council; the old",  # a blank status is that of a member
        "Clinic",
        "City",
        "Café",  # first in the file, but not at the table
    ]
    assert roster.organisations[0].grit == 0.4
    assert roster.organisations[0].capacity is None
    assert roster.ties == (
        GivenTie("Clinic", "Café", 0.25),
        GivenTie("City", "Clinic", 1.0),
    )


def test_the_roster_says_how_many_there_are():
    organisations = load(HERE / "valid" / "own-data.toml").parameters.organisations
    assert (organisations.at_table, organisations.outside) == (3, 1)


def test_a_file_that_extends_another_has_its_roster():
    own = load(HERE / "valid" / "own-data.toml").roster
    inherited = load(HERE / "valid" / "inherits-own-data.toml").roster
    assert inherited.organisations == own.organisations
    assert inherited.ties == (GivenTie("City", "Clinic", 0.0),)


def test_another_roster_takes_the_ties_and_the_basis_with_it():
    assert load(HERE / "valid" / "own-data.toml").basis
    other = load(HERE / "valid" / "replaces-own-data.toml")
    assert [listed.name for listed in other.roster.organisations] == ["A", "B", "C"]
    assert other.roster.ties == ()
    assert other.basis == {}
    assert other.parameters.organisations.outside == 0


def test_what_follows_from_the_roster_cannot_be_set():
    own = load(HERE / "valid" / "own-data.toml")
    settings = ["organisations.at_table=20", "organisations.outside=1"]
    with pytest.raises(ConfigurationError) as caught:
        with_settings(own, settings)
    (line,) = caught.value.mistakes
    words = "follows from the roster, which has 3; leave it out"
    assert line == f"--set › organisations.at_table = 20: {words}"
    assert with_settings(own, settings[1:]).roster == own.roster
