"""Where tasks are computed: in this thread, in several threads, or processes."""

import logging
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from itertools import islice
from typing import Literal

from cisim.engine.registry import entry
from cisim.model.compilation import is_first_use, note_use

_LOG = logging.getLogger(__name__)

WAITING = 2
"""Tasks a worker that are given out at most: more would fill the memory."""


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def computed[T, R](
    task: Callable[[T], R],
    inputs: Iterable[T],
    workers: int,
    kind: Literal["processes", "threads"] = "processes",
) -> Iterator[R]:
    """Yield what a task makes of its inputs as it comes, in any order.

    For processes, task and inputs must be such that they can be pickled.
    """
    if workers <= 1:
        yield from map(task, inputs)
    elif kind == "threads":
        yield from _shared_out(ThreadPoolExecutor(workers), task, inputs, workers)
    else:
        yield from _in_processes(task, iter(inputs), workers)


def computed_by[T, R](
    engine: str, task: Callable[[T], R], inputs: Iterable[T], workers: int
) -> Iterator[R]:
    """Yield what a task that an engine works on makes of its inputs, as `computed`.

    Whoever has to wait for the compiler is told so, by a warning in the log.
    """
    known = entry(engine)
    if is_first_use(engine):
        _LOG.warning(
            "First use: compiling the %s engine, once, about %d seconds.",
            engine,
            known.compiling,
        )
    for result in computed(task, inputs, workers, known.workers):
        note_use(engine)
        yield result


def _in_processes[T, R](
    task: Callable[[T], R], inputs: Iterator[T], workers: int
) -> Iterator[R]:
    """Compute the first input here, which compiles the laws once for all workers."""
    yield from map(task, islice(inputs, 1))
    # Said aloud: libraries that set the start method for all would decide it else.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, _leave_interrupts)
    yield from _shared_out(pool, task, inputs, workers)


def _shared_out[T, R](
    pool: Executor, task: Callable[[T], R], inputs: Iterable[T], workers: int
) -> Iterator[R]:
    """Give inputs to a pool, a few ahead of what is done, and close it at the end."""
    waiting = iter(inputs)

    def submitted(number: int) -> set[Future[R]]:
        return {pool.submit(task, each) for each in islice(waiting, number)}

    try:
        running = submitted(WAITING * workers)
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            running |= submitted(len(done))
            yield from (done.pop().result() for _ in range(len(done)))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts() -> None:
    """Let the parent alone answer Ctrl-C; it cancels what has not begun."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
