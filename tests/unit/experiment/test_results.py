"""Tables are made with exactly the declared columns and types."""

import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from cisim.configuration.outcomes import Column, run_columns
from cisim.experiment.results import RunTable, frame, frame_of_rows, typed
from tests import synthetic

COLUMNS = (
    Column("place", "integer", "", "A whole number."),
    Column("share", "number", "", "A number."),
    Column("seen", "truth", "", "A truth."),
    Column("reason", "text", "", "A text."),
)
FULL = {"place": 1, "share": 0.5, "seen": True, "reason": "x"}
EMPTY = {"place": None, "share": None, "seen": None, "reason": None}


def test_types_are_the_declared_ones():
    table = frame_of_rows([FULL, EMPTY], COLUMNS)
    assert [str(dtype) for dtype in table.dtypes] == [
        "Int64",
        "float64",
        "boolean",
        "string",
    ]
    assert table.isna().all(axis=1).tolist() == [False, True]


def test_a_table_without_rows_keeps_its_types():
    empty = frame_of_rows([], COLUMNS)
    assert empty.dtypes.equals(frame_of_rows([FULL], COLUMNS).dtypes)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (FULL | {"other": 1}, "not declared: other"),
        ({"place": 1, "share": 0.5, "seen": True}, "missing: reason"),
    ],
)
def test_a_row_with_other_columns_is_refused(row, message):
    with pytest.raises(ValueError, match=message):
        frame_of_rows([FULL, row], COLUMNS)


def test_arrays_and_lists_make_the_same_table():
    arrays = {
        "place": np.array([1, 2]),
        "share": np.array([0.5, np.nan]),
        "seen": np.array([1.0, np.nan]),
        "reason": np.array(["x", ""]),
    }
    lists: dict[str, list] = {
        "place": [1, 2],
        "share": [0.5, None],
        "seen": [True, None],
        "reason": ["x", ""],
    }
    assert_frame_equal(frame(arrays, COLUMNS), frame(lists, COLUMNS))
    with pytest.raises(ValueError, match="missing: reason"):
        frame({"place": [], "share": [], "seen": []}, COLUMNS)


def test_a_table_keeps_no_array_that_it_was_made_from():
    values = np.zeros(2)
    table = frame({"share": values}, COLUMNS[1:2])
    values[0] = 1.0
    assert table["share"].tolist() == [0.0, 0.0]


def outcomes(*replicates):
    """Made-up outcomes; every third truth is missing."""
    numbers = np.array(replicates)
    kinds = {
        "integer": numbers,
        "number": np.where(numbers % 2, np.nan, numbers / 3.0),
        "truth": np.where(numbers % 3, numbers % 2, np.nan),
    }
    return {column.name: kinds[column.type] for column in run_columns()}


def test_the_table_of_runs_is_filled_in_any_order():
    whole = frame(outcomes(*range(7)), run_columns())
    table = RunTable(7)
    filled = []
    for part in ([5, 6], [0, 1, 2, 3], [4]):
        table.put(outcomes(*part))
        filled.append(table.filled)
    assert filled == [2, 6, 7]
    assert_frame_equal(table.frame(), whole)


def test_outcomes_that_are_not_declared_are_refused():
    with pytest.raises(ValueError, match="not declared: luck"):
        RunTable(2).put(outcomes(0) | {"luck": np.zeros(1)})


def test_a_table_is_brought_into_the_declared_order():
    table = frame_of_rows([FULL, EMPTY], COLUMNS)
    shuffled = table[["seen", "reason", "place", "share"]].iloc[::-1]
    mended = typed(shuffled, COLUMNS)
    assert list(mended.columns) == list(table.columns)
    assert mended.index.tolist() == [0, 1]
    with pytest.raises(ValueError, match="missing: seen"):
        typed(table.drop(columns="seen"), COLUMNS)


def test_results_know_their_horizon():
    results = synthetic.results("five_years")
    assert (results.horizon_years, results.horizon_months) == (5, 60)
