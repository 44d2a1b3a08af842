"""Two engines, one history: every state variable in every month, compared with ==."""

from concurrent.futures import ThreadPoolExecutor
from itertools import batched

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cisim.configuration.files import load, shipped
from cisim.engine import agents, kernel
from cisim.engine.kernel.simulate import batch
from cisim.model.observation import joined
from cisim.model.outcomes import run_rows
from cisim.model.schedule import PROCESSES
from tests.both_engines import alone
from tests.histories import same_month
from tests.strategies import seeds, short_scenarios
from tests.verification.busy_places import BUSY, busy_scenarios
from tests.verification.differences import (
    COMPILED,
    apart,
    first_difference,
    in_month,
    records_apart,
)

SEED = 5
"""Of all experiments here; runs have mixed seeds."""

EVENTFUL = BUSY["steered, with turns"]


# ---- Histories ----


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_begins_alike_in_both_engines(name):
    assert first_difference(load(name), SEED, until=14) is None


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_has_one_history(name):
    assert first_difference(load(name), SEED) is None


@pytest.mark.parametrize("name", BUSY)
def test_a_place_full_of_events_has_one_history(name):
    assert first_difference(BUSY[name], SEED, until=48) is None


@pytest.mark.parametrize(
    ("at_table", "outside", "ties"),
    [(8, 0, 9999), (9, 7, 9999), (64, 1, 9999), (150, 61, 20)],
)
def test_rosters_about_the_width_of_vectors_have_one_history(at_table, outside, ties):
    organisations = {"at_table": at_table, "outside": outside, "ties_each": ties}
    scenario = EVENTFUL.with_(organisations=organisations)
    assert first_difference(scenario, SEED, until=8) is None


@settings(max_examples=30)
@given(busy_scenarios(), seeds)
def test_any_small_place_has_one_history(scenario, seed):
    assert first_difference(scenario, seed) is None


@pytest.mark.slow
@settings(max_examples=500)
@given(busy_scenarios(), seeds)
def test_many_small_places_have_one_history(scenario, seed):
    assert first_difference(scenario, seed) is None


@pytest.mark.slow
@settings(max_examples=100)
@given(short_scenarios(), seeds)
def test_many_scenarios_have_one_history(scenario, seed):
    assert first_difference(scenario, seed) is None


# ---- Records and outcomes ----


def outcomes_apart(scenario, one, other):
    here, there = (
        {name: values.tolist() for name, values in rows.items()}
        for rows in (run_rows(scenario.parameters, records) for records in (one, other))
    )
    return list(apart(here, there))


@settings(max_examples=10)
@given(busy_scenarios(), st.integers(0, 2**62))
def test_runs_have_the_same_records_in_both_engines(scenario, seed):
    one = agents.simulate_runs(scenario, seed, range(2), pictures={1})
    other = kernel.simulate_runs(scenario, seed, range(2), pictures={1})
    assert records_apart(one, other) == []
    assert outcomes_apart(scenario, one, other) == []
    assert len(one.ties[1]) > 0


@pytest.mark.parametrize("name", BUSY)
def test_runs_without_events_have_the_same_outcomes(name):
    scenario = BUSY[name]
    one = agents.simulate_runs(scenario, SEED, [3])
    other = kernel.simulate_runs(scenario, SEED, [3], events=False)
    assert other.events == ((),)
    assert outcomes_apart(scenario, one, other) == []


@pytest.mark.parametrize("month", [1, 2, 13, 40])
@pytest.mark.parametrize("name", ["steered, with turns", "sparse", "falling apart"])
def test_both_engines_save_the_same_month(name, month):
    runs = [
        engine.simulate_runs(BUSY[name], SEED, [2, 4], pictures={2}, save_month=month)
        for engine in (agents, kernel)
    ]
    for one, other in zip(*(records.saved for records in runs), strict=True):
        assert same_month(one, other)
    ties = [records.ties for records in runs]
    assert ties[0] == ties[1]


# ---- Batches ----


def in_batches(scenario, replicates, size, workers=1):
    """Records of runs that are simulated so many at once, by so many threads."""

    def simulated(some):
        return batch([scenario], SEED, some, events=True)

    with ThreadPoolExecutor(workers) as threads:
        return joined(list(threads.map(simulated, batched(replicates, size))))


@pytest.fixture(scope="module")
def one_by_one():
    return {name: in_batches(BUSY[name], range(12), 1) for name in BUSY}


@pytest.mark.parametrize("size", [2, 5, 12])
@pytest.mark.parametrize("name", BUSY)
def test_no_run_knows_with_whom_it_is_simulated(one_by_one, name, size):
    assert (
        records_apart(in_batches(BUSY[name], range(12), size), one_by_one[name]) == []
    )


@pytest.mark.parametrize("workers", [2, 5])
def test_no_run_knows_how_many_threads_there_are(one_by_one, workers):
    for name, records in one_by_one.items():
        shared = in_batches(BUSY[name], range(12), 3, workers)
        assert records_apart(shared, records) == []


@settings(max_examples=10)
@given(st.permutations(range(12)))
def test_the_order_of_replicates_does_not_matter(one_by_one, order):
    for name in ("steered, with turns", "falling apart"):
        mixed, alone = in_batches(BUSY[name], order, 5), one_by_one[name]
        for place, replicate in enumerate(order):
            one, other = mixed.run(place), alone.run(replicate)
            assert one.seed == other.seed
            assert one.events == other.events
            assert records_of(one) == records_of(other)


def records_of(run):
    return {name: values.tobytes() for name, values in run.monthly.items()}


# ---- The report ----


def bent(process):
    """The process with an end that it should not have."""

    def called(p, s, *row):
        alone(COMPILED[process])(p, s, *row)
        s.place.public_will += 1e-15

    return called


def test_the_report_names_month_process_and_variable():
    processes = {**COMPILED, "fund_backbone": bent("fund_backbone")}
    found = in_month(EVENTFUL, SEED, 9, processes)
    assert found is not None
    assert found[:3] == (9, "fund_backbone", "Place[0].public_will")
    assert str(found) == (
        "month 9, fund_backbone, Place[0].public_will:"
        f" agents {found.agents!r}, compiled {found.compiled!r}"
    )
    assert found.compiled == found.agents + 1e-15


@pytest.mark.slow
@pytest.mark.parametrize("process", PROCESSES)
def test_the_report_names_every_process(process):
    found = in_month(EVENTFUL, SEED, 9, {**COMPILED, process: bent(process)})
    assert found is not None
    assert found[:3] == (9, process, "Place[0].public_will")


@pytest.mark.slow
@pytest.mark.parametrize("month", [1, 12, 17, 30])
def test_engines_agree_after_every_process(month):
    assert in_month(EVENTFUL, SEED, month) is None
