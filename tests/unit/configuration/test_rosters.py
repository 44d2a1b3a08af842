"""Own data is declared in one place, and what is written is read as the same."""

import csv
from io import StringIO

import pytest
from hypothesis import given

from cisim.configuration.files import load, resolved_toml
from cisim.configuration.rosters import (
    COOPERATION,
    EXAMPLE,
    SECTORS,
    TABLES,
    Listed,
    Roster,
    cells,
    required,
    template,
)
from cisim.configuration.scenarios import Scenario
from cisim.model.state import Sector
from tests.strategies import rosters

CELLS = {(t, n): cell for t, rows in TABLES.items() for n, cell in cells(rows).items()}
ROSTER = Roster((Listed("Away", "business", "outside"), Listed("Here", "community")))


@pytest.mark.parametrize(("table", "name"), CELLS)
def test_column_is_declared_in_full(table, name):
    cell = CELLS[table, name]
    assert cell.meaning.endswith(".")
    assert not (cell.unit and cell.words)
    if cell.unit:
        assert -1 < cell.low < cell.high < 1e6
        assert f"({cell.unit})" in cell.allowed


def test_what_must_be_given():
    assert required(TABLES["roster"]) == ["name", "sector"]
    assert required(TABLES["ties"]) == ["organisation", "partner", "trust"]


def test_words_are_those_of_the_model():
    assert tuple(sector.name.lower() for sector in Sector) == SECTORS
    assert len(COOPERATION) == 3


def test_members_have_the_first_places():
    assert ROSTER.places == {"Here": 0, "Away": 1}
    assert ROSTER.settings == {"organisations.at_table": 1, "organisations.outside": 1}


def test_a_scenario_takes_its_numbers_from_the_roster():
    organisations = Scenario(roster=ROSTER).parameters.organisations
    assert (organisations.at_table, organisations.outside) == (1, 1)


def test_without_ties_there_is_no_file_of_ties():
    assert list(ROSTER.files()) == ["roster.csv"]
    assert Scenario(roster=ROSTER).own_files() == ROSTER.files()
    assert Scenario().own_files() == {}


@given(rosters())
def test_a_written_roster_is_read_as_the_same(tmp_path_factory, roster):
    scenario = Scenario(name="own", title="own", roster=roster)
    folder = tmp_path_factory.mktemp("own")
    (folder / "own.toml").write_bytes(resolved_toml(scenario).encode())
    for name, text in scenario.own_files().items():
        (folder / name).write_bytes(text.encode())
    assert load(folder / "own.toml") == scenario
    assert load(folder / "own.toml").roster.files() == roster.files()


@pytest.mark.parametrize("table", TABLES)
def test_template_shows_every_column_with_examples(table):
    header, *rows = csv.reader(StringIO(template(table)))
    assert header == list(cells(TABLES[table]))
    assert len(rows) >= 3
    assert len(EXAMPLE.organisations) >= 3


def test_template_shows_each_optional_column_filled_and_blank():
    for name in set(cells(Listed)) - set(required(Listed)) - {"status"}:
        shown = {getattr(one, name) is None for one in EXAMPLE.organisations}
        assert shown == {True, False}, name
