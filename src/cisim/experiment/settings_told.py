"""Two files of settings held against each other, one line for each that differs."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cisim.configuration.mistakes import shown
from cisim.configuration.reading import content_in

_NAMES: Final = ("name", "parameter", "words", "at_month")
"""Keys by which an entry of a list is known, the first that it has."""

_NOTHING: Final = "not given"


def changed_texts(old: str, new: str, where: str) -> list[str]:
    """Return ``name: old -> new`` for all in which two files of settings differ.

    Raises
    ------
    ConfigurationError
        If one is not TOML any more.
    """
    return changed(content_in(old, where), content_in(new, where))


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return ``name: old -> new`` for all in which two documents differ."""
    before, after = dict(_leaves(old, "")), dict(_leaves(new, ""))
    names = [*before, *(name for name in after if name not in before)]
    return [
        f"{name}: {_told(before, name)} -> {_told(after, name)}"
        for name in names
        if name not in before or name not in after or before[name] != after[name]
    ]


def _told(values: Mapping[str, object], name: str) -> str:
    return shown(values[name]) if name in values else _NOTHING


def _leaves(value: object, where: str) -> Iterator[tuple[str, object]]:
    """Values by the names that lead to them."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{where} › {key}" if where else str(key))
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        for place, entry in enumerate(value):
            yield from _leaves(entry, f"{where} › {_name(entry, place)}")
    else:
        yield where, value


def _name(entry: object, place: int) -> str:
    known = entry if isinstance(entry, Mapping) else {}
    return str(next((known[key] for key in _NAMES if key in known), place + 1))
