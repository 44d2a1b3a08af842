"""What every pair of levels of two levers leads to."""

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from cisim.presentation.figures.grids import panels
from cisim.presentation.figures.measures import Measure, by_context
from cisim.presentation.figures.picture import Picture, begun
from cisim.presentation.labels import (
    level_label,
    name_label,
    parameter_label,
    parameter_name,
    setting_label,
)
from cisim.presentation.style import shades

_ROOMY = 30
"""Cells of a figure up to which each has room for its interval, too."""


def heat_map(
    chances: pd.DataFrame, levers: tuple[str, str], measure: Measure, about: str
) -> Picture:
    """A cell for every pair of levels of two levers, its number written in.

    ``chances`` has a row per point, outcome and statistic, with the columns
    ``context``, one per lever, ``outcome``, ``statistic``, ``value``, ``low`` and
    ``high``; other levers must not vary. The first lever runs to the right.
    """
    rows = measure.of(chances)
    across, up = levers
    names = " and ".join(map(parameter_name, levers))
    title = f"{measure.title}, by {names.replace(': ', ' ')}"
    lines = 1.9 + 0.62 * rows[up].nunique()
    figure = begun(
        title, max(4.2, lines * -(-len(by_context(rows)) // 3)), about, legend=False
    )
    with_intervals = len(rows) <= _ROOMY
    for axes, (context, part) in panels(figure, by_context(rows)):
        _draw(axes, part, levers, measure, with_intervals=with_intervals)
        axes.set_title(context)
        axes.set_xlabel(parameter_label(across))
        axes.set_ylabel(parameter_label(up))
    below = "; below it the 95 % interval" if with_intervals else ""
    return Picture(
        "levels_of_two_levers",
        figure,
        f"Each cell: {measure.noun}{' (in 100)' if measure.is_share else ''}, for one"
        f" pair of levels{below}. The darker, the more.",
        _description(rows, levers, measure),
    )


def _draw(
    axes: Axes,
    rows: pd.DataFrame,
    levers: tuple[str, str],
    measure: Measure,
    *,
    with_intervals: bool,
) -> None:
    across, up = levers
    words = rows.assign(
        cell=[_cell(row, measure, limits=with_intervals) for _, row in rows.iterrows()]
    )
    low, high = _shaded(rows, measure)
    table = _table(words, levers, "value").astype("float64")
    sns.heatmap(
        table,
        ax=axes,
        annot=_table(words, levers, "cell").fillna(""),
        fmt="",
        cmap=shades(),
        vmin=low,
        vmax=high,
        cbar=False,
        linewidths=1.5,
        annot_kws={"fontsize": 11, "linespacing": 1.3, "color": "black"},
    )
    for up_place, across_place in zip(*np.nonzero(table.isna()), strict=True):
        place = (across_place + 0.5, up_place + 0.5)
        axes.text(*place, measure.number(math.nan), ha="center", va="center")
    axes.invert_yaxis()
    axes.set_xticklabels(_levels(across, table.columns), rotation=0)
    axes.set_yticklabels(_levels(up, table.index), rotation=0)


def _shaded(rows: pd.DataFrame, measure: Measure) -> tuple[float, float]:
    """Values of the lightest and the darkest cell: without a scale, least and most."""
    low, high = measure.range(rows)
    return (low, high) if measure.is_share else (float(rows["value"].min()), high)


def _levels(lever: str, levels: Iterable[object]) -> list[str]:
    return [level_label(lever, float(str(level))) for level in levels]


def _table(rows: pd.DataFrame, levers: tuple[str, str], content: str) -> pd.DataFrame:
    across, up = levers
    return rows.pivot_table(
        index=up, columns=across, values=content, aggfunc="first", dropna=False
    )


def _cell(row: pd.Series, measure: Measure, *, limits: bool) -> str:
    number = measure.number(float(row["value"]))
    if not limits or number == "–":
        return number
    low, high = (measure.number(float(row[end])) for end in ("low", "high"))
    return f"{number}\n({low} to {high})"


def _description(rows: pd.DataFrame, levers: tuple[str, str], measure: Measure) -> str:
    known = rows[rows["value"].notna()]
    if known.empty:
        return f"No cell has a number: {measure.axis} is not known anywhere."
    ends = [
        f"{word} {measure.with_limits(row)}, at {_where(row, levers)}"
        for word, row in (
            ("least", known.iloc[known["value"].to_numpy().argmin()]),
            ("most", known.iloc[known["value"].to_numpy().argmax()]),
        )
    ]
    return (
        f"A table of {len(rows)} cells, {parameter_label(levers[0])} to the right and"
        f" {parameter_label(levers[1])} upwards. {measure.title}: {'; '.join(ends)}."
    )


def _where(row: pd.Series, levers: tuple[str, str]) -> str:
    places = [setting_label(name, row[name]) for name in levers]
    context = name_label(str(row["context"])) if row["context"] else ""
    return ", ".join([*places, *([context] if context else [])])
