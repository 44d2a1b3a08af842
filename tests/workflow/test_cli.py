"""The command line as a user meets it."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from cisim.configuration.experiments import finding
from cisim.configuration.experiments.finding import shipped_experiments
from cisim.configuration.files import shipped
from cisim.configuration.outcomes import tables
from cisim.engine.agents import simulate_runs
from cisim.engine.registry import DEFAULT
from tests.interrupts import heed_interrupts
from tests.stand_in import StandIn

SHORT = ("--set", "result.horizon_years=2", "--replicates", "3", "--workers", "1")
TABLES = ("runs", "monthly", "events", "ties")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Results of one real command in a process of its own."""
    out = tmp_path_factory.mktemp("results") / "here"
    done = subprocess.run(
        [sys.executable, "-m", "cisim", "run", "typical-site", *SHORT, "--out", out],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "3 of 3 runs" in done.stderr  # progress goes to standard error
    assert "reached the shared result within 2 years" in " ".join(done.stdout.split())
    return out


def test_a_run_leaves_everything_that_was_promised(folder):
    expected = {f"{name}.parquet" for name in TABLES} | {
        "summary.csv",
        "codebook.csv",
        "resolved.toml",
        "provenance.json",
        "report.html",
        "figures",
    }
    assert {path.name for path in folder.iterdir()} == expected
    assert len(list((folder / "figures").glob("*.png"))) == 5


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_the_declared_columns(folder, name):
    table = pd.read_parquet(folder / f"{name}.parquet")
    assert list(table.columns) == [column.name for column in tables()[name]]


def test_resolved_file_runs_to_the_same_tables(folder, cisim, tmp_path):
    out = tmp_path / "again"
    resolved = str(folder / "resolved.toml")
    answer = cisim("run", resolved, *SHORT[2:], "--out", str(out))
    assert answer.code == 0, answer.err
    for name in (*[f"{table}.parquet" for table in TABLES], "summary.csv"):
        assert (out / name).read_bytes() == (folder / name).read_bytes(), name


def test_workers_change_nothing(folder, tmp_path):
    out = tmp_path / "two"
    arguments = [*SHORT[:-1], "2", "--out", out, "--quiet"]
    command = [sys.executable, "-m", "cisim", "run", "typical-site", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{out}\n"
    assert done.stderr == ""
    for name in TABLES:
        file = f"{name}.parquet"
        assert (out / file).read_bytes() == (folder / file).read_bytes(), name


def test_clock_readings_live_in_the_provenance_alone(folder):
    provenance = json.loads((folder / "provenance.json").read_text())
    assert provenance["seed"] == 1
    assert provenance["replicates"] == 3
    year = provenance["started"][:4]
    texts = [folder / "summary.csv", folder / "codebook.csv", folder / "resolved.toml"]
    assert not any(f"{year}-" in path.read_text() for path in texts)


def test_json_is_one_object_on_standard_output(cisim, tmp_path):
    out = tmp_path / "json"
    answer = cisim("run", "baseline", *SHORT, "--json", "--out", str(out))
    said = json.loads(answer.out)
    assert said["scenario"] == "baseline"
    assert said["folder"] == str(out)
    assert {row["outcome"] for row in said["summary"]} >= {"shared_result_observed"}


@pytest.mark.parametrize(
    ("option", "engine"), [((), DEFAULT), (("--engine", "compiled"), "compiled")]
)
def test_the_provenance_says_which_engine_it_was(
    cisim, tmp_path, monkeypatch, option, engine
):
    stand_in = StandIn(simulate_runs).take_the_place(monkeypatch)
    out = tmp_path / "out"
    answer = cisim("run", "baseline", *SHORT, *option, "--out", str(out))
    assert answer.code == 0, answer.err
    provenance = json.loads((out / "provenance.json").read_text())
    assert provenance["engine"] == engine
    assert provenance["command"].endswith(f"--seed 1 --engine {engine}")
    assert len(stand_in.calls) == (engine == "compiled")


def test_without_out_results_go_under_the_name(cisim, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = cisim("run", "isolated-impact", *SHORT)
    assert answer.code == 0, answer.err
    (folder,) = (tmp_path / "results" / "isolated-impact").iterdir()
    assert re.fullmatch(r"[0-9a-f]{12}", folder.name)
    assert "nobody was convened" in " ".join(answer.out.split())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["run", "typical-sit"],
            "did you mean 'typical-site'",
        ),
        (
            ["run", "baseline", "--set", "funding.duration_year=3"],
            "--set › funding.duration_year = 3: ",
        ),
        (
            ["run", "baseline", "--set", "funding.duration_years=300"],
            "--set › funding.duration_years = 300: must be between 0 and 30 (years)",
        ),
        (
            ["run", "baseline", "--set", "governance.structure=one_tabel"],
            "one_table, working_groups, steering_group; did you mean 'one_table'?",
        ),
        (
            ["run", "baseline", "--replicates", "0", "--seed", "-1"],
            (
                "--replicates = 0: must be between 1 and 100000 (runs)\n"
                "--seed = -1: must be between 0 and 9223372036854775807 (integer)"
            ),
        ),
        (
            ["run", "baseline", "--engine", "agent"],
            '--engine = "agent": must be one of compiled, agents; did you mean',
        ),
        (["explain", "funding.duration_year"], "did you mean 'funding.duration_years'"),
        (["validate", "no-such-file.toml"], "no-such-file.toml"),
    ],
)
def test_bad_input_says_what_is_allowed(
    cisim, tmp_path, monkeypatch, arguments, expected
):
    monkeypatch.chdir(tmp_path)
    answer = cisim(*arguments)
    assert answer.code == 2
    assert expected in answer.err
    assert "Traceback" not in answer.err
    assert answer.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_things_is_refused(cisim, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    answer = cisim("run", "baseline", *SHORT, "--out", str(tmp_path))
    assert answer.code == 2
    assert "is not empty and holds other things" in answer.err
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_results_of_another_question_are_not_written_over(cisim, folder):
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    other = ["run", "typical-site", *SHORT, "--seed", "2", "--out", str(folder)]
    answer = cisim(*other)
    assert answer.code == 2
    assert "is not empty and holds other things" in answer.err
    assert before == {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_a_file_cannot_be_the_folder(cisim, tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    for out in (file, file / "below"):
        answer = cisim("run", "baseline", *SHORT, "--out", str(out))
        assert answer.code == 2
        assert str(out) in answer.err


def test_a_folder_that_cannot_be_written_is_refused_before_the_runs(cisim):
    answer = cisim("run", "baseline", *SHORT, "--out", "/proc/results")
    assert answer.code == 2
    assert "cannot be written" in answer.err
    assert "runs" not in answer.err


def test_a_failing_run_leaves_nothing_behind(cisim, tmp_path, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        message = "disk full"
        raise OSError(message)

    monkeypatch.setattr("cisim.presentation.running.store.write", broken)
    answer = cisim("run", "baseline", *SHORT, "--out", str(tmp_path / "out"))
    assert answer.code == 1
    assert "disk full" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_the_same_command_may_be_given_again(cisim, folder, tmp_path):
    out = tmp_path / "twice"
    for _ in range(2):
        answer = cisim("run", "typical-site", *SHORT, "--out", str(out), "--quiet")
        assert answer.code == 0, answer.err
    assert (out / "runs.parquet").read_bytes() == (folder / "runs.parquet").read_bytes()


def test_validate_tells_of_good_and_bad_files(cisim, tmp_path):
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('title = "Good"\n[funding]\nduration_years = 5\n')
    bad.write_text("[funding]\nduration_years = -1\nfunders = 9\n")
    answer = cisim("validate", str(good), str(bad))
    assert answer.code == 2
    assert answer.out == f"{good}: valid\n"
    assert len(answer.err.splitlines()) == 2


def test_validate_tells_how_many_runs_an_experiment_asks_for(cisim):
    files = Path(__file__).parent / "valid_experiments"
    grid, folder = str(files / "grid.toml"), str(files / "alternatives")
    answer = cisim("validate", grid, "baseline", folder)
    assert answer.code == 0
    assert answer.out.splitlines() == [
        f"{grid}: valid, 24 points, at most 2,400 runs",
        "baseline: valid",
        f"{folder}: valid, 4 points, 160 runs",
    ]


def test_validate_tells_all_mistakes_of_an_experiment(cisim, monkeypatch):
    monkeypatch.chdir(Path(__file__).parent / "invalid_experiments")
    answer = cisim("validate", "several-mistakes", "baseline")
    assert answer.code == 2
    assert answer.out == "baseline: valid\n"
    assert answer.err == Path("several-mistakes.txt").read_text(encoding="utf-8")


def test_list_names_the_shipped_scenarios_and_then_experiments(cisim):
    lines = cisim("list").out.splitlines()
    names = [line.split()[0] for line in lines if line]
    assert names[: len(shipped())] == list(shipped())
    rest = ["experiments:", *shipped_experiments()] if shipped_experiments() else []
    assert names[len(shipped()) :] == rest


def test_list_puts_experiments_under_a_heading(cisim, monkeypatch):
    files = Path(__file__).parent / "valid_experiments"
    monkeypatch.setattr(finding, "_HOMES", (files,))
    *_, empty, heading, line = cisim("list").out.splitlines()
    assert (empty, heading) == ("", "experiments:")
    assert line.split(maxsplit=1) == ["alternatives", "Where to put the money"]


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_scenario_runs(cisim, tmp_path, name):
    short = ("--set", "result.horizon_years=4", "--replicates", "2", "--workers", "1")
    answer = cisim("run", name, *short, "--json", "--out", str(tmp_path / "out"))
    assert answer.code == 0, answer.err
    said = json.loads(answer.out)
    assert said["scenario"] == name
    assert len(pd.read_parquet(tmp_path / "out" / "runs.parquet")) == 2


def test_explain_speaks_of_all_of_a_group_and_of_one(cisim):
    everything = cisim("explain").out
    group = cisim("explain", "quick_wins").out
    one = cisim("explain", "quick_wins.pilots_per_year").out
    assert group in everything
    assert "quick_wins.pilots_per_year = 2 pilots per year" in group
    assert "allowed  0 to 24 (pilots per year)" in one


def test_explain_tells_what_the_words_of_a_choice_mean(cisim):
    group = cisim("explain", "governance").out
    one = cisim("explain", "governance.structure").out
    assert "governance.structure = one_table  [lever]\n" in group
    assert "default  one_table\n" in one
    assert "allowed  one_table: all organisations meet at one table\n" in one
    assert "\n         steering_group: a steering group decides" in one
    assert "(choice)" not in one
    assert "try      cisim run typical-site --set governance.structure=one_table" in one


def test_schema_is_json(cisim):
    assert "funding" in json.loads(cisim("schema").out)["properties"]
    assert "grid" in json.loads(cisim("schema", "experiment").out)["properties"]
    answer = cisim("schema", "experiments")
    assert answer.code == 2
    assert "scenario or experiment; did you mean 'experiment'?" in answer.err


def test_help_loads_no_heavy_library():
    code = (
        "import sys; sys.argv = ['cisim', '--help']\n"
        "from cisim.presentation.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'mesa','numba','numpy','pandas','pyarrow','scipy','seaborn',"
        "'matplotlib','pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
    assert "validate" in done.stdout


def test_an_internal_error_leaves_a_file_for_a_report(cisim, monkeypatch):
    def broken(*_: object) -> None:
        message = "a defect"
        raise RuntimeError(message)

    monkeypatch.setattr("cisim.presentation.explain.explained", broken)
    answer = cisim("explain")
    assert answer.code == 1
    assert "Traceback" not in answer.err
    report = Path(answer.err.rstrip().rpartition(": ")[2])
    assert "a defect" in report.read_text()
    report.unlink()


def test_ctrl_c_stops_in_words_and_leaves_nothing(tmp_path):
    out = tmp_path / "stopped"
    command = [sys.executable, "-m", "cisim", "run", "typical-site"]
    with subprocess.Popen(
        [*command, "--replicates", "40", "--workers", "2", "--out", out],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - no threads here
    ) as process:
        assert process.stderr is not None
        assert "of 40 runs" in process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=60) == 130, rest
    assert "to start again: cisim run typical-site --replicates 40" in rest
    assert "Traceback" not in rest
    assert not out.exists()


def test_two_results_folders_are_held_against_each_other(folder, cisim, tmp_path):
    out = tmp_path / "other"
    arguments = ["--set", "result.horizon_years=2", "--replicates", "3", "--seed", "2"]
    assert cisim("run", "typical-site", *arguments, "--out", str(out)).code == 0
    answer = cisim("diff", str(folder), str(out))
    assert answer.code == 0, answer.err
    assert "settings: the same" in answer.out
    assert "  seed: 1 -> 2" in answer.out
    assert "runs.parquet: values differ (3 rows)" in answer.out
    assert "equal byte for byte: codebook.csv" in answer.out


def test_no_results_folder_is_told_in_words(folder, cisim, tmp_path):
    answer = cisim("diff", str(folder), str(tmp_path / "nowhere"))
    assert answer.code == 2
    assert "no such folder; give one that `cisim run` has written" in answer.err
