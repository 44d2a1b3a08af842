"""The words for each finding: what was given, and what is allowed there instead."""

import math
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from cisim.configuration.mistakes import (
    Location,
    did_you_mean,
    key_shown,
    nearest,
    shown,
)
from cisim.configuration.parameters import Parameter, declared, group_types
from cisim.configuration.rosters import TABLES

WORDS_OF_A_FILE: Final = ("title", "note", "extends", *TABLES, "change", "basis")
"""What may stand at the top of a scenario file beside the groups of settings."""

_WHERE_TO_LOOK: Final = "; cisim explain lists all settings"
_EXAMPLE: Final = '"funding.duration_years" = 5'

_ALLOWED: Final[Mapping[Location, str]] = {
    ("title",): "must be text",
    ("note",): "must be text",
    ("extends",): "must be text: a shipped name or a path relative to this file",
    **{(table,): "must be text: a path relative to this file" for table in TABLES},
    ("change",): "must be written with double brackets: [[change]]",
    ("basis",): "must be a table of quoted names with their basis",
    ("change", "at"): "must be a table with at_month and set",
    ("change", "at", "at_month"): "must be a whole number (months)",
    ("change", "at", "set"): f"must be a table of quoted names, such as {_EXAMPLE}",
}


def words_for(location: Location, finding: str, document: Mapping[str, Any]) -> str:
    """Return the place in a document with its value and what is allowed there.

    ``finding`` is pydantic's name for what is wrong with the value.
    """
    if finding == "missing":
        return f"{place(location)}: is missing"
    value = _value_at(location, document)
    return f"{place(location)} = {shown(value)}: {_allowed(location, finding, value)}"


def place(location: Location) -> str:
    """Return a location as a reader of the file would say it; lists count from 1."""
    match location:
        case ("change", int(index), "set", name):
            return f"change {index + 1} › {key_shown(name)}"
        case ("change", int(index), *rest):
            return " › ".join([f"change {index + 1}", *map(key_shown, rest)])
        case ("basis", name):
            return f"basis › {key_shown(name)}"
    return ".".join(map(key_shown, location))


def _value_at(location: Location, document: Any) -> object:  # noqa: ANN401 - any TOML
    for key in location:
        document = document[key]
    return document


def _allowed(location: Location, finding: str, value: object) -> str:
    match location:
        case ("change", int(), "set", str(name)):
            return in_change(name, finding, value)
        case ("change", int(), *rest) if finding != "extra_forbidden":
            return _ALLOWED[("change", "at", *rest)]
        case ("change", int(), _):
            return "is unknown; known here are at_month and set"
    return _in_groups(location, finding, value)


def _in_groups(location: Location, finding: str, value: object) -> str:
    name = ".".join(map(str, location))
    if finding == "extra_forbidden" or not isinstance(location[-1], str):
        return unknown(name, value)
    if name in declared():
        return admissible_words(declared()[name], finding, value)
    if location in _ALLOWED:
        return _ALLOWED[location]
    return f"must be a group of settings, such as {_members(name)[0]}"


def in_change(name: str, finding: str, value: object) -> str:
    """Return what is allowed for a setting, by dotted name, of a dated change."""
    if finding != "extra_forbidden":
        return admissible_words(declared()[name], finding, value)
    if name in declared():
        group = declared()[name].group
        return f"cannot change on the way, it shapes the start; set it under [{group}]"
    if name in WORDS_OF_A_FILE:
        return "cannot change on the way; it stands at the top of a file"
    return unquoted_or_unknown(name, value)


def unquoted_or_unknown(name: str, value: object) -> str:
    """Return how a dotted name must be written, or that it is unknown."""
    if isinstance(value, Mapping) and name in group_types():
        return f"must be written with a quoted name, such as {_EXAMPLE}"
    return unknown(name, value)


def _members(group: str) -> list[str]:
    return [name for name, p in declared().items() if p.group == group]


# ---- Values of parameters ----


def admissible_words(parameter: Parameter, finding: str, value: object) -> str:
    """Return what is allowed for a parameter, with a hint at what may be meant."""
    if parameter.is_choice:
        return one_of(parameter.words, value)
    noun = "a whole number" if parameter.type is int else "a number"
    low, high = (f"{x:.10g}" for x in _range(parameter))
    kind = "" if finding.endswith("_equal") else f"{noun} "
    unit = parameter.declaration.unit
    hint = _number_meant(parameter, value)
    return f"must be {kind}between {low} and {high} ({unit}){hint}"


def one_of(words: Collection[str], value: object) -> str:
    """Return that one of some words is allowed, with the nearest one."""
    near = nearest(value, words) if isinstance(value, str) else ()
    return f"must be one of {', '.join(words)}{did_you_mean(near)}"


def _range(parameter: Parameter) -> tuple[float, float]:
    return parameter.declaration.low, parameter.declaration.high


def _number_meant(parameter: Parameter, value: object) -> str:
    """Return a hint at the number that a text or a decimal holds, if it is allowed."""
    low, high = _range(parameter)
    number = _as_number(value)
    if not low <= number <= high or parameter.type(number) != number:
        return ""
    return f"; did you mean {number:.10g}?"


def _as_number(value: object) -> float:
    try:
        return float(value) if isinstance(value, str | float) else math.nan
    except ValueError:
        return math.nan


# ---- Unknown names ----


def unknown(name: str, value: object) -> str:
    """Return that a name is unknown, with the name that may have been meant."""
    if name in declared():
        group, key = declared()[name].group, declared()[name].key
        return f"must stand in its group: [{group}] {key} = {shown(value)}"
    return f"is unknown{did_you_mean(meant(name)) or _WHERE_TO_LOOK}"


def meant(name: str) -> list[str]:
    """Return the names or words that may have been meant by an unknown name."""
    return next(filter(None, (find(name) for find in _WAYS_TO_FIND)), [])


def _in_another_group(name: str) -> list[str]:
    key = name.rpartition(".")[2]
    return [p.name for p in declared().values() if p.key == key][:3]


def _near_word(name: str) -> list[str]:
    return [] if "." in name else nearest(name, (*group_types(), *WORDS_OF_A_FILE))


def _near_key_of_group(name: str) -> list[str]:
    group, _, key = name.partition(".")
    keys = [p.key for p in declared().values() if p.group == group]
    return [f"{group}.{near}" for near in nearest(key, keys)]


def _near_name(name: str) -> list[str]:
    return nearest(name, declared())


def _near_key(name: str) -> list[str]:
    names = {p.key: p.name for p in declared().values()}
    return [names[near] for near in nearest(name.rpartition(".")[2], names)]


_WAYS_TO_FIND: Final[tuple[Callable[[str], list[str]], ...]] = (
    _in_another_group,
    _near_word,
    _near_key_of_group,
    _near_name,
    _near_key,
)
"""Ways to find what was meant, the surest first."""
