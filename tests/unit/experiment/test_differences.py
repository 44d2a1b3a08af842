"""What two folders differ in is found, and told, and nothing else."""

import json

import pytest

from cisim.experiment.differences import differences
from cisim.experiment.store import StoreError
from cisim.presentation.differences_words import told
from tests import synthetic
from tests.small_study import conducted, small_commission
from tests.stand_in import StandIn
from tests.unit.experiment.store.test_scenario_runs import stored


@pytest.fixture
def study(tmp_path, monkeypatch):
    """Conduct a study of made-up runs into a folder of this name."""
    StandIn().take_the_place(monkeypatch)

    def conducting(name, **settings):
        settings = {"replicates": 50} | settings
        conducted(tmp_path / name, commission=small_commission(**settings))
        return tmp_path / name

    return conducting


def test_equal_studies_are_equal_byte_for_byte(study):
    found = differences(study("a"), study("b"))
    assert found.none
    assert found.equal == ("failures.csv", "points.parquet", "runs.parquet")
    text = told(study("a"), study("b"))
    assert "settings: the same" in text
    assert "equal byte for byte: failures.csv, points.parquet, runs.parquet" in text
    assert text.endswith("numbers: the same")


def test_another_seed_is_seen_in_settings_and_numbers(study):
    found = differences(study("a"), study("b", seed=4))
    assert found.settings == ("seed: 3 -> 4",)
    assert found.equal == ("failures.csv", "points.parquet")
    (table,) = found.tables
    assert table.name == "runs.parquet"
    assert [column.column for column in table.columns] == ["seed"]
    assert table.columns[0].rows == 150


def test_numbers_that_differ_are_counted_with_the_largest_difference(study):
    found = differences(study("a"), study("b", years=(1.0, 3.5, 4.0)))
    assert found.settings == ("years: [1.0, 3.0, 5.0] -> [1.0, 3.5, 4.0]",)
    points, _ = found.tables
    columns = {column.column: column for column in points.columns}
    assert set(columns) == {"alternative", "funding.duration_years"}
    assert columns["funding.duration_years"].rows == 2
    assert columns["funding.duration_years"].largest == 1.0
    text = told(study("a"), study("b", years=(1.0, 3.5, 4.0)))
    assert "  funding.duration_years: in 2 rows, by 1 at most" in text
    assert "  alternative: in 2 rows\n" in text


def test_more_rows_are_told_and_not_compared(study):
    text = told(study("a"), study("b", replicates=60))
    assert "runs.parquet: 150 -> 180 rows; columns are not compared" in text
    assert "  replicates: 50 -> 60" in text


def test_versions_are_told(study):
    a, b = study("a"), study("b")
    path = b / "provenance.json"
    document = json.loads(path.read_text())
    document["laws"] = "other"
    document["libraries"]["numpy"] = "1.0"
    path.write_text(json.dumps(document))
    found = differences(a, b)
    assert [line.partition(":")[0] for line in found.made_by] == [
        "laws",
        "libraries › numpy",
    ]


def test_runs_of_a_scenario_are_compared_too(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    results = synthetic.results()
    stored(results, one)
    stored(results, other)
    assert differences(one, other).none
    (other / "resolved.toml").write_text('title = "other"\n')
    assert differences(one, other).settings


def test_a_study_is_no_scenario(study, tmp_path):
    stored(synthetic.results(), tmp_path / "scenario")
    with pytest.raises(StoreError, match=r"holds a study, .* runs of one scenario"):
        differences(study("a"), tmp_path / "scenario")


def test_a_missing_folder_is_named(study, tmp_path):
    with pytest.raises(StoreError, match="no such folder"):
        differences(study("a"), tmp_path / "nowhere")
