"""Short names of parameters and alternatives, as figures and reports write them."""

from typing import Final

from cisim.configuration.parameters import declared

_UNSAID: Final = {"index", "choice", "factor", "weight", "number", "share"}
"""Units that tell a reader nothing beside a short name."""

_TIMES: Final = {"years", "months"}
"""Units that end a name and are better put behind it."""


def parameter_name(name: str) -> str:
    """Short name of a parameter in words, such as ``funding: duration``.

    It is derived from the dotted name; the meaning stands in the declaration.
    """
    parameter = declared()[name]
    words = parameter.key.replace("_", " ")
    unit = parameter.declaration.unit
    short = words.removesuffix(f" {unit}") if unit in _TIMES else words
    return f"{parameter.group.replace('_', ' ')}: {short}"


def spoken_name(name: str) -> str:
    """Short name of a parameter within a sentence, such as ``funding duration``.

    A rate per year says itself what it is of, so that its group is left out.
    """
    group, _, short = parameter_name(name).partition(": ")
    return short if " per " in short else f"{group} {short}"


def parameter_label(name: str) -> str:
    """Short name of a parameter with its unit, where the name does not say it."""
    unit = declared()[name].declaration.unit
    words = parameter_name(name)
    is_said = unit in _UNSAID or words.endswith(unit) or words.startswith(f"{unit}:")
    return words if is_said else f"{words} ({unit})"


def level_label(name: str, value: float) -> str:
    """Value of a parameter as an axis writes it: a word of a choice, or grouped digits.

    Large numbers are written with separators, so that 400,000 is read at once.
    """
    parameter = declared()[name]
    if parameter.is_choice:
        return parameter.shown(value).replace("_", " ")
    return f"{float(f'{value:.4g}'):,.10g}"


def setting_label(name: str, value: float) -> str:
    """Parameter with a value, such as ``funding: duration 7 years``."""
    return f"{parameter_name(name)} {level_words(name, value)}"


def level_words(name: str, value: float) -> str:
    """Value of a parameter with the unit of a time, such as ``7 years``."""
    unit, number = declared()[name].declaration.unit, level_label(name, value)
    if unit not in _TIMES:
        return number
    return f"{number} {unit.removesuffix('s') if value == 1 else unit}"


def name_label(name: str) -> str:
    """Name of an alternative or a context in words; "here" where it has none."""
    return name.replace("_", " ").replace("-", " ") or "here"
