"""Parameters in the form in which the laws take them, for both engines."""

from functools import cache
from typing import Any, NamedTuple

from cisim.configuration.parameters import Parameter, Parameters, declared
from cisim.configuration.scenarios import Scenario
from cisim.model.elementary import monthly_probability, step


class Shape(NamedTuple):
    """What runs must have in common to be simulated in the same memory."""

    size: int
    ties: int
    funders: int
    horizon: int
    roster: int


def shape(scenario: Scenario) -> Shape:
    """Return the shape of the runs of a scenario."""
    p = scenario.parameters
    size = p.organisations.at_table + p.organisations.outside
    return Shape(
        size=size,
        ties=min(p.organisations.ties_each, size - 1),
        funders=p.funding.funders,
        horizon=p.horizon_months,
        roster=id(scenario.roster),
    )


def for_laws(parameters: Parameters) -> Parameters:
    """Return the parameters with choices as integers, paces and chances by the month.

    To be done once, where parameters take effect; what files and documents show are
    the words, the monthly rates and the yearly probabilities. The compiler recognises
    integers at once; an enumeration costs it ten times the time of a law, at every
    call. The share of a way that a rate covers in a month, and the monthly probability
    of what has a yearly one, would otherwise be worked out at every call.
    """
    translated = {name: _group(name, parameters) for name in _in_another_form()}
    return parameters._replace(**translated)


@cache
def _in_another_form() -> dict[str, tuple[Parameter, ...]]:
    """Parameters that the laws take in another form than files show, by group."""
    groups: dict[str, tuple[Parameter, ...]] = {}
    for parameter in declared().values():
        if parameter.is_choice or _is_by_the_month(parameter):
            groups[parameter.group] = (*groups.get(parameter.group, ()), parameter)
    return groups


def _group(name: str, parameters: Parameters) -> Any:  # noqa: ANN401 - any group
    """Group of parameters in the form in which the laws take it."""
    group = getattr(parameters, name)
    return group._replace(
        **{p.key: _taken(p, getattr(group, p.key)) for p in _in_another_form()[name]}
    )


def _taken(parameter: Parameter, value: float) -> float:
    if parameter.declaration.is_yearly_chance:
        return monthly_probability(value)
    return step(value) if parameter.declaration.is_pace else int(value)


def _is_by_the_month(parameter: Parameter) -> bool:
    return parameter.declaration.is_pace or parameter.declaration.is_yearly_chance
