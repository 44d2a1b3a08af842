"""Tasks on a Dask cluster: workers of this machine, or those of a scheduler."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.executors.protocol import WorkersLost
from cisim.experiment.executors.shared_out import WAITING

TRIES = 3
"""Times that a task is given out again after its workers were lost."""

PATIENCE = "30s"
"""How long a scheduler may take to answer."""


@dataclass(frozen=True, slots=True)
class Dask:
    """Computes with ``dask.distributed``; the scheduler replaces lost workers.

    Without a scheduler's address a cluster of this machine is started, on the
    loopback address alone, and ended again.
    """

    workers: int
    scheduler: str | None = None
    name: str = "dask"

    def map[T, R](self, task: Callable[[T], R], inputs: Iterable[T]) -> Iterator[R]:
        """Yield results as they come.

        Raises
        ------
        ConfigurationError
            If Dask is not installed or no scheduler answers.
        WorkersLost
            If workers are lost again and again with the same task.
        """
        with self._client() as client:
            yield from Given(client, task).results(iter(inputs))

    @contextmanager
    def _client(self) -> Iterator[Any]:
        distributed = _library()
        with _quiet(), self._cluster(distributed) as address:
            try:
                client = distributed.Client(address, timeout=PATIENCE)
            except (OSError, ValueError) as error:
                raise ConfigurationError([self._unanswered(error)]) from error
            with client:
                yield client

    @contextmanager
    def _cluster(self, distributed: Any) -> Iterator[Any]:  # noqa: ANN401 - an untyped library
        if self.scheduler is not None:
            yield self.scheduler
            return
        with distributed.LocalCluster(
            n_workers=self.workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            worker_dashboard_address=None,
            env={"NUMBA_NUM_THREADS": "1"},
            silence_logs=logging.CRITICAL,
        ) as cluster:
            yield cluster

    def _unanswered(self, error: Exception) -> str:
        return (
            f"--scheduler = {self.scheduler}: no Dask scheduler answers there"
            f" ({error}); give the address that `dask scheduler` prints, such as"
            " tcp://10.0.0.1:8786"
        )


class Given:
    """Tasks that a cluster has, and how often each was lost."""

    def __init__(
        self,
        client: Any,  # noqa: ANN401 - an untyped library
        task: Callable[[Any], Any],
    ) -> None:
        self._client = client
        self._task = task
        self._given: dict[Any, tuple[Any, int]] = {}

    def results(self, inputs: Iterator[Any]) -> Iterator[Any]:
        """Give inputs out, a few ahead of what is done, and yield what comes."""
        coming = _library().as_completed(
            self._submit(each) for each in self._more(inputs)
        )
        for future in coming:
            each, lost = self._given.pop(future.key)
            if future.status == "finished":
                yield future.result()
            elif _is_loss(future):
                coming.add(self._submit(each, lost + 1))
            else:
                future.result()
            future.release()
            for new in self._more(inputs):
                coming.add(self._submit(new))

    def _more(self, inputs: Iterator[Any]) -> Iterator[Any]:
        """Inputs that there is room for: workers may have come or gone."""
        threads = sum(self._client.nthreads().values())
        room = WAITING * max(1, threads) - len(self._given)
        return islice(inputs, max(0, room))

    def _submit(self, each: Any, lost: int = 0) -> Any:  # noqa: ANN401 - an untyped library
        if lost > TRIES:
            message = (
                f"workers were lost {lost} times with the same runs; what is done is"
                " kept: look at the logs of the workers, then go on"
            )
            raise WorkersLost(message)
        future = self._client.submit(self._task, each, pure=False)
        self._given[future.key] = each, lost
        return future


def _is_loss(future: Any) -> bool:  # noqa: ANN401 - an untyped library
    """Whether a task has no result because of its workers, not because of itself."""
    return future.status in {"lost", "cancelled"} or isinstance(
        future.exception(), _library().KilledWorker
    )


def _library() -> Any:  # noqa: ANN401 - an untyped library
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = (
            "--executor = dask: Dask is not installed; install it with"
            " `pip install 'collective-impact-sim[dask]'`, or choose threads or"
            " processes"
        )
        raise ConfigurationError([message]) from error
    return distributed


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Dask tells of its own affairs, such as lost workers, out of the log."""
    log = logging.getLogger("distributed")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)
