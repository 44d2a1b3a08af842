"""A shard's file proves what it holds; a run that fails is found among the others."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from cisim.experiment import store
from cisim.experiment.plan import looks
from cisim.experiment.shards import ShardFolder, computed_shard
from cisim.experiment.store import StoreError, unpacked
from tests.small_study import small_commission
from tests.stand_in import StandIn, made_up_runs

COMMISSION = small_commission(replicates=100)
FIRST, SECOND = next(iter(looks(COMMISSION.experiment, 3))).shards()


@pytest.fixture
def engine(monkeypatch):
    """An engine that makes runs up, but for those that are to fail."""
    failing: set[int] = set()

    def simulate(scenario, seed, replicates, **wanted):
        if bad := failing & set(replicates):
            raise ZeroDivisionError(min(bad))
        return made_up_runs(scenario, seed, replicates, **wanted)

    stand_in = StandIn(simulate).take_the_place(monkeypatch)
    return failing, stand_in


@pytest.fixture
def folder(tmp_path):
    return ShardFolder(tmp_path / "shards", COMMISSION.key)


def table(shard):
    return unpacked(computed_shard(COMMISSION.job(shard)).content, Path("here"))


@pytest.mark.usefixtures("engine")
def test_rows_are_in_the_order_of_the_runs():
    shard = table(SECOND)
    assert shard.values("run").tolist() == list(range(256, 300))
    assert shard.values("point").tolist() == [2] * 44
    assert shard.values("replicate").tolist() == list(range(56, 100))


@pytest.mark.parametrize("bad", [{0}, {99}, {3, 4}, {0, 50, 99}])
def test_runs_that_fail_are_parted_from_those_that_do_not(engine, bad):
    failing, _ = engine
    failing |= bad
    shard = table(FIRST)
    expected = [run for run in FIRST.runs if run % 100 not in bad]
    assert shard.values("run").tolist() == expected
    failed = [failure["run"] for failure in shard.failures]
    assert failed == [run for run in FIRST.runs if run % 100 in bad]
    assert shard.failures[0]["error"] == f"ZeroDivisionError: {min(bad)}"


def test_halves_are_tried_not_every_run_alone(engine):
    failing, stand_in = engine
    failing.add(5)
    table(FIRST)
    assert len(stand_in.calls) < 60  # three runs of 256 failed


@pytest.mark.usefixtures("engine")
def test_numbers_survive_to_the_bit():
    job = COMMISSION.job(FIRST)
    computed = unpacked(computed_shard(job).content, Path("here"))
    from_engine = made_up_runs(job.scenarios[0], 3, range(100)).difficulty
    assert np.array_equal(computed.values("difficulty")[:100], from_engine)


@pytest.mark.usefixtures("engine")
def test_a_kept_shard_is_found_again(folder):
    content = computed_shard(COMMISSION.job(FIRST)).content
    assert folder.whole(FIRST) is None
    folder.keep(FIRST, content)
    assert folder.whole(FIRST).read_bytes() == content
    assert folder.read(FIRST, ["run"]).rows.num_columns == 1
    assert folder.whole(SECOND) is None


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("harm", [lambda c: c[:-1], lambda c: c + b"x", lambda _: b""])
def test_a_damaged_shard_is_never_read(folder, harm):
    folder.keep(FIRST, computed_shard(COMMISSION.job(FIRST)).content)
    path = folder.whole(FIRST)
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(StoreError, match="runs 0 to 255 are missing or damaged"):
        folder.read(FIRST)
    assert folder.whole(FIRST) is None
    assert not path.exists()


@pytest.mark.usefixtures("engine")
def test_a_shard_of_something_else_is_never_taken(folder, monkeypatch):
    folder.keep(FIRST, computed_shard(COMMISSION.job(FIRST)).content)
    assert dataclasses.replace(folder, key="another").whole(FIRST) is None
    monkeypatch.setattr(store, "FORMAT", "0")
    assert folder.whole(FIRST) is None


@pytest.mark.parametrize(
    "change", [{"seed": 4}, {"replicates": 101}, {"years": (1.0, 3.0, 6.0)}]
)
def test_whatever_decides_the_runs_changes_the_key(change):
    assert small_commission(**{"replicates": 100} | change).key != COMMISSION.key


def test_engine_and_laws_change_the_key(monkeypatch):
    assert dataclasses.replace(COMMISSION, engine="agents").key != COMMISSION.key
    assert small_commission(replicates=100).key == COMMISSION.key
    key = COMMISSION.key
    monkeypatch.setattr("cisim.experiment.commission.laws_digest", lambda: "new")
    assert COMMISSION.key != key
