"""The scenarios that an experiment file names or holds, with one horizon for all."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cisim.configuration.experiments.forms import HORIZON
from cisim.configuration.experiments.page import Page
from cisim.configuration.experiments.wording import place
from cisim.configuration.files import load_beside, load_within
from cisim.configuration.mistakes import (
    ConfigurationError,
    Location,
    Mistake,
    printable,
)
from cisim.configuration.parameters import value_of
from cisim.configuration.scenarios import Scenario

THE_SCENARIO: Location = ("scenario",)
"""Where the scenario stands that all points have unless something else is said."""


class Bases(NamedTuple):
    """Scenarios by the location where they are named, and what is wrong with them."""

    scenarios: dict[Location, Scenario]
    mistakes: list[Mistake]


def bases_of(page: Page, name: str) -> Bases:
    """Read every scenario of a file; ``name`` is given to those that stand in it."""
    bases = Bases({}, [])
    for location in _locations(page):
        try:
            scenario = _scenario(page, location, name)
            bases.scenarios[location] = _with_horizon(page, scenario)
        except ConfigurationError as error:
            lines = (Mistake(location, line) for line in error.mistakes)
            bases.mistakes.extend(lines)
    bases.mistakes.extend(_several_horizons(page, bases.scenarios))
    bases.mistakes.extend(_on_both_sides(page))
    return bases


def _locations(page: Page) -> Iterator[Location]:
    if "scenario" in page.content:
        yield THE_SCENARIO
    for table in ("context", "alternative"):
        for location, row in page.rows(table):
            if "scenario" in row:
                yield (*location, "scenario")


def _scenario(page: Page, location: Location, name: str) -> Scenario:
    match page.at(*location):
        case str(given):
            where = page.mistake(location, "").words.removesuffix(": ")
            return load_beside(given, page.path.parent, where)
        case Mapping() as content:
            where = f"{page.where} › {place(location)}"
            return load_within(name, content, page.path, where)
    words = "must be a shipped name, a path relative to this file, or a table"
    raise ConfigurationError([page.mistake(location, words).words])


def _with_horizon(page: Page, scenario: Scenario) -> Scenario:
    if not page.has("horizon_years"):
        return scenario
    group, _, key = HORIZON.partition(".")
    years = {group: {key: page.at("horizon_years")}}
    where = f"{page.where} › horizon_years › {printable(scenario.name)}"
    return scenario.with_groups(years, where)


def _several_horizons(
    page: Page, scenarios: Mapping[Location, Scenario]
) -> Iterator[Mistake]:
    """Runs are censored at one horizon; otherwise they could not be compared."""
    years = {at: value_of(s.parameters, HORIZON) for at, s in scenarios.items()}
    first = years.get(THE_SCENARIO)
    for location, own in years.items():
        if first is not None and own != first:
            words = f"runs {own:g} years, the others {first:g}; give horizon_years"
            yield Mistake(location, f"{page.where} › {place(location)}: {words}")


def _on_both_sides(page: Page) -> Iterator[Mistake]:
    in_contexts = [at for at, row in page.rows("context") if "scenario" in row]
    if any("scenario" in row for _, row in page.rows("alternative")):
        for location in in_contexts:
            words = "an alternative has a scenario, too: only one of them can hold"
            yield page.mistake((*location, "scenario"), words)
