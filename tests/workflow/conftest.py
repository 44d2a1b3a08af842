"""The command line in this process."""

import sys

import pytest

from cisim.presentation import cli


class Answer:
    """Exit code and both outputs of a command."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def cisim(monkeypatch, capsys):
    """Run a command in this process."""

    def command(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["cisim", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        code = stop.value.code
        captured = capsys.readouterr()
        return Answer(int(code or 0), captured.out, captured.err)

    return command
