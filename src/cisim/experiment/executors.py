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


def computed[T, R](
    task: Callable[[T], R], inputs: Iterable[T], workers: int
) -> Iterator[R]:
    """Yield what a task makes of its inputs as it comes, in any order.

    Task and inputs must be such that they can be pickled.
    """
    if workers <= 1:
        yield from map(task, inputs)
    else:
        yield from _in_processes(task, inputs, workers)


def _in_processes[T, R](
    task: Callable[[T], R], inputs: Iterable[T], workers: int
) -> Iterator[R]:
    # Said aloud: libraries that set the start method for all would decide it else.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _leave_interrupts) as pool:
        futures = [pool.submit(task, each) for each in inputs]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts() -> None:
    """Let the parent alone answer Ctrl-C; it cancels what has not begun."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
