"""Rows of dots: when runs saw an event, as counts, and how many never did."""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from cisim.analysis.precision import Estimate, median_interval, quantile_months, wilson
from cisim.analysis.summary import times
from cisim.presentation.style import COLOURS
from cisim.presentation.wording import share

DOTS = 50
"""Dots in each row: few enough to count, enough to show a shape."""

BINS = 40
"""Parts of the axis; dots within one are packed side by side and upwards."""

_BIN_WIDTH, _ROW_HEIGHT = 12.0, 60.0
"""Room on the page in points, a little less than the layout gives."""

_FILLED = 0.8
"""Part of a row's height that dots may take."""


class Row(NamedTuple):
    """When some runs saw an event: equal parts of them, and how many never did."""

    label: str
    colour: str
    months: list[float]
    median: float
    never: Estimate

    def half(self) -> str:
        """Say by when half of the runs had seen it."""
        if self.never.runs == 1:
            return f"month {self.median:.0f}" if self.never.value == 0 else "never"
        if math.isnan(self.median):
            return "fewer than half"
        return f"half by month {self.median:.0f}"

    def never_in_words(self) -> str:
        """Say how many never saw it."""
        return "none" if self.never.value == 0 else share(self.never)


def row_of(label: str, colour: str, runs: pd.DataFrame, event: str, dots: int) -> Row:
    """Take from runs when they saw an event, as so many dots."""
    months, observed = times(runs, event)
    return Row(
        label,
        colour,
        quantile_months(months, observed, dots),
        median_interval(months, observed).value,
        wilson(len(observed) - sum(observed), len(observed)),
    )


def draw_rows(axes: Axes, rows: list[Row], horizon: int) -> None:
    """Draw rows of dots over the years up to a horizon in months, and name them."""
    _draw_dots(axes, rows, horizon)
    _name_rows(axes, rows)


def _draw_dots(axes: Axes, rows: list[Row], horizon: int) -> None:
    binned = [_binned(row.months, horizon) for row in rows]
    columns = _columns(max(max(bins.values(), default=0) for bins in binned))
    pitch = _BIN_WIDTH / columns
    for base, row, bins in zip(_bases(rows), rows, binned, strict=True):
        dots = list(_packed(bins, columns))
        years = [place * horizon / 12 / BINS for place, _ in dots]
        heights = [base + (level + 0.6) * pitch / _ROW_HEIGHT for _, level in dots]
        axes.scatter(years, heights, s=(0.85 * pitch) ** 2, color=row.colour, lw=0)


def _binned(months: list[float], horizon: int) -> Counter[int]:
    reached = (month for month in months if not math.isnan(month))
    return Counter(min(int(BINS * month / horizon), BINS - 1) for month in reached)


def _columns(most: int) -> int:
    """Columns of dots in a bin, so that the fullest bin fits into its row."""
    room = _FILLED * _ROW_HEIGHT / _BIN_WIDTH
    return next(c for c in count(2) if most <= c * int(c * room))


def _packed(bins: Counter[int], columns: int) -> Iterator[tuple[float, int]]:
    """Places of the dots along the axis, in bins, and their levels from 0."""
    for place, dots in bins.items():
        for dot in range(dots):
            level, column = divmod(dot, columns)
            yield place + (column + 0.5) / columns, level


def _bases(rows: list[Row]) -> list[int]:
    return list(range(len(rows) - 1, -1, -1))


def _name_rows(axes: Axes, rows: list[Row]) -> None:
    bases = _bases(rows)
    names = [f"{row.label}\n{row.half()}" for row in rows]
    axes.set_yticks([base + 0.35 for base in bases], names)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(-0.02, len(rows))
    axes.grid(visible=False)
    for base, label, row in zip(bases, axes.get_yticklabels(), rows, strict=True):
        label.set_color(row.colour)
        axes.axhline(base, color=COLOURS["grid"], lw=1, zorder=0)
        _write_never(axes, row, base + 0.35)
    _write_right(axes, "never within\nthe horizon", len(rows) - 0.02, COLOURS["note"])


def _write_never(axes: Axes, row: Row, height: float) -> None:
    _write_right(axes, row.never_in_words(), height, row.colour)


def _write_right(axes: Axes, words: str, height: float, colour: str) -> None:
    axes.annotate(
        words,
        (1, height),
        xycoords=("axes fraction", "data"),
        xytext=(12, 0),
        textcoords="offset points",
        va="center",
        color=colour,
        annotation_clip=False,
    )


def told(rows: list[Row]) -> str:
    """Say of each row by when half of the runs saw it, and how many never did."""
    sentences = [
        f"{row.label}: {row.half()}, never in {row.never_in_words()}" for row in rows
    ]
    return f"Rows of dots over the years. {'. '.join(sentences)}."


def dot_in_words(dots: int, runs: int) -> str:
    """Say what a dot stands for."""
    return "is one run" if dots == runs else f"stands for one in {dots} of all runs"
