"""What a scenario document may hold, derived from the declarations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from numbers import Integral, Real
from typing import Any

from cisim.configuration.combinations import (
    Dated,
    DatedSettings,
    broken_constraints,
    change_mistakes,
    roster_mistakes,
)
from cisim.configuration.declare import Choice
from cisim.configuration.mistakes import (
    ConfigurationError,
    Location,
    Mistake,
    shown,
    told,
)
from cisim.configuration.parameters import (
    Parameters,
    declared,
    group_types,
    replaced,
)
from cisim.configuration.rosters import TABLES, Roster
from cisim.configuration.structure import (
    Model,
    admissible,
    changeable,
    list_of,
    settings_by_name_model,
    strict_model,
    structural_mistakes,
)

__all__ = ["ConfigurationError", "checked_change", "checked_settings"]


@cache
def document_model() -> Model:
    """Everything that may stand in a scenario file."""
    change = strict_model(
        "Change", at_month=(int, ...), set=(settings_by_name_model(changeable()), ...)
    )
    return strict_model(
        "Document",
        title=(str, None),
        note=(str, None),
        extends=(str, None),
        **dict.fromkeys(TABLES, (str, None)),
        change=(list_of(change), None),
        basis=(dict[str, Any], None),
        **_groups(),
    )


@cache
def settings_model() -> Model:
    """Settings by group, and nothing else."""
    return strict_model("Settings", **_groups())


def _groups() -> dict[str, Any]:
    return {group: (_group_model(group), None) for group in group_types()}


@cache
def _group_model(group: str) -> Model:
    members = (p for p in declared().values() if p.group == group)
    return strict_model(group, **{p.key: (admissible(p), None) for p in members})


def sound_settings(
    groups: Mapping[str, Any], broken: Iterable[Location]
) -> dict[str, float]:
    """Settings in which no mistake was found, by dotted name."""
    outside = set(broken)
    return {
        f"{group}.{key}": declared()[f"{group}.{key}"].read(value)
        for group in group_types()
        if group in groups and (group,) not in outside
        for key, value in groups[group].items()
        if (group, key) not in outside
    }


def combination_mistakes(
    parameters: Parameters,
    settings: dict[str, float],
    broken: Iterable[Location],
    where: str,
) -> Iterator[Mistake]:
    """Combinations that cannot be and that a setting of the document is part of.

    Combinations with a setting that is itself a mistake are left for later.
    """
    unsound = {".".join(map(str, location)) for location in broken}
    for constraint in broken_constraints(parameters, settings):
        if unsound.isdisjoint(constraint.names):
            last = next(name for name in reversed(settings) if name in constraint.names)
            group, _, key = last.partition(".")
            words = f"{where} › {constraint.told(parameters)}"
            yield Mistake((group, key), words)


def checked_settings(
    groups: Mapping[str, Mapping[str, Any]],
    where: str,
    base: Parameters,
    changes: Sequence[Dated] = (),
    roster: Roster | None = None,
) -> dict[str, float]:
    """Return settings given by group as settings by dotted name.

    Parameters
    ----------
    groups
        Values by group and key, as in the tables of a scenario file.
    where
        Where they were given, for the first words of each mistake.
    base
        Parameters that the settings will be put into.
    changes
        Dated changes that will follow; they must stay possible.
    roster
        Roster that holds; settings that follow from it must stay as they are.

    Raises
    ------
    ConfigurationError
        If a name is unknown, a value not admissible, or a combination impossible.

    """
    document = {group: _plain(values) for group, values in groups.items()}
    mistakes = structural_mistakes(settings_model(), document, where)
    broken = {mistake.location for mistake in mistakes}
    settings = sound_settings(document, broken)
    parameters = replaced(base, settings)
    mistakes.extend(combination_mistakes(parameters, settings, broken, where))
    mistakes.extend(roster_mistakes(parameters, settings, roster, where))
    if not mistakes:
        mistakes.extend(_impossible(parameters, _by_month(changes), where))
    if mistakes:
        raise ConfigurationError(told(mistakes, document))
    return settings


def checked_change(
    at_month: int,
    groups: Mapping[str, Mapping[str, Any]],
    where: str,
    base: Parameters,
    changes: Sequence[Dated] = (),
) -> dict[str, float]:
    """Return settings given by group for a change at the beginning of a month.

    ``base`` holds at the start, ``changes`` are those that are known already; the
    change is made after those of its month.

    Raises
    ------
    ConfigurationError
        If a name is unknown, a value not admissible, a setting shapes the start, the
        month lies outside the horizon, or a combination is impossible.

    """
    document = {group: _plain(values) for group, values in groups.items()}
    mistakes = structural_mistakes(settings_model(), document, where)
    settings = sound_settings(document, {mistake.location for mistake in mistakes})
    mistakes.extend(_shaping_the_start(settings, at_month, where))
    if not mistakes:
        own = DatedSettings(f"from month {at_month}", at_month, settings)
        mistakes.extend(_impossible(base, [*_by_month(changes), own], where))
    if mistakes:
        raise ConfigurationError(told(mistakes, document))
    return settings


def _shaping_the_start(
    settings: Mapping[str, float], at_month: int, where: str
) -> Iterator[Mistake]:
    for name, value in settings.items():
        if declared()[name].declaration.initial:
            group, _, key = name.partition(".")
            words = f"shapes the start, it cannot change from month {at_month} on"
            yield Mistake((group, key), f"{where} › {name} = {shown(value)}: {words}")


def _impossible(
    parameters: Parameters, changes: Sequence[DatedSettings], where: str
) -> Iterator[Mistake]:
    for _, words in change_mistakes(parameters, changes):
        yield Mistake((), f"{where} › {words}")


def _by_month(changes: Iterable[Dated]) -> list[DatedSettings]:
    return [
        DatedSettings(f"change in month {c.at_month}", c.at_month, c.settings)
        for c in changes
    ]


def _plain(values: object) -> object:
    """Return a mapping as a dict with values as they stand in a document."""
    if isinstance(values, Mapping):
        return {key: _plain_value(value) for key, value in values.items()}
    return values


def _plain_value(value: object) -> object:
    """Return the word of a choice, and numbers of other libraries as Python's own."""
    match value:
        case bool():
            return value
        case Choice():
            return value.word
        case Integral():
            return int(value)
        case Real():
            return float(value)
    return value
