"""The JSON Schema of experiment files, for editors and other programs.

It tells the form of a file. What keys must fulfil together, and with scenarios, is
checked by `cisim.configuration.experiments.loading.load_experiment` alone.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from cisim.configuration.experiments.forms import DESIGNS, FILE, form_tables
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
from cisim.configuration.parameters import declared
from cisim.configuration.schema import Schema, scenario_schema
from cisim.configuration.structure import changeable

_SCENARIO: Final = "scenario"
_LEVELS: Final = "levels"
_SETTINGS: Final = {False: "settings", True: "dated_settings"}
"""Names of definitions, by whether only what can change is allowed."""


def experiment_schema() -> Schema:
    """Return the schema (draft 2020-12) of everything that may stand in a file."""
    scenario = scenario_schema()
    whole = {key: scenario.pop(key) for key in ("$schema", "$defs")}
    return {
        "$schema": whole["$schema"],
        "$defs": whole["$defs"] | {_SCENARIO: scenario} | _definitions(),
        "title": "cisim experiment",
        "description": "A question, the scenarios that answer it, how often they run.",
        **_table(FILE),
        "oneOf": [{"required": [design]} for design in DESIGNS],
    }


def _table(keys: Mapping[str, Key]) -> Schema:
    properties = {
        name: {"description": key.meaning, **_schema_of(key.holds)}
        for name, key in keys.items()
    }
    required = [name for name, key in keys.items() if key.required]
    schema: Schema = {"type": "object", "properties": properties}
    schema |= {"required": required} if required else {}
    return schema | {"additionalProperties": False}


def _definitions() -> Schema:
    """What stands in several places, told once."""
    holding = (key.holds for keys in form_tables().values() for key in keys.values())
    items = (holds.item if isinstance(holds, Several) else holds for holds in holding)
    named = {
        holds.name: {"enum": [*holds.words]}
        for holds in items
        if isinstance(holds, Text) and holds.name
    }
    settings = {name: _settings(dated) for dated, name in _SETTINGS.items()}
    return named | settings | {_LEVELS: _levels()}


def _schema_of(holds: Holds) -> Schema:
    return _SCHEMAS[type(holds)](holds)


def _whole(holds: Whole) -> Schema:
    ends = {"minimum": holds.low, "maximum": holds.high}
    return {"type": "integer"} | _given(ends)


def _number(holds: Number) -> Schema:
    ends = {
        "minimum": holds.low,
        "exclusiveMinimum": holds.above,
        "maximum": holds.high,
    }
    return {"type": "number"} | _given(ends)


def _given(ends: Mapping[str, float | None]) -> Schema:
    return {name: end for name, end in ends.items() if end is not None}


def _defined(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _text(holds: Text) -> Schema:
    if holds.name:
        return _defined(holds.name)
    return {"enum": [*holds.words]} if holds.words else {"type": "string"}


def _settings(dated: bool) -> Schema:  # noqa: FBT001 - which definition is meant
    parameters = changeable() if dated else declared().values()
    return {
        "type": "object",
        "properties": {p.name: _defined(p.name) for p in parameters},
        "additionalProperties": False,
    }


def _levels() -> Schema:
    alone = {"uniqueItems": True}
    lists = {name: _list(_defined(name)) | alone for name in declared()}
    return {
        "type": "object",
        "properties": lists,
        "additionalProperties": False,
        "minProperties": 1,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}


_SCHEMAS: Final[Mapping[type, Callable[[Any], Schema]]] = {
    Text: _text,
    Name: lambda _: {"type": "string", "pattern": NAME_PATTERN},
    Whole: _whole,
    Number: _number,
    Truth: lambda _: {"type": "boolean"},
    Several: lambda holds: _list(_schema_of(holds.item)),
    Values: lambda _: _list({"type": ["number", "string"]}),
    Setting: lambda holds: _defined(holds.parameter),
    Settings: lambda holds: _defined(_SETTINGS[holds.dated]),
    Levels: lambda _: _defined(_LEVELS),
    Weights: lambda _: {"type": "object", "additionalProperties": {"type": "number"}},
    ScenarioHere: lambda _: {"anyOf": [{"type": "string"}, _defined(_SCENARIO)]},
    Table: lambda holds: _table(holds.keys),
    Tables: lambda holds: _list(_table(holds.keys)),
}
"""How what a key may hold is told in a schema."""
