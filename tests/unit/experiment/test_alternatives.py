"""Scenarios are run once each, kept, and computed anew where something changed."""

from dataclasses import replace

import pytest

from cisim.configuration.scenarios import Change
from cisim.experiment import alternatives, store
from cisim.experiment.alternatives import Plan, runs_of
from cisim.experiment.evaluate import evaluate
from tests.histories import scenario

SHORT = scenario(result__horizon_years=1)
OTHER = scenario(result__horizon_years=1, place__urgency=0.9)


@pytest.fixture
def plan(tmp_path):
    return Plan(2, 5, tmp_path / "kept")


@pytest.fixture
def computed(monkeypatch):
    """Scenarios that were really computed."""
    done = []

    def counted(given, *arguments, **settings):
        done.append(given)
        return evaluate(given, *arguments, **settings)

    monkeypatch.setattr(alternatives, "evaluate", counted)
    return done


def test_runs_are_those_of_each_scenario(plan):
    runs = runs_of([SHORT, OTHER], plan)
    assert set(runs) == {plan.key(SHORT), plan.key(OTHER)}
    for given in (SHORT, OTHER):
        expected = evaluate(given, 2, 5).runs
        assert runs[plan.key(given)].equals(expected)


def test_equal_settings_run_once(plan, computed):
    renamed = replace(SHORT, name="again", title="Again", note="The same.")
    assert len(runs_of([SHORT, renamed], plan)) == 1
    assert len(computed) == 1


def test_what_is_kept_is_not_computed_again(plan, computed):
    told = []
    runs_of([SHORT], plan)
    runs_of([SHORT, OTHER], plan, progress=lambda *counts: told.append(counts))
    assert computed == [SHORT, OTHER]
    assert told == [(4, 4)]  # two of them were there


@pytest.mark.parametrize("name", ["provenance.json", "runs.parquet"])
def test_half_a_folder_is_computed_again(plan, computed, name):
    first = runs_of([SHORT], plan)
    (plan.folder / plan.key(SHORT) / name).unlink()
    again = runs_of([SHORT], plan)
    assert len(computed) == 2
    assert again[plan.key(SHORT)].equals(first[plan.key(SHORT)])


def test_what_is_kept_is_a_results_folder(plan):
    runs_of([SHORT], plan)
    stored = store.read(plan.folder / plan.key(SHORT))
    assert stored.provenance["key"] == plan.key(SHORT)
    assert len(stored.runs) == 2


def test_the_key_knows_all_that_decides(plan, monkeypatch):
    keys = {
        plan.key(SHORT),
        plan.key(OTHER),
        plan.key(replace(SHORT, changes=(Change(3, {"place.urgency": 0.9}),))),
        replace(plan, replicates=3).key(SHORT),
        replace(plan, seed=6).key(SHORT),
    }
    monkeypatch.setattr(alternatives, "laws_digest", lambda: "other laws")
    assert len(keys | {plan.key(SHORT)}) == 6


def test_workers_give_the_same_runs(plan, tmp_path):
    third = scenario(result__horizon_years=1, place__urgency=0.1)
    alone = runs_of([SHORT, OTHER, third], plan)
    shared = runs_of(
        [SHORT, OTHER, third], replace(plan, folder=tmp_path / "shared"), workers=2
    )
    assert all(shared[key].equals(runs) for key, runs in alone.items())
