"""How a mistake in a configuration is told: where, what was given, what is allowed."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

MOST_LINES: Final = 200
"""Mistakes that are told one by one; of more, only their number is told."""

_LONGEST_VALUE = 40
_WIDEST = 200
_LONGEST_INTEGER_BITS = 100
_DEEPEST = 6

type Location = tuple[str | int, ...]
"""Keys and list positions that lead to a value in a document."""


class ConfigurationError(Exception):
    """A configuration that cannot be used, with every mistake that was found.

    Parameters
    ----------
    mistakes
        One line per mistake, in the order of the file.

    """

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(self.mistakes)

    def __str__(self) -> str:
        """Return one line per mistake."""
        return "\n".join(self.mistakes)


class Mistake(NamedTuple):
    """One mistake: its location in the document and the words about it."""

    location: Location
    words: str


def told(mistakes: Iterable[Mistake], document: Mapping[str, Any]) -> list[str]:
    """Return the words of the mistakes, in the order of the document, bounded."""
    rank = ranking(document)
    ordered = sorted(mistakes, key=lambda mistake: rank(mistake.location))
    words = [mistake.words for mistake in ordered[:MOST_LINES]]
    if len(ordered) > MOST_LINES:
        words.append(f"and {len(ordered) - MOST_LINES} more mistakes")
    return words


def ranking(document: Mapping[str, Any]) -> Callable[[Location], int]:
    """Return a function that tells how far down in the document a location is."""
    ranks = {location: rank for rank, location in enumerate(_walk(document, ()))}

    def rank(location: Location) -> int:
        while location and location not in ranks:
            location = location[:-1]
        return ranks[location] if location else len(ranks)

    return rank


def _walk(value: object, location: Location) -> Iterator[Location]:
    yield location
    if len(location) < _DEEPEST:
        for key, inner in _entries(value):
            yield from _walk(inner, (*location, key))


def _entries(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, Mapping):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def nearest(given: str, allowed: Iterable[str]) -> list[str]:
    """Return the allowed word that is nearest, or none where none is near."""
    near = {word.lower(): word for word in allowed}
    matches = get_close_matches(given.lower()[:100], near, n=1, cutoff=0.65)
    return [near[match] for match in matches]


def did_you_mean(words: Iterable[str]) -> str:
    """Return a hint at the words that may have been meant, or nothing without any."""
    quoted = " or ".join(f"'{word}'" for word in words)
    return f"; did you mean {quoted}?" if quoted else ""


def shown(value: object) -> str:
    """Return a value as it would stand in a file, on one line, shortened."""
    match value:
        case bool():
            return str(value).lower()
        case int() if value.bit_length() > _LONGEST_INTEGER_BITS:
            digits = math.ceil((value.bit_length() - 1) * math.log10(2))
            return f"an integer of about {digits} digits"
        case str():
            return _shortened(
                json.dumps(value[: 2 * _LONGEST_VALUE], ensure_ascii=False)
            )
        case list():
            return _shortened(f"[{', '.join(_inside(item) for item in value[:10])}]")
        case Mapping():
            return "a table"
    return _shortened(str(value))


def _inside(item: object) -> str:
    return "[…]" if isinstance(item, list) else shown(item)


def key_shown(key: object) -> str:
    """Return a key on one line, quoted where it is not a plain word, shortened."""
    text = str(key)
    plain = text.replace(".", "").replace("_", "").replace("-", "").isalnum()
    return _shortened(text if plain and text.isascii() else shown(text))


def printable(text: str) -> str:
    """Return text, shortened, without what breaks a line or steers a terminal."""
    line = "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in text[:_WIDEST])
    return line if len(text) <= _WIDEST else f"{line}…"


def _shortened(text: str) -> str:
    line = printable(text)
    return line if len(line) <= _LONGEST_VALUE else f"{line[: _LONGEST_VALUE - 1]}…"
