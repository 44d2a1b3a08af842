"""A small study as tests and the processes that they start run it.

``python -m tests.small_study FOLDER`` runs it with what is asked for by options, so
that a test can kill it, starve it, or race it.
"""

import argparse
import os
import resource
import signal
import sys
from pathlib import Path

import pandas as pd

from cisim.configuration.experiments import Alternative, Alternatives, Experiment
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.scenarios import Scenario
from cisim.experiment.commission import Commission
from cisim.experiment.conducting import conduct
from cisim.experiment.executors import executor_named

PARAMETER = "funding.duration_years"
YEARS = (1.0, 3.0, 5.0)


class FewPoints:
    """Points of alternatives that differ in how long funding lasts."""

    def __init__(self, alternatives):
        self.alternatives = alternatives
        self.table = pd.DataFrame(
            {
                "point": range(len(alternatives)),
                "context": "",
                "alternative": [each.name for each in alternatives],
                PARAMETER: [each.settings[PARAMETER] for each in alternatives],
            }
        )

    def scenario(self, point):
        """Return the scenario of an alternative."""
        return self.alternatives[point].scenario


def small_scenario():
    """Return a scenario that is over soon."""
    return Scenario().with_(
        result={"horizon_years": 2},
        organisations={"at_table": 6, "outside": 2, "ties_each": 3},
    )


def small_commission(*, replicates=400, years=YEARS, seed=3, until=None, title="Small"):
    """Return a commission of an alternative for each duration, in five shards."""
    alternatives = tuple(
        Alternative(
            name=f"{year:g} years",
            scenario=small_scenario().with_(funding={"duration_years": year}),
            settings={PARAMETER: year},
            is_reference=year == years[0],
        )
        for year in years
    )
    experiment = Experiment(
        name="small",
        title=title,
        question="How long?",
        scenario=small_scenario(),
        design=Alternatives(alternatives),
        replicates=replicates,
        seed=seed,
        until=until,
    )
    decides = f"seed = {seed}\nreplicates = {replicates}\nyears = {list(years)}\n"
    return Commission(
        experiment=experiment,
        points=FewPoints(alternatives),
        resolved=f'title = "{title}"\n{decides}',
        decides=f"{decides}{until}",
    )


def conducted(folder, *, executor="threads", workers=1, commission=None, **more):
    """Run the small study and return what its folder says byte for byte."""
    conduct(
        commission or small_commission(),
        Path(folder),
        executor=executor_named(executor, workers),
        **more,
    )
    return table_bytes(folder)


def table_bytes(folder):
    """Bytes of all that has to be equal."""
    names = ("points.parquet", "runs.parquet", "failures.csv", "experiment.toml")
    return {name: (Path(folder) / name).read_bytes() for name in names}


def failing(simulate):
    """An engine in which two of the replicates of one alternative fail."""

    def failing_engine(scenario, seed, replicates, **wanted):
        if scenario.parameters.funding.duration_years == YEARS[1]:
            for bad in {7, 300} & set(replicates):
                message = f"replicate {bad} cannot be"
                raise ArithmeticError(message)
        return simulate(scenario, seed, replicates, **wanted)

    return failing_engine


# ---- In a process of its own ----


def _limits(asked):
    """What is done when so many runs are there."""

    def tell(done, total, resumed=0, /):
        sys.stdout.write(f"{done} {total} {resumed}\n")
        sys.stdout.flush()
        if asked.full_at is not None and done >= asked.full_at:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        if asked.kill_at is not None and done >= asked.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if asked.interrupt_at is not None and done >= asked.interrupt_at:
            os.kill(os.getpid(), signal.SIGINT)

    return tell


def _asked():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--executor", default="threads")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--scheduler")
    parser.add_argument("--replicates", type=int, default=400)
    parser.add_argument("--full-at", type=int)
    parser.add_argument("--kill-at", type=int)
    parser.add_argument("--interrupt-at", type=int)
    return parser.parse_args()


def main():
    """Run the small study as asked; refusals leave in words."""
    asked = _asked()
    try:
        conduct(
            small_commission(replicates=asked.replicates),
            asked.folder,
            executor=executor_named(asked.executor, asked.workers, asked.scheduler),
            progress=_limits(asked),
        )
    except (ConfigurationError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
