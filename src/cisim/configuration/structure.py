"""The door of pydantic: strict models of documents, and what they find.

Models are made from `declared`; what they find is put into the words of this project.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from cisim.configuration.mistakes import MOST_LINES, Location, Mistake, ranking
from cisim.configuration.parameters import Parameter, declared
from cisim.configuration.wording import words_for

type Model = type[BaseModel]

_STRICT: Final = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


# ---- Models ----


def list_of(item: Any, least: int = 0) -> Any:  # noqa: ANN401 - a type that is made here
    """Return the type of lists of a type that is made here."""
    return Annotated[list[item], Field(min_length=least)]


def table_of(item: Any) -> Any:  # noqa: ANN401 - a type that is made here
    """Return the type of tables, under any keys, of a type that is made here."""
    return dict[str, item]


def changeable() -> list[Parameter]:
    """Parameters that a dated change may set."""
    return [p for p in declared().values() if not p.declaration.initial]


def settings_by_name_model(
    parameters: Iterable[Parameter],
    type_of: Callable[[Parameter], Any] | None = None,
) -> Model:
    """Settings by dotted name; these are no Python names, hence aliases.

    ``type_of`` gives what a setting holds if it is not one admissible value.
    """
    made = type_of or admissible
    fields = {
        f"{p.group}__{p.key}": (Annotated[made(p), Field(alias=p.name)], None)
        for p in parameters
    }
    return strict_model("SettingsByName", **fields)


def admissible(parameter: Parameter) -> Any:  # noqa: ANN401 - a type that is made here
    """Return the type of the values that a parameter may have."""
    if parameter.is_choice:
        return Literal[*parameter.words]
    low, high = parameter.declaration.low, parameter.declaration.high
    return bounded(parameter.type, ge=low, le=high)


def bounded(type_: type, **bounds: Any) -> Any:  # noqa: ANN401 - a type that is made here
    """Return a type with pydantic's bounds: ``ge``, ``gt``, ``le``, ``pattern``."""
    return Annotated[type_, Field(**bounds)]


def strict_model(name: str, /, **fields: Any) -> Model:  # noqa: ANN401 - pydantic's own form
    """Return a model that converts nothing and knows only these fields."""
    model: Model = create_model(name, __config__=_STRICT, **fields)
    return model


# ---- Mistakes ----


def structural_mistakes(
    model: Model,
    document: Mapping[str, Any],
    where: str,
    words: Callable[[Location, str, Mapping[str, Any]], str] = words_for,
) -> list[Mistake]:
    """Unknown names, wrong types and values out of range, one mistake for each.

    ``words`` tells of a place and pydantic's name for what is wrong there. Mistakes
    beyond the number that is told have no words.
    """
    rank = ranking(document)
    findings = sorted(_findings(model, document), key=lambda found: rank(found[0]))
    told_first = [
        Mistake(location, f"{where} › {words(location, finding, document)}")
        for location, finding in findings[:MOST_LINES]
    ]
    return told_first + [Mistake(found[0], "") for found in findings[MOST_LINES:]]


def _findings(model: Model, document: Mapping[str, Any]) -> list[tuple[Location, str]]:
    try:
        model.model_validate(document)
    except ValidationError as error:
        # Values and addresses of help pages are left out: they may be long.
        details = error.errors(include_url=False, include_input=False)
        return [(detail["loc"], detail["type"]) for detail in details]
    return []
