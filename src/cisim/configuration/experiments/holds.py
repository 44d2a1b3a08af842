"""What a key of an experiment file may hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Text:
    """Text; one of some words, if there are any.

    ``name`` says what these words are, ``listing`` where they are listed, if they are
    too many for a line.
    """

    words: tuple[str, ...] = ()
    name: str = ""
    listing: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name without blanks and commas, by which others can refer to it."""


NAME_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two ends, with its unit."""

    unit: str
    low: int
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two ends, the lower one shut out where ``above`` is given."""

    unit: str = ""
    low: float | None = None
    high: float | None = None
    above: float | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Several:
    """A list of one kind of entry; ``example`` shows one."""

    item: "Text | Whole"
    example: str


@dataclass(frozen=True, slots=True)
class Values:
    """A list of numbers or words, admissible for the parameter that stands beside."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that is admissible for a declared parameter."""

    parameter: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Values by quoted dotted name; in a dated change only what can change."""

    dated: bool = False


@dataclass(frozen=True, slots=True)
class Levels:
    """Lists of values by quoted dotted name."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Numbers by the name of an alternative, or by the settings of points."""


@dataclass(frozen=True, slots=True)
class ScenarioHere:
    """A shipped name, a path relative to the file, or a table like a scenario file."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with keys of its own."""

    keys: Mapping[str, "Key"] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Tables:
    """Any number of tables with the same keys, each under double brackets."""

    keys: Mapping[str, "Key"] = field(hash=False)


type Holds = (
    Text
    | Name
    | Whole
    | Number
    | Truth
    | Several
    | Values
    | Setting
    | Settings
    | Levels
    | Weights
    | ScenarioHere
    | Table
    | Tables
)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table: what it means, what it may hold, whether it must be there."""

    meaning: str
    holds: Holds
    required: bool = False
