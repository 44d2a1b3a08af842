"""An experiment as a user runs it: a file, a command, a folder with the answer."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from cisim.configuration.answers import study_tables
from cisim.configuration.experiments.finding import shipped_experiments
from tests.interrupts import heed_interrupts
from tests.stand_in import StandIn

PLACE = """
title = "A small place"
extends = "typical-site"

[organisations]
at_table = 6
outside = 2
"""
TINY = """
title = "A longer grant in a small place"
question = "Does a longer grant help?"
scenario = "small-place.toml"
replicates = 8
horizon_years = 5

[[alternative]]
name = "short"
reference = true
[alternative.set]
"funding.duration_years" = 1

[[alternative]]
name = "long"
title = "a longer grant"
[alternative.set]
"funding.duration_years" = 5

[[expect]]
words = "a longer grant costs more"
kind = "difference"
outcome = "grant_money"
contrast = { long = 1, short = -1 }
at_least = 1
"""
LARGE = "1_200"
"""Replicates with which the tiny experiment takes a while."""

LARGEST = "03-what-matters-how-much"
"""Shipped experiment with more than half a million runs."""

EXPERIMENTS = Path(__file__).parents[2] / "experiments"
OUTCOMES = ("shared_result_observed", "months_without_result", "grant_money")


def refused(*_, **__):
    message = "something was simulated"
    raise AssertionError(message)


def contents(folder):
    """All files of a folder byte for byte, but the lock: it names the last process."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    files.remove(folder / ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def written(folder, text=TINY):
    """Write the tiny experiment and its place into a folder; return its file."""
    (folder / "small-place.toml").write_text(PLACE, encoding="utf-8")
    file = folder / "tiny.toml"
    file.write_text(text, encoding="utf-8")
    return file


