"""How long work shows how far it is: a bar on a terminal, lines elsewhere."""

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

type Report = Callable[[int, int], None]

LINES = 10
"""Lines that a log gets at most."""


@contextmanager
def shown(label: str, total: int, *, quiet: bool = False) -> Iterator[Report]:
    """Show progress on standard error while the block runs; quiet, warnings neither."""
    console = Console(stderr=True)
    if quiet:
        with _without_warnings():
            yield lambda _done, _total: None
    elif console.is_terminal:
        with _bar(console) as bar:
            task = bar.add_task(label, total=total)
            yield lambda done, _total: bar.update(task, completed=done)
    else:
        yield _lines(label)


@contextmanager
def _without_warnings() -> Iterator[None]:
    log = logging.getLogger("cisim")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("runs, time left"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )


def _lines(label: str) -> Report:
    """Report a line each tenth of the way, with the time left.

    The clock starts with the first run that is done: it may have had to compile.
    """
    started = 0.0
    told = 0

    def report(done: int, total: int) -> None:
        nonlocal started, told
        started = started or time.monotonic()
        if done * LINES // total > told or done == total:
            told = done * LINES // total
            left = _left(time.monotonic() - started, done, total)
            sys.stderr.write(f"{label}: {done} of {total} runs{left}\n")
            sys.stderr.flush()

    return report


def _left(elapsed: float, done: int, total: int) -> str:
    """Time left, once a second run has shown how long one takes."""
    if done == 1:
        return ""
    return f", {elapsed / (done - 1) * (total - done):.0f} s left"
