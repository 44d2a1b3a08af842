"""The codebook explains every column and every coded value of a results folder."""

import pytest

from cisim.configuration.outcomes import EVENTS, REASONS, SERIES, tables
from cisim.configuration.rosters import TABLES, cells
from cisim.experiment.codebook import codebook
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
