"""A run kept at a month, and taken up again (`SavedMonth`)."""

from collections import Counter
from typing import TYPE_CHECKING

from cisim.model.preparation import for_laws
from cisim.model.saved_month import SavedMonth, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cisim.engine.agents.model import CollectiveImpactModel
    from cisim.engine.agents.participant import Participant


def saved_month(model: "CollectiveImpactModel") -> SavedMonth:
    """Return the whole state of a run between two months, with its record so far."""
    agents: dict[str, list[State]] = {}
    for kind, agent in _agents(model):
        agents.setdefault(kind, []).append(agent.state())
    collected = model.datacollector.model_vars
    return SavedMonth(
        scenario=model.setting,
        seed=model.run_seed,
        month=model.month + 1,
        agents=agents,
        series={name: list(values) for name, values in collected.items()},
        events=model.event_log(),
    )


def take_up(model: "CollectiveImpactModel", saved: SavedMonth) -> None:
    """Put a model that has just been made into the state of a saved month.

    Raises
    ------
    ValueError
        If it was saved with other agents or other state variables.
    """
    saved.check_agents(dict(Counter(kind for kind, _ in _agents(model))))
    states = {kind: iter(kept) for kind, kept in saved.agents.items()}
    for kind, agent in _agents(model):
        agent.restore(next(states[kind]))
    model.month = saved.month - 1
    if model.month > 0:
        model.run_until(model.month)  # Mesa's clock alone: these months lie behind
    model.parameters = for_laws(model.setting.parameters_in(model.month))
    model.seat_members()
    model.running = model.month < model.parameters.horizon_months
    model.events[:] = saved.events


def _agents(model: "CollectiveImpactModel") -> "Iterator[tuple[str, Participant]]":
    """All agents with their kinds, in the order in which they were made."""
    return ((type(agent).__name__, agent) for agent in model.agents)
