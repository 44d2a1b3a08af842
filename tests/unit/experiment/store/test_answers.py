"""Tables of an analysis are written as declared, and those of one before taken away."""

import pandas as pd
import pytest

from cisim.configuration.answers import LEVEL_COLUMNS, study_tables
from cisim.experiment.results import frame_of_rows
from cisim.experiment.store import write_answers

POINTS = pd.DataFrame(
    {
        "point": [0, 1],
        "context": "",
        "alternative": "",
        "funding.duration_years": [1.0, 5.0],
    }
)
ROW = {
    "context": "",
    "parameter": "funding.duration_years",
    "chance": 0.5,
    "level": 3.0,
    "sure_level": float("nan"),
    "reached": "yes",
    "dips": False,
}


@pytest.fixture
def levels():
    return {"levels": frame_of_rows([ROW], LEVEL_COLUMNS)}


def test_a_table_is_read_back_as_it_was(tmp_path, levels):
    write_answers(tmp_path, levels, POINTS)
    (row,) = pd.read_csv(tmp_path / "levels.csv").to_dict("records")
    assert list(row) == [column.name for column in LEVEL_COLUMNS]
    assert row["level"] == 3.0
    assert pd.isna(row["sure_level"])


def test_the_codebook_lies_beside_it(tmp_path, levels):
    write_answers(tmp_path, levels, POINTS)
    book = pd.read_csv(tmp_path / "codebook.csv")
    assert "funding.duration_years" in set(book["column"])


def test_tables_of_before_are_taken_away_and_nothing_else(tmp_path, levels):
    for name in (*study_tables(), "notes-of-mine"):
        (tmp_path / f"{name}.csv").write_text("old", encoding="utf-8")
    write_answers(tmp_path, levels, POINTS)
    assert {path.name for path in tmp_path.iterdir()} == {
        "levels.csv",
        "codebook.csv",
        "notes-of-mine.csv",
    }
    assert (tmp_path / "notes-of-mine.csv").read_text(encoding="utf-8") == "old"
