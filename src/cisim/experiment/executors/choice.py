"""Executors by name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from cisim.configuration.mistakes import (
    ConfigurationError,
    did_you_mean,
    nearest,
    shown,
)
from cisim.engine.registry import entry
from cisim.experiment.executors.cluster import Dask
from cisim.experiment.executors.processes import Processes
from cisim.experiment.executors.protocol import Executor
from cisim.experiment.executors.threads import Threads


@dataclass(frozen=True, slots=True)
class Refusing:
    """Computes nothing: what asks it for results has to find them stored."""

    workers: int = 0
    name: str = "refusing"

    def map[T, R](self, task: Callable[[T], R], inputs: Iterable[T]) -> Iterator[R]:
        """Refuse.

        Raises
        ------
        RuntimeError
            If there is anything to compute.
        """
        for each in inputs:
            message = f"nothing may be computed here, but {task} was asked for {each}"
            raise RuntimeError(message)
        yield from ()


EXECUTORS: Final = ("threads", "processes", "dask")
"""Names of the executors that compute."""


def executor_named(name: str, workers: int, scheduler: str | None = None) -> Executor:
    """Return the executor with this name.

    Raises
    ------
    ConfigurationError
        If there is none, or it knows nothing of a scheduler.
    """
    if scheduler is not None and name != "dask":
        message = f"--scheduler = {scheduler}: only --executor dask has a scheduler"
        raise ConfigurationError([message])
    match name:
        case "threads":
            return Threads(workers)
        case "processes":
            return Processes(workers)
        case "dask":
            return Dask(workers, scheduler)
        case "refusing":
            return Refusing()
        case _:
            hint = did_you_mean(nearest(name, EXECUTORS))
            allowed = f"must be one of {', '.join(EXECUTORS)}{hint}"
            raise ConfigurationError([f"--executor = {shown(name)}: {allowed}"])


def executor_for(engine: str, workers: int) -> Executor:
    """Return the executor of this machine that suits an engine.

    Raises
    ------
    ValueError
        If there is no such engine.
    """
    return executor_named(entry(engine).workers, workers)
