"""Places in an experiment file, and what is allowed there, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from cisim.configuration.experiments.forms import DESIGNS, FILE
from cisim.configuration.experiments.holds import (
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
from cisim.configuration.mistakes import (
    Location,
    did_you_mean,
    key_shown,
    nearest,
    shown,
)
from cisim.configuration.parameters import Parameter, declared, group_types
from cisim.configuration.wording import (
    admissible_words,
    in_change,
    meant,
    one_of,
    unquoted_or_unknown,
)

_MOST_LISTED: Final = 15
"""Words that are told one by one; of more, only the nearest and where they stand."""

_ONE_LEVEL: Final = '"funding.duration_years" = [1, 3, 5]'
_ONE_SETTING: Final = '"funding.duration_years" = 5'


# ---- Places ----


def place(location: Location) -> str:
    """Return a location as a reader of the file would say it; tables count from 1."""
    return " › ".join(_steps(location))


def _steps(location: Location) -> Iterator[str]:
    keys: Mapping[str, Key] = FILE
    rest = list(location)
    while rest:
        name = rest.pop(0)
        holds = keys[str(name)].holds if name in keys else None
        if isinstance(holds, Tables) and rest and isinstance(rest[0], int):
            name = f"{name} {int(rest.pop(0)) + 1}"
        if isinstance(name, str) and not _is_left_out(name, holds, rest):
            yield name if holds else key_shown(name)
        keys = holds.keys if isinstance(holds, Table | Tables) else {}


def _is_left_out(name: str, holds: Holds | None, rest: list[str | int]) -> bool:
    return name == "set" and isinstance(holds, Settings) and bool(rest)


def told_at(location: Location, content: Mapping[str, Any]) -> str:
    """Return a place with the value that stands there."""
    return f"{place(location)} = {shown(value_at(location, content))}"


def value_at(location: Location, content: Any) -> object:  # noqa: ANN401 - any TOML
    """Return the value that stands at a location."""
    for key in location:
        content = content[key]
    found: object = content
    return found


# ---- What is allowed ----


def words_for(location: Location, finding: str, content: Mapping[str, Any]) -> str:
    """Return the place in a document with its value and what is allowed there.

    ``finding`` is pydantic's name for what is wrong with the value.
    """
    if finding == "missing":
        return f"{place(location)}: is missing"
    value = value_at(location, content)
    return f"{told_at(location, content)}: {_allowed(location, finding, value)}"


def _allowed(location: Location, finding: str, value: object) -> str:
    keys: Mapping[str, Key] = FILE
    for step, name in enumerate(location):
        if isinstance(name, int):
            continue
        if name not in keys:
            return _unknown_key(location[: step + 1], keys, value)
        holds = keys[name].holds
        if not isinstance(holds, Table | Tables):
            return _allowed_in(holds, location[step + 1 :], finding, value)
        keys = holds.keys
    return _table_words(location, finding)


def _table_words(location: Location, finding: str) -> str:
    path = ".".join(part for part in location if isinstance(part, str))
    if finding == "too_short":
        return f"must hold at least one [[{path}]]"
    if isinstance(location[-1], int):
        return "must be a table"
    if isinstance(_holds_at(location), Tables):
        return f"must be written with double brackets: [[{path}]]"
    return f"must be a table: [{path}]"


def _holds_at(location: Location) -> Holds | None:
    keys: Mapping[str, Key] = FILE
    holds: Holds | None = None
    for name in location:
        if isinstance(name, str):
            holds = keys[name].holds
            keys = holds.keys if isinstance(holds, Table | Tables) else {}
    return holds


def _unknown_key(location: Location, keys: Iterable[str], value: object) -> str:
    name = str(location[-1])
    if name in group_types() and isinstance(value, Mapping):
        return "settings stand in a scenario, or by quoted name in [alternative.set]"
    if location == ("design",):
        return f"is unknown; a design is one of {', '.join(DESIGNS)}"
    if near := nearest(name, keys):
        return f"is unknown{did_you_mean(near)}"
    return f"is unknown; known here are {', '.join(keys)}"


def _allowed_in(holds: Holds, inner: Location, finding: str, value: object) -> str:
    """What is allowed within a value; ``inner`` leads to the place that is wrong."""
    match holds, inner:
        case ((Settings() | Levels()), (name, *rest)):
            return _about_setting(holds, str(name), finding, value, rest)
        case Several(item, example), () if finding != "too_short":
            return f"must be a list, such as {example}"
        case Several(item), (int(),):
            return allowed(item, finding, value)
        case Weights(), (_,):
            return "must be a number"
    return allowed(holds, finding, value)


def _about_setting(
    holds: Settings | Levels, name: str, finding: str, value: object, rest: list[Any]
) -> str:
    if isinstance(holds, Settings) and holds.dated:
        return _in_change(name, finding, value)
    if name not in declared():
        return unquoted_or_unknown(name, value)
    if finding == "too_short":
        return "has no levels: at least one is needed"
    if isinstance(holds, Levels) and not rest:
        return f"must be a list of levels, such as {_ONE_LEVEL}"
    return admissible_words(declared()[name], finding, value)


def _in_change(name: str, finding: str, value: object) -> str:
    if finding == "extra_forbidden" and name in declared():
        return "cannot change on the way, it shapes the start; set it there"
    return in_change(name, finding, value)


def allowed(holds: Holds, finding: str, value: object) -> str:
    """Return what a key may hold, in words."""
    if finding == "too_short":
        return "is empty: at least one entry is needed"
    say: Callable[[Any, str, object], str] = _WORDS[type(holds)]
    return say(holds, finding, value)


def _text(holds: Text, _: str, value: object) -> str:
    if not holds.words:
        return "must be text"
    if len(holds.words) <= _MOST_LISTED:
        return one_of(holds.words, value)
    if not isinstance(value, str):
        return f"must be text; {holds.listing}"
    near = nearest(value, holds.words)
    if not near and value.rpartition(".")[2]:
        near = [name for name in meant(value) if name in holds.words]
    return f"is unknown{did_you_mean(near) or f'; {holds.listing}'}"


def _whole(holds: Whole, finding: str, _: object) -> str:
    noun = "" if finding.endswith("_equal") else "a whole number "
    if holds.high is None:
        return f"must be {noun}of at least {holds.low} ({holds.unit})".replace(
            "be of", "be"
        )
    return f"must be {noun}between {holds.low} and {holds.high} ({holds.unit})"


def _number(holds: Number, *_: object) -> str:
    unit = f" ({holds.unit})" if holds.unit else ""
    if holds.above is not None and holds.high is not None:
        ends = f" above {holds.above:g} and at most {holds.high:g}"
    elif holds.above is not None:
        ends = f" above {holds.above:g}"
    else:
        ends = ""
    return f"must be a number{ends}{unit}"


def _setting(holds: Setting, finding: str, value: object) -> str:
    parameter: Parameter = declared()[holds.parameter]
    return admissible_words(parameter, finding, value)


_WORDS: Final[Mapping[type, Callable[[Any, str, object], str]]] = {
    Text: _text,
    Whole: _whole,
    Number: _number,
    Setting: _setting,
    Name: lambda *_: "must be one word of letters, digits, - and _",
    Truth: lambda *_: "must be true or false",
    Values: lambda *_: "must be a list of numbers or words, such as [1, 3, 5]",
    Several: lambda holds, *_: f"must be a list, such as {holds.example}",
    Settings: lambda *_: f"must be a table of quoted names, such as {_ONE_SETTING}",
    Levels: lambda *_: f"must be a table of quoted names, such as {_ONE_LEVEL}",
    Weights: lambda *_: "must be a table of weights, such as { long = 1, short = -1 }",
    ScenarioHere: lambda *_: (
        "must be a shipped name, a path relative to this file, or a table like a"
        " scenario file"
    ),
}
