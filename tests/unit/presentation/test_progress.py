"""Progress: lines in a log, nothing when quiet, a clock that leaves out compiling."""

import logging
import time

import pytest

from cisim.presentation import progress


@pytest.fixture
def clock(monkeypatch):
    """A clock that is set by hand."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_a_log_gets_ten_lines_with_rate_and_time_left(clock, capsys):
    with progress.shown("site", 40) as report:
        for done in range(1, 41):
            report(done, 40)
            clock[0] += 2.0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == progress.LINES
    assert lines[0] == "site: 4 of 40 runs, 0.5 runs/s, 72 s left"
    assert lines[-1] == "site: 40 of 40 runs, 0.5 runs/s, 0 s left"


def test_the_first_runs_say_nothing_of_time(clock, capsys):
    with progress.shown("site", 4) as report:
        clock[0] += 20.0
        report(2, 4)
    assert capsys.readouterr().err == "site: 2 of 4 runs\n"


def test_the_rate_is_one_of_computed_runs(clock, capsys):
    with progress.shown("study", 1000) as report:
        report(500, 1000, 500)
        clock[0] += 100.0  # compiling
        for done in (600, 700):
            report(done, 1000, 500)
            clock[0] += 1.0
    assert capsys.readouterr().err.splitlines() == [
        "study: 500 of 1000 runs, 50 % resumed",
        "study: 600 of 1000 runs, 50 % resumed",
        "study: 700 of 1000 runs, 100 runs/s, 3 s left, 50 % resumed",
    ]


@pytest.mark.parametrize(
    ("left", "words"), [(9_000, "90 s"), (60_000, "10 min"), (1_440_000, "4.0 h")]
)
def test_a_long_time_is_told_in_long_units(clock, left, words):
    total = 200 + left
    pace = progress.Pace()
    pace.words(100, total, 0)
    clock[0] += 1.0
    assert pace.words(200, total, 0) == f", 100 runs/s, {words} left"


def test_a_bar_says_the_same(clock, monkeypatch):
    monkeypatch.setattr("rich.console.Console.is_terminal", True)
    bars = []
    original = progress.bar

    def kept(console):
        bars.append(original(console))
        return bars[-1]

    monkeypatch.setattr(progress, "bar", kept)
    with progress.shown("study", 300) as report:
        report(100, 300, 100)
        report(150, 300, 100)
        clock[0] += 1.0
        report(200, 400, 100)
        (task,) = bars[0].tasks
        assert (task.completed, task.total) == (200, 400)
        assert task.fields["words"] == ", 50 runs/s, 4 s left, 25 % resumed"


@pytest.mark.parametrize("quiet", [True, False])
def test_quiet_is_silent(quiet, capsys, caplog):
    with progress.shown("site", 1, quiet=quiet) as report:
        logging.getLogger("cisim.somewhere").warning("This takes a while.")
        report(1, 1)
    assert (caplog.text == "") is quiet
    assert (capsys.readouterr().err == "") is quiet
    logging.getLogger("cisim.somewhere").warning("This is said again.")
    assert "again" in caplog.text


def test_a_rate_does_not_rest_on_a_moment(clock):
    """Two workers are done with their first runs at nearly the same time."""
    pace = progress.Pace()
    pace.words(256, 3600, 0)
    clock[0] += 0.001
    assert pace.words(512, 3600, 0) == ""
    clock[0] += 0.999
    assert pace.words(768, 3600, 0) == ", 512 runs/s, 6 s left"
