"""Engines by name; a library is imported only for those who ask for its engine."""

from collections.abc import Callable
from typing import Protocol

from cisim.configuration.scenarios import Scenario
from cisim.model.observation import Run
from cisim.model.saved_month import SavedMonth

ENGINES = ("agents",)
"""Names of the engines, the default first."""


class Engine(Protocol):
    """Simulates one replicate of a scenario to the horizon."""

    def __call__(
        self,
        scenario: Scenario,
        experiment_seed: int,
        replicate: int,
        *,
        pictures: bool = False,
        save_month: int | None = None,
        saved: SavedMonth | None = None,
    ) -> Run:
        """Return the record of the run; with ``pictures`` also its trust network.

        With ``save_month`` the record also holds the state at the beginning of that
        month; a ``saved`` run is taken up where it stands.
        """


def _agents() -> Engine:
    from cisim.engine.agents import simulate  # noqa: PLC0415 - Mesa only on demand

    return simulate


_LOADERS: dict[str, Callable[[], Engine]] = {"agents": _agents}


def engine_named(name: str) -> Engine:
    """Return the engine with this name.

    Raises
    ------
    ValueError
        If there is no such engine.
    """
    if name not in _LOADERS:
        message = f"engine = '{name}': must be one of {', '.join(ENGINES)}"
        raise ValueError(message)
    return _LOADERS[name]()
