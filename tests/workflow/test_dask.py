"""A study on a Dask cluster: a real scheduler, real workers, one of them killed."""

import builtins
import json
import os
import subprocess
import sys
import time

import pytest
from distributed import Client

from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.conducting import conduct
from cisim.experiment.executors import executor_named
from tests.architecture.repository import ROOT
from tests.small_study import conducted, small_commission, table_bytes

COMMISSION = {"replicates": 1000}
QUIET = {"DASK_DISTRIBUTED__ADMIN__LOG_LENGTH": "0"}


@pytest.fixture
def cluster(tmp_path):
    """Scheduler and two workers on the loopback address, each a process."""
    file = tmp_path / "scheduler.json"
    address = ("--host", "127.0.0.1", "--scheduler-file", str(file), "--no-dashboard")
    single = ("--nworkers", "1", "--nthreads", "1", "--no-nanny")
    local = ("--local-directory", str(tmp_path))
    commands = [
        ("scheduler", *address, "--port", "0"),
        ("worker", *address, *single, *local),
        ("worker", *address, *single, *local),
    ]
    started = [started_quietly(command) for command in commands]
    deadline = time.monotonic() + 60
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    yield file, started[1:]
    for process in reversed(started):
        process.kill()
        process.wait()


def started_quietly(command):
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_" + command[0], *command[1:]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=os.environ | QUIET,
    )


def test_a_cluster_that_loses_a_worker_computes_the_same_bytes(tmp_path, cluster):
    file, workers = cluster
    address = json.loads(file.read_text())["address"]
    killed: list[int] = []
    with Client(address) as client:
        client.wait_for_workers(2, timeout=60)

    def kill_one(done, total, _=0, /):
        if 0 < done < total and not killed:
            workers[0].kill()
            killed.append(done)

    folder = tmp_path / "study"
    conduct(
        small_commission(**COMMISSION),
        folder,
        executor=executor_named("dask", 1, address),
        progress=kill_one,
    )
    assert killed
    expected = conducted(tmp_path / "serial", commission=small_commission(**COMMISSION))
    assert table_bytes(folder) == expected


def test_a_cluster_of_this_machine_computes_the_same_bytes(tmp_path):
    expected = conducted(tmp_path / "serial")
    assert conducted(tmp_path / "dask", executor="dask", workers=2) == expected


def test_a_scheduler_that_does_not_answer_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("cisim.experiment.executors.cluster.PATIENCE", "1s")
    with pytest.raises(ConfigurationError, match="no Dask scheduler answers there"):
        conduct(
            small_commission(),
            tmp_path / "study",
            executor=executor_named("dask", 1, "tcp://127.0.0.1:1"),
        )


def test_without_dask_it_says_how_to_install_it(tmp_path, monkeypatch):
    real = builtins.__import__

    def missing(name, *rest):
        if name == "distributed":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(ConfigurationError, match=r"collective-impact-sim\[dask\]"):
        conducted(tmp_path, executor="dask", workers=2)
