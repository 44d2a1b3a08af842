"""Tasks are computed here or by other workers, all of them, and errors come back."""

import os
import threading
from typing import Any

import pytest

from cisim.experiment import executors
from cisim.experiment.executors import WAITING, computed, computed_by

KINDS = ("processes", "threads")


def where(replicate: int) -> Any:
    """What stands for a run: the replicate, and who computed it."""
    return replicate, os.getpid(), threading.get_ident()


HERE = (os.getpid(), threading.get_ident())


def fail(replicate: int) -> Any:
    if replicate == 1:
        message = "replicate 1 is broken"
        raise RuntimeError(message)
    return replicate


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("workers", [0, 1])
def test_one_worker_is_this_thread_in_order(workers, kind):
    done: list[Any] = list(computed(where, range(3), workers, kind))
    assert done == [(0, *HERE), (1, *HERE), (2, *HERE)]


def test_one_worker_computes_when_asked():
    tasks: Any = computed(fail, range(3), 1)
    assert next(tasks) == 0
    with pytest.raises(RuntimeError, match="replicate 1 is broken"):
        next(tasks)


def test_processes_compute_all_but_the_first_elsewhere():
    first, *rest = computed(where, range(4), 2, "processes")
    assert first == (0, *HERE)
    assert sorted(replicate for replicate, *_ in rest) == [1, 2, 3]
    assert os.getpid() not in {process for _, process, _ in rest}


def test_threads_compute_everything_in_this_process():
    done: list[Any] = list(computed(where, range(4), 2, "threads"))
    assert sorted(replicate for replicate, *_ in done) == [0, 1, 2, 3]
    assert {process for _, process, _ in done} == {os.getpid()}
    assert threading.get_ident() not in {thread for *_, thread in done}


def test_threads_work_at_the_same_time():
    meeting = threading.Barrier(2, timeout=30)

    def met(replicate: int) -> int:
        meeting.wait()
        return replicate

    assert sorted(computed(met, range(4), 2, "threads")) == [0, 1, 2, 3]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_in_a_worker_is_raised_here(kind):
    with pytest.raises(RuntimeError, match="replicate 1 is broken"):
        list(computed(fail, range(4), 2, kind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("workers", [1, 2])
def test_no_replicates_are_nothing_to_do(kind, workers):
    assert list(computed(where, [], workers, kind)) == []


def test_only_a_few_tasks_are_given_out_ahead():
    taken = []

    def inputs():
        for replicate in range(100):
            taken.append(replicate)
            yield replicate

    tasks: Any = computed(fail, (number + 2 for number in inputs()), 2, "threads")
    for done in range(1, 21):
        next(tasks)
        assert len(taken) <= done + 2 * WAITING * 2
    tasks.close()
    assert len(taken) < 50


def test_what_was_not_begun_is_cancelled_when_nobody_waits_any_more():
    begun: list[int] = []
    go_on = threading.Event()

    def wait(replicate: int) -> None:
        begun.append(replicate)
        if replicate > 0:
            go_on.wait(30)

    tasks: Any = computed(wait, range(100), 2, "threads")
    next(tasks)
    threading.Timer(0.2, go_on.set).start()
    tasks.close()
    assert sorted(begun) == [0, 1, 2]


INHERITED: list[int] = []


def inherited(replicate: int) -> Any:
    return replicate, len(INHERITED)


def test_workers_start_fresh_whatever_a_library_has_set(monkeypatch):
    """A copy of this process would bring its threads and locks along."""
    monkeypatch.setattr(f"{__name__}.INHERITED", [1])
    first, *rest = computed(inherited, range(3), 2)
    assert first == (0, 1)  # computed here
    assert {seen for _, seen in rest} == {0}


def test_whoever_waits_for_the_compiler_is_told_so_and_only_once(monkeypatch, caplog):
    noted: list[str] = []
    monkeypatch.setattr(executors, "is_first_use", lambda name: name not in noted)
    monkeypatch.setattr(executors, "note_use", noted.append)
    for _ in range(2):
        assert len(list(computed_by("agents", where, range(3), 1))) == 3
    assert set(noted) == {"agents"}
    assert caplog.messages == [
        "First use: compiling the agents engine, once, about 15 seconds."
    ]
