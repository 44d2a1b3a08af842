"""What a Dask cluster has lost for good is given out again, a few times."""

from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest

from cisim.experiment.executors import cluster
from cisim.experiment.executors.cluster import TRIES, Given


class KilledWorkerError(Exception):
    """Stands for Dask's word that workers died with a task."""


class Future:
    """A task that is over: with a result, an error, or lost."""

    def __init__(self, key, result):
        self.key, self._result = key, result
        self.status = "error" if isinstance(result, Exception) else "finished"

    def exception(self):
        return self._result if self.status == "error" else None

    def result(self):
        if self.status == "error":
            raise self._result
        return self._result

    def release(self):
        self.status = "released"


class Coming:
    """Tasks in the order in which they were given."""

    def __init__(self, futures):
        self._futures = list(futures)

    def add(self, future):
        self._futures.append(future)

    def __iter__(self):
        while self._futures:
            yield self._futures.pop(0)


class Client:
    """A cluster of one thread that loses tasks so often before they are done."""

    def __init__(self, losses):
        self.losses = losses
        self.keys = count()

    def nthreads(self):
        return {"here": 1}

    def submit(self, task, each, *, pure):
        assert not pure  # the same runs again are no answer from memory
        lost = self.losses.get(each, 0)
        self.losses[each] = lost - 1
        return Future(next(self.keys), self.answer(task, each, lost))

    def answer(self, task, each, lost):
        try:
            return KilledWorkerError() if lost > 0 else task(each)
        except ZeroDivisionError as error:
            return error


@pytest.fixture(autouse=True)
def _library(monkeypatch):
    library = SimpleNamespace(as_completed=Coming, KilledWorker=KilledWorkerError)
    monkeypatch.setattr(cluster, "_library", lambda: library)


def squares(losses, inputs=range(9)):
    client: Any = Client(losses)
    return sorted(Given(client, lambda each: each**2).results(iter(inputs)))


@pytest.mark.parametrize("losses", [{}, {0: 1}, {3: TRIES}, {8: 2, 0: 1}])
def test_what_was_lost_is_given_out_again(losses):
    assert squares(losses) == [each**2 for each in range(9)]


def test_what_is_lost_every_time_ends_it_in_words():
    with pytest.raises(OSError, match=r"lost 4 times with the same runs.* go on"):
        squares({2: TRIES + 1})


def test_an_error_of_the_task_itself_is_raised():
    client: Any = Client({})
    with pytest.raises(ZeroDivisionError):
        list(Given(client, lambda each: 1 // each).results(iter([1, 0])))


def test_nothing_to_do_is_nothing_done():
    assert squares({}, []) == []
