"""What a scenario document may hold, derived from the declarations.

This is the door of pydantic: its models are made from `declared`, and its findings
are put into the words of this project.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from numbers import Integral, Real
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from cisim.configuration.combinations import (
    Dated,
    DatedSettings,
    broken_constraints,
    change_mistakes,
    roster_mistakes,
)
from cisim.configuration.declare import Choice
from cisim.configuration.mistakes import (
    MOST_LINES,
    ConfigurationError,
    Location,
    Mistake,
    ranking,
    shown,
    told,
)
from cisim.configuration.parameters import (
    Parameter,
    Parameters,
    declared,
    group_types,
    replaced,
)
from cisim.configuration.rosters import TABLES, Roster
from cisim.configuration.wording import words_for

__all__ = ["ConfigurationError", "checked_change", "checked_settings"]

_STRICT: Final = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


@cache
def document_model() -> type[BaseModel]:
    """Everything that may stand in a scenario file."""
    change = _model("Change", at_month=(int, ...), set=(_change_settings_model(), ...))
    return _model(
        "Document",
        title=(str, None),
        note=(str, None),
        extends=(str, None),
        **dict.fromkeys(TABLES, (str, None)),
        change=(_list_of(change), None),
        basis=(dict[str, Any], None),
        **_groups(),
    )


def _list_of(item: Any) -> Any:  # noqa: ANN401 - a type that is made here
    return list[item]


@cache
def settings_model() -> type[BaseModel]:
    """Settings by group, and nothing else."""
    return _model("Settings", **_groups())


def _groups() -> dict[str, Any]:
    return {group: (_group_model(group), None) for group in group_types()}


@cache
def _group_model(group: str) -> type[BaseModel]:
    members = (p for p in declared().values() if p.group == group)
    return _model(group, **{p.key: (_admissible(p), None) for p in members})


def _change_settings_model() -> type[BaseModel]:
    """Settings of a dated change: dotted names are no Python names, hence aliases."""
    changeable = (p for p in declared().values() if not p.declaration.initial)
    return _model(
        "ChangeSettings",
        **{f"{p.group}__{p.key}": (_admissible(p, p.name), None) for p in changeable},
    )


def _admissible(parameter: Parameter, alias: str | None = None) -> Any:  # noqa: ANN401 - a type that is made here
    if parameter.is_choice:
        return Annotated[Literal[*parameter.words], Field(alias=alias)]
    low, high = parameter.declaration.low, parameter.declaration.high
    return Annotated[parameter.type, Field(ge=low, le=high, alias=alias)]


def _model(name: str, **fields: Any) -> type[BaseModel]:  # noqa: ANN401 - pydantic's own form
    model: type[BaseModel] = create_model(name, __config__=_STRICT, **fields)
    return model


def structural_mistakes(
    model: type[BaseModel], document: Mapping[str, Any], where: str
) -> list[Mistake]:
    """Unknown names, wrong types and values out of range, one mistake for each.

    Mistakes beyond the number that is told have no words.
    """
    rank = ranking(document)
    findings = sorted(_findings(model, document), key=lambda found: rank(found[0]))
    told_first = [
        Mistake(location, f"{where} › {words_for(location, finding, document)}")
        for location, finding in findings[:MOST_LINES]
    ]
    return told_first + [Mistake(found[0], "") for found in findings[MOST_LINES:]]


def _findings(
    model: type[BaseModel], document: Mapping[str, Any]
) -> list[tuple[Location, str]]:
    try:
        model.model_validate(document)
    except ValidationError as error:
        # Values and addresses of help pages are left out: they may be long.
        details = error.errors(include_url=False, include_input=False)
        return [(detail["loc"], detail["type"]) for detail in details]
    return []


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
