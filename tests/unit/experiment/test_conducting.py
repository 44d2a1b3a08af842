"""A study from commission to tables: which runs, which fail, when it is enough."""

import dataclasses
import logging

import pandas as pd
import pytest

from cisim.configuration.experiments import Until
from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.batches import Batch
from cisim.experiment.evaluate import runs_of_batch
from cisim.experiment.store import StoreError
from cisim.experiment.studies_read import read_study
from cisim.model.streams import mixed_seed
from tests.small_study import (
    PARAMETER,
    YEARS,
    conducted,
    failing,
    small_commission,
    table_bytes,
)
from tests.stand_in import StandIn, made_up_runs

FEW = {"replicates": 100}


@pytest.fixture
def engine(monkeypatch):
    """An engine that makes runs up at once."""
    return StandIn().take_the_place(monkeypatch)


@pytest.fixture
def studied(tmp_path):
    """Conduct a commission; return its study."""

    def study(commission, folder=tmp_path / "study", **more):
        conducted(folder, commission=commission, **more)
        return read_study(folder, lambda _: commission.experiment)

    return study


@pytest.mark.usefixtures("engine")
def test_every_point_is_run_with_the_same_replicates(studied):
    study = studied(small_commission(**FEW))
    runs = study.runs
    assert list(runs["run"]) == list(range(300))
    assert list(runs["point"]) == [point for point in range(3) for _ in range(100)]
    assert list(runs["replicate"]) == 3 * list(range(100))
    assert list(runs["seed"]) == 3 * [mixed_seed(3, k) for k in range(100)]
    assert list(runs[PARAMETER].unique()) == list(YEARS)
    assert list(runs["alternative"].unique()) == ["1 years", "3 years", "5 years"]
    assert study.factors == (PARAMETER,)
    assert len(study.failures) == 0


@pytest.mark.usefixtures("engine")
def test_rows_are_those_of_a_batch_of_the_scenario(studied):
    commission = small_commission(**FEW)
    study = studied(commission)
    for point in range(3):
        alone = runs_of_batch(commission.points.scenario(point), Batch(100, 3))
        here = study.runs[study.runs["point"] == point].reset_index(drop=True)
        pd.testing.assert_frame_equal(here[alone.columns], alone)


def test_a_failing_run_is_recorded_and_ends_nothing(studied, monkeypatch):
    StandIn(failing(made_up_runs)).take_the_place(monkeypatch)
    study = studied(small_commission())
    assert list(study.failures["run"]) == [407, 700]
    assert list(study.failures["replicate"]) == [7, 300]
    assert list(study.failures["seed"]) == [mixed_seed(3, 7), mixed_seed(3, 300)]
    assert list(study.failures[PARAMETER]) == [3.0, 3.0]
    assert list(study.failures["alternative"]) == ["3 years", "3 years"]
    assert study.failures["error"][0] == "ArithmeticError: replicate 7 cannot be"
    expected = sorted(set(range(1200)) - {407, 700})
    assert list(study.runs["run"]) == expected
    assert study.provenance["failures"] == 2


def test_where_all_runs_fail_the_tables_are_empty(studied, monkeypatch):
    def broken(*_, **__):
        raise ArithmeticError(object())

    StandIn(broken).take_the_place(monkeypatch)
    study = studied(small_commission(**FEW))
    assert len(study.runs) == 0
    assert len(study.failures) == 300
    # The address of an object is another one every time.
    assert set(study.failures["error"]) == {"ArithmeticError: <object object at 0x>"}


@pytest.mark.usefixtures("engine")
def test_a_point_that_cannot_be_fails_alone(studied):
    commission = small_commission(**FEW)

    class Picky:
        table = commission.points.table

        def scenario(self, point):
            if point == 1:
                raise ConfigurationError(["point 1: is impossible", "twice"])
            return commission.points.scenario(point)

    study = studied(dataclasses.replace(commission, points=Picky()))
    assert set(study.failures["point"]) == {1}
    assert len(study.runs) == 200
    assert study.failures["error"][0] == (
        "ConfigurationError: point 1: is impossible twice"
    )


# ---- Until ----


def until(error, looks=(20, 50, 120)):
    return small_commission(
        replicates=looks[-1], until=Until("difficulty", error, looks)
    )


@pytest.mark.parametrize(("error", "replicates"), [(9.0, 20), (1e-9, 120)])
@pytest.mark.usefixtures("engine")
def test_replicates_are_added_until_the_outcome_is_known(studied, error, replicates):
    study = studied(until(error))
    assert study.provenance["replicates"] == replicates
    assert set(study.runs.groupby("point").size()) == {replicates}
    assert list(study.runs["run"]) == list(range(3 * replicates))


