"""Alternatives and contexts: what is wrong with them, and what they are."""

from collections.abc import Iterator, Mapping
from typing import Any

from cisim.configuration.experiments.asked import Alternative, Alternatives, Context
from cisim.configuration.experiments.bases import THE_SCENARIO
from cisim.configuration.experiments.composing import with_changes
from cisim.configuration.experiments.factors import FRAME
from cisim.configuration.experiments.forms import HORIZON
from cisim.configuration.experiments.page import Page
from cisim.configuration.mistakes import Location, Mistake
from cisim.configuration.parameters import declared
from cisim.configuration.scenarios import Change, Scenario

# ---- What is wrong ----


def naming_mistakes(page: Page) -> Iterator[Mistake]:
    """What is wrong with alternatives, contexts and signs beyond their form."""
    for table in ("alternative", "context", "sign"):
        yield from _same_names(page, table)
        yield from _of_the_frame(page, table)
    yield from _without_effect(page)
    yield from _reference_mistakes(page)
    for location, row in page.rows("alternative"):
        yield from _change_mistakes(page, location, row)


def _same_names(page: Page, table: str) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for location, row in page.rows(table):
        index = int(location[-1])
        earlier = first.setdefault(row["name"], index)
        if earlier != index:
            words = f"is the name of {table} {earlier + 1} already"
            yield page.mistake((*location, "name"), words)


def _of_the_frame(page: Page, table: str) -> Iterator[Mistake]:
    for location, row in page.rows(table):
        if HORIZON in row.get("set", {}):
            yield page.mistake((*location, "set", HORIZON), FRAME)


def _without_effect(page: Page) -> Iterator[Mistake]:
    """Settings of contexts that the design, which is put over them, varies itself."""
    varied = set(_varied(page))
    for location, row in page.rows("context"):
        for name in row.get("set", {}):
            if name in varied:
                words = "is varied by the design, so that no context sets it"
                yield page.mistake((*location, "set", name), words)


def _varied(page: Page) -> Iterator[str]:
    for design in ("grid", "one_at_a_time"):
        if page.has(design):
            yield from page.at(design)
    for design in ("sample", "sensitivity"):
        yield from (row["parameter"] for _, row in page.rows(design, "factor"))


def _reference_mistakes(page: Page) -> Iterator[Mistake]:
    if not page.has("alternative"):
        return
    references = [at for at, row in page.rows("alternative") if row.get("reference")]
    if not references:
        words = "none is the reference: give one of them reference = true"
        yield Mistake(("alternative",), f"{page.where} › alternative: {words}")
    for location in references[1:]:
        words = f"alternative {int(references[0][-1]) + 1} is the reference already"
        yield page.mistake((*location, "reference"), words)


def _change_mistakes(
    page: Page, at: Location, row: Mapping[str, Any]
) -> Iterator[Mistake]:
    first: dict[tuple[int, str], int] = {}
    for index, change in enumerate(row.get("change", ())):
        if not change["set"]:
            yield page.lack((*at, "change", index, "set"), "is empty")
        for name in change["set"]:
            earlier = first.setdefault((change["at_month"], name), index)
            if earlier != index:
                words = f"is set in the same month by change {earlier + 1}"
                yield page.mistake((*at, "change", index, "set", name), words)


# ---- What they are ----


def alternatives_of(page: Page, scenarios: Mapping[Location, Scenario]) -> Alternatives:
    """Return the alternatives of a file in which nothing is wrong."""
    return Alternatives(
        tuple(
            Alternative(
                name=row["name"],
                scenario=with_changes(_scenario(scenarios, location), _changes(row)),
                settings=_read(row.get("set", {})),
                sites=row.get("sites", 1),
                is_reference=row.get("reference", False),
                title=row.get("title", ""),
            )
            for location, row in page.rows("alternative")
        )
    )


def contexts_of(
    page: Page, scenarios: Mapping[Location, Scenario]
) -> tuple[Context, ...]:
    """Return the contexts of a file in which nothing is wrong."""
    return tuple(
        Context(row["name"], _scenario(scenarios, at), _read(row.get("set", {})))
        for at, row in page.rows("context")
    )


def _scenario(scenarios: Mapping[Location, Scenario], at: Location) -> Scenario:
    return scenarios.get((*at, "scenario"), scenarios[THE_SCENARIO])


def _changes(row: Mapping[str, Any]) -> tuple[Change, ...]:
    changes = row.get("change", ())
    return tuple(Change(c["at_month"], _read(c["set"])) for c in changes)


def _read(settings: Mapping[str, Any]) -> dict[str, float]:
    return {name: declared()[name].read(value) for name, value in settings.items()}
