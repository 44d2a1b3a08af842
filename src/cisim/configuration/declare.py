"""How an input is declared: once, with kind, unit, range, meaning and source.

A parameter is a field of a group (a ``NamedTuple``) whose annotation carries a
`Declaration`. Validation, the JSON Schema, ``cisim explain``, the parameter
table of the documentation and the engines all read that one annotation.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Self


class Kind(StrEnum):
    """What a parameter is, in the words of the glossary."""

    LEVER = "lever"
    CONTEXT = "context"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Declaration:
    """Everything that is known of a parameter but its name and default.

    ``low`` and ``high`` bound the admissible range and belong to it. ``initial``
    marks a parameter that shapes the starting state or the frame of a run and can
    therefore not be changed in mid-course. ``source`` is a key of the bibliography,
    an evidence key, or ``assumed``.
    """

    kind: Kind
    unit: str
    low: float
    high: float
    meaning: str
    source: str = "assumed"
    initial: bool = False


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


class Choice(IntEnum):
    """One of several words."""

    meaning: str

    def __new__(cls, value: int, meaning: str) -> Self:
        """Make a member of a number and its meaning."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


def chosen_lever(meaning: str, source: str = "assumed") -> Declaration:
    """Declare a choice that a decision maker makes."""
    return Declaration(Kind.LEVER, "choice", 0, 2, meaning, source)
