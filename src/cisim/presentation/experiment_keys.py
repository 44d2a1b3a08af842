"""Tables of the keys of experiment files, for the documentation."""

from collections.abc import Mapping
from typing import Final

from cisim.configuration.experiments import KINDS, METHODS, STATISTICS
from cisim.configuration.experiments.forms import form_tables
from cisim.configuration.experiments.holds import Key, Table, Tables, Text
from cisim.configuration.experiments.wording import allowed
from cisim.presentation.markdown import table

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": KINDS,
    "method": METHODS,
    "statistic": STATISTICS,
}

_TOP: Final = "file"
"""Word for the top of a file, which has no heading."""


def experiment_keys(heading: str) -> str:
    """Table of what may stand under a heading, such as ``sensitivity.factor``."""
    keys = form_tables()["" if heading == _TOP else heading]
    rows = (_row(name, key, heading) for name, key in keys.items())
    return table(("key", "needed", "holds", "meaning"), rows)


def words_of(key: str) -> str:
    """Table of the words that a key may hold, with their meaning."""
    rows = ((f"`{word}`", meaning) for word, meaning in _WORDS[key].items())
    return table((key, "meaning"), rows)


def _row(name: str, key: Key, heading: str) -> tuple[str, ...]:
    path = name if heading == _TOP else f"{heading}.{name}"
    return f"`{name}`", "yes" if key.required else "", _holds(key, path), key.meaning


def _holds(key: Key, path: str) -> str:
    match key.holds:
        case Tables():
            return f"tables: `[[{path}]]`"
        case Table():
            return f"a table: `[{path}]`"
        case Text(_, name, listing) if listing:
            return f"the name of a {name}; {listing}".replace("a o", "an o")
    return allowed(key.holds, "type", None).removeprefix("must be ")
