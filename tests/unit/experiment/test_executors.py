"""Tasks are computed here or in other processes, all of them, and errors come back."""

import os
from typing import Any

import pytest

from cisim.experiment.executors import computed


def where(replicate: int) -> Any:
    """What stands for a run: the replicate, and the process that computed it."""
    return replicate, os.getpid()


def fail(replicate: int) -> Any:
    if replicate == 1:
        message = "replicate 1 is broken"
        raise RuntimeError(message)
    return replicate


@pytest.mark.parametrize("workers", [0, 1])
def test_one_worker_is_this_process_in_order(workers):
    done: list[Any] = list(computed(where, range(3), workers))
    assert done == [(0, os.getpid()), (1, os.getpid()), (2, os.getpid())]


def test_one_worker_computes_when_asked():
    tasks: Any = computed(fail, range(3), 1)
    assert next(tasks) == 0
    with pytest.raises(RuntimeError, match="replicate 1 is broken"):
        next(tasks)


def test_two_workers_compute_everything_elsewhere():
    done: list[Any] = list(computed(where, range(4), 2))
    assert sorted(replicate for replicate, _ in done) == [0, 1, 2, 3]
    assert os.getpid() not in {process for _, process in done}


def test_an_error_in_a_worker_is_raised_here():
    with pytest.raises(RuntimeError, match="replicate 1 is broken"):
        list(computed(fail, range(4), 2))


def test_no_replicates_are_nothing_to_do():
    assert list(computed(where, [], 1)) == []


INHERITED: list[int] = []


def inherited(replicate: int) -> Any:
    return replicate, len(INHERITED)


def test_workers_start_fresh_whatever_a_library_has_set(monkeypatch):
    """A copy of this process would bring its threads and locks along."""
    monkeypatch.setattr(f"{__name__}.INHERITED", [1])
    done: list[Any] = list(computed(inherited, range(2), 2))
    assert {seen for _, seen in done} == {0}
