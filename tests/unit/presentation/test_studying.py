"""An experiment of the command line is checked before anything is run."""

from dataclasses import replace
from pathlib import Path

import pytest

from cisim.configuration.experiments import Until
from cisim.configuration.mistakes import ConfigurationError
from cisim.engine.registry import DEFAULT, entry
from cisim.experiment.executors import processors
from cisim.presentation import studying
from cisim.presentation.studying import MOST_RUNS, Computing, overridden, prepared
from tests.small_study import FewPoints, small_commission

EXPERIMENT = small_commission().experiment
UNASKED = Computing()
ALTERNATIVES = len(EXPERIMENT.design.alternatives)


def mistakes_of(act):
    with pytest.raises(ConfigurationError) as error:
        act()
    return error.value.mistakes


def ready(experiment=EXPERIMENT, by=UNASKED, out=None, *, is_confirmed=False):
    return prepared(experiment, by, out, is_confirmed=is_confirmed)


# ---- In place of the file ----


def test_without_options_the_file_holds():
    assert overridden(EXPERIMENT, None, None) == EXPERIMENT


@pytest.mark.parametrize(("replicates", "seed"), [(7, None), (None, 0), (1, 2**63 - 1)])
def test_options_take_the_place_of_the_file(replicates, seed):
    found = overridden(EXPERIMENT, replicates, seed)
    assert found.replicates == (
        EXPERIMENT.replicates if replicates is None else replicates
    )
    assert found.seed == (EXPERIMENT.seed if seed is None else seed)
    assert replace(found, replicates=400, seed=3) == EXPERIMENT


def test_all_options_out_of_range_are_told_at_once():
    lines = mistakes_of(lambda: overridden(EXPERIMENT, 0, -1))
    assert [line.split(":")[0] for line in lines] == ["--replicates = 0", "--seed = -1"]
    assert mistakes_of(lambda: overridden(EXPERIMENT, 10**9 + 1, 2**63))


def test_looks_that_a_file_fixes_are_not_overridden():
    looking = replace(EXPERIMENT, until=Until("improvement_end", 0.1, (100, 200)))
    (line,) = mistakes_of(lambda: overridden(looking, 5, 2))
    assert "the file fixes its looks under [until]" in line
    assert overridden(looking, None, 2).seed == 2


# ---- Who computes, and where ----


def test_unasked_the_default_engine_computes_with_all_processors():
    job = ready()
    assert job.commission.engine == DEFAULT
    assert job.executor.name == entry(DEFAULT).workers
    assert job.executor.workers == processors()


@pytest.mark.parametrize("engine", ["compiled", "agents"])
def test_each_engine_has_its_own_kind_of_workers(engine):
    job = ready(by=Computing(engine, None, 1))
    assert job.commission.engine == engine
    assert job.executor.name == entry(engine).workers


def test_a_named_executor_computes():
    assert ready(by=Computing("compiled", "processes", 1)).executor.name == "processes"


def test_a_scheduler_asks_for_dask():
    job = ready(by=Computing(scheduler="tcp://127.0.0.1:1"))
    assert job.executor.name == "dask"


def test_options_that_are_wrong_are_told_together():
    lines = mistakes_of(lambda: ready(by=Computing("agent", None, 0)))
    assert [line.split(" =")[0] for line in lines] == ["--engine", "--workers"]


def test_an_unknown_executor_is_told():
    (line,) = mistakes_of(lambda: ready(by=Computing(executor="thread", workers=1)))
    assert "did you mean 'threads'" in line


def test_results_go_under_the_name_and_what_decides_them(tmp_path):
    job = ready()
    assert job.folder == Path("results") / EXPERIMENT.name / job.commission.key[:12]
    assert ready(replace(EXPERIMENT, title="Other words")).folder == job.folder
    assert ready(replace(EXPERIMENT, seed=9)).folder != job.folder
    assert ready(out=tmp_path).folder == tmp_path


# ---- How many runs ----


@pytest.mark.parametrize("more", [0, 1])
def test_very_many_runs_need_a_yes(more):
    count = MOST_RUNS // ALTERNATIVES + more
    large = replace(EXPERIMENT, replicates=count)
    assert ready(large, is_confirmed=True).experiment.replicates == count
    if more:
        (line,) = mistakes_of(lambda: ready(large))
        assert "more than 1,000,000 need --yes" in line
    else:
        assert ready(large).experiment.replicates == count


# ---- Run ----


def test_a_study_is_run_and_read_with_its_own_data(tmp_path, monkeypatch):
    few = replace(EXPERIMENT, replicates=2)
    monkeypatch.setattr(studying, "own_files", lambda _: {"roster.csv": "a,b\n"})
    monkeypatch.setattr(studying, "read_study", lambda folder, _: folder)
    job = ready(few, Computing(workers=1), tmp_path / "out")
    job = replace(
        job,
        commission=replace(job.commission, points=FewPoints(few.design.alternatives)),
    )
    told = []
    assert studying.run(job, lambda *counts: told.append(counts)) == job.folder
    assert told[-1][:2] == (6, 6)
    assert (job.folder / "roster.csv").read_bytes() == b"a,b\n"
    assert (job.folder / "runs.parquet").exists()


# ---- Who computes ----


def test_who_computes_is_looked_at_with_the_rest():
    by = Computing(engine="agent", executor="thread", workers=0)
    lines = mistakes_of(lambda: overridden(EXPERIMENT, 0, -1, by))
    options = [line.split(" = ")[0] for line in lines]
    assert options == [
        "--replicates",
        "--seed",
        "--engine",
        "--workers",
        "--executor",
    ]
    assert "did you mean 'threads'?" in lines[-1]


def test_who_computes_nothing_is_nobody_to_ask():
    (line,) = mistakes_of(lambda: ready(by=Computing(executor="refusing")))
    assert line.endswith("one of threads, processes, dask")
