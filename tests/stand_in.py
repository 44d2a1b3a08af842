"""An engine that stands in the place of the compiled one and can be asked about it."""

import sys
import threading
import weakref
from types import ModuleType
from typing import Any

import numpy as np

from cisim.configuration.outcomes import SERIES
from cisim.engine.registry import entry
from cisim.model.observation import Event, Records, Run, Tie
from cisim.model.outcomes import run_rows, stacked
from cisim.model.streams import mixed_seed


class StandIn:
    """Knows what it was asked for; makes runs up at once, or asks another engine."""

    def __init__(self, another=None):
        self.calls = []
        self.threads = set()
        self.months = []
        self.engine = another or made_up_runs

    def simulate_runs(self, scenario, seed, replicates, **wanted):
        """Return the records of runs, as the protocol of engines says."""
        self.calls.append((scenario, list(replicates), wanted))
        self.threads.add(threading.get_ident())
        records = self.engine(scenario, seed, replicates, **wanted)
        self.months.append(weakref.ref(records.monthly["trust"]))
        return records

    def simulate_mixed(self, scenarios, seed, replicates):
        """Return the outcomes of runs, scenario by scenario."""
        return stacked(
            run_rows(
                one.parameters, self.simulate_runs(one, seed, replicates, events=False)
            )
            for one in scenarios
        )

    def take_the_place(self, monkeypatch):
        """Be what is loaded under the name of the compiled engine."""
        package: Any = ModuleType(entry("compiled").package)
        package.simulate_runs = self.simulate_runs
        package.simulate_mixed = self.simulate_mixed
        monkeypatch.setitem(sys.modules, package.__name__, package)
        return self


def made_up_runs(scenario, seed, replicates, *, pictures=(), events=True, **_):
    """Make up runs, each from its replicate alone."""
    runs = [made_up(scenario, seed, replicate, pictures) for replicate in replicates]
    return Records.of(runs, events=events)


def made_up(scenario, seed, replicate, pictures):
    """Make up a run whose numbers are all different and sum up unevenly."""
    months = np.arange(scenario.parameters.horizon_months + 1)
    urgency = scenario.parameters.place.urgency
    return Run(
        replicate=replicate,
        seed=mixed_seed(seed, replicate),
        difficulty=1.0 + 1.0 / (1 + replicate),
        monthly={
            column.name: (1.0 + np.sin(place + months * (replicate + urgency))) / 3.0
            for place, column in enumerate(SERIES)
        }
        | {"alive": np.where(months % (2 + replicate), 1.0, np.nan)},
        events=(Event(1 + replicate % 9, "joined", replicate % 5),),
        ties=(Tie(0, 1, None, 0.5),) if replicate in pictures else (),
    )
