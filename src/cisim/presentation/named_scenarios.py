"""The shipped scenarios as their pages show them: families, and what settings rest on.

A variant bears the name of its base and a word more, as ``casebook-climate`` does; it
stands on the page of its base.
"""

from collections.abc import Mapping
from typing import Final

from cisim.configuration.files import load, shipped
from cisim.configuration.parameters import declared
from cisim.configuration.scenarios import Scenario
from cisim.configuration.sources import ASSUMED, STATED
from cisim.presentation.markdown import sourced, table

_HOME: Final = "../"
"""Way from a page to the folder of the other documents."""

_ORDER: Final = {STATED: 0, ASSUMED: 2}
"""Stated settings come first, those from a figure or a work next, assumed ones last."""


def base_of(name: str) -> str:
    """Name of the scenario on whose page this one stands."""
    bases = (other for other in shipped() if name.startswith(f"{other}-"))
    return min(bases, key=len, default=name)


def family(name: str) -> tuple[str, ...]:
    """Names of the scenarios on the page of this one, the base first."""
    base = base_of(name)
    variants = (other for other in shipped() if other != base)
    return base, *(other for other in variants if base_of(other) == base)


def settings(name: str) -> str:
    """Table of what a scenario sets beyond its base, and what each rests on."""
    scenario = load(name)
    rows = [
        (
            f"`{setting}`",
            _value(scenario, setting),
            declared()[setting].declaration.unit,
            declared()[setting].declaration.meaning,
            sourced(basis, _HOME),
        )
        for setting, basis in sorted(
            own_basis(name).items(), key=lambda item: _ORDER.get(item[1], 1)
        )
    ]
    return table(("setting", "value", "unit", "meaning", "basis"), rows)


def own_basis(name: str) -> Mapping[str, str]:
    """What the settings rest on that a scenario does not have from its base."""
    scenario, base = load(name), load(base_of(name))
    if base.name == name:
        return scenario.basis
    return {
        setting: basis
        for setting, basis in scenario.basis.items()
        if _value(scenario, setting) != _value(base, setting)
        or base.basis.get(setting) != basis
    }


def _value(scenario: Scenario, setting: str) -> str:
    """Value of a setting at the start and after each change."""
    shown = declared()[setting].shown
    later = (
        f", from month {change.at_month} {shown(change.settings[setting])}"
        for change in scenario.changes
        if setting in change.settings
    )
    return shown(scenario.all_settings()[setting]) + "".join(later)


def overview() -> str:
    """Table of all shipped scenarios with what their own settings rest on."""
    headings = ("scenario", "title", "stated", "from a source", "assumed")
    return table(headings, [_overview_of(name) for name in shipped()])


def _overview_of(name: str) -> tuple[str, ...]:
    bases = list(own_basis(name).values())
    stated, assumed = bases.count(STATED), bases.count(ASSUMED)
    counts = (stated, len(bases) - stated - assumed, assumed)
    link = f"[`{name}`]({base_of(name)}.md)"
    return link, load(name).title, *map(str, counts)
