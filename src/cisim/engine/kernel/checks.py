"""What the compiled engine is given is admissible, or nothing is simulated.

Scenarios from files were checked when they were read; those made in code were not,
and compiled code would not complain.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from cisim.configuration.combinations import (
    DatedSettings,
    broken_constraints,
    change_mistakes,
    roster_mistakes,
)
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.parameters import Parameter, Parameters, declared
from cisim.configuration.scenarios import Scenario

_ALL = tuple(declared().values())
_LOW = np.array([each.declaration.low for each in _ALL])
_HIGH = np.array([each.declaration.high for each in _ALL])
_WHOLE = np.array([issubclass(each.type, int) for each in _ALL])


def check(scenario: Scenario) -> None:
    """Demand admissible parameters, from the start and after every dated change.

    Raises
    ------
    ConfigurationError
        With a line for every setting that is not admissible, and the month in which
        it would begin to hold.
    """
    changes = [
        DatedSettings(_when(change.at_month), change.at_month, change.settings)
        for change in scenario.changes
    ]
    lines = [f"{_when(0)} › {told}" for told in _inadmissible(scenario.parameters)]
    for change in changes:
        lines += [f"{change.label} › {told}" for told in _unchangeable(change.settings)]
    lines = lines or list(_impossible(scenario, changes))
    if lines:
        raise ConfigurationError(f"{scenario.name} › {line}" for line in lines)


def _inadmissible(parameters: Parameters) -> Iterator[str]:
    values = np.array([value for group in parameters for value in group], dtype=float)
    admissible = (values >= _LOW) & (values <= _HIGH)  # neither holds for NaN
    admissible &= ~_WHOLE | (np.floor(values) == values)
    for place in np.flatnonzero(~admissible).tolist():
        yield _told(_ALL[place], float(values[place]))


def _unchangeable(settings: Mapping[str, float]) -> Iterator[str]:
    """Settings of a change that are not admissible, or shape the start."""
    for name, value in settings.items():
        asked = declared()[name]
        low, high = asked.declaration.low, asked.declaration.high
        if not low <= value <= high or (issubclass(asked.type, int) and value % 1):
            yield _told(asked, value)
        elif asked.declaration.initial:
            yield f"{name} = {value:.10g}: shapes the start, it cannot change"


def _impossible(scenario: Scenario, changes: list[DatedSettings]) -> Iterator[str]:
    """Combinations that cannot be, and changes outside the horizon."""
    parameters = scenario.parameters
    for constraint in broken_constraints(parameters, declared()):
        yield f"{_when(0)} › {constraint.told(parameters)}"
    yield from (words for _, words in change_mistakes(parameters, changes))
    mistakes = roster_mistakes(parameters, {}, scenario.roster, _when(0))
    yield from (mistake.words for mistake in mistakes)


def _when(month: int) -> str:
    return f"month {month}"


def _told(parameter: Parameter, value: float) -> str:
    asked = parameter.declaration
    whole = "a whole number " if issubclass(parameter.type, int) else ""
    return (
        f"{parameter.name} = {value:.10g}: must be {whole}between {asked.low:g} and"
        f" {asked.high:g} ({asked.unit})"
    )
