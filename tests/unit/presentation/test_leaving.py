"""Whoever stops cisim, or meets a defect of it, is told how to go on."""

import sys
from pathlib import Path

import pytest

from cisim.presentation.leaving import say_internal_error, say_interrupted


@pytest.mark.parametrize(
    ("is_kept", "words"),
    [
        (False, "stopped before the end; to start again: "),
        (True, "stopped; what is done is kept; to go on: "),
    ],
)
def test_the_command_is_told_as_it_can_be_typed_again(
    monkeypatch, capsys, is_kept, words
):
    monkeypatch.setattr(sys, "argv", ["/x/cisim", "run", "a b.toml", "--out=c"])
    say_interrupted(is_kept=is_kept)
    told = capsys.readouterr()
    assert told.err == f"\n{words}cisim run 'a b.toml' --out=c\n"
    assert told.out == ""


def test_a_defect_leaves_a_file_with_command_and_traceback(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["cisim", "explain"])
    try:
        _ = 1 / int(not sys.argv)
    except ZeroDivisionError:
        say_internal_error()
    report = Path(capsys.readouterr().err.rstrip().rpartition(": ")[2])
    text = report.read_text(encoding="utf-8")
    report.unlink()
    assert "['explain']" in text
    assert "ZeroDivisionError" in text
