"""A results folder gives back what was put in, byte for byte the same each time."""

import dataclasses
import hashlib
import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cisim.analysis.summary import summarise
from cisim.experiment.store import StoreError, read, scenario_runs, tables, write
from tests import synthetic

FILES = {
    "runs.parquet",
    "monthly.parquet",
    "events.parquet",
    "ties.parquet",
    "summary.csv",
    "codebook.csv",
    "resolved.toml",
    "provenance.json",
}
ORDER = {
    "runs": ["replicate"],
    "monthly": ["variable", "month"],
    "events": ["replicate", "month"],
    "ties": ["month", "organisation", "partner"],
}
PROVENANCE = {"written": "2026-01-01T00:00:00", "cisim": "0.1.0", "a": ["ü", 1]}


def stored(results, folder, provenance=PROVENANCE):
    write(
        results,
        summarise(results),
        folder,
        provenance=provenance,
        resolved='title = "Für alle"\n',
    )
    return folder


def digests(folder):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
    }


@pytest.fixture
def results():
    return synthetic.results(synthetic.Kind(replicates=12, horizon_years=6))


@pytest.fixture
def folder(results, tmp_path):
    return stored(results, tmp_path / "results")


@pytest.mark.parametrize("kind", ["five_years", "isolated", "one_run"])
def test_what_was_written_is_read(kind, tmp_path):
    results = synthetic.results(kind)
    back = read(stored(results, tmp_path))
    for name, table in results.tables().items():
        expected = table.sort_values(ORDER[name], kind="stable").reset_index(drop=True)
        pd.testing.assert_frame_equal(getattr(back, name), expected)
    pd.testing.assert_frame_equal(back.summary, summarise(results), rtol=0)
    assert back.resolved == 'title = "Für alle"\n'
    assert back.provenance == PROVENANCE


def test_the_folder_holds_these_files_and_no_others(folder):
    assert {path.name for path in folder.iterdir()} == FILES


def test_equal_results_give_equal_bytes(results, folder, tmp_path):
    shuffled = dataclasses.replace(
        results,
        runs=results.runs.iloc[::-1],
        monthly=results.monthly.iloc[::-1],
        ties=results.ties.iloc[::-1],
    )
    again = stored(shuffled, tmp_path / "again", {"written": "at another time"})
    one, two = digests(folder), digests(again)
    assert one.pop("provenance.json") != two.pop("provenance.json")
    assert one == two


def test_events_of_a_month_keep_their_order(results, tmp_path):
    kinds = ["pilot_won", "agenda_adopted", "left", "joined"] * 50
    events = results.events.iloc[[0] * 200].assign(
        kind=pd.array(kinds, dtype="string"), month=pd.array([7] * 200, dtype="Int64")
    )
    back = read(stored(dataclasses.replace(results, events=events), tmp_path))
    assert back.events["kind"].tolist() == kinds


def test_other_numbers_give_other_bytes(results, folder, tmp_path):
    changed = synthetic.with_runs(results, grant_money=[1.0] * 12)
    other = digests(stored(changed, tmp_path / "other"))
    assert {n for n, d in digests(folder).items() if d != other[n]} == {
        "runs.parquet",
        "summary.csv",
    }


def test_missing_numbers_are_missing_for_other_readers_too(results, tmp_path):
    changed = synthetic.with_runs(results, cost_per_improvement=[np.nan] * 12)
    table = pq.read_table(stored(changed, tmp_path) / "runs.parquet")
    assert table["cost_per_improvement"].null_count == 12


def test_provenance_is_sorted_and_readable(folder):
    text = (folder / "provenance.json").read_text(encoding="utf-8")
    assert "ü" in text
    assert list(json.loads(text)) == sorted(PROVENANCE)


def test_a_table_with_other_columns_is_not_written(results, tmp_path):
    wrong = dataclasses.replace(results, runs=results.runs.drop(columns="seed"))
    with pytest.raises(ValueError, match="missing: seed"):
        stored(wrong, tmp_path)


def test_a_stopped_writing_is_noticed(results, folder, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(scenario_runs, "codebook", stop)
    with pytest.raises(KeyboardInterrupt):
        stored(results, folder)
    with pytest.raises(StoreError, match="not a complete results folder"):
        read(folder)


def test_another_folder_is_refused(tmp_path):
    with pytest.raises(StoreError, match="no such folder"):
        read(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="not a complete results folder"):
        read(tmp_path)


@pytest.mark.parametrize("name", sorted(FILES - {"codebook.csv"}))
def test_a_damaged_file_is_named(folder, name):
    (folder / name).write_bytes(b"\xff\x00 no table")
    with pytest.raises(StoreError, match=rf"{name}: .*run the scenario again"):
        read(folder)


@pytest.mark.parametrize("name", sorted(FILES - {"codebook.csv", "provenance.json"}))
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(StoreError, match=f"{name}: missing"):
        read(folder)


def test_half_a_table_is_damaged(folder):
    path = folder / "runs.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(StoreError, match=r"runs\.parquet: damaged"):
        read(folder)


def test_another_format_is_named(results, folder, monkeypatch):
    monkeypatch.setattr(tables, "FORMAT", "0")
    stored(results, folder)
    monkeypatch.undo()
    with pytest.raises(StoreError, match=r"format 0, this version .* reads"):
        read(folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.rename_columns(["Seed", *table.column_names[1:]]),
        lambda table: table.set_column(1, "seed", pa.array(["x"] * len(table))),
    ],
)
def test_other_columns_than_declared_are_named(folder, change):
    path = folder / "runs.parquet"
    table = pq.read_table(path)
    changed = change(table).replace_schema_metadata(table.schema.metadata)
    pq.write_table(changed, path)
    with pytest.raises(StoreError, match="its columns are not those"):
        read(folder)


def test_a_summary_with_other_columns_is_named(folder):
    (folder / "summary.csv").write_text("outcome,value\na,1\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"summary\.csv: its columns"):
        read(folder)


def test_provenance_must_be_an_object(folder):
    (folder / "provenance.json").write_text("[]", encoding="utf-8")
    with pytest.raises(StoreError, match=r"provenance\.json: damaged"):
        read(folder)
