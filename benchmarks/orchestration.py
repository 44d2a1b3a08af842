"""What it costs to run an experiment, over the engine alone: time, memory, storage.

``python benchmarks/orchestration.py`` runs a first-order Sobol' study of 12 factors
with 10 replicates and an eighth of its 1,024 base samples; ``--whole`` all of them,
143,360 runs. Half of the runs are computed by the engine alone before the study and
half after it, by the same workers, so that the ratio holds while the speed of the
machine drifts. The exit code is 1 where a gate is not met; ``--json`` prints JSON.
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

import numpy as np
from engines import as_json, table
from engines import row as row_of
from measuring import Figure, machine

from cisim.configuration.experiments import Experiment, Factor, Sensitivity
from cisim.configuration.parameters import declared
from cisim.configuration.scenarios import Scenario
from cisim.experiment.batches import mixed_outcomes
from cisim.experiment.commission import Commission
from cisim.experiment.conducting import conduct
from cisim.experiment.executors import executor_for, processors
from cisim.experiment.plan import looks
from cisim.experiment.points import points_of
from cisim.experiment.studies_read import read_study

FACTORS, SAMPLES, REPLICATES = 12, 1024, 10
MEGABYTE = 1e6


def factors():
    """Parameters that are varied by a tenth about their defaults."""
    found = [
        Factor(name, low, high)
        for name, parameter in declared().items()
        if parameter.type is float
        and (low := max(parameter.declaration.low, 0.9 * parameter.default))
        < (high := min(parameter.declaration.high, 1.1 * parameter.default))
    ]
    return tuple(found[:FACTORS])


def commissioned(samples):
    design = Sensitivity("sobol", samples, ("months_without_result",), factors())
    experiment = Experiment(
        name="orchestration",
        title="Orchestration",
        question="What does it cost?",
        scenario=Scenario(),
        design=design,
        replicates=REPLICATES,
    )
    decides = f"samples = {samples}\n"
    return Commission(experiment, points_of(experiment), decides, decides)


def simulated(job):
    """What the engine does of a shard, and nothing else."""
    mixed_outcomes(job.scenarios, job.replicates.tolist(), job.seed, job.engine)


def timed(task):
    """Seconds on the wall and of the processors that a task takes."""
    wall, busy = time.perf_counter(), time.process_time()
    task()
    return np.array([time.perf_counter() - wall, time.process_time() - busy])


def alone(commission, shards, executor):
    """Seconds of the engine for these shards."""

    def task():
        for _ in executor.map(simulated, map(commission.job, shards)):
            pass

    return timed(task)


def without_engine(commission, folder, executor):
    """Seconds of a study whose runs are there at once, all alike."""
    first = next(looks(commission.experiment, len(commission.points.table))[0].shards())
    job = commission.job(first)
    rows = mixed_outcomes(job.scenarios, job.replicates.tolist(), 1, job.engine)

    def ready(scenarios, *_):
        return {name: values[: len(scenarios)] for name, values in rows.items()}

    with patch("cisim.experiment.shards.mixed_outcomes", ready):
        return timed(lambda: conduct(commission, folder, executor=executor))


def peak():
    """Largest memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE


def size(paths):
    return sum(path.stat().st_size for path in paths)


def figures(samples):
    """Cost of a study of so many base samples."""
    commission = commissioned(samples)
    executor = executor_for(commission.engine, processors())
    (look,) = looks(commission.experiment, len(commission.points.table))
    shards = list(look.shards())
    alone(commission, shards[: executor.workers], executor)  # it may have to compile
    before = peak()
    engine = alone(commission, shards[::2], executor)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as place:
        folder = Path(place) / "study"
        whole = timed(lambda: conduct(commission, folder, executor=executor))
        memory = peak()
        engine += alone(commission, shards[1::2], executor)
        yield from costs(len(look.runs), engine, whole)
        bare = without_engine(commission, Path(place) / "bare", executor)
        yield from of_a_shard(len(shards), engine, bare)
        yield Figure("memory before anything runs", before, "MB")
        yield Figure("memory while it runs", memory, "MB", most=1000.0)
        yield from read(folder, commission, len(look.runs))


def costs(runs, engine, whole):
    wall, busy = 100.0 * (whole / engine - 1.0)
    yield Figure("runs", runs, "runs")
    yield Figure("engine alone", engine[0], "s")
    yield Figure("whole way to the tables", whole[0], "s")
    yield Figure("overhead", wall, "%", most=10.0)
    yield Figure("overhead in time of the processors", busy, "%")


def of_a_shard(shards, engine, bare):
    """What a shard costs beside its runs, which a busy machine hardly blurs."""
    yield Figure("a shard without its runs", 1e3 * bare[0] / shards, "ms")
    yield Figure("of it time of the processors", 1e3 * bare[1] / shards, "ms")
    share = 100.0 * bare[1] / engine[1]
    yield Figure("as a share of that of the engine", share, "%", most=10.0)


def read(folder, commission, runs):
    """Storage, and what reading costs and going on with a whole study."""
    seconds, _ = timed(lambda: read_study(folder, lambda _: commission.experiment))
    yield Figure("time to read the study", seconds, "s")
    yield Figure("memory with it read", peak(), "MB", most=1000.0)
    kept = size((folder / "shards").rglob("*.parquet"))
    yield Figure("shards", kept / runs, "bytes a run")
    yield Figure("table", size([folder / "runs.parquet"]) / runs, "bytes a run")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whole", action="store_true", help="all 143,360 runs")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    found = list(figures(SAMPLES if asked.whole else SAMPLES // 8))
    if asked.json:
        told = as_json({"orchestration": found})
        print(json.dumps({"machine": machine(), "figures": told}, indent=2))
    else:
        print(table(map(row_of, found)))
    return int(any(figure.met is False for figure in found))


if __name__ == "__main__":
    sys.exit(main())
