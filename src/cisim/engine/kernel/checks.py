"""What the compiled engine is given is admissible, or nothing is simulated.

Scenarios from files were checked when they were read; those made in code were not,
and compiled code would not complain.
"""

from collections.abc import Iterator

import numpy as np

from cisim.configuration.combinations import CONSTRAINTS
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
    history = scenario.parameters_by_month()
    lines = [
        f"{scenario.name} › month {month} › {mistake}"
        for month, parameters in sorted(history.items())
        for mistake in _mistakes(parameters)
    ]
    if lines:
        raise ConfigurationError(lines)


def _mistakes(parameters: Parameters) -> Iterator[str]:
    values = np.array([value for group in parameters for value in group], dtype=float)
    admissible = (values >= _LOW) & (values <= _HIGH)  # neither holds for NaN
    admissible &= ~_WHOLE | (np.floor(values) == values)
    for place in np.flatnonzero(~admissible).tolist():
        yield _told(_ALL[place], float(values[place]))
    if admissible.all():
        broken = (each for each in CONSTRAINTS if each.is_broken(parameters))
        yield from (each.told(parameters) for each in broken)


def _told(parameter: Parameter, value: float) -> str:
    asked = parameter.declaration
    whole = "a whole number " if issubclass(parameter.type, int) else ""
    return (
        f"{parameter.name} = {value:.10g}: must be {whole}between {asked.low:g} and"
        f" {asked.high:g} ({asked.unit})"
    )
