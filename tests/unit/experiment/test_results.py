"""Tables are made with exactly the declared columns and types."""

import pytest

from cisim.configuration.outcomes import Column
from cisim.experiment.results import frame, typed
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
    table = frame([FULL, EMPTY], COLUMNS)
    assert [str(dtype) for dtype in table.dtypes] == [
        "Int64",
        "float64",
        "boolean",
        "string",
    ]
    assert table.isna().all(axis=1).tolist() == [False, True]


def test_a_table_without_rows_keeps_its_types():
    assert frame([], COLUMNS).dtypes.equals(frame([FULL], COLUMNS).dtypes)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (FULL | {"other": 1}, "not declared: other"),
        ({"place": 1, "share": 0.5, "seen": True}, "missing: reason"),
    ],
)
def test_a_row_with_other_columns_is_refused(row, message):
    with pytest.raises(ValueError, match=message):
        frame([FULL, row], COLUMNS)


def test_a_table_is_brought_into_the_declared_order():
    table = frame([FULL, EMPTY], COLUMNS)
    shuffled = table[["seen", "reason", "place", "share"]].iloc[::-1]
    mended = typed(shuffled, COLUMNS)
    assert list(mended.columns) == list(table.columns)
    assert mended.index.tolist() == [0, 1]
    with pytest.raises(ValueError, match="missing: seen"):
        typed(table.drop(columns="seen"), COLUMNS)


def test_results_know_their_horizon():
    results = synthetic.results("five_years")
    assert (results.horizon_years, results.horizon_months) == (5, 60)
