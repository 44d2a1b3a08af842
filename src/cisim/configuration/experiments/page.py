"""A file under examination: its content, and where its form is wrong."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cisim.configuration.experiments.wording import place, told_at, value_at
from cisim.configuration.mistakes import Location, Mistake


class Page(NamedTuple):
    """What stands in an experiment file, with the words for where it stands.

    ``broken`` holds the locations whose form is wrong; nothing more is said of them.
    """

    where: str
    path: Path
    content: Mapping[str, Any]
    broken: frozenset[Location] = frozenset()

    def has(self, *location: str | int) -> bool:
        """Tell whether something stands there and its form is right throughout."""
        try:
            value_at(location, self.content)
        except (KeyError, IndexError, TypeError):
            return False
        return self.is_sound(*location)

    def is_sound(self, *location: str | int) -> bool:
        """Tell whether nothing is wrong with the form of a value and all within."""
        depth = len(location)
        return not any(
            broken[:depth] == location or location[: len(broken)] == broken
            for broken in self.broken
        )

    def at(self, *location: str | int) -> Any:  # noqa: ANN401 - any TOML
        """Return the value that stands there."""
        return value_at(location, self.content)

    def rows(self, *location: str | int) -> Iterator[tuple[Location, Any]]:
        """Locations and contents of tables under double brackets that are sound."""
        try:
            rows = self.at(*location)
        except (KeyError, IndexError, TypeError):
            return
        if isinstance(rows, list):
            for index, row in enumerate(rows):
                if self.is_sound(*location, index):
                    yield (*location, index), row

    def mistake(self, location: Location, words: str) -> Mistake:
        """Return what is wrong with a value that stands there."""
        given = told_at(location, self.content)
        return Mistake(location, f"{self.where} › {given}: {words}")

    def lack(self, location: Location, words: str) -> Mistake:
        """Return what is wrong with a place as a whole."""
        told = f"{place(location)}: {words}" if location else words
        return Mistake(location, f"{self.where} › {told}")
