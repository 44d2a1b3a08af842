"""What the command says of an experiment: words, one object, or the folder."""

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from cisim.analysis.answers import answers
from cisim.configuration.mistakes import ConfigurationError
from cisim.presentation import study_command, studying
from cisim.presentation.leaving import Kept
from cisim.presentation.report.study_report import study_report
from cisim.presentation.study_command import Asked, Told
from cisim.presentation.studying import Computing
from tests.studies import alternatives_study, expect, results_of

PLAIN, IN_WORDS = Asked(), Told()


@pytest.fixture(scope="module")
def study():
    made = alternatives_study(
        results_of({"a": 0.3, "b": 0.6}), expectations=(expect(low=0.1),)
    )
    return replace(made, provenance={"replicates": 200, "engine": "compiled"})


@pytest.fixture
def command(study, tmp_path, monkeypatch):
    """The command with everything that loads, runs and draws taken away."""
    seen = dict[str, Any]()

    def prepared(experiment, by, out, *, is_confirmed):
        seen.update(experiment=experiment, by=by, is_confirmed=is_confirmed)
        return SimpleNamespace(experiment=experiment, folder=out)

    def answered(study, _):
        found = answers(study)
        return study_report(study, found, ()), found

    monkeypatch.setattr(study_command, "load_experiment", lambda _: study.experiment)
    monkeypatch.setattr(studying, "prepared", prepared)
    monkeypatch.setattr(studying, "run", lambda *_: study)
    monkeypatch.setattr("cisim.presentation.report.studied.answered", answered)

    def run(asked=PLAIN, told=IN_WORDS, foreign=None):
        asked = asked._replace(out=tmp_path)
        study_command.run("made-up", asked, Computing(), told, foreign or {})
        return seen

    return run


def test_words_hold_answer_verdict_numbers_and_where_the_rest_is(
    command, capsys, tmp_path
):
    command()
    out = capsys.readouterr().out
    assert "What was expected" in out
    assert "supported" in out
    assert "The numbers" in out
    assert out.endswith(f"browser: {tmp_path / 'report.html'}\n")


def test_quiet_prints_the_folder_alone(command, capsys, tmp_path):
    command(told=Told(quiet=True))
    told = capsys.readouterr()
    assert (told.out, told.err) == (f"{tmp_path}\n", "")


def test_json_is_strict(command, capsys, tmp_path):
    def never(name):
        raise AssertionError(name)

    command(told=Told(as_json=True))
    said = json.loads(capsys.readouterr().out, parse_constant=never)
    assert said["folder"] == str(tmp_path)
    (row,) = said["verdicts"]
    assert (row["expected_low"], row["expected_high"]) == (0.1, None)
    assert row["verdict"] == "supported"


def test_what_is_asked_for_is_passed_on(command):
    seen = command(Asked(5, 6, is_confirmed=True))
    assert (seen["experiment"].replicates, seen["experiment"].seed) == (5, 6)
    assert seen["is_confirmed"]
    assert not command()["is_confirmed"]


def test_options_of_scenarios_are_refused_before_anything_is_loaded(
    command, monkeypatch
):
    monkeypatch.delattr(study_command, "load_experiment")
    with pytest.raises(ConfigurationError, match="--set: is for scenarios"):
        command(foreign={"--set": ["a.b=1"], "--save-month": None})


def test_who_interrupts_is_told_that_runs_are_kept(command, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(studying, "run", interrupted)
    with pytest.raises(Kept):
        command()
