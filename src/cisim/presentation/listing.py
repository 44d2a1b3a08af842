"""What comes with cisim, and what a file amounts to, for the command line."""

from collections.abc import Callable
from typing import Final

from cisim.configuration.experiments.counting import points_count, runs_count
from cisim.configuration.experiments.finding import is_experiment, shipped_experiments
from cisim.configuration.experiments.loading import load_experiment
from cisim.configuration.experiments.schema import experiment_schema
from cisim.configuration.files import load, shipped
from cisim.configuration.mistakes import (
    ConfigurationError,
    did_you_mean,
    nearest,
    shown,
)
from cisim.configuration.schema import Schema, scenario_schema

_SCHEMAS: Final[dict[str, Callable[[], Schema]]] = {
    "scenario": scenario_schema,
    "experiment": experiment_schema,
}


def found_valid(name_or_path: str) -> str:
    """Return that a scenario or experiment is valid, and how many runs it asks for.

    Raises
    ------
    ConfigurationError
        With one line per mistake, if it is not.
    """
    if not is_experiment(name_or_path):
        load(name_or_path)
        return "valid"
    experiment = load_experiment(name_or_path)
    points, runs = points_count(experiment), runs_count(experiment)
    most = "at most " if experiment.until else ""
    word = "point" if points == 1 else "points"
    return f"valid, {points:,} {word}, {most}{runs:,} runs"


def listed() -> str:
    """Return the names and titles of all that is shipped, scenarios first."""
    scenarios = {name: load(name).title for name in shipped()}
    experiments = {n: load_experiment(n).title for n in shipped_experiments()}
    width = max(map(len, scenarios | experiments))
    return "\n".join(_lines(scenarios, width) + _under_heading(experiments, width))


def _lines(titles: dict[str, str], width: int) -> list[str]:
    return [f"{name:<{width}}  {title}" for name, title in titles.items()]


def _under_heading(experiments: dict[str, str], width: int) -> list[str]:
    lines = _lines(experiments, width)
    return ["", "experiments:", *lines] if lines else []


def schema_of(kind: str) -> Schema:
    """Return the JSON Schema of one kind of file.

    Raises
    ------
    ConfigurationError
        If there is no such kind.
    """
    if kind not in _SCHEMAS:
        words = (
            f"must be {' or '.join(_SCHEMAS)}{did_you_mean(nearest(kind, _SCHEMAS))}"
        )
        raise ConfigurationError([f"schema {shown(kind)}: {words}"])
    return _SCHEMAS[kind]()