@pytest.mark.usefixtures("engine")
def test_the_stopping_rule_is_the_largest_standard_error_over_points(studied, tmp_path):
    whole = studied(until(1e-9), tmp_path / "whole").runs
    at_50 = whole[whole["replicate"] < 50].groupby("point")["difficulty"].sem().max()
    at_20 = whole[whole["replicate"] < 20].groupby("point")["difficulty"].sem().max()
    assert at_50 < at_20
    enough = studied(until(at_50 * (1 + 1e-9)), tmp_path / "enough")
    assert enough.provenance["replicates"] == 50
    more = studied(until(at_50 * (1 - 1e-9)), tmp_path / "more")
    assert more.provenance["replicates"] == 120


@pytest.mark.usefixtures("engine")
def test_looks_are_resumed(tmp_path):
    expected = conducted(tmp_path / "whole", commission=until(1e-9))
    folder, told = tmp_path / "stopped", []

    def stop(*progress):
        told.append(progress)
        if progress[0] >= 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        conducted(folder, commission=until(1e-9), progress=stop)
    assert told == [(0, 60, 0), (60, 60, 0), (60, 150, 0), (150, 150, 0)]
    told.clear()
    conducted(folder, commission=until(1e-9), progress=lambda *each: told.append(each))
    assert told == [(60, 60, 60), (150, 150, 150), (150, 360, 150), (360, 360, 150)]
    assert table_bytes(folder) == expected


# ---- The same folder for something else ----


@pytest.mark.usefixtures("engine")
def test_another_experiment_is_refused_with_what_differs(studied, tmp_path):
    studied(small_commission(**FEW))
    before = table_bytes(tmp_path / "study")
    other = small_commission(replicates=200, years=(1.0, 4.0), title="Other")
    with pytest.raises(ConfigurationError) as refused:
        studied(other)
    assert refused.value.mistakes[1:] == (
        '  title: "Small" -> "Other"',
        "  replicates: 100 -> 200",
        "  years: [1.0, 3.0, 5.0] -> [1.0, 4.0]",
    )
    assert "was begun for something else; give a new folder" in str(refused.value)
    assert table_bytes(tmp_path / "study") == before


@pytest.mark.usefixtures("engine")
def test_other_laws_are_refused_by_name(studied, monkeypatch):
    studied(small_commission(**FEW))
    for module in ("commission", "study_folder", "shards"):
        monkeypatch.setattr(f"cisim.experiment.{module}.laws_digest", lambda: "new")
    with pytest.raises(ConfigurationError, match=r'laws: .* -> "new"'):
        studied(small_commission(**FEW))


@pytest.mark.usefixtures("engine")
def test_other_words_cost_no_run(studied, tmp_path, caplog):
    studied(small_commission(**FEW))
    with caplog.at_level(logging.WARNING):
        study = studied(small_commission(**FEW, title="Better"), executor="refusing")
    assert len(study.runs) == 300
    assert 'title = "Better"' in (tmp_path / "study" / "experiment.toml").read_text()
    assert 'title: "Small" -> "Better"' in caplog.text


def test_a_worker_with_other_laws_ends_it(studied, engine, monkeypatch):
    monkeypatch.setattr("cisim.experiment.shards.laws_digest", lambda: "other")
    with pytest.raises(OSError, match="a worker has the laws other, the study"):
        studied(small_commission(**FEW))
    assert not engine.calls


# ---- Reading ----


@pytest.mark.usefixtures("engine")
def test_an_unfinished_study_is_not_read(studied, tmp_path):
    commission = small_commission(**FEW)
    studied(commission)
    (tmp_path / "study" / "provenance.json").unlink()
    with pytest.raises(StoreError, match=r"not a complete .* give the same command"):
        read_study(tmp_path / "study", lambda _: commission.experiment)


@pytest.mark.usefixtures("engine")
def test_an_altered_study_is_not_read(studied, tmp_path):
    commission = small_commission(**FEW)
    studied(commission)
    with (tmp_path / "study" / "failures.csv").open("a") as file:
        file.write("1,2\n")
    with pytest.raises(StoreError, match=r"failures\.csv missing or altered"):
        read_study(tmp_path / "study", lambda _: commission.experiment)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ('"format": "0"', "written in format 0 by cisim .* reads format 1"),
        ('"form": "1"', "holds runs of a scenario, not a study"),
    ],
)
@pytest.mark.usefixtures("engine")
def test_a_study_of_another_kind_says_so(studied, tmp_path, changed, words):
    commission = small_commission(**FEW)
    studied(commission)
    path = tmp_path / "study" / "provenance.json"
    path.write_text(path.read_text().replace('"format": "1"', changed))
    with pytest.raises(StoreError, match=words):
        read_study(tmp_path / "study", lambda _: commission.experiment)


# ---- Both engines ----


def test_the_readable_engine_gives_the_same_tables(tmp_path):
    commission = small_commission(replicates=3)
    compiled = conducted(tmp_path / "compiled", commission=commission)
    commission = dataclasses.replace(commission, engine="agents")
    assert conducted(tmp_path / "agents", commission=commission) == compiled
