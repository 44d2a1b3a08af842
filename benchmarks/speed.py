"""Time per run of the engines against a minimal Mesa model, and threads."""

import time
from functools import partial

import minimal_mesa
from measuring import Figure, in_turn

from cisim.configuration.files import load
from cisim.engine import agents, kernel
from cisim.experiment.batches import Batch
from cisim.experiment.evaluate import runs_of_batch

RUNS, REPEATS = 60, 9
"""Runs of a timing of the compiled engine, and how often all are timed."""
THREADS, RUNS_OF_THREADS = 2, 2048
"""So many runs that starting threads, and the last batch of one alone, weigh little."""
LEAST_AGAINST_MESA, AIM_AGAINST_MESA = 30, 70
LEAST_OF_THREADS = 1.85


def nobody_collapses():
    """The baseline in which nobody loses heart or drifts away, and all are active."""
    kept = dict.fromkeys(("exit_hazard", "drift_exit", "active_effort"), 0.0)
    return load("baseline").with_(membership=kept)


def all_stay():
    """The same without any reason to leave: the most work."""
    kept = dict.fromkeys(("turnover_exit", "conflict_exit"), 0.0)
    return nobody_collapses().with_(membership=kept)


def figures():
    """A run of each engine against the minimal model; two threads against one."""
    scenario = nobody_collapses()
    check_that_nobody_collapses(scenario)
    spent = in_turn(
        {
            "minimal": minimal_mesa.run,
            "compiled": partial(kernel.simulate_runs, scenario, 1, range(RUNS)),
            "outcomes": partial(
                kernel.simulate_runs, scenario, 1, range(RUNS), events=False
            ),
            "all stay": partial(kernel.simulate_runs, all_stay(), 1, range(RUNS)),
            "readable": partial(agents.simulate, scenario, 1, 0),
        },
        REPEATS,
    )
    run = spent["compiled"] / RUNS
    yield Figure("minimal Mesa model", 1e3 * spent["minimal"], "ms a run")
    yield Figure("compiled engine", 1e3 * run, "ms a run")
    without = 1e3 * spent["outcomes"] / RUNS
    yield Figure("compiled engine, no events kept", without, "ms a run")
    whole = 1e3 * spent["all stay"] / RUNS
    yield Figure("compiled engine, all 30 come and stay", whole, "ms a run")
    yield Figure("readable engine", 1e3 * spent["readable"], "ms a run")
    yield Figure(
        "minimal Mesa model over compiled engine, no events kept",
        spent["minimal"] * RUNS / spent["outcomes"],
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
    runs_of_batch(scenario, Batch(RUNS_OF_THREADS, 1, "compiled"), workers=count)


def check_that_nobody_collapses(scenario):
    records = kernel.simulate_runs(scenario, 1, range(RUNS))
    if (records.milestones["collapse"] >= 0).any():
        message = "an initiative collapsed: its run is not whole"
        raise AssertionError(message)
