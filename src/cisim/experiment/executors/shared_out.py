"""Tasks given out to a pool, a few ahead of what is done."""

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import chain, islice

from cisim.engine.registry import entry
from cisim.experiment.executors.protocol import Executor
from cisim.model.compilation import is_first_use, note_use

_LOG = logging.getLogger(__name__)

WAITING = 2
"""Tasks a worker that are given out at most: more would fill the memory."""


def computed_by[T, R](
    engine: str, task: Callable[[T], R], inputs: Iterable[T], executor: Executor
) -> Iterator[R]:
    """Yield what a task that an engine works on makes of its inputs, in any order.

    Whoever has to wait for the compiler is told so, by a warning in the log. Then the
    first input is computed alone: it compiles the laws once for all workers.
    """
    rest = iter(inputs)
    if is_first_use(engine):
        rest = chain(_compiling(engine, rest), rest)
        yield from _noted(engine, executor.map(task, islice(rest, 1)))
    yield from _noted(engine, executor.map(task, rest))


def _compiling[T](engine: str, inputs: Iterator[T]) -> Iterator[T]:
    """First input, with a word on why it takes so long; none says nothing."""
    for first in islice(inputs, 1):
        _LOG.warning(
            "First use: compiling the %s engine, once, about %d seconds.",
            engine,
            entry(engine).compiling,
        )
        yield first


def _noted[R](engine: str, results: Iterator[R]) -> Iterator[R]:
    for result in results:
        note_use(engine)
        yield result


def shared_out[T, R](
    submit: Callable[[T], Future[R]], inputs: Iterable[T], workers: int
) -> Iterator[Future[R]]:
    """Give inputs out, a few ahead of what is done, and yield what is done."""
    waiting = iter(inputs)

    def submitted(number: int) -> set[Future[R]]:
        return {submit(each) for each in islice(waiting, number)}

    running = submitted(WAITING * workers)
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        running |= submitted(len(done))
        yield from (done.pop() for _ in range(len(done)))
