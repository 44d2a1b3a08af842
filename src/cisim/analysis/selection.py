"""Which design points a text names, such as ``funding.duration_years=3``."""

import math
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cisim.configuration.declare import Choice
from cisim.configuration.mistakes import ConfigurationError, did_you_mean, nearest
from cisim.configuration.parameters import Parameters

_KNOWN = ("point", "context", "alternative")

type Chosen = NDArray[np.bool_]


def selected(points: pd.DataFrame, text: str) -> pd.Index:
    """Return the numbers of the points that have all that a text says.

    Parameters
    ----------
    points
        The points of a study, see `cisim.experiment.studies.Study`.
    text
        The name of an alternative, settings with commas between them such as
        ``funding.duration_years=3, context=polarised``, or both. The last part of a
        parameter's name is enough where only one varied parameter ends in it.

    Raises
    ------
    ConfigurationError
        If a name is unknown, a value is none of the levels, or no point has all.
    """
    chosen = np.ones(len(points), dtype=bool)
    mistakes = []
    for name, value in _settings(points, text):
        try:
            chosen &= _having(points, name, value)
        except ConfigurationError as error:
            mistakes += [f"{text} > {line}" for line in error.mistakes]
    if not mistakes and not chosen.any():
        mistakes = [f"{text} > no point has all of these"]
    if mistakes:
        raise ConfigurationError(mistakes)
    numbers: pd.Index = pd.Index(points.loc[chosen, "point"])
    return numbers


def column_of(points: pd.DataFrame, name: str) -> str:
    """Return the varied parameter that a name means, in full or by its last part.

    Raises
    ------
    ConfigurationError
        If none is meant, or several.
    """
    varied = [column for column in points.columns if column not in _KNOWN]
    known = [*varied, "context", "alternative"]
    if name in known:
        return name
    ends = [column for column in varied if column.rsplit(".", 1)[-1] == name]
    if len(ends) == 1:
        return ends[0]
    allowed = ", ".join(ends or known)
    hint = did_you_mean(nearest(name, (*known, *_last_parts(varied))))
    what = "is not clear" if ends else "does not vary"
    line = f"{name}: {what}: one of {allowed}{'' if ends else hint}"
    raise ConfigurationError([line])


def _last_parts(varied: Iterable[str]) -> Iterator[str]:
    return (column.rsplit(".", 1)[-1] for column in varied)


def _settings(points: pd.DataFrame, text: str) -> Iterator[tuple[str, str]]:
    """Names with values; what has no sign of equality is an alternative's name.

    A name may hold commas, so the words between two settings are put together again.
    """
    if text in set(points["alternative"]):
        yield "alternative", text
        return
    name = []
    for part in text.split(","):
        key, equals, value = part.partition("=")
        if equals:
            yield key.strip(), value.strip()
        else:
            name.append(part)
    if words := ",".join(name).strip():
        yield "alternative", words


def _having(points: pd.DataFrame, name: str, value: str) -> Chosen:
    column = column_of(points, name)
    if column in _KNOWN:
        return _named(points, column, value)
    levels = points[column].to_numpy(dtype=float)
    # Levels come from sums and divisions, so that the last digits may differ.
    close = np.isclose(levels, _number(column, value), rtol=1e-9, atol=1e-12)
    if not close.any():
        allowed = ", ".join(f"{level:g}" for level in np.unique(levels)[:20])
        raise ConfigurationError([f"{column} = {value}: one of {allowed}"])
    return np.asarray(close)


def _named(points: pd.DataFrame, column: str, value: str) -> Chosen:
    chosen = (points[column] == value).to_numpy(dtype=bool, na_value=False)
    if not chosen.any():
        names = [str(name) for name in points[column].unique() if name]
        allowed = f"one of {', '.join(names)}" if names else "there are none"
        hint = did_you_mean(nearest(value, names))
        raise ConfigurationError([f"{column} = {value}: {allowed}{hint}"])
    return chosen


def _number(column: str, value: str) -> float:
    """Value of a setting: a number, a truth, or the word of a choice."""
    group, _, field = column.partition(".")
    default = getattr(getattr(Parameters(), group, None), field, 0.0)
    words = {"true": 1.0, "false": 0.0}
    if isinstance(default, Choice):
        words = {member.word: float(member) for member in type(default)}
    try:
        return words[value] if value in words else float(value)
    except ValueError:
        return math.nan
