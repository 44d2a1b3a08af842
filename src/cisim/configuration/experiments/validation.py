"""Form of an experiment file: strict models made from its declared keys."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, Literal

from cisim.configuration.experiments.forms import FILE
from cisim.configuration.experiments.holds import (
    NAME_PATTERN,
    Holds,
    Key,
    Levels,
    Name,
    Number,
    ScenarioHere,
    Setting,
    Settings,
    Several,
    Table,
    Tables,
    Text,
    Truth,
    Values,
    Weights,
    Whole,
)
from cisim.configuration.experiments.wording import words_for
from cisim.configuration.mistakes import Mistake
from cisim.configuration.parameters import Parameter, declared
from cisim.configuration.structure import (
    Model,
    admissible,
    bounded,
    changeable,
    list_of,
    settings_by_name_model,
    strict_model,
    structural_mistakes,
    table_of,
)

_SIMPLE: Final[Mapping[type, Any]] = {
    Name: bounded(str, pattern=NAME_PATTERN),
    Truth: bool,
    # What these hold depends on other keys or files, which are looked at later.
    Values: list_of(Any, least=1),
    ScenarioHere: Any,
    Weights: table_of(float),
}


@cache
def file_model() -> Model:
    """Everything that may stand in an experiment file."""
    return _model("ExperimentFile", FILE)


def form_mistakes(content: Mapping[str, Any], where: str) -> list[Mistake]:
    """Unknown keys, wrong types and values out of range, one mistake for each."""
    return structural_mistakes(file_model(), content, where, words_for)


def _model(name: str, keys: Mapping[str, Key]) -> Model:
    fields = {name: (_type_of(key.holds), _default(key)) for name, key in keys.items()}
    return strict_model(name, **fields)


def _default(key: Key) -> Any:  # noqa: ANN401 - pydantic's own sign for none
    return ... if key.required else None


def _type_of(holds: Holds) -> Any:  # noqa: ANN401 - a type that is made here
    match holds:
        case Table(keys):
            return _model("Table", keys)
        case Tables(keys):
            return list_of(_model("Row", keys), least=1)
        case Settings(dated):
            return settings_by_name_model(changeable() if dated else _all())
        case Levels():
            return settings_by_name_model(_all(), _levels_of)
        case Several(item):
            return list_of(_type_of(item), least=1)
    return _SIMPLE.get(type(holds)) or _type_of_one(holds)


def _type_of_one(holds: Holds) -> Any:  # noqa: ANN401 - a type that is made here
    match holds:
        case Text(words):
            return Literal[*words] if words else str
        case Whole(_, low, high):
            return bounded(int, ge=low, le=high)
        case Number(_, low, high, above):
            return bounded(float, ge=low, le=high, gt=above)
        case Setting(parameter):
            return admissible(declared()[parameter])
    raise TypeError(holds)


def _all() -> list[Parameter]:
    return list(declared().values())


def _levels_of(parameter: Parameter) -> Any:  # noqa: ANN401 - a type that is made here
    return list_of(admissible(parameter), least=1)
