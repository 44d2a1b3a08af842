"""How an input is declared: once, with kind, unit, range, meaning and source.

A parameter is a field of a group (a ``NamedTuple``) whose annotation carries a
`Declaration`. Validation, the JSON Schema, ``cisim explain``, the parameter
table of the documentation and the engines all read that one annotation. It is a
number, or one of the members of a `Choice`.
"""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Self


class Kind(StrEnum):
    """What a parameter is, in the words of the glossary."""

    LEVER = "lever"
    CONTEXT = "context"
    RATE = "rate"


class Choice(IntEnum):
    """Named possibilities of which one holds: words in files, integers to the laws.

    A member is declared as ``NAME = value, "what it means"``. Calling the class
    finds a member by its value or its word.
    """

    meaning: str

    # Members are made with a meaning; it is only left out where one is looked up.
    def __new__(cls, value: int, meaning: str = "") -> Self:
        """Make a member that equals its value and knows what it means."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    @property
    def word(self) -> str:
        """Name as it stands in files, in lower case."""
        return self.name.lower()

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return next((member for member in cls if member.word == value), None)


@dataclass(frozen=True, slots=True)
class Declaration:
    """Everything that is known of a parameter but its name and default.

    ``low`` and ``high`` bound the admissible range and belong to it. ``initial``
    marks a parameter that shapes the starting state or the frame of a run and can
    therefore not be changed in mid-course. ``source`` is a key of the bibliography,
    an evidence key, or ``assumed``. ``is_pace`` marks a monthly rate that the laws
    get as the share of a way that it covers in a month.
    """

    kind: Kind
    unit: str
    low: float
    high: float
    meaning: str
    source: str = "assumed"
    initial: bool = False
    is_pace: bool = False

    @property
    def is_yearly_chance(self) -> bool:
        """Whether it is a yearly probability, which the laws get as a monthly one."""
        return self.unit == "probability per year"

    def spanning(self, choice: type[Choice]) -> "Declaration":
        """Return this declaration with the range of the values of a choice."""
        return replace(self, low=min(choice), high=max(choice))


def lever(
    unit: str,
    low: float,
    high: float,
    meaning: str,
    source: str = "assumed",
    *,
    initial: bool = False,
) -> Declaration:
    """Declare an input that a decision maker sets."""
    return Declaration(Kind.LEVER, unit, low, high, meaning, source, initial)


def context(
    unit: str,
    low: float,
    high: float,
    meaning: str,
    source: str = "assumed",
    *,
    initial: bool = False,
) -> Declaration:
    """Declare an input that describes the place, the problem or the partners."""
    return Declaration(Kind.CONTEXT, unit, low, high, meaning, source, initial)


def rate(
    unit: str, low: float, high: float, meaning: str, source: str = "assumed"
) -> Declaration:
    """Declare how people work: what calibration fits and no decision maker sets."""
    return Declaration(Kind.RATE, unit, low, high, meaning, source)


def pace(high: float, meaning: str, source: str = "assumed") -> Declaration:
    """Declare how fast something goes its way, whatever the state: a monthly rate.

    The laws get it as the share of the way that is covered in a month, so that none
    of them works the same exponential out for every organisation and month.
    """
    return replace(rate("1/month", 0, high, meaning, source), is_pace=True)


def chosen(
    kind: Kind, meaning: str, source: str = "assumed", *, initial: bool = False
) -> Declaration:
    """Declare an input whose type is a `Choice`; its members are what is allowed."""
    return Declaration(kind, "choice", 0, 0, meaning, source, initial)
