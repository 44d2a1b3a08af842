"""Scenarios are run once each, kept, and computed anew where something changed."""

from dataclasses import replace

import pytest
from pandas.testing import assert_frame_equal

from cisim.configuration.rosters import Listed, Roster
from cisim.configuration.scenarios import Change
from cisim.experiment import alternatives, store
from cisim.experiment.alternatives import Plan, runs_of
from cisim.experiment.batches import Chunk
from cisim.experiment.evaluate import evaluate
from tests.histories import scenario
from tests.stand_in import StandIn

SHORT = scenario(result__horizon_years=1)
OTHER = scenario(result__horizon_years=1, place__urgency=0.9)
THIRD = scenario(result__horizon_years=1, place__urgency=0.1)


@pytest.fixture
def plan(tmp_path):
    return Plan(2, 5, tmp_path / "kept", "agents")


@pytest.fixture
def stand_in(monkeypatch):
    return StandIn().take_the_place(monkeypatch)


@pytest.fixture
def computed(monkeypatch):
    """Scenarios and replicates that were really computed."""
    done = []
    original = Chunk.outcomes

    def counted(chunk):
        done.append((chunk.scenario, *chunk.replicates))
        return original(chunk)

    monkeypatch.setattr(Chunk, "outcomes", counted)
    return done


def noted(monkeypatch, owner, name):
    """What a function is asked from now on."""
    asked = []
    original = getattr(owner, name)

    def noting(*arguments):
        asked.append(arguments)
        return original(*arguments)

    monkeypatch.setattr(owner, name, noting)
    return asked


def test_runs_are_those_of_each_scenario(plan):
    runs = runs_of([SHORT, OTHER], plan)
    assert list(runs) == [plan.key(SHORT), plan.key(OTHER)]
    for given in (SHORT, OTHER):
        assert_frame_equal(runs[plan.key(given)], evaluate(given, 2, 5).runs)


def test_equal_settings_run_once(plan, computed):
    renamed = replace(SHORT, name="again", title="Again", note="The same.")
    assert len(runs_of([SHORT, renamed], plan)) == 1
    assert [replicate for _, replicate in computed] == [0, 1]


def test_what_is_kept_is_not_computed_again(plan, computed):
    told = []
    runs_of([OTHER], plan)
    runs = runs_of([SHORT, OTHER], plan, progress=lambda *counts: told.append(counts))
    assert computed == [(OTHER, 0), (OTHER, 1), (SHORT, 0), (SHORT, 1)]
    assert told == [(3, 4), (4, 4)]  # two of them were there
    assert list(runs) == [plan.key(SHORT), plan.key(OTHER)]


def test_every_kept_file_is_read_once(plan, monkeypatch):
    runs_of([SHORT], plan)
    asked = noted(monkeypatch, store, "read_runs")
    runs_of([SHORT, SHORT], plan)
    assert asked == [(plan.file(plan.key(SHORT)),)]


def test_the_key_of_each_scenario_is_made_once(plan, stand_in, monkeypatch):
    asked = noted(monkeypatch, Plan, "key")
    runs_of([SHORT, OTHER], replace(plan, engine="compiled"))
    assert [given for _, given in asked] == [SHORT, OTHER]
    assert len(stand_in.calls) == 2


@pytest.mark.parametrize("content", [None, b"", b"PAR1"])
def test_a_damaged_file_is_computed_again(plan, computed, content):
    first = runs_of([SHORT], plan)
    file = plan.file(plan.key(SHORT))
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    again = runs_of([SHORT], plan)
    assert len(computed) == 4
    assert_frame_equal(again[plan.key(SHORT)], first[plan.key(SHORT)])


def test_a_table_of_runs_is_all_that_is_kept(plan):
    runs = runs_of([SHORT], plan)
    (file,) = plan.folder.iterdir()
    assert_frame_equal(store.read_runs(file), runs[plan.key(SHORT)])


def test_the_key_knows_all_that_decides(plan, monkeypatch):
    keys = {
        plan.key(SHORT),
        plan.key(OTHER),
        plan.key(replace(SHORT, changes=(Change(3, {"place.urgency": 0.9}),))),
        replace(plan, replicates=3).key(SHORT),
        replace(plan, seed=6).key(SHORT),
        replace(plan, engine="compiled").key(SHORT),
    }
    monkeypatch.setattr(alternatives, "laws_digest", lambda: "other laws")
    assert len(keys | {plan.key(SHORT)}) == 7


def test_scenarios_of_other_rosters_share_no_runs(plan):
    names = ("council", "school", "clinic")
    rosters = [
        Roster(tuple(Listed(name, sector, "member") for name in names))
        for sector in ("government", "nonprofit")
    ]
    one, other = (replace(SHORT, roster=roster) for roster in rosters)
    assert one.all_settings() == other.all_settings()
    assert plan.key(one) != plan.key(other)


def test_workers_give_the_same_runs(plan, tmp_path):
    alone = runs_of([SHORT, OTHER, THIRD], plan)
    shared = runs_of(
        [SHORT, OTHER, THIRD], replace(plan, folder=tmp_path / "shared"), workers=2
    )
    for key, runs in alone.items():
        assert_frame_equal(shared[key], runs)


def test_threads_compute_scenarios_in_chunks(plan, tmp_path, stand_in):
    compiled = replace(plan, replicates=70, engine="compiled")
    alone = runs_of([SHORT, OTHER], compiled)
    again = replace(compiled, folder=tmp_path / "again")
    shared = runs_of([SHORT, OTHER], again, workers=2)
    for key, runs in alone.items():
        assert_frame_equal(shared[key], runs)
    sizes = [len(replicates) for _, replicates, _ in stand_in.calls]
    assert sorted(sizes) == [6] * 4 + [64] * 4
    assert len(stand_in.threads) > 1
