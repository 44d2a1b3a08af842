"""Where runs are computed: in this process or in several."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed

from cisim.model.observation import Run

type Task[Item] = Callable[[Item], Run]
"""What computes the run of a replicate; it and its item must be possible to pickle."""


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def computed[Item](
    task: Task[Item], replicates: Iterable[Item], workers: int
) -> Iterator[Run]:
    """Yield the runs of some replicates as they come, in any order."""
    if workers <= 1:
        yield from map(task, replicates)
    else:
        yield from _in_processes(task, replicates, workers)


def _in_processes[Item](
    task: Task[Item], replicates: Iterable[Item], workers: int
) -> Iterator[Run]:
    # Said aloud: libraries that set the start method for all would decide it else.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _leave_interrupts) as pool:
        futures = [pool.submit(task, replicate) for replicate in replicates]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts() -> None:
    """Let the parent alone answer Ctrl-C; it cancels what has not begun."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
