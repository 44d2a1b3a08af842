"""Many scenarios under the same random numbers, each run once and kept.

What is finished lies in a folder of its own, under a key of all that decides it, so
that a broken-off command goes on where it stopped and an edited law starts anew.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from cisim.configuration.files import resolved_toml
from cisim.configuration.outcomes import SUMMARY_COLUMNS
from cisim.configuration.scenarios import Scenario
from cisim.experiment import store
from cisim.experiment.evaluate import Progress, evaluate
from cisim.experiment.executors import computed
from cisim.experiment.results import frame
from cisim.model.compilation import laws_digest


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each scenario is run, under which seed, and where runs are kept."""

    replicates: int
    seed: int
    folder: Path

    def key(self, scenario: Scenario) -> str:
        """Digest of everything that decides the runs of a scenario, names left out."""
        told = resolved_toml(
            Scenario("", "", "", scenario.parameters, scenario.changes)
        )
        decides = (told, self.replicates, self.seed, laws_digest())
        return hashlib.sha256(repr(decides).encode()).hexdigest()[:16]


def runs_of(
    scenarios: Iterable[Scenario],
    plan: Plan,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> dict[str, pd.DataFrame]:
    """Return the tables of runs by the key of the scenario; equal ones run once.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    distinct = {plan.key(scenario): scenario for scenario in scenarios}
    missing = [s for key, s in distinct.items() if not _is_kept(plan.folder / key)]
    done = len(distinct) - len(missing)
    for _ in _computed(missing, plan, workers):
        done += 1
        if progress:
            progress(done * plan.replicates, len(distinct) * plan.replicates)
    return {key: store.read(plan.folder / key).runs for key in distinct}


def _computed(
    scenarios: Sequence[Scenario], plan: Plan, workers: int
) -> Iterator[Scenario]:
    """Compute scenarios as they come, each by one worker.

    The first is shared by all workers, which compiles the laws once before the
    others ask for them.
    """
    for scenario in scenarios[:1]:
        yield _compute(plan, workers, scenario)
    rest = scenarios[1:]
    yield from computed(partial(_compute, plan, 1), rest, min(workers, len(rest)))


def _compute(plan: Plan, workers: int, scenario: Scenario) -> Scenario:
    results = evaluate(scenario, plan.replicates, plan.seed, workers=workers)
    store.write(
        results,
        frame([], SUMMARY_COLUMNS),
        plan.folder / plan.key(scenario),
        provenance={"key": plan.key(scenario), "laws": laws_digest()},
        resolved=resolved_toml(scenario),
    )
    return scenario


def _is_kept(folder: Path) -> bool:
    """Tell whether whole runs lie there; half a folder is computed again."""
    try:
        store.read(folder)
    except store.StoreError:
        return False
    return True
