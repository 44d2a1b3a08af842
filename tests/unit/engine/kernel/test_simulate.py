"""Runs of the compiled engine: what the protocol of engines asks for."""

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest

from cisim.engine.kernel import simulate, simulate_runs
from cisim.engine.kernel.simulate import batch
from cisim.model.observation import KINDS, Records
from cisim.model.streams import mixed_seed
from tests.histories import same_month, scenario
from tests.verification.busy_places import BUSY
from tests.verification.differences import records_apart

BRIEF = scenario(result__horizon_years=2)
EVENTFUL = BUSY["falling apart"]
YEARLY = {"density", "centralisation"}
"""What is surveyed once a year, unless all is to be recorded."""


def test_runs_come_in_the_order_of_their_replicates():
    records = simulate_runs(EVENTFUL, 3, [5, 0, 2], pictures={0})
    assert records.replicate.tolist() == [5, 0, 2]
    assert records.seed.tolist() == [mixed_seed(3, r) for r in (5, 0, 2)]
    assert [bool(ties) for ties in records.ties] == [False, True, False]
    assert records.saved == ()
    for place, replicate in enumerate((5, 0, 2)):
        alone = Records.of([simulate(EVENTFUL, 3, replicate, pictures=replicate == 0)])
        assert records_apart(Records.of([records.run(place)]), alone) == []


def test_counts_and_milestones_are_those_of_the_events():
    records = simulate_runs(EVENTFUL, 3, range(6))
    again = Records.of([records.run(k) for k in range(6)])
    assert records_apart(records, again) == []
    assert list(records.counts) == list(KINDS)
    assert records.counts["left_drift"].sum() > 0


def test_without_events_all_else_is_the_same():
    whole, brief = (
        simulate_runs(EVENTFUL, 3, range(4), events=kept) for kept in (True, False)
    )
    assert all(whole.events)
    assert brief.events == ((),) * 4
    every_year = np.arange(whole.monthly["trust"].shape[1]) % 12 == 0
    for name, values in whole.monthly.items():
        also = brief.monthly[name]
        if name in YEARLY:
            assert np.isnan(also[:, ~every_year]).all()
        looked_at = every_year | (name not in YEARLY)
        assert values[:, looked_at].tobytes() == also[:, looked_at].tobytes(), name
    for name in KINDS:
        assert (whole.counts[name] == brief.counts[name]).all()
    for name, months in whole.milestones.items():
        assert (months == brief.milestones[name]).all()


@pytest.mark.parametrize("most_ties", [1, 4_000])
def test_small_batches_are_made_where_memory_is_short(monkeypatch, most_ties):
    whole = simulate_runs(BRIEF, 3, range(5))
    monkeypatch.setattr(import_module(batch.__module__), "_ROOM", most_ties)
    assert records_apart(simulate_runs(BRIEF, 3, range(5)), whole) == []


def test_runs_are_saved_and_taken_up_in_their_order():
    whole = simulate_runs(BRIEF, 3, [4, 1], save_month=9)
    assert [saved.seed for saved in whole.saved] == whole.seed.tolist()
    on = simulate_runs(BRIEF, 3, [4, 1], saved=whole.saved, save_month=9)
    assert records_apart(replace(on, saved=()), replace(whole, saved=())) == []
    assert all(map(same_month, on.saved, whole.saved))


def test_a_batch_has_the_seeds_of_its_replicates_in_every_scenario():
    records = batch([BRIEF, BRIEF], 2**63 - 1, [3, 0, 7], events=True)
    assert records.replicate.tolist() == [3, 0, 7] * 2
    seeds = [mixed_seed(2**63 - 1, replicate) for replicate in (3, 0, 7)]
    assert records.seed.tolist() == seeds * 2
    assert len({records.run(k).difficulty for k in range(6)}) == 3


def test_a_replicate_is_that_of_its_experiment():
    run = simulate(BRIEF, 8, 2)
    assert (run.replicate, run.seed) == (2, mixed_seed(8, 2))
