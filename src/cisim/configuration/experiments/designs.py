"""The design of an experiment: which one it is, what is wrong with it, what it is."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from cisim.configuration.experiments.asked import (
    Design,
    Grid,
    OneAtATime,
    Sample,
    Sensitivity,
)
from cisim.configuration.experiments.factors import (
    factor_mistakes,
    factor_of,
    is_power_of_two,
    level_mistakes,
    levels_of,
    powers_around,
    repeated,
)
from cisim.configuration.experiments.forms import DESIGNS
from cisim.configuration.experiments.page import Page
from cisim.configuration.mistakes import Mistake

GROUPED: Final = (
    *("morris", "sobol", "sobol_second_order"),
    *("pawn", "regional", "discrepancy"),
)
"""Methods that know groups of factors."""

OF_FIXED_SIZE: Final = "fractional_factorial"
"""The method whose number of points follows from the number of factors alone."""

FAST_HARMONICS: Final = 4
"""Harmonics that FAST sums, its M; below 4 M² samples they cannot be told apart."""

_LEAST_SAMPLES: Final = {"fast": 4 * FAST_HARMONICS**2 + 1, "hdmr": 300}

_ON_SOBOL_POINTS: Final = ("sobol", "sobol_second_order")


def least_samples(method: str) -> int:
    """Fewest samples with which a method of sensitivity analysis works at all."""
    return _LEAST_SAMPLES.get(method, 1 if method == OF_FIXED_SIZE else 2)


def design_mistakes(page: Page) -> Iterator[Mistake]:
    """What is wrong with the design beyond its form; alternatives stand elsewhere."""
    given = [design for design in DESIGNS if design in page.content]
    if not given:
        yield page.lack((), f"design: is missing; it is one of {', '.join(DESIGNS)}")
    for design in given[1:]:
        words = f"is a second design beside {given[0]}: a file has one"
        yield page.lack((design,), words)
    for design in given:
        if design in _MISTAKES and isinstance(page.at(design), Mapping):
            yield from _MISTAKES[design](page)


def _sample_mistakes(page: Page) -> Iterator[Mistake]:
    yield from factor_mistakes(page, ("sample", "factor"))
    if page.has("sample", "method") and page.has("sample", "points"):
        method = page.at("sample", "method")
        yield from _even(page, "points", method == "sobol")


def _even(page: Page, key: str, is_demanded: bool) -> Iterator[Mistake]:  # noqa: FBT001 - which rule holds
    design = "sample" if key == "points" else "sensitivity"
    number = page.at(design, key)
    if is_demanded and not is_power_of_two(number):
        below, above = powers_around(number)
        words = f"must be a power of two for sobol, such as {below} or {above}"
        yield page.mistake((design, key), words)


def _sensitivity_mistakes(page: Page) -> Iterator[Mistake]:
    yield from factor_mistakes(page, ("sensitivity", "factor"))
    if page.has("sensitivity", "outcomes"):
        outcomes = page.at("sensitivity", "outcomes")
        yield from repeated(page, ("sensitivity", "outcomes"), outcomes)
    if page.has("sensitivity", "method") and page.is_sound("sensitivity", "samples"):
        yield from _samples_mistakes(page, page.at("sensitivity", "method"))
        yield from _group_mistakes(page, page.at("sensitivity", "method"))


def _samples_mistakes(page: Page, method: str) -> Iterator[Mistake]:
    at = ("sensitivity", "samples")
    is_given = "samples" in page.at("sensitivity")
    if is_given == (method == OF_FIXED_SIZE):
        words = "must be left out: the number of factors says how many points there are"
        yield page.mistake(at, words) if is_given else page.lack(at, "is missing")
    elif is_given and page.at(*at) < (least := least_samples(method)):
        yield page.mistake(at, f"must be at least {least} for {method} (samples)")
    elif is_given:
        yield from _even(page, "samples", method in _ON_SOBOL_POINTS)


def _group_mistakes(page: Page, method: str) -> Iterator[Mistake]:
    rows = list(page.rows("sensitivity", "factor"))
    for location, entry in rows:
        if "group" in entry and method not in GROUPED:
            words = f"does not go with {method}; groups need {', '.join(GROUPED)}"
            yield page.mistake((*location, "group"), words)
    if len({entry.get("group", entry["parameter"]) for _, entry in rows}) == 1 and any(
        "group" in entry for _, entry in rows
    ):
        words = "all factors are in one group: at least two groups are needed"
        yield page.lack(("sensitivity", "factor"), words)


_MISTAKES: Final[Mapping[str, Callable[[Page], Iterator[Mistake]]]] = {
    "grid": lambda page: level_mistakes(page, "grid"),
    "one_at_a_time": lambda page: level_mistakes(page, "one_at_a_time"),
    "sample": _sample_mistakes,
    "sensitivity": _sensitivity_mistakes,
}


def design_of(content: Mapping[str, Any]) -> Design:
    """Return the design of a file in which nothing is wrong, if it varies parameters.

    Alternatives are put together with their scenarios, elsewhere.
    """
    match content:
        case {"grid": table}:
            return Grid(levels_of(table))
        case {"one_at_a_time": table}:
            return OneAtATime(levels_of(table))
        case {"sample": entry}:
            factors = tuple(map(factor_of, entry["factor"]))
            return Sample(entry["method"], entry["points"], factors)
    entry = content["sensitivity"]
    factors = tuple(map(factor_of, entry["factor"]))
    outcomes = tuple(entry["outcomes"])
    return Sensitivity(entry["method"], entry.get("samples", 1), outcomes, factors)
