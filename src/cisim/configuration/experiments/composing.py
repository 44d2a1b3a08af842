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
from cisim.configuration.scenarios import Scenario, kept_changes


def scenario_at(
    experiment: Experiment,
    settings: Mapping[str, float] | None = None,
    *,
    context: Context | None = None,
    alternative: Alternative | None = None,
) -> Scenario:
    """Return the scenario of a point of an experiment, ready to be run.

    The scenario of the experiment gives way to that of the context or of the
    alternative, of which only one can have one of its own. Over it are put the
    settings of the context, of the alternative, and of the point, in this order, and
    the dated changes of the alternative. Nothing is checked: an experiment is only
    loaded if all its points are possible.
    """
    base = experiment.scenario
    for part in (context, alternative):
        if part is not None and part.scenario != experiment.scenario:
            base = part.scenario
    together = {
        **(context.settings if context else {}),
        **(alternative.settings if alternative else {}),
        **(settings or {}),
    }
    own = alternative.changes if alternative else ()
    return replace(
        base,
        parameters=replaced(base.parameters, together),
        changes=(*kept_changes(base.changes, own), *own),
        basis={name: b for name, b in base.basis.items() if name not in together},
    )


def alternatives_in(experiment: Experiment) -> tuple[Alternative, ...]:
    """Alternatives of an experiment, none if it varies parameters instead."""
    design = experiment.design
    return design.alternatives if isinstance(design, Alternatives) else ()
