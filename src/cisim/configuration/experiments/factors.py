"""Factors and levels: what is varied, over what range."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from cisim.configuration.experiments.asked import Distribution, Factor
from cisim.configuration.experiments.forms import HORIZON
from cisim.configuration.experiments.page import Page
from cisim.configuration.mistakes import Location, Mistake, shown
from cisim.configuration.parameters import Parameter, declared
from cisim.configuration.wording import admissible_words

_SHAPES: Final[Mapping[str, tuple[str, ...]]] = {
    Distribution.UNIFORM: (),
    Distribution.LOG_UNIFORM: (),
    Distribution.TRIANGULAR: ("mode",),
    Distribution.NORMAL: ("mean", "sd"),
    Distribution.LOGNORMAL: ("mean", "sd"),
}
"""What a distribution needs to know beside its ends."""

_ENDS: Final = ("low", "high")
_OF_A_RANGE: Final = (*_ENDS, "distribution", "mode", "mean", "sd")
FRAME: Final = "is the same for all runs; give horizon_years at the top of the file"


def wrong_value(parameter: Parameter, value: object) -> str:
    """Return what is wrong with a value of a parameter in a file, if anything."""
    if parameter.is_choice:
        fits = isinstance(value, str) and value in parameter.words
        return "" if fits else admissible_words(parameter, "literal_error", value)
    allowed = (int,) if parameter.type is int else (int, float)
    if isinstance(value, bool) or not isinstance(value, allowed):
        return admissible_words(parameter, "type", value)
    low, high = parameter.declaration.low, parameter.declaration.high
    return "" if low <= value <= high else admissible_words(parameter, "_equal", value)


def repeated(page: Page, at: Location, values: Iterable[object]) -> Iterator[Mistake]:
    """Values of a list that stand there twice."""
    seen: set[object] = set()
    for value in values:
        if value in seen:
            yield page.mistake(at, f"{shown(value)} stands there twice")
        seen.add(value)


# ---- Levels ----


def level_mistakes(page: Page, design: str) -> Iterator[Mistake]:
    """What is wrong with the levels of a grid, or of one parameter at a time."""
    if not page.at(design):
        yield page.lack((design,), "varies nothing: at least one parameter is needed")
    for name in page.at(design):
        if page.has(design, name):
            yield from repeated(page, (design, name), page.at(design, name))
            if name == HORIZON:
                yield page.mistake((design, name), FRAME)


def levels_of(table: Mapping[str, Sequence[Any]]) -> dict[str, tuple[float, ...]]:
    """Levels by dotted name, in the types of their parameters."""
    return {name: read(name, values) for name, values in table.items()}


def read(name: str, values: Iterable[Any]) -> tuple[float, ...]:
    """Return values of a file in the type of their parameter."""
    return tuple(declared()[name].read(value) for value in values)


# ---- Factors ----


def factor_mistakes(page: Page, at: Location) -> Iterator[Mistake]:
    """What is wrong with factors beyond their form."""
    names: dict[str, int] = {}
    for location, entry in page.rows(*at):
        name = entry["parameter"]
        first = names.setdefault(name, int(location[-1]))
        if first != location[-1]:
            words = f"is varied by factor {first + 1} already"
            yield page.mistake((*location, "parameter"), words)
        if name == HORIZON:
            yield page.mistake((*location, "parameter"), FRAME)
        elif "values" in entry:
            yield from _values_mistakes(page, location, entry)
        else:
            yield from _range_mistakes(page, location, entry)


def _values_mistakes(
    page: Page, at: Location, entry: Mapping[str, Any]
) -> Iterator[Mistake]:
    parameter = declared()[entry["parameter"]]
    for value in entry["values"]:
        if words := wrong_value(parameter, value):
            yield page.mistake(
                (*at, "values"), f"{shown(value)} is not allowed, {words}"
            )
    sound = [value for value in entry["values"] if not wrong_value(parameter, value)]
    yield from repeated(page, (*at, "values"), sound)
    for key in _OF_A_RANGE:
        if key in entry:
            yield page.mistake((*at, key), "does not go with values")


def _range_mistakes(
    page: Page, at: Location, entry: Mapping[str, Any]
) -> Iterator[Mistake]:
    parameter = declared()[entry["parameter"]]
    if parameter.is_choice:
        words = f"is a choice and needs values: {', '.join(parameter.words)}"
        yield page.mistake((*at, "parameter"), words)
        return
    wrong = list(_end_mistakes(page, at, entry, parameter))
    yield from wrong
    if not wrong:
        yield from _shape_mistakes(page, at, entry)


def _end_mistakes(
    page: Page, at: Location, entry: Mapping[str, Any], parameter: Parameter
) -> Iterator[Mistake]:
    for key in _ENDS:
        if key not in entry:
            yield page.lack((*at, key), "is missing; a range needs low and high")
        elif words := wrong_value(parameter, entry[key]):
            yield page.mistake((*at, key), words)
    if all(key in entry for key in _ENDS) and entry["low"] >= entry["high"]:
        words = f"must be above low, which is {shown(entry['low'])}"
        yield page.mistake((*at, "high"), words)


def _shape_mistakes(
    page: Page, at: Location, entry: Mapping[str, Any]
) -> Iterator[Mistake]:
    distribution = entry.get("distribution", Distribution.UNIFORM.value)
    needed = _SHAPES[distribution]
    for key in ("mode", "mean", "sd"):
        if key in needed and key not in entry:
            yield page.lack((*at, key), f"is missing; {distribution} needs it")
        if key not in needed and key in entry:
            yield page.mistake((*at, key), f"does not go with {distribution}")
    yield from _outside_ends(page, at, entry)
    if distribution == Distribution.LOG_UNIFORM and entry["low"] <= 0:
        yield page.mistake((*at, "low"), "must be above 0, as its logarithm is taken")
    if distribution == Distribution.LOGNORMAL and entry.get("mean", 1) <= 0:
        yield page.mistake((*at, "mean"), "must be above 0, as its logarithm is taken")


def _outside_ends(
    page: Page, at: Location, entry: Mapping[str, Any]
) -> Iterator[Mistake]:
    low, high = entry["low"], entry["high"]
    for key in ("mode", "mean"):
        if not low <= entry.get(key, low) <= high:
            words = f"must lie between low and high, {shown(low)} and {shown(high)}"
            yield page.mistake((*at, key), words)


def factor_of(entry: Mapping[str, Any]) -> Factor:
    """Return the factor of an entry in which nothing is wrong."""
    name = entry["parameter"]
    values = read(name, entry.get("values", ()))
    return Factor(
        parameter=name,
        low=float(min(values)) if values else float(entry["low"]),
        high=float(max(values)) if values else float(entry["high"]),
        distribution=Distribution(entry.get("distribution", "uniform")),
        mode=_number(entry, "mode"),
        mean=_number(entry, "mean"),
        sd=_number(entry, "sd"),
        values=values,
        group=entry.get("group", ""),
    )


def _number(entry: Mapping[str, Any], key: str) -> float | None:
    return float(entry[key]) if key in entry else None


# ---- Numbers of points ----


def is_power_of_two(number: int) -> bool:
    """Tell whether a number of points fills the cells of a Sobol' sequence evenly."""
    return number & (number - 1) == 0


def powers_around(number: int) -> tuple[int, int]:
    """Return the powers of two below and above a number that is none."""
    below = 2 ** math.floor(math.log2(number))
    return below, 2 * below
