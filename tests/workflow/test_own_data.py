"""From a network survey to a run, as the page on own data tells it."""

import re
import shlex
import sys

import pandas as pd
import pytest

from cisim.configuration.files import load
from cisim.configuration.rosters import TABLES
from cisim.presentation import cli
from tests.architecture.repository import ROOT

PAGE = (ROOT / "docs" / "own-data.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
SHORT = ("--set", "result.horizon_years=1", "--replicates", "2", "--workers", "1")


def blocks(language):
    return [text for written_in, text in BLOCKS if written_in == language]


@pytest.fixture
def cisim(monkeypatch, capsys, tmp_path):
    """Run a command in an empty folder; give its code and both outputs."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["cisim", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        return int(stop.value.code or 0), captured.out, captured.err

    return command


@pytest.fixture
def place(tmp_path):
    """The files of the page; the template is replaced, as the page says."""
    roster, survey = blocks("csv")
    (program,), (scenario,) = blocks("python"), blocks("toml")
    (tmp_path / "my-roster.csv").write_text(roster, encoding="utf-8")
    (tmp_path / "survey.csv").write_text(survey, encoding="utf-8")
    (tmp_path / "my-place.toml").write_text(scenario, encoding="utf-8")
    return program


def commands():
    lines = "".join(blocks("bash")).splitlines()
    return [shlex.split(line)[1:] for line in lines]


@pytest.mark.filterwarnings("error")
def test_the_page_leads_from_a_survey_to_results(cisim, place, tmp_path):
    exec(place, {"__name__": "page"})  # noqa: S102 - the page is ours
    template, validate, run = commands()
    assert cisim(*template)[0] == 2  # the file is there: the user has filled it in
    assert cisim(*validate) == (0, "my-place.toml: valid\n", "")
    code, _, err = cisim(*run, *SHORT)
    assert code == 0, err
    roster = load(tmp_path / "my-place.toml").roster
    kept = pd.read_csv(tmp_path / "my-results" / "roster.csv")
    assert kept["name"].tolist() == [one.name for one in roster.organisations]
    ties = pd.read_csv(tmp_path / "my-results" / "ties.csv")
    assert ties["trust"].tolist() == [0.778, 0.444, 1.0, 0.167]
    network = pd.read_parquet(tmp_path / "my-results" / "ties.parquet")
    first = network[(network["month"] == 0) & (network["organisation"] == 2)]
    assert first.set_index("partner")["trust"].loc[[0, 1]].tolist() == [0.167, 1.0]


@pytest.mark.parametrize("table", TABLES)
def test_columns_of_a_table_stand_on_the_page(table):
    assert f"<!-- derived: {table} -->" in PAGE


def written(folder):
    names = ("roster.csv", "ties.csv", "runs.parquet", "monthly.parquet")
    return {name: (folder / name).read_bytes() for name in names}


def test_filled_in_templates_run_and_resolved_results_run_again(cisim, tmp_path):
    for table in TABLES:
        assert cisim("template", table, "--out", f"{table}-own.csv") == (0, "", "")
        code, out, _ = cisim("template", table)
        assert (code, out) == (0, (tmp_path / f"{table}-own.csv").read_text())
    scenario = 'roster = "roster-own.csv"\nties = "ties-own.csv"\n'
    (tmp_path / "own.toml").write_text(scenario)
    assert cisim("run", "own.toml", *SHORT, "--out", "one", "--quiet")[0] == 0
    again = ("run", "one/resolved.toml", *SHORT[2:], "--out", "two", "--quiet")
    assert cisim(*again)[0] == 0
    assert written(tmp_path / "one") == written(tmp_path / "two")
    assert cisim(*again)[0] == 0  # the same job may be given again


def test_other_own_data_are_another_job(cisim, tmp_path):
    (tmp_path / "own.toml").write_text('roster = "r.csv"\nties = "t.csv"\n')
    for table in TABLES:
        cisim("template", table, "--out", f"{table[0]}.csv")
    run = ("run", "own.toml", *SHORT, "--out", "here", "--quiet")
    assert cisim(*run)[0] == 0
    for file, old, new in (("r.csv", "2.5", "2.6"), ("t.csv", "0.33", "0.34")):
        text = (tmp_path / file).read_text()
        (tmp_path / file).write_text(text.replace(old, new))
        code, _, err = cisim(*run)
        assert code == 2
        assert "is not empty and holds other things" in err
        (tmp_path / file).write_text(text)
    assert cisim(*run)[0] == 0  # with the old tables it is the old job


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["rooster"], 'template "rooster": must be roster or ties; did you mean \'r'),
        (["ties", "--out", "there.csv"], "exists already and is left as it is"),
        (["ties", "--out", "no/where.csv"], "--out = no/where.csv: cannot be written"),
        (["ties", "--out", "."], "--out = .: "),
    ],
)
def test_a_template_overwrites_nothing(cisim, tmp_path, arguments, expected):
    (tmp_path / "there.csv").write_text("years of work")
    code, out, err = cisim("template", *arguments)
    assert (code, out) == (2, "")
    assert expected in err
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["there.csv"]
    assert (tmp_path / "there.csv").read_text() == "years of work"


def test_validate_tells_all_mistakes_of_all_tables(cisim, tmp_path):
    (tmp_path / "own.toml").write_text('roster = "r.csv"\nties = "t.csv"\ntitel = 1\n')
    (tmp_path / "r.csv").write_text("name,sector\nA,bank\nB,business\nC,business\n")
    (tmp_path / "t.csv").write_text("organisation,partner,trust\nA,B,1.4\n")
    code, out, err = cisim("validate", "own.toml")
    assert (code, out) == (2, "")
    told = [line.partition(" › ")[0] for line in err.splitlines()]
    assert told == ["own.toml", "r.csv", "t.csv"]


def test_names_cannot_steer_a_terminal(cisim, tmp_path):
    (tmp_path / "own.toml").write_text('roster = "r.csv"\n')
    rows = "A\x1b[31m,bank\n=1+1,business\nC,business\n"
    (tmp_path / "r.csv").write_text(f"name,sector\x1b[0m\n{rows}")
    err = cisim("validate", "own.toml")[2]
    assert "\x1b" not in err
