"""Parameters in the form in which the laws take them, for both engines."""

from functools import cache
from typing import Any

from cisim.configuration.parameters import Parameter, Parameters, declared
from cisim.model.elementary import step


def for_laws(parameters: Parameters) -> Parameters:
    """Return the parameters with choices as integers and paces as shares.

    To be done once, where parameters take effect; what files and documents show are
    the words and the monthly rates. The compiler recognises integers at once; an
    enumeration costs it ten times the time of a law, at every call. A share is 1 less
    the exponential of a rate, which a law would otherwise work out at every call.
    """
    translated = {name: _group(name, parameters) for name in _in_another_form()}
    return parameters._replace(**translated)


@cache
def _in_another_form() -> dict[str, tuple[Parameter, ...]]:
    """Parameters that the laws take in another form than files show, by group."""
    groups: dict[str, tuple[Parameter, ...]] = {}
    for parameter in declared().values():
        if parameter.is_choice or parameter.declaration.is_pace:
            groups[parameter.group] = (*groups.get(parameter.group, ()), parameter)
    return groups


def _group(name: str, parameters: Parameters) -> Any:  # noqa: ANN401 - any group
    """Group of parameters in the form in which the laws take it."""
    group = getattr(parameters, name)
    return group._replace(
        **{p.key: _taken(p, getattr(group, p.key)) for p in _in_another_form()[name]}
    )


def _taken(parameter: Parameter, value: float) -> float:
    return step(value) if parameter.declaration.is_pace else int(value)
