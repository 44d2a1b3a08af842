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


def test_a_log_gets_ten_lines_and_the_time_left(clock, capsys):
    with progress.shown("site", 40) as report:
        for done in range(1, 41):
            report(done, 40)
            clock[0] += 2.0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == progress.LINES
    assert lines[0] == "site: 4 of 40 runs, 72 s left"
    assert lines[-1] == "site: 40 of 40 runs, 0 s left"


def test_the_first_run_says_nothing_of_time(clock, capsys):
    with progress.shown("site", 4) as report:
        clock[0] += 20.0
        report(1, 4)
    assert capsys.readouterr().err == "site: 1 of 4 runs\n"


@pytest.mark.parametrize("quiet", [True, False])
def test_quiet_is_silent(quiet, capsys, caplog):
    with progress.shown("site", 1, quiet=quiet) as report:
        logging.getLogger("cisim.somewhere").warning("This takes a while.")
        report(1, 1)
    assert (caplog.text == "") is quiet
    assert (capsys.readouterr().err == "") is quiet
    logging.getLogger("cisim.somewhere").warning("This is said again.")
    assert "again" in caplog.text
