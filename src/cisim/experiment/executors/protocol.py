"""What an executor is, and what it says where it cannot go on."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol


class Executor(Protocol):
    """Computes a task for many inputs, somewhere."""

    @property
    def name(self) -> str:
        """Name by which it is asked for."""

    @property
    def workers(self) -> int:
        """Tasks that are computed at once, 0 if it is not known."""

    def map[T, R](self, task: Callable[[T], R], inputs: Iterable[T]) -> Iterator[R]:
        """Yield what a task makes of its inputs as it comes, in any order.

        Inputs are taken a few ahead of what is done, so there may be very many. For
        workers in other processes, task and inputs must be such that they can be
        pickled. Whoever stops asking closes the iterator, and the work ends.
        """


class WorkersLost(OSError):  # noqa: N818 - that is what happened
    """Workers ended again and again while they computed the same task."""


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
