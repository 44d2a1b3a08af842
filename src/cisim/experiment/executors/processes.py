"""Tasks in other processes of this machine."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

from cisim.experiment.executors.protocol import WorkersLost
from cisim.experiment.executors.shared_out import shared_out

TRIES = 3
"""Pools that may be lost one after another without a result in between."""


@dataclass(frozen=True, slots=True)
class Processes:
    """Computes in processes that start fresh; for engines that hold the interpreter."""

    workers: int
    name: str = "processes"

    def map[T, R](self, task: Callable[[T], R], inputs: Iterable[T]) -> Iterator[R]:
        """Yield results as they come; one worker is this thread, in order.

        A worker that is lost takes its pool with it; what they had is given out again.

        Raises
        ------
        WorkersLost
            If that happens again and again.
        """
        if self.workers <= 1:
            yield from map(task, inputs)
            return
        rest, lost = iter(inputs), 0
        while lost < TRIES:
            given: dict[Future[R], T] = {}
            try:
                with closing(self._pooled(task, rest, given)) as pooled:
                    for done in pooled:
                        result = done.result()
                        del given[done]
                        lost = 0
                        yield result
            except BrokenProcessPool:
                rest, lost = chain(list(given.values()), rest), lost + 1
            else:
                return
        raise WorkersLost(_told(lost))

    def _pooled[T, R](
        self, task: Callable[[T], R], inputs: Iterable[T], given: dict[Future[R], T]
    ) -> Generator[Future[R]]:
        """Give inputs to a new pool and note whose result each future is."""
        # Said aloud: libraries that set the start method for all would decide it else.
        context = _Fresh()
        pool = ProcessPoolExecutor(self.workers, context, _begin)

        def submit(each: T) -> Future[R]:
            try:
                future = pool.submit(task, each)
            except BrokenProcessPool as error:
                future = Future()
                future.set_exception(error)
            given[future] = each
            return future

        try:
            yield from shared_out(submit, inputs, self.workers)
        except BaseException:
            context.end()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class _Fresh(SpawnContext):
    """Starts processes that copy nothing of this one, and can end them at once."""

    def __init__(self) -> None:
        self.started: list[SpawnProcess] = []

    def Process(self, *given: Any, **named: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: ANN401, N802 - a class there
        process = _Worker(*given, **named)
        self.started.append(process)
        return process

    def end(self) -> None:
        """End all: nobody waits for what they compute."""
        for process in self.started:
            process.terminate()


class _Worker(SpawnProcess):
    """A process in which compiled code uses one thread: the others have work, too."""

    def start(self) -> None:
        with _one_thread():
            super().start()


@contextmanager
def _one_thread() -> Iterator[None]:
    before = os.environ.get("NUMBA_NUM_THREADS")
    os.environ["NUMBA_NUM_THREADS"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["NUMBA_NUM_THREADS"]
        else:
            os.environ["NUMBA_NUM_THREADS"] = before


def _begin() -> None:
    """Let the parent alone answer Ctrl-C, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process once its parent has: a killed one tells nobody to stop."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _told(lost: int) -> str:
    return (
        f"worker processes ended {lost} times while they computed the same runs; is"
        " there enough memory? What is done is kept: try with fewer --workers"
    )
