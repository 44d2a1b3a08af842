"""Time per run of the engines against a minimal Mesa model, and threads."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import minimal_mesa
from measuring import Figure, in_turn

from cisim.configuration.files import load
from cisim.engine import agents, kernel

RUNS, REPEATS = 60, 9
"""Runs of a timing of the compiled engine, and how often all are timed."""
THREADS, RUNS_OF_THREADS = 2, 400
LEAST_AGAINST_MESA, AIM_AGAINST_MESA = 30, 70
LEAST_OF_THREADS = 1.85


def nobody_collapses():
    """The baseline in which all that are at the table stay: the most work."""
    staying = dict.fromkeys(
        ("exit_hazard", "turnover_exit", "conflict_exit", "drift_exit"), 0.0
    )
    return load("baseline").with_(membership=staying)


def figures():
    """A run of each engine against the minimal model; two threads against one."""
    scenario = nobody_collapses()
    check_that_nobody_collapses(scenario)
    spent = in_turn(
        {
            "minimal": minimal_mesa.run,
            "compiled": partial(kernel.simulate_runs, scenario, 1, range(RUNS)),
            "readable": partial(agents.simulate, scenario, 1, 0),
        },
        REPEATS,
    )
    run = spent["compiled"] / RUNS
    yield Figure("minimal Mesa model", 1e3 * spent["minimal"], "ms a run")
    yield Figure("compiled engine", 1e3 * run, "ms a run")
    yield Figure("readable engine", 1e3 * spent["readable"], "ms a run")
    yield Figure(
        "minimal Mesa model over compiled engine",
        spent["minimal"] / run,
        "times",
        least=LEAST_AGAINST_MESA,
        aim=AIM_AGAINST_MESA,
    )
    yield Figure(
        "readable engine over compiled engine", spent["readable"] / run, "times"
    )
    yield Figure(
        "readable engine over minimal Mesa model",
        spent["readable"] / spent["minimal"],
        "times",
    )
    yield from threads(scenario)


def threads(scenario):
    """Two threads that share the runs against one that does them all."""
    alone = partial(in_threads, scenario, 1)
    together = partial(in_threads, scenario, THREADS)
    spent = in_turn({"one": alone, "two": together}, REPEATS, clock=time.perf_counter)
    yield Figure(
        f"one thread over {THREADS}",
        spent["one"] / spent["two"],
        "times",
        least=LEAST_OF_THREADS,
    )


def in_threads(scenario, count):
    share = RUNS_OF_THREADS // count
    parts = [range(k * share, (k + 1) * share) for k in range(count)]
    with ThreadPoolExecutor(count) as threads:
        list(threads.map(partial(kernel.simulate_runs, scenario, 1), parts))


def check_that_nobody_collapses(scenario):
    records = kernel.simulate_runs(scenario, 1, range(RUNS))
    left = (
        records.monthly["members"][:, -1] < scenario.parameters.organisations.at_table
    )
    if left.any() or (records.milestones["collapse"] >= 0).any():
        message = "somebody left, or an initiative collapsed: runs are not whole"
        raise AssertionError(message)
