"""Replicates become tables."""

from typing import Any

import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from cisim.configuration.outcomes import QUANTILES, SERIES, tables
from cisim.engine.agents import simulate as simulated_run
from cisim.experiment.batches import Batch
from cisim.experiment.evaluate import evaluate, runs_of_batch, simulate
from cisim.model.observation import Records
from cisim.model.outcomes import run_rows
from cisim.model.streams import mixed_seed
from tests.histories import scenario
from tests.stand_in import StandIn

BRIEF = scenario(result__horizon_years=2)
REPLICATES = 4


@pytest.fixture(scope="module")
def results():
    return evaluate(BRIEF, REPLICATES, 7)


def test_tables_have_the_declared_columns(results):
    for name, table in results.tables().items():
        assert list(table) == [column.name for column in tables()[name]]


def test_a_row_is_a_run_with_its_own_seed(results):
    assert results.runs["replicate"].tolist() == list(range(REPLICATES))
    assert results.runs["seed"].tolist() == [
        mixed_seed(7, k) for k in range(REPLICATES)
    ]
    assert (results.scenario, results.seed, results.replicates) == (
        BRIEF,
        7,
        REPLICATES,
    )


def test_rows_are_those_of_the_runs(results):
    run = simulated_run(BRIEF, 7, 3)
    row = results.runs.iloc[3]
    for name, (value,) in run_rows(BRIEF.parameters, Records.of([run])).items():
        assert row.isna()[name] if np.isnan(value) else row[name] == value, name


def test_months_are_summed_up_over_runs(results):
    runs = [simulated_run(BRIEF, 7, k) for k in range(REPLICATES)]
    assert len(results.monthly) == 25 * len(SERIES)
    trust = results.monthly[results.monthly["variable"] == "trust"].set_index("month")
    assert trust.index.tolist() == list(range(25))
    values = np.stack([run.monthly["trust"] for run in runs])
    assert trust["mean"].to_numpy() == pytest.approx(values.mean(axis=0))
    for q in QUANTILES:
        expected = np.quantile(values, q, axis=0)
        assert trust[f"q{round(100 * q):02d}"].to_numpy() == pytest.approx(expected)


def test_events_are_those_of_all_runs(results):
    for k in range(REPLICATES):
        mine = results.events[results.events["replicate"] == k]
        events = simulated_run(BRIEF, 7, k).events
        assert mine["kind"].tolist() == [event.kind for event in events]
        assert mine["month"].tolist() == [event.month for event in events]


def test_ties_are_those_of_replicate_0(results):
    ties = simulated_run(BRIEF, 7, 0, pictures=True).ties
    assert results.ties["trust"].tolist() == [tie.trust for tie in ties]


def test_progress_is_told_after_every_run():
    told = []
    evaluate(
        scenario(result__horizon_years=1),
        3,
        1,
        engine="agents",
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_simulate_returns_the_runs():
    brief = scenario(result__horizon_years=1)
    assert_frame_equal(simulate(brief, 2, 9), evaluate(brief, 2, 9).runs)


@pytest.fixture
def stand_in(monkeypatch):
    return StandIn().take_the_place(monkeypatch)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_many_runs_do_not_depend_on_workers(stand_in, workers):
    """Three chunks; the runs alone, and with all tables."""
    alone = evaluate(BRIEF, 150, 7, engine="compiled")
    batch = Batch(150, 7, "compiled")
    runs = runs_of_batch(BRIEF, batch, workers=workers)
    assert_frame_equal(runs, alone.runs, check_exact=True)
    shared = evaluate(BRIEF, 150, 7, engine="compiled", workers=workers)
    for name, table in shared.tables().items():
        assert_frame_equal(table, alone.tables()[name], check_exact=True)
    if workers > 1:
        assert len(stand_in.threads) > 1


def test_the_tables_of_runs_made_one_by_one_and_together_are_the_same(
    stand_in, monkeypatch
):
    together = runs_of_batch(BRIEF, Batch(70, 7, "compiled"))
    (_, replicates, _), *_ = stand_in.calls
    assert len(replicates) > 1
    monkeypatch.setattr("cisim.engine.agents.simulate_runs", stand_in.simulate_runs)
    one_by_one = runs_of_batch(BRIEF, Batch(70, 7, "agents"))
    assert_frame_equal(together, one_by_one, check_exact=True)


def test_progress_counts_runs_not_chunks(stand_in):
    told = []
    for run in (evaluate_compiled, runs_compiled):
        run(progress=lambda done, of: told.append((done, of)))
    assert told == [(64, 70), (70, 70)] * 2
    assert len(stand_in.calls) == 4


def evaluate_compiled(**options):
    return evaluate(BRIEF, 70, 1, engine="compiled", **options)


def runs_compiled(**options):
    return runs_of_batch(BRIEF, Batch(70, 1, "compiled"), **options)


def test_months_are_forgotten_as_soon_as_their_rows_are_written(stand_in):
    held = []

    def progress(_done, _of):
        held.append(sum(months() is not None for months in stand_in.months))

    runs_compiled(progress=progress)
    assert held == [0, 0]


def test_events_are_kept_only_for_tables_of_them(stand_in):
    evaluate_compiled()
    runs_compiled()
    wanted = [wanted.get("events", True) for _, _, wanted in stand_in.calls]
    assert wanted == [True, True, False, False]


@pytest.mark.parametrize(
    ("replicates", "seed", "engine", "message"),
    [
        (0, 1, "agents", "replicates = 0: must be 1 or more"),
        (1, -1, "agents", "seed = -1: must be an integer from 0"),
        (1, 2**63, "agents", "must be an integer from 0 to"),
        (1, 1, "magic", "engine = 'magic': must be one of"),
    ],
)
def test_what_cannot_be_is_refused(replicates, seed, engine, message):
    with pytest.raises(ValueError, match=message):
        evaluate(BRIEF, replicates, seed, engine=engine)
    with pytest.raises(ValueError, match=message):
        simulate(BRIEF, replicates, seed, engine=engine)


@pytest.mark.parametrize("wrong", [True, 1.5, "3"])
def test_replicates_that_are_no_integer_are_refused(wrong):
    with pytest.raises(ValueError, match="must be 1 or more"):
        evaluate(BRIEF, wrong, 1)


def test_a_name_is_no_scenario():
    name: Any = "baseline"
    with pytest.raises(TypeError, match="must be a Scenario"):
        simulate(name, replicates=1)
