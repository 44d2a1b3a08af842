"""How long work shows how far it is: a bar on a terminal, lines elsewhere."""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

LINES = 10
"""Lines that a log gets at most."""

LEAST_SECONDS = 0.5
"""Seconds that a rate rests on at least: first results come several at once."""

SEVERAL = 2.0
"""Units of time from which on a time is told in them."""


class Report(Protocol):
    """What is told how many runs of how many are there."""

    def __call__(self, done: int, total: int, resumed: int = 0, /) -> None:
        """Tell it; ``resumed`` runs were there before, and say nothing of the rate."""


@contextmanager
def shown(label: str, total: int, *, quiet: bool = False) -> Iterator[Report]:
    """Show progress on standard error while the block runs; quiet, warnings neither."""
    console = Console(stderr=True)
    if quiet:
        with _without_warnings():
            yield lambda _done, _total, _resumed=0: None
    elif console.is_terminal:
        with bar(console) as moving:
            yield _moving(moving, label, total)
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


# ---- A bar ----


def bar(console: Console) -> Progress:
    """Return a bar that vanishes at the end; a task has its ``words``."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("runs{task.fields[words]}"),
        console=console,
        transient=True,
    )


def _moving(bar: Progress, label: str, total: int) -> Report:
    task = bar.add_task(label, total=total, words="")
    pace = Pace()

    def report(done: int, total: int, resumed: int = 0, /) -> None:
        words = pace.words(done, total, resumed)
        bar.update(task, completed=done, total=total, words=words)

    return report


# ---- Lines ----


def _lines(label: str) -> Report:
    """Report a line each tenth of the way, and one on what was there before."""
    told, pace = 0, Pace()

    def report(done: int, total: int, resumed: int = 0, /) -> None:
        nonlocal told
        words = pace.words(done, total, resumed)
        tenth = done * LINES // max(1, total)
        if tenth > told or done == total:
            told = tenth
            sys.stderr.write(f"{label}: {done} of {total} runs{words}\n")
            sys.stderr.flush()

    return report


# ---- The rate ----


class Pace:
    """How fast runs come, and how long the rest takes.

    The clock starts with the first runs that are computed: the engine may have had to
    be compiled for them. Runs that were there before were not computed.
    """

    def __init__(self) -> None:
        self._first: tuple[float, int] | None = None

    def words(self, done: int, total: int, resumed: int) -> str:
        """Rate, time left and share resumed, as far as they are known."""
        parts = [*self._rate(done - resumed, total - done), *_resumed(resumed, total)]
        return "".join(f", {part}" for part in parts)

    def _rate(self, computed: int, left: int) -> Iterator[str]:
        if computed <= 0:
            return
        now = time.monotonic()
        began, before = self._first = self._first or (now, computed)
        if computed > before and now - began >= LEAST_SECONDS:
            rate = (computed - before) / (now - began)
            yield f"{_digits(rate)} runs/s"
            yield f"{_clock(left / rate)} left"


def _resumed(resumed: int, total: int) -> Iterator[str]:
    if resumed:
        yield f"{100 * resumed // max(1, total)} % resumed"


def _digits(rate: float) -> str:
    return f"{rate:.0f}" if rate >= SEVERAL else f"{rate:.1f}"


def _clock(seconds: float) -> str:
    """Time in the largest units that matter."""
    minutes, hours = seconds / 60, seconds / 3600
    if minutes < SEVERAL:
        return f"{seconds:.0f} s"
    return f"{minutes:.0f} min" if hours < SEVERAL else f"{hours:.1f} h"
