"""How the command line is left before its end: in words and with a code."""

import shlex
import sys
import tempfile
import traceback
from typing import Final

import typer

from cisim import __version__

INTERRUPTED: Final = 130


class Kept(Exception):  # noqa: N818 - not an error: Ctrl-C, and nothing is lost
    """Work was interrupted whose runs are kept, so that it can go on."""


def say_interrupted(*, is_kept: bool) -> None:
    """Say which command begins again, or goes on where runs are kept."""
    again = shlex.join(["cisim", *sys.argv[1:]])
    kept = "stopped; what is done is kept; to go on"
    words = kept if is_kept else "stopped before the end; to start again"
    typer.echo(f"\n{words}: {again}", err=True)


def say_internal_error() -> None:
    """Keep the traceback for a report and say where it is."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="cisim-error-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"cisim {__version__}\n{sys.argv[1:]}\n{traceback.format_exc()}")
    typer.echo(
        "cisim met an error of its own; nothing you did was wrong. Please report it"
        f" to the developers with this file: {file.name}",
        err=True,
    )
