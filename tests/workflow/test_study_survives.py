"""A study that is killed, starved, raced and damaged ends in the same bytes."""

import os
import shutil
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from cisim.configuration.mistakes import ConfigurationError
from tests.architecture.repository import ROOT
from tests.small_study import conducted, table_bytes

SCRIPT = (sys.executable, "-m", "tests.small_study")
RUNS = 1200


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory):
    """Tables of the small study, run by one worker without interruption."""
    return conducted(tmp_path_factory.mktemp("undisturbed") / "study")


def child(folder, *options, timeout=None):
    """Run the small study in a process of its own; return its answer."""
    return subprocess.run(
        [*SCRIPT, str(folder), *map(str, options)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=timeout,
    )


def shards(folder):
    return sorted((folder / "shards").rglob("*.parquet"))


def reports(told):
    """What a child told of its progress: done, total, resumed."""
    return [tuple(map(int, line.split())) for line in told.splitlines()]


# ---- Killed ----


@pytest.mark.parametrize("after", [1, 600, RUNS])
def test_a_killed_study_goes_on_to_the_same_bytes(tmp_path, undisturbed, after):
    killed = child(tmp_path, "--kill-at", after)
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "provenance.json").exists()
    kept = shards(tmp_path)
    assert kept
    told = []
    conducted(tmp_path, progress=lambda *told_: told.append(told_))
    assert told[0] == (min(RUNS, 256 * len(kept)), RUNS, min(RUNS, 256 * len(kept)))
    assert table_bytes(tmp_path) == undisturbed


@pytest.mark.slow
def test_a_study_killed_at_a_hundred_moments_ends_in_the_same_bytes(
    tmp_path, undisturbed
):
    moments = np.random.default_rng(1)
    killed, kills_in_the_work = 0, 0
    folder = tmp_path / "study"
    while killed < 100:
        process = subprocess.Popen(
            [*SCRIPT, str(folder)], stdout=subprocess.PIPE, cwd=ROOT
        )
        process.stdout.readline()  # the folder is begun, the first shard to come
        time.sleep(moments.uniform(0.0, 0.7))
        process.kill()
        process.stdout.close()
        killed += process.wait() == -signal.SIGKILL
        if (folder / "provenance.json").exists():
            assert table_bytes(folder) == undisturbed
            shutil.rmtree(folder)
        else:
            kills_in_the_work += 1
    assert kills_in_the_work > 30
    assert conducted(folder) == undisturbed


def test_an_interrupted_study_goes_on(tmp_path, undisturbed):
    stopped = child(tmp_path, "--interrupt-at", 512, "--workers", 2)
    assert "KeyboardInterrupt" in stopped.stderr
    assert len(shards(tmp_path)) < 5
    assert conducted(tmp_path) == undisturbed


# ---- Starved ----


def test_a_full_disk_ends_in_words_and_keeps_what_is_done(tmp_path, undisturbed):
    full = child(tmp_path, "--full-at", 512)
    assert full.returncode == 2
    assert "all runs that are done are kept; make room and give" in full.stderr
    assert str(tmp_path) in full.stderr
    assert len(shards(tmp_path)) == 2
    assert not list(tmp_path.rglob("*.part"))
    assert conducted(tmp_path) == undisturbed


@pytest.mark.slow
def test_a_small_file_system_fills_and_is_enlarged(tmp_path, undisturbed):
    """In a namespace of its own, so that nobody has to be the administrator."""
    run = f"{sys.executable} -m tests.small_study {tmp_path}/study"
    script = f"""
        set -e
        mkdir -p {tmp_path}/study
        mount -t tmpfs -o size=450k cisim {tmp_path}/study
        if {run} 2> {tmp_path}/told; then exit 3; fi
        ls {tmp_path}/study/shards/* > {tmp_path}/kept
        mount -o remount,size=20m {tmp_path}/study
        {run}
        cp -r {tmp_path}/study {tmp_path}/copy
    """
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    told = (tmp_path / "told").read_text()
    assert "No space left on device: all runs that are done are kept" in told
    assert 1 <= len((tmp_path / "kept").read_text().split()) < 5
    assert table_bytes(tmp_path / "copy") == undisturbed


