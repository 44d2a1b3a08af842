"""What of an experiment decides its runs, for the keys under which they are kept."""

import json
from collections.abc import Mapping
from typing import Any, Final

from cisim.configuration.experiments.asked import Experiment
from cisim.configuration.experiments.writing import (
    change_entry,
    context_entry,
    design_entries,
    scenarios_of,
    until_entry,
    written_settings,
)
from cisim.configuration.scenarios import Scenario

_SAID: Final = ("title", "sites", "reference", "outcomes", "scenario")
"""Keys of a design that change no run; scenarios are told apart."""


def decides(experiment: Experiment) -> str:
    """Return a text of all that decides the runs of an experiment, and of nothing else.

    Titles, words, expectations, signs, the aim and findings are left out, and so is
    what is only counted afterwards, as sites are. Names of alternatives and contexts
    count, as they stand in the tables. The engine and the laws are not part of it.
    """
    told = {
        "scenarios": [[at, _bare(s)] for at, s in scenarios_of(experiment)],
        "design": _bare_design(experiment),
        "contexts": [
            _without(context_entry(context, experiment))
            for context in experiment.contexts
        ],
        "replicates": experiment.replicates,
        "seed": experiment.seed,
        "until": until_entry(experiment.until),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _bare(scenario: Scenario) -> list[Any]:
    """What decides the runs of a scenario: no name, title, note or basis."""
    changes = [change_entry(change) for change in scenario.changes]
    settings = written_settings(scenario.all_settings())
    return [settings, changes, scenario.own_files()]


def _bare_design(experiment: Experiment) -> dict[str, Any]:
    design = design_entries(experiment.design, experiment)
    return {
        name: list(map(_without, entry)) if isinstance(entry, list) else _without(entry)
        for name, entry in design.items()
    }


def _without(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in _SAID}
