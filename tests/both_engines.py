"""Both engines behind one face: stepped month by month, asked for state and events."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numba
import numpy as np
import pytest

from cisim.configuration.outcomes import SERIES
from cisim.configuration.scenarios import Scenario
from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.participant import NO_STATE
from cisim.engine.kernel.journey import Journey
from cisim.engine.kernel.saving import states_of
from cisim.engine.kernel.state import State
from cisim.model.observation import Event
from cisim.model.saved_month import SavedMonth

type States = dict[str, list[dict[str, Any]]]


class Agents(CollectiveImpactModel):
    """The readable engine, which keeps no tables of organisations."""

    def __init__(self, setting: Scenario, rng: int = 1, **options: Any) -> None:
        super().__init__(setting, rng, **options | {"record_organisations": False})

    def states(self) -> States:
        """State variables of all agents, by kind."""
        states: States = {}
        for agent in self.agents:
            state = {k: v for k, v in vars(agent).items() if k not in NO_STATE}
            states.setdefault(type(agent).__name__, []).append(state)
        return states

    def monthly(self) -> dict[str, list[float]]:
        """Recorded series by name, months along the list."""
        return dict(self.datacollector.model_vars)


class Compiled:
    """The compiled engine, one run a month at a time."""

    def __init__(
        self, setting: Scenario, rng: int = 1, saved: SavedMonth | None = None
    ) -> None:
        self.setting = setting
        self.run = Journey(setting, rng, saved)

    @classmethod
    def continued(
        cls, saved: SavedMonth, scenario: Scenario | None = None
    ) -> "Compiled":
        """A run that stands where another was saved."""
        return cls(scenario or saved.scenario, saved.seed, saved)

    @property
    def month(self) -> int:
        """Month that has just been simulated."""
        return self.run.month

    @property
    def running(self) -> bool:
        """Whether there are months to come."""
        return self.month < self.setting.parameters.horizon_months

    def step(self) -> None:
        """Simulate a month."""
        self.run.walk_to(self.month + 1)

    @property
    def state(self) -> State:
        """The whole state, as records and arrays."""
        return self.run.state

    def period(self, month: int) -> np.record:
        """Months between dated changes to which this one belongs."""
        begun = self.run.periods["month"].searchsorted(month, side="right") - 1
        period: np.record = self.run.periods.view(np.recarray)[begun]
        return period

    def settings(self, month: int) -> np.record:
        """Parameters of a month, as the laws get them."""
        settings = self.run.settings.view(np.recarray)
        held: np.record = settings[self.period(month).settings]
        return held

    def event_log(self) -> tuple[Event, ...]:
        """Events by month, kind and organisation."""
        return self.run.events

    def states(self) -> States:
        """State variables of all agents, by kind."""
        return states_of(self.run.state, self.run.rows)

    def monthly(self) -> dict[str, list[float]]:
        """Recorded series by name, months along the list."""
        recorded = self.run.rows[: self.month + 1]
        series = {column.name: recorded[column.name].tolist() for column in SERIES}
        return {"month": list(range(len(recorded)))} | series

    def saved(self) -> SavedMonth:
        """All that is needed to go on from the beginning of the next month."""
        return self.run.saved()


type Engine = type[Agents | Compiled]

ENGINES: dict[str, Engine] = {"agents": Agents, "compiled": Compiled}
each_engine = pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))


def shown(setting: Scenario, seed: int, engine: Engine) -> Iterator[Agents]:
    """A run from its start to its horizon, each month of it as Mesa agents."""
    run = engine(setting, seed)
    yield as_agents(run)
    while run.running:
        run.step()
        yield as_agents(run)


def as_agents(run: Agents | Compiled) -> Agents:
    """The same run as Mesa agents."""
    return run if isinstance(run, Agents) else Agents.continued(run.saved())


@cache
def alone(part: Callable[..., Any]) -> Callable[..., Any]:
    """A part of the compiled engine, to be called by itself."""
    if not hasattr(part, "py_func"):
        return part

    @numba.njit(error_model="numpy")
    def called(*arguments: Any) -> Any:
        return part(*arguments)

    return called
