"""The scenario of a point: what it starts from, and all that is put over it."""

from collections.abc import Mapping
from dataclasses import replace

from cisim.configuration.experiments.asked import (
    Alternative,
    Alternatives,
    Context,
    Experiment,
)
from cisim.configuration.parameters import replaced
from cisim.configuration.scenarios import Change, Scenario, kept_changes


def scenario_at(
    experiment: Experiment,
    settings: Mapping[str, float] | None = None,
    *,
    context: Context | None = None,
    alternative: Alternative | None = None,
) -> Scenario:
    """Return the scenario of a point of an experiment, ready to be run.

    It is that of the context, if there is one, with its settings; then what sets the
    scenario of the alternative apart from that of the experiment, the settings of the
    alternative and those of the point, in this order. Nothing is checked: an
    experiment is only loaded if all its points are possible.
    """
    if alternative and not context:
        return with_settings(
            alternative.scenario, {**alternative.settings, **(settings or {})}
        )
    base, together = experiment.scenario, {}
    if context:
        base, together = context.scenario, dict(context.settings)
    if alternative:
        together |= _apart(alternative, experiment) | dict(alternative.settings)
        base = with_changes(base, own_changes(alternative, experiment))
    return with_settings(base, together | dict(settings or {}))


def _apart(alternative: Alternative, experiment: Experiment) -> dict[str, float]:
    usual = experiment.scenario.all_settings()
    own = alternative.scenario.all_settings()
    return {name: value for name, value in own.items() if value != usual[name]}


def own_changes(alternative: Alternative, experiment: Experiment) -> tuple[Change, ...]:
    """Dated changes of an alternative that its experiment as a whole does not have."""
    usual = experiment.scenario.changes
    return tuple(c for c in alternative.scenario.changes if c not in usual)


def with_changes(scenario: Scenario, own: tuple[Change, ...]) -> Scenario:
    """Return a scenario with dated changes beside those that it has."""
    return replace(scenario, changes=(*kept_changes(scenario.changes, own), *own))


def with_settings(scenario: Scenario, settings: Mapping[str, float]) -> Scenario:
    """Return a scenario with settings put in that rest on nothing it knows of."""
    basis = {name: b for name, b in scenario.basis.items() if name not in settings}
    parameters = replaced(scenario.parameters, settings)
    return replace(scenario, parameters=parameters, basis=basis)


def alternatives_in(experiment: Experiment) -> tuple[Alternative, ...]:
    """Alternatives of an experiment, none if it varies parameters instead."""
    design = experiment.design
    return design.alternatives if isinstance(design, Alternatives) else ()
