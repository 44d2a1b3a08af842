"""The JSON Schema of scenario files, for editors and other programs.

It tells the form of a file: names, types, ranges. What settings must fulfil together,
and with what a file extends, is checked by `cisim.configuration.files.load` alone.
"""

from collections.abc import Iterable
from typing import Any, Final

from cisim.configuration.documents import BASES
from cisim.configuration.parameters import Parameter, declared, group_types
from cisim.configuration.rosters import TABLES

type Schema = dict[str, Any]

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_BASIS: Final = "basis"


def scenario_schema() -> Schema:
    """Return the schema (draft 2020-12) of everything that may stand in a file."""
    return {
        "$schema": _DRAFT,
        "$defs": {
            _BASIS: {"enum": list(BASES)},
            **{p.name: definition(p) for p in declared().values()},
        },
        "title": "cisim scenario",
        **_table(
            "A setting of the parameters, with dated changes.",
            {
                "title": _text("Heading of tables and figures; the name by default."),
                "note": _text("What the scenario is and what it rests on."),
                "extends": _text("A shipped name, or a path relative to the file."),
                **{table: _text(_path_of(table)) for table in TABLES},
                **{group: _group_schema(group) for group in group_types()},
                "change": _changes_schema(),
                "basis": _basis_schema(),
            },
        ),
        "minProperties": 1,
    }


def _table(description: str, properties: Schema) -> Schema:
    return {
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _defined(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _text(description: str) -> Schema:
    return {"description": description, "type": "string"}


def _path_of(table: str) -> str:
    summary = _summary(TABLES[table]).removesuffix(".")
    return f"Path of a CSV file, relative to the file. A row: {summary}."


def _group_schema(group: str) -> Schema:
    members = {p.key: setting_schema(p) for p in _declared_in(group)}
    return _table(_summary(group_types()[group]), members)


def _declared_in(group: str) -> Iterable[Parameter]:
    return (p for p in declared().values() if p.group == group)


def _summary(group_type: type[Any]) -> str:
    return (group_type.__doc__ or "").partition("\n")[0]


def setting_schema(parameter: Parameter) -> Schema:
    """Return the schema of a setting at the start: its definition, and its default."""
    return _defined(parameter.name) | {"default": parameter.written(parameter.default)}


def definition(parameter: Parameter) -> Schema:
    """Return what is allowed for a setting, with unit or words in the description."""
    declaration = parameter.declaration
    description = f"{declaration.meaning} ({declaration.unit})"
    if parameter.is_choice:
        words = "; ".join(f"{w}: {meaning}" for w, meaning in parameter.words.items())
        return {"description": f"{description} {words}", "enum": [*parameter.words]}
    return {
        "description": description,
        "type": "integer" if parameter.type is int else "number",
        "minimum": declaration.low,
        "maximum": declaration.high,
    }


def _changes_schema() -> Schema:
    longest = declared()["result.horizon_years"].declaration.high
    at_month = {
        "description": "Month at whose beginning the change takes effect (months)",
        "type": "integer",
        "minimum": 1,
        "maximum": int(12 * longest) - 1,
    }
    change = _table(
        "Settings that take effect at the beginning of a month.",
        {"at_month": at_month, "set": _change_settings_schema()},
    )
    return {"type": "array", "items": change | {"required": ["at_month", "set"]}}


def _change_settings_schema() -> Schema:
    changeable = (p for p in declared().values() if not p.declaration.initial)
    settings = {p.name: _defined(p.name) for p in changeable}
    return _table("Values by dotted name.", settings) | {"minProperties": 1}


def _basis_schema() -> Schema:
    names = dict.fromkeys(declared(), _defined(_BASIS))
    return _table("What settings rest on, by dotted name.", names)