def command(*arguments):
    return [sys.executable, "-m", "cisim", *map(str, arguments)]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """Results of the tiny experiment, with what the command said."""
    home = tmp_path_factory.mktemp("tiny")
    written(home)
    done = subprocess.run(
        command("run", "tiny.toml", "--workers", "1", "--out", "tiny"),
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return home / "tiny", done


@pytest.fixture
def nothing_runs(monkeypatch):
    """Take the engine away."""
    return StandIn(refused).take_the_place(monkeypatch)


# ---- What is there afterwards ----


def test_the_command_tells_answer_verdict_and_folder(tiny):
    _, done = tiny
    said = " ".join(done.stdout.split())
    assert "Does a longer grant help?" in said
    assert "a longer grant costs more" in said
    assert "supported" in said
    assert "it does not forecast a named place" in said
    assert "Report, to be opened in a browser: tiny/report.html" in said
    assert "16 of 16 runs" in done.stderr


def test_tables_figures_and_report_are_there(tiny):
    folder, _ = tiny
    runs = pd.read_parquet(folder / "runs.parquet")
    assert runs.groupby("alternative")["replicate"].count().to_dict() == {
        "long": 8,
        "short": 8,
    }
    assert runs["funding.duration_years"].unique().tolist() == [1.0, 5.0]
    assert {"seed", "replicate", *OUTCOMES} <= set(runs.columns)
    verdicts = pd.read_csv(folder / "verdicts.csv")
    assert verdicts["verdict"].tolist() == ["supported"]
    assert list((folder / "figures").glob("*.png"))
    assert "<html" in (folder / "report.html").read_text(encoding="utf-8")


def test_the_codebook_knows_every_column(tiny):
    folder, _ = tiny
    book = pd.read_csv(folder / "codebook.csv")
    known = set(zip(book["table"], book["column"], strict=True))
    for path in [*folder.glob("*.parquet"), *folder.glob("*.csv")]:
        if path.stem == "codebook":
            continue
        is_parquet = path.suffix == ".parquet"
        table = pd.read_parquet(path) if is_parquet else pd.read_csv(path)
        assert {(path.stem, name) for name in table.columns} <= known
    assert not book["meaning"].isna().any()


def test_only_tables_that_fit_the_design_are_written(tiny):
    folder, _ = tiny
    there = {name for name in study_tables() if (folder / f"{name}.csv").exists()}
    assert there == {
        "chances",
        "paired",
        "regret",
        "frontier",
        "portfolio",
        "verdicts",
    }


def test_the_resolved_file_needs_nothing_beside_it(tiny, cisim, tmp_path):
    folder, _ = tiny
    out = tmp_path / "again"
    resolved = str(folder / "experiment.toml")
    answer = cisim("run", resolved, "--workers", "1", "--out", str(out), "--quiet")
    assert answer.code == 0, answer.err
    again = contents(out)
    for name in ("runs.parquet", "points.parquet", "verdicts.csv", "paired.csv"):
        assert again[name] == (folder / name).read_bytes(), name


# ---- Once more ----


def test_the_same_command_again_computes_nothing(
    tiny, cisim, monkeypatch, nothing_runs
):
    folder, _ = tiny
    before = contents(folder)
    monkeypatch.chdir(folder.parent)
    answer = cisim("run", "tiny.toml", "--workers", "1", "--out", "tiny")
    assert answer.code == 0, answer.err
    assert "16 of 16 runs, 100 % resumed" in answer.err
    assert contents(folder) == before
    assert nothing_runs.calls == []


def test_the_report_is_written_anew_without_a_run(tiny, cisim, nothing_runs):
    folder, _ = tiny
    before = contents(folder)
    for name in ("report.html", "paired.csv", "codebook.csv"):
        (folder / name).unlink()
    answer = cisim("report", str(folder))
    assert answer.code == 0, answer.err
    assert answer.out == f"{folder / 'report.html'}\n"
    assert contents(folder) == before
    assert nothing_runs.calls == []


def test_two_experiments_are_held_against_each_other(tiny, cisim, tmp_path):
    folder, _ = tiny
    file, out = written(tmp_path), tmp_path / "other"
    arguments = ("--seed", "2", "--workers", "1", "--quiet", "--out", str(out))
    answer = cisim("run", str(file), *arguments)
    assert (answer.code, answer.out, answer.err) == (0, f"{out}\n", "")
    answer = cisim("diff", str(folder), str(out))
    assert answer.code == 0, answer.err
    assert "  seed: 1 -> 2" in answer.out
    assert "runs.parquet: values differ (16 rows)" in answer.out


def test_json_is_one_object_without_not_a_number(tiny, cisim, monkeypatch):
    folder, _ = tiny
    monkeypatch.chdir(folder.parent)
    answer = cisim("run", "tiny.toml", "--workers", "1", "--out", "tiny", "--json")

    def never(name):
        raise AssertionError(name)

    said = json.loads(answer.out, parse_constant=never)
    assert said["folder"] == "tiny"
    assert said["verdicts"][0]["verdict"] == "supported"
    assert said["verdicts"][0]["expected_high"] is None


def test_another_experiment_is_not_written_over(tiny, cisim, tmp_path):
    folder, _ = tiny
    before = contents(folder)
    file = written(tmp_path, TINY.replace("= 8", "= 9"))
    answer = cisim("run", str(file), "--workers", "1", "--out", str(folder))
    assert answer.code == 2
    assert "replicates" in answer.err
    assert contents(folder) == before


# ---- What is refused ----


def test_all_mistakes_of_a_file_are_told_and_nothing_is_written(
    cisim, tmp_path, monkeypatch
):
    wrong = TINY.replace("replicates", "replicate").replace("at_least", "at_leest")
    written(tmp_path, wrong.replace("funding.duration_years", "funding.duration"))
    monkeypatch.chdir(tmp_path)
    answer = cisim("run", "tiny.toml")
    assert answer.code == 2
    assert answer.out == ""
    assert "did you mean 'replicates'" in answer.err
    assert "did you mean 'at_least'" in answer.err
    assert "did you mean 'funding.duration_years'" in answer.err
    assert {path.name for path in tmp_path.iterdir()} == {
        "small-place.toml",
        "tiny.toml",
    }


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            ["--replicates", "0", "--seed", "-1"],
            [
                "--replicates = 0: must be between 1 and 1000000000 (runs)",
                "--seed = -1: must be between 0 and 9223372036854775807 (integer)",
            ],
        ),
        (["--seed", "x"], ["'--seed': Input should be a valid integer"]),
        (["--executor", "thread"], ["--executor", "did you mean 'threads'?"]),
        (["--engine", "agent"], ["--engine", "did you mean 'agents'?"]),
        (["--workers", "0"], ["--workers = 0: must be between 1 and 1024 (workers)"]),
        (
            ["--set", "place.urgency=1", "--save-month", "3"],
            [
                "--set: is for scenarios; the settings of an experiment stand in its",
                "--save-month: is for scenarios",
            ],
        ),
        (
            ["--replicates", "600_000"],
            ["has 1,200,000 runs: more than 1,000,000 need --yes"],
        ),
    ],
)
def test_options_out_of_range_are_refused(
    cisim, tmp_path, monkeypatch, nothing_runs, options, words
):
    written(tmp_path)
    monkeypatch.chdir(tmp_path)
    answer = cisim("run", "tiny.toml", *options)
    assert answer.code == 2
    told = " ".join(answer.err.replace("│", " ").split())
    assert all(each in told for each in words)
    assert "Traceback" not in told
    assert not (tmp_path / "results").exists()
    assert nothing_runs.calls == []


