"""Design points by what they are called: labels for people, selectors for contrasts.

Both read the table of points alone, so that an analysis of stored runs can use them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pandas as pd

from cisim.configuration.experiments import Design, Grid, OneAtATime
from cisim.configuration.experiments.selectors import AS_IT_IS, parts
from cisim.configuration.mistakes import ConfigurationError, did_you_mean, nearest
from cisim.configuration.parameters import Parameter, declared

IDENTITY: Final = ("point", "context", "alternative")
"""Columns of the table of points that are no factors."""


def factor_names(table: pd.DataFrame) -> tuple[str, ...]:
    """Varied parameters by dotted name, in the order of the table of points."""
    return tuple(name for name in table.columns if name not in IDENTITY)


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Name of each parameter without its group, where that leaves no doubt."""
    keys = {name: declared()[name].key for name in names}
    count = Counter(keys.values())
    return {name: key if count[key] == 1 else name for name, key in keys.items()}


def unchanged(table: pd.DataFrame) -> np.ndarray:
    """Row of each point's context at which nothing is changed: the first of it."""
    first = table.groupby("context", sort=False)["point"].transform("min")
    return first.to_numpy()


# ---- Labels ----


def labels(design: Design, table: pd.DataFrame) -> list[str]:
    """Short name for people of every point, each different from the others.

    Points of a sample are numbered within their context: their values are no names.
    """
    own = _own_labels(design, table)
    contexts = table["context"].tolist()
    return [
        f"{label}, context={name}" if name else label
        for label, name in zip(own, contexts, strict=True)
    ]


def _own_labels(design: Design, table: pd.DataFrame) -> list[str]:
    if (table["alternative"] != "").any():
        return [str(name) for name in table["alternative"]]
    if isinstance(design, Grid | OneAtATime):
        return _setting_labels(table, only_changed=isinstance(design, OneAtATime))
    return [f"point {number}" for number in table["point"] - unchanged(table)]


def _setting_labels(table: pd.DataFrame, *, only_changed: bool) -> list[str]:
    names = factor_names(table)
    values = table[list(names)].to_numpy()
    told = np.ones_like(values, dtype=bool)
    if only_changed:
        told = values != values[unchanged(table)]
    keys, known = short_names(names), [declared()[name] for name in names]
    return [
        ", ".join(
            f"{keys[p.name]}={p.shown(v)}"
            for p, v, is_told in zip(known, row, which, strict=True)
            if is_told
        )
        or AS_IT_IS
        for row, which in zip(values, told, strict=True)
    ]


# ---- Selectors ----


def selected(table: pd.DataFrame, text: str, where: str = "contrast") -> np.ndarray:
    """Rows of the points that a selector names.

    Parts of a selector stand between commas: the setting of a parameter, whose group
    may be left out where that leaves no doubt, a context (``context=polarised``), or an
    alternative. ``as it is`` is the first point of each context, at which a
    one-at-a-time design changes nothing.

    Raises
    ------
    ConfigurationError
        If a name or value is unknown, or no point has all of the parts.
    """
    chosen = np.ones(len(table), dtype=bool)
    mistakes: list[str] = []
    for part in parts(text, _alternatives(table)):
        try:
            chosen &= _having(table, part, f"{where} › {part}")
        except ConfigurationError as error:
            mistakes.extend(error.mistakes)
    if not mistakes and not chosen.any():
        mistakes.append(f"{where} › {text}: no point has all of these settings")
    if mistakes:
        raise ConfigurationError(mistakes)
    return np.flatnonzero(chosen)


def _alternatives(table: pd.DataFrame) -> list[str]:
    return [str(name) for name in table["alternative"].unique() if name]


def _having(table: pd.DataFrame, part: str, where: str) -> np.ndarray:
    """Truth for each point whether it has a part of a selector."""
    key, is_setting, given = (word.strip() for word in part.partition("="))
    if part == AS_IT_IS:
        return (table["point"] == unchanged(table)).to_numpy()
    if part in _alternatives(table) or not is_setting:
        return _named(table["alternative"], part, where)
    if key in {"context", "alternative"}:
        return _named(table[key], given, where)
    return _set_to(table, key, given, where)


def _named(column: pd.Series, given: str, where: str) -> np.ndarray:
    known = [str(name) for name in column.unique() if name]
    if given not in known:
        hint = did_you_mean(nearest(given, known))
        raise _mistake(where, f"no such {column.name}: {_listed(known)}{hint}")
    return (column == given).to_numpy()


def _set_to(table: pd.DataFrame, key: str, given: str, where: str) -> np.ndarray:
    name = factor_named(table, key, where)
    known, column = declared()[name], table[name].to_numpy()
    try:
        value = known.read(given if known.is_choice else float(given))
    except ValueError:
        raise _mistake(where, f"must be {_kind(known)}") from None
    near: np.ndarray = np.isclose(column, value, rtol=1e-9, atol=0.0)
    if not near.any():
        levels = _listed([known.shown(level) for level in np.unique(column)[:10]])
        raise _mistake(where, f"no point has it: {levels} ({known.declaration.unit})")
    return near


def factor_named(table: pd.DataFrame, key: str, where: str = "") -> str:
    """Return the varied parameter that a name means, in full or without its group.

    Raises
    ------
    ConfigurationError
        If none is meant, or several.
    """
    names, at = factor_names(table), where or f"parameter › {key}"
    meant = [name for name in names if key in {name, declared()[name].key}]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise _mistake(at, f"may be {' or '.join(meant)}; give the group, too")
    near = did_you_mean(nearest(key, [*names, *short_names(names).values()]))
    raise _mistake(at, f"not varied here: {_listed(names)}{near}")


def _kind(parameter: Parameter) -> str:
    return f"one of {', '.join(parameter.words)}" if parameter.words else "a number"


def _listed(words: Sequence[str]) -> str:
    return f"there are {', '.join(words)}" if words else "there are none"


def _mistake(where: str, words: str) -> ConfigurationError:
    return ConfigurationError([f"{where}: {words}"])
