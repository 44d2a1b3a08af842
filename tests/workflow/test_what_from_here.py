"""What from here: runs are saved at a month and go on, on the command line."""

import gzip
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from cisim.engine.registry import DEFAULT, ENGINES
from cisim.experiment import saved_runs
from cisim.experiment.batches import Batch
from cisim.presentation import cli, running

SHORT = ("--set", "result.horizon_years=2", "--replicates", "3", "--workers", "1")
TABLES = [f"{name}.parquet" for name in ("runs", "monthly", "events", "ties")]
FILES = [*TABLES, "summary.csv"]
FILE = "month-013.json.gz"
LEVERS = ("--set", "place.urgency=0.9", "--set", "funding.duration_years=1")
CHANGE = """
extends = "typical-site"
result.horizon_years = 2
[[change]]
at_month = 13
[change.set]
"place.urgency" = 0.9
"funding.duration_years" = 1
"""


def command(*arguments):
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cisim", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def kept(out, *options):
    """Results of a run that was kept at month 13."""
    saving = ("--save-month", "13", *options, "--out", out)
    done = command("run", "typical-site", *SHORT, *saving)
    assert done.returncode == 0, done.stderr
    assert f"To go on from month 13: cisim continue '{out}'" in done.stdout
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return kept(tmp_path_factory.mktemp("results") / "so far")


@pytest.fixture(scope="module")
def by_agents(tmp_path_factory):
    return kept(tmp_path_factory.mktemp("results") / "by agents", "--engine", "agents")


