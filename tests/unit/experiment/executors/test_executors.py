"""Tasks are computed here or by other workers, all of them, and errors come back."""

import os
import signal
import threading
import time
from typing import Any

import pytest

from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.executors import computed_by, executor_named, shared_out
from cisim.experiment.executors.processes import TRIES
from cisim.experiment.executors.shared_out import WAITING

KINDS = ("processes", "threads")


def where(replicate: int) -> Any:
    """What stands for a run: the replicate, and who computed it."""
    return replicate, os.getpid(), threading.get_ident()


HERE = (os.getpid(), threading.get_ident())


def computed(task, inputs, workers, kind="processes"):
    return executor_named(kind, workers).map(task, inputs)


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


def test_processes_compute_everything_elsewhere():
    done: list[Any] = list(computed(where, range(4), 2, "processes"))
    assert sorted(replicate for replicate, *_ in done) == [0, 1, 2, 3]
    assert os.getpid() not in {process for _, process, _ in done}


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
    assert {seen for _, seen in computed(inherited, range(3), 2)} == {0}


def compiled_threads(_: int) -> Any:
    return os.environ.get("NUMBA_NUM_THREADS")


def test_workers_leave_the_other_processors_to_the_others(monkeypatch):
    monkeypatch.delenv("NUMBA_NUM_THREADS", raising=False)
    assert set(computed(compiled_threads, range(3), 2)) == {"1"}
    assert "NUMBA_NUM_THREADS" not in os.environ


def die_once(marked: Any) -> Any:
    """End this worker as the system does when memory is short, the first time."""
    number, mark = marked
    if number == 1 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_what_a_lost_worker_had_is_given_out_again(tmp_path):
    inputs = [(number, tmp_path / "mark") for number in range(6)]
    assert sorted(computed(die_once, inputs, 2)) == list(range(6))


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_workers_that_are_lost_again_and_again_end_it_in_words():
    with pytest.raises(OSError, match=f"ended {TRIES} times .* fewer --workers"):
        list(computed(die, range(2), 2))


def test_processes_end_at_once_when_nobody_waits_any_more():
    tasks: Any = computed(die_or_sleep, range(3), 2)
    next(tasks)
    began = time.monotonic()
    tasks.close()
    assert time.monotonic() - began < 30


def die_or_sleep(number: int) -> int:
    if number > 0:
        time.sleep(60)
    return number


@pytest.fixture
def first_use(monkeypatch):
    """Let an engine be used for the first time; return who has noted its use."""
    noted: list[str] = []
    monkeypatch.setattr(shared_out, "is_first_use", lambda name: name not in noted)
    monkeypatch.setattr(shared_out, "note_use", noted.append)
    return noted


def test_whoever_waits_for_the_compiler_is_told_so_and_only_once(first_use, caplog):
    for _ in range(2):
        done = computed_by("agents", where, range(3), executor_named("threads", 1))
        assert len(list(done)) == 3
    assert set(first_use) == {"agents"}
    assert caplog.messages == [
        "First use: compiling the agents engine, once, about 15 seconds."
    ]


@pytest.mark.usefixtures("first_use")
def test_the_first_input_compiles_alone():
    at_work = threading.Semaphore(0)

    def alone(number: int) -> int:
        if number == 0:
            assert not at_work.acquire(timeout=0.3)
        at_work.release()
        return number

    done = computed_by("agents", alone, range(5), executor_named("threads", 2))
    assert sorted(done) == list(range(5))


@pytest.mark.usefixtures("first_use")
def test_nothing_to_compute_needs_no_compiler(caplog):
    assert list(computed_by("agents", where, [], executor_named("refusing", 1))) == []
    assert not caplog.messages


def test_who_refuses_computes_nothing():
    refusing = executor_named("refusing", 1)
    assert list(refusing.map(where, [])) == []
    with pytest.raises(RuntimeError, match="nothing may be computed here"):
        list(refusing.map(where, range(3)))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("thread", 2), "--executor = \"thread\": must be one of .*mean 'threads'"),
        (("threads", 2, "tcp://x:1"), "only --executor dask has a scheduler"),
    ],
)
def test_who_is_not_known_is_refused_in_words(asked, words):
    with pytest.raises(ConfigurationError, match=words):
        executor_named(*asked)
