"""Parameters in words, for ``cisim explain``."""

from collections.abc import Iterator

from cisim.configuration.mistakes import ConfigurationError, did_you_mean, nearest
from cisim.configuration.parameters import Parameter, declared, group_types
from cisim.configuration.sources import ASSUMED, citation


def explained(name: str | None) -> str:
    """Words for one parameter, for a group, or a line for each of all parameters.

    Raises
    ------
    ConfigurationError
        If there is neither a parameter nor a group of this name.
    """
    if name is None:
        return "\n\n".join(_group(group) for group in group_types())
    if name in group_types():
        return _group(name)
    if name not in declared():
        raise ConfigurationError([_unknown(name)])
    return "\n".join(_details(declared()[name]))


def _unknown(name: str) -> str:
    meant = nearest(name, [*declared(), *group_types()])
    return (
        f"explain › {name}: must be a parameter such as funding.duration_years or a"
        f" group such as funding{did_you_mean(meant)}"
    )


def _group(group: str) -> str:
    """Return the group with a line for each of its parameters."""
    doc = (group_types()[group].__doc__ or "").strip()
    lines = [_line(p) for p in declared().values() if p.group == group]
    return "\n".join([f"{group}: {doc}", *lines])


def _line(parameter: Parameter) -> str:
    declaration = parameter.declaration
    head = f"  {parameter.name} = {_default(parameter)}  [{declaration.kind}]"
    return f"{head}\n      {declaration.meaning}"


def _details(parameter: Parameter) -> Iterator[str]:
    declaration = parameter.declaration
    yield f"{parameter.name}  [{declaration.kind}]"
    yield declaration.meaning
    yield f"default  {_default(parameter)}"
    yield f"allowed  {'\n         '.join(_allowed(parameter))}"
    if declaration.initial:
        yield "change   shapes the start; it cannot be changed in mid-course"
    else:
        yield "change   may be changed in mid-course by a dated [[change]]"
    yield f"source   {_source(declaration.source)}"
    setting = f"{parameter.name}={parameter.shown(parameter.default)}"
    yield f"try      cisim run typical-site --set {setting}"


def _default(parameter: Parameter) -> str:
    value = parameter.shown(parameter.default)
    return value if parameter.is_choice else f"{value} {parameter.declaration.unit}"


def _allowed(parameter: Parameter) -> Iterator[str]:
    """Yield the words of a choice with their meaning, or the range of a number."""
    yield from (f"{word}: {meaning}" for word, meaning in parameter.words.items())
    if not parameter.is_choice:
        declaration = parameter.declaration
        low, high = map(parameter.shown, (declaration.low, declaration.high))
        yield f"{low} to {high} ({declaration.unit})"


def _source(key: str) -> str:
    return "assumed: nothing was found" if key == ASSUMED else citation(key)