@pytest.fixture
def cisim(monkeypatch, capsys):
    """Run a command in this process; return its code and both outputs."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["cisim", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        return int(stop.value.code or 0), captured.out, captured.err

    return run


def assert_same_files(one, other, names=FILES):
    for name in names:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


def test_saving_changes_no_table(folder, cisim, tmp_path):
    code, _, said = cisim("run", "typical-site", *SHORT, "--out", tmp_path / "plain")
    assert code == 0, said
    assert_same_files(folder, tmp_path / "plain")
    assert not (tmp_path / "plain" / FILE).exists()


def test_the_command_in_the_provenance_keeps_the_month(folder):
    provenance = json.loads((folder / "provenance.json").read_text())
    assert provenance["command"].endswith(
        f"--replicates 3 --seed 1 --save-month 13 --engine {DEFAULT}"
    )
    assert provenance["continued_from"] is None


def test_the_key_of_a_job_depends_on_what_it_goes_on_from(folder, tmp_path):
    source = saved_runs.read(folder)
    batch = Batch(3, source.seed, source.engine, source.runs)
    keys = {
        running.prepared(source.scenario, batch, 1, tmp_path / "out", origin).key
        for origin in (None, source, replace(source, digest="another"))
    }
    assert len(keys) == 3


def test_to_go_on_unchanged_is_never_to_have_stopped(folder, cisim, tmp_path):
    code, said, error = cisim("continue", folder, "--out", tmp_path / "on")
    assert code == 0, error
    assert "From month 13 on: nothing changed." in said
    assert_same_files(folder, tmp_path / "on")


def test_to_go_on_with_levers_is_the_dated_change(folder, cisim, tmp_path):
    on, dated, again = (tmp_path / name for name in ("on", "dated", "again"))
    done = command("continue", folder / FILE, *LEVERS, "--workers", 2, "--out", on)
    assert done.returncode == 0, done.stderr
    changed = "From month 13 on: funding.duration_years = 1, place.urgency = 0.9."
    assert changed in done.stdout
    (tmp_path / "dated.toml").write_text(CHANGE)
    code, _, said = cisim("run", tmp_path / "dated.toml", *SHORT[2:], "--out", dated)
    assert code == 0, said
    assert_same_files(on, dated)
    code, _, said = cisim("run", on / "resolved.toml", *SHORT[2:], "--out", again)
    assert code == 0, said
    assert_same_files(on, again)
    assert (on / "runs.parquet").read_bytes() != (folder / TABLES[0]).read_bytes()


def test_a_lever_that_is_a_choice_is_told_in_words(folder, cisim, tmp_path):
    lever = ("--set", "governance.structure=working_groups")
    code, said, error = cisim("continue", folder, *lever, "--out", tmp_path / "on")
    assert code == 0, error
    assert "From month 13 on: governance.structure = working_groups." in said


def test_both_engines_save_the_same_file_but_for_their_name(folder, by_agents):
    assert_same_files(folder, by_agents)
    one, other = (content(saved / FILE) for saved in (folder, by_agents))
    assert (one.pop("engine"), other.pop("engine")) == ("compiled", "agents")
    assert one == other


def content(path):
    """What stands in a file, a missing number as a word."""
    return json.loads(gzip.decompress(path.read_bytes()), parse_constant=str)


@pytest.mark.parametrize(
    ("option", "engine"),
    [((), "agents"), *((("--engine", name), name) for name in ENGINES)],
)
def test_the_engine_that_saved_goes_on_unless_another_is_asked_for(
    by_agents, cisim, tmp_path, option, engine
):
    code, _, error = cisim("continue", by_agents, *option, "--out", tmp_path / "on")
    assert code == 0, error
    provenance = json.loads((tmp_path / "on" / "provenance.json").read_text())
    assert provenance["engine"] == engine
    assert_same_files(by_agents, tmp_path / "on")


def test_a_continued_run_says_where_it_comes_from(folder, cisim, tmp_path):
    out = tmp_path / "on"
    code, said, _ = cisim(
        "continue", folder, "--replicates", "2", "--json", "--out", out
    )
    assert code == 0
    assert json.loads(said)["from_month"] == 13
    assert json.loads(said)["replicates"] == 2
    provenance = json.loads((out / "provenance.json").read_text())
    source = provenance["continued_from"]
    assert (source["file"], source["month"]) == (str(folder / FILE), 13)
    assert len(source["sha256"]) == 64
    assert provenance["seed"] == 1


def test_one_may_go_on_again_and_again(folder, cisim, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    step = ("--save-month", "20", *LEVERS, "--out", first)
    assert cisim("continue", folder, *step)[0] == 0
    assert cisim("continue", first, "--out", second)[0] == 0
    assert_same_files(first, second)


def test_other_settings_do_not_overwrite(folder, cisim, tmp_path):
    out = tmp_path / "on"
    assert cisim("continue", folder, "--out", out)[0] == 0
    code, _, said = cisim("continue", folder, *LEVERS, "--out", out)
    assert code == 2
    assert "is not empty and holds other things" in said
    code, _, said = cisim("continue", folder, "--out", folder)
    assert code == 2
    assert "is not empty and holds other things" in said


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            ("--set", "result.horizon_years=9", "--set", "trust.across_sector=1"),
            "--set › result.horizon_years = 9: shapes the start, it cannot change",
        ),
        (
            ("--set", "result.horizon_years=9", "--set", "trust.across_sector=1"),
            "trust.across_sector = 1: is unknown",
        ),
        (("--set", "place.urgency=2"), "--set › place.urgency = 2: must be between"),
        (("--set", "place.urgency"), "must be written group.key=value"),
        (
            ("--replicates", "4"),
            "--replicates = 4: must be between 1 and 3 (saved runs)",
        ),
        (("--replicates", "0"), "--replicates = 0: must be between 1 and 3"),
        (("--seed", "1"), "--seed"),
        (
            ("--save-month", "12"),
            "--save-month = 12: must be between 13 and 23 (month)",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    folder, cisim, tmp_path, monkeypatch, options, expected
):
    monkeypatch.chdir(tmp_path)
    code, said, error = cisim("continue", folder, *options)
    assert (code, said) == (2, "")
    assert expected in error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("month", ["-1", "0", "24", "1000"])
def test_a_month_to_save_lies_within_the_horizon(cisim, tmp_path, monkeypatch, month):
    monkeypatch.chdir(tmp_path)
    code, said, error = cisim("run", "typical-site", *SHORT, "--save-month", month)
    assert (code, said) == (2, "")
    assert f"--save-month = {month}: must be between 1 and 23 (month)" in error
    assert list(tmp_path.iterdir()) == []


def other_laws(content):
    document = json.loads(gzip.decompress(content)) | {"laws": "0"}
    return gzip.compress(json.dumps(document).encode())


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (lambda content: content[:4000], "is damaged or cut off"),
        (lambda _: b"PAR1", "is no saved month"),
        (other_laws, "was saved under other laws of the model; run the scenario again"),
    ],
)
def test_a_file_that_cannot_go_on_is_refused(
    folder, cisim, tmp_path, monkeypatch, changed, expected
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / FILE).write_bytes(changed((folder / FILE).read_bytes()))
    code, said, error = cisim("continue", FILE)
    assert (code, said) == (2, "")
    assert f"{FILE}: {expected}" in error
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    code, _, error = cisim("continue", "no-such-folder")
    assert code == 2
    assert "does not exist" in error
