"""The codebook explains every column and every coded value of a results folder."""

import pandas as pd
import pytest

from cisim.configuration.answers import study_tables
from cisim.configuration.outcomes import EVENTS, REASONS, SERIES, tables
from cisim.configuration.rosters import TABLES, cells
from cisim.experiment.codebook import codebook, study_codebook
from tests import synthetic


def entries():
    table = codebook()
    return set(zip(table["table"], table["column"], strict=True))


def test_every_column_is_explained():
    columns = {(t, c.name) for t, declared in tables().items() for c in declared}
    assert columns <= entries()


def test_every_column_of_own_data_is_explained():
    columns = {(f"{t}.csv", c) for t, rows in TABLES.items() for c in cells(rows)}
    assert columns <= entries()


@pytest.mark.parametrize("kind", synthetic.KINDS)
def test_every_coded_value_that_occurs_is_explained(kind):
    results = synthetic.results(kind)
    coded = {
        "monthly.variable": results.monthly["variable"],
        "events.kind": results.events["kind"],
        "events.reason": results.events["reason"],
    }
    used = {(where, value) for where, values in coded.items() for value in values}
    assert used <= entries()


def test_it_holds_nothing_twice_and_nothing_else():
    values = len(SERIES) + len(EVENTS) + len(REASONS)
    columns = sum(len(declared) for declared in tables().values())
    columns += sum(len(cells(row_type)) for row_type in TABLES.values())
    assert len(codebook()) == len(entries()) == columns + values


def test_every_entry_has_a_meaning_and_every_measured_column_a_unit():
    table = codebook()
    assert (table["meaning"].str.len() > 3).all()
    measured = table[table["type"].isin(["integer", "number"])]
    assert (measured["unit"].str.len() > 0).all()


POINTS = pd.DataFrame(
    {
        "point": [0, 1],
        "context": "",
        "alternative": "",
        "funding.duration_years": [1.0, 5.0],
        "governance.structure": ["one_table", "working_groups"],
    }
)


def test_the_codebook_of_a_study_knows_its_tables_and_what_varies():
    table = study_codebook(POINTS)
    entries = set(zip(table["table"], table["column"], strict=True))
    assert set(table["table"]) == {"points", "runs", "failures", *study_tables()}
    for where in ("points", "runs", "failures"):
        assert {(where, name) for name in POINTS.columns} <= entries
    for name, columns in study_tables().items():
        assert {(name, column.name) for column in columns} <= entries
    assert len(entries) == len(table)
    assert (table["meaning"].str.len() > 3).all()


def test_what_varies_has_the_unit_and_meaning_of_its_parameter():
    table = study_codebook(POINTS)
    of_runs = table[table["table"] == "runs"].set_index("column")
    assert of_runs["type"]["funding.duration_years"] == "number"
    assert of_runs["unit"]["funding.duration_years"] == "years"
    assert of_runs["type"]["governance.structure"] == "text"
