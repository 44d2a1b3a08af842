"""Runs, stepped to the horizon, with all that they record."""

from typing import Any

from cisim.configuration.parameters import Parameters, replaced
from cisim.configuration.scenarios import Change, Scenario
from cisim.engine.agents import CollectiveImpactModel
from cisim.model.saved_month import SavedMonth


def scenario(*changes: Change, **settings: float) -> Scenario:
    """A scenario of these settings, their dots written as two underscores."""
    at = {name.replace("__", "."): value for name, value in settings.items()}
    return Scenario(parameters=replaced(Parameters(), at), changes=changes)


def stepped(model: Any) -> Any:
    """The same model of either engine at its horizon."""
    while model.running:
        model.step()
    return model


def lived(
    setting: Scenario,
    seed: int = 1,
    engine: Any = CollectiveImpactModel,
    **options: Any,
) -> Any:
    """A model of the scenario at its horizon."""
    return stepped(engine(setting, rng=seed, **options))


def monthly(model: CollectiveImpactModel) -> dict[str, list[float]]:
    """Collected series by name, months along the list."""
    return dict(model.datacollector.model_vars)


def organisations(model: CollectiveImpactModel) -> list[dict[str, Any]]:
    """All state of every organisation, but for what belongs to Mesa."""
    hidden = {"model", "pos", "_intended"}
    return [
        {key: value for key, value in vars(own).items() if key not in hidden}
        for own in model.roster
    ]


def months_of(model: Any, kind: str) -> list[int]:
    """Months of the events of one kind."""
    return [event.month for event in model.event_log() if event.kind == kind]


def identical(one: Any, other: Any) -> bool:
    """Whether two values are equal in every bit and type; sets have no order."""
    if isinstance(one, set | frozenset):
        return type(one) is type(other) and one == other
    if isinstance(one, list | tuple):
        return (
            type(one) is type(other)
            and len(one) == len(other)
            and all(map(identical, one, other))
        )
    if isinstance(one, dict):
        return type(other) is dict and identical(list(one.items()), list(other.items()))
    return repr(one) == repr(other) and type(one) is type(other)


def same_month(one: SavedMonth, other: SavedMonth) -> bool:
    """Whether two saved months are identical; variables of an agent have no order."""
    return identical(_whole(one), _whole(other))


def _whole(saved: SavedMonth) -> list[Any]:
    agents = {
        kind: [dict(sorted(state.items())) for state in states]
        for kind, states in saved.agents.items()
    }
    rest = (saved.scenario, saved.seed, saved.month, saved.events, saved.ties)
    return [agents, dict(saved.series), *rest]