def test_options_of_experiments_are_refused_for_scenarios(cisim, tmp_path):
    answer = cisim(
        *("run", "baseline", "--executor", "threads", "--out", str(tmp_path / "out")),
        *("--scheduler", "tcp://host:8786"),
    )
    assert answer.code == 2
    for option in ("--executor", "--scheduler"):
        assert f"{option}: is for experiments" in answer.err


# ---- What is stopped goes on ----


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(tmp_path):
    written(tmp_path)
    line = ("run", "tiny.toml", "--workers", "1", "--replicates", LARGE, "--out", "out")
    with subprocess.Popen(
        command(*line),
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - no threads here
    ) as process:
        assert process.stderr is not None
        assert "of 2400 runs" in process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=60) == 130, rest
    again = f"cisim {' '.join(line)}"
    assert rest.endswith(f"stopped; what is done is kept; to go on: {again}\n")
    assert "Traceback" not in rest
    assert not (tmp_path / "out" / "runs.parquet").exists()

    done = subprocess.run(
        command(*line), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"2400 of 2400 runs.*, [1-9]\d* % resumed", done.stderr)
    assert len(pd.read_parquet(tmp_path / "out" / "runs.parquet")) == 2400


# ---- What comes with it ----


def test_results_go_under_the_name_where_nothing_is_said(cisim, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = "04-same-money-over-time"
    answer = cisim("run", name, "--replicates", "3", "--workers", "1")
    assert answer.code == 0, answer.err
    (folder,) = (tmp_path / "results" / name).iterdir()
    assert re.fullmatch(r"[0-9a-f]{12}", folder.name)
    assert len(pd.read_parquet(folder / "runs.parquet")) == 9
    answer = cisim(
        "run", str(EXPERIMENTS / name), "--replicates", "3", "--workers", "1"
    )
    assert answer.code == 0, answer.err
    assert "9 of 9 runs, 100 % resumed" in answer.err
    assert list((tmp_path / "results" / name).iterdir()) == [folder]


def test_every_shipped_experiment_is_valid(cisim):
    answer = cisim("validate", *shipped_experiments())
    assert answer.code == 0, answer.err
    assert answer.out.count(": valid, ") == len(shipped_experiments()) == 10


def test_the_index_tells_how_many_runs_each_has(cisim):
    index = (EXPERIMENTS / "README.md").read_text(encoding="utf-8")
    said = cisim("validate", *shipped_experiments()).out
    counts = re.findall(
        r"^([\w-]+): valid, [\d,]+ points, ([\d,]+) runs$", said, re.MULTILINE
    )
    assert len(counts) == len(shipped_experiments())
    for name, count in counts:
        row = rf"^\| \[\d\d\]\({name}/README\.md\) \|.*\| {count} \|$"
        assert re.search(row, index, re.MULTILINE), name


@pytest.mark.parametrize(
    "name", [name for name in shipped_experiments() if name != LARGEST]
)
def test_shipped_experiments_run_to_a_report(cisim, tmp_path, name):
    out = str(tmp_path / "out")
    answer = cisim("run", name, "--replicates", "2", "--json", "--out", out)
    assert answer.code == 0, answer.err
    said = json.loads(answer.out)
    assert said["answer"]
    assert all(row["verdict"] for row in said["verdicts"])
    assert (tmp_path / "out" / "report.html").exists()