def test_workers_end_with_a_killed_parent(tmp_path, undisturbed):
    """Who outlives it would hold its output open, and this test with it."""
    options = ("--executor", "processes", "--workers", 2, "--kill-at", 1)
    killed = child(tmp_path, *options, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert conducted(tmp_path) == undisturbed


# ---- Damaged ----


@pytest.mark.parametrize("content", ["{}", '{"a": 1}', "[1]", "nothing"])
def test_a_damaged_mark_of_what_was_begun_is_told(tmp_path, content):
    conducted(tmp_path)
    (tmp_path / "begun.json").write_text(content)
    with pytest.raises(ConfigurationError, match=r"begun\.json is damaged"):
        conducted(tmp_path)


@pytest.mark.parametrize("content", [b"x = [", b"\xff", b""])
def test_a_damaged_experiment_is_written_anew(tmp_path, undisturbed, content, caplog):
    conducted(tmp_path)
    (tmp_path / "experiment.toml").write_bytes(content)
    assert conducted(tmp_path, executor="refusing") == undisturbed
    assert "experiment.toml" in caplog.text or not content


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match="cannot be written: Not a directory"):
        conducted(tmp_path / "file" / "study")


def cut_off(content):
    return content[: len(content) // 2]


def altered(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize("harm", [cut_off, altered, lambda _: b""])
@pytest.mark.parametrize("at_the_end", [True, False])
def test_a_damaged_shard_is_found_and_run_again(
    tmp_path, undisturbed, harm, at_the_end
):
    conducted(tmp_path)
    harmed = shards(tmp_path)[2]
    harmed.write_bytes(harm(harmed.read_bytes()))
    lost = tmp_path / ("provenance.json" if at_the_end else "runs.parquet")
    lost.unlink()
    told = []
    assert (
        conducted(tmp_path, progress=lambda *told_: told.append(told_)) == undisturbed
    )
    assert told == [(RUNS - 256, RUNS, RUNS - 256), (RUNS, RUNS, RUNS - 256)]
    assert len(shards(tmp_path)) == 5


@pytest.mark.parametrize("name", ["runs.parquet", "points.parquet", "failures.csv"])
def test_an_altered_table_is_made_again_from_the_shards(tmp_path, undisturbed, name):
    conducted(tmp_path)
    path = tmp_path / name
    path.write_bytes(altered(path.read_bytes()))
    assert conducted(tmp_path, executor="refusing") == undisturbed


def test_what_a_kill_leaves_half_written_is_swept_away(tmp_path, undisturbed):
    child(tmp_path, "--kill-at", 512)
    half = [tmp_path / ".runs.parquet.9.part", shards(tmp_path)[0].parent / ".x.part"]
    for path in half:
        path.write_bytes(b"half")
    assert conducted(tmp_path) == undisturbed
    assert not any(path.exists() for path in half)


def test_a_whole_study_is_not_touched(tmp_path):
    conducted(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")}
    del before[tmp_path / ".lock"]
    told = []
    conducted(tmp_path, executor="refusing", progress=lambda *each: told.append(each))
    assert told == [(RUNS, RUNS, RUNS)]
    assert all(path.stat().st_mtime_ns == then for path, then in before.items())


# ---- Raced ----


def test_of_two_processes_the_second_is_refused_politely(tmp_path, undisturbed):
    first = subprocess.Popen([*SCRIPT, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT)
    assert first.stdout.readline() == b"0 1200 0\n"
    os.kill(first.pid, signal.SIGSTOP)
    try:
        second = child(tmp_path)
        with pytest.raises(ConfigurationError, match=f"process {first.pid} on"):
            conducted(tmp_path)
    finally:
        os.kill(first.pid, signal.SIGCONT)
    first.communicate()
    assert first.returncode == 0
    assert second.returncode == 2
    assert second.stderr.startswith(f"--out = {tmp_path}: process {first.pid} on ")
    assert "works on it; wait for it, or give a new folder" in second.stderr
    assert table_bytes(tmp_path) == undisturbed


# ---- Whoever computes ----


@pytest.mark.parametrize(
    ("executor", "workers"), [("threads", 2), ("threads", 5), ("processes", 2)]
)
def test_whoever_computes_the_bytes_are_the_same(
    tmp_path, undisturbed, executor, workers
):
    assert conducted(tmp_path, executor=executor, workers=workers) == undisturbed


def test_an_unknown_folder_is_not_written_into(tmp_path):
    mine = tmp_path / "thesis.txt"
    mine.write_text("mine")
    with pytest.raises(ConfigurationError, match="holds other things"):
        conducted(tmp_path)
    assert list(tmp_path.iterdir()) == [mine]
