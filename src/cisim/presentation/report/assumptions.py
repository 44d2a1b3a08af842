"""What a scenario assumes, with source marks: its own settings, and all parameters."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from cisim.configuration.parameters import Parameter, declared
from cisim.configuration.scenarios import Change, Scenario
from cisim.configuration.sources import ASSUMED, STATED, citation, is_source
from cisim.presentation.labels import level_label, parameter_name
from cisim.presentation.report.sections import (
    Block,
    FoldOut,
    Paragraph,
    Points,
    Section,
    TableOf,
)
from cisim.presentation.wording import counted

OWN: Final = "set for this question"
"""Basis of a setting that was put in by hand, such as by ``--set``."""

_HEADINGS: Final = ("setting", "value", "default", "unit", "basis", "meaning")
_ALL_HEADINGS: Final = ("parameter", "value", "unit", "range", "source", "meaning")


def section(scenario: Scenario) -> Section:
    """What was assumed about the place and the people, and what that rests on."""
    return Section(
        "What is assumed",
        (
            Paragraph(how_many_assumed()),
            *_own(scenario),
            *_dated(scenario.changes),
            FoldOut("All parameters, with range and source", (_all(scenario),)),
            FoldOut("Sources", (Points(tuple(_cited(scenario))),)),
        ),
    )


def how_many_assumed() -> str:
    """Say how many parameters rest on a source and how many do not."""
    sources = [parameter.declaration.source for parameter in declared().values()]
    assumed = sources.count(ASSUMED)
    return (
        f"The model has {len(sources)} parameters. {len(sources) - assumed} name a"
        f" source, which often gives a direction while the size is ours; {assumed} are"
        " assumed. Other assumptions would give other numbers, and no interval in this"
        " report tells of that."
    )


def _own(scenario: Scenario) -> Iterator[Block]:
    """What the scenario sets, its stated settings first; defaults with a basis, too."""
    basis = dict.fromkeys(scenario.settings(), OWN) | dict(scenario.basis)
    if not basis:
        yield Paragraph("Every setting of this scenario has its default.")
        return
    caption = (
        f"What this scenario sets itself, unless it was varied. Stated: the documents"
        f" of the place say so; assumed: nobody does; {OWN}: put in by hand."
    )
    ordered = sorted(basis.items(), key=lambda item: _rank(item[1]))
    rows = (_setting(scenario, declared()[name], rests) for name, rests in ordered)
    yield TableOf(caption, _HEADINGS, tuple(rows))


def _rank(basis: str) -> int:
    """Stated settings come first, then those with a source, assumed ones last."""
    return {OWN: 0, STATED: 1, ASSUMED: 3}.get(basis, 2)


def _setting(scenario: Scenario, parameter: Parameter, basis: str) -> tuple[str, ...]:
    value = scenario.all_settings()[parameter.name]
    return (
        parameter_name(parameter.name),
        level_label(parameter.name, value),
        level_label(parameter.name, parameter.default),
        parameter.declaration.unit,
        basis,
        parameter.declaration.meaning,
    )


def _dated(changes: Iterable[Change]) -> Iterator[Block]:
    lines = tuple(
        f"From month {change.at_month}: {_settings(change.settings)}."
        for change in changes
    )
    if lines:
        yield Paragraph("In mid-course some settings change:")
        yield Points(lines)


def _settings(settings: Mapping[str, float]) -> str:
    return ", ".join(
        f"{parameter_name(name)} = {level_label(name, value)}"
        for name, value in settings.items()
    )


def _all(scenario: Scenario) -> TableOf:
    values = scenario.all_settings()
    rows = (_parameter(p, values[p.name]) for p in declared().values())
    caption = counted(len(values), "parameter")
    return TableOf(caption, _ALL_HEADINGS, tuple(rows))


def _parameter(parameter: Parameter, value: float) -> tuple[str, ...]:
    declaration = parameter.declaration
    return (
        parameter.name,
        level_label(parameter.name, value),
        declaration.unit,
        _allowed(parameter),
        declaration.source,
        declaration.meaning,
    )


def _allowed(parameter: Parameter) -> str:
    if parameter.is_choice:
        return ", ".join(parameter.words)
    low, high = parameter.declaration.low, parameter.declaration.high
    return " to ".join(level_label(parameter.name, end) for end in (low, high))


def _cited(scenario: Scenario) -> Iterator[str]:
    named = [parameter.declaration.source for parameter in declared().values()]
    keys = {*named, *scenario.basis.values()} - {ASSUMED, STATED}
    yield from (f"{key}: {citation(key)}" for key in sorted(keys) if is_source(key))
