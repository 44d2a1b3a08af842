"""Alternatives side by side: who gets there and who collapses, by when."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from cisim.presentation.figures.competing import Line, competing_lines, draw_line
from cisim.presentation.figures.dots import (
    BINS,
    DOTS,
    dot_in_words,
    draw_rows,
    row_of,
    told,
)
from cisim.presentation.figures.grids import COLUMNS, apart, panels
from cisim.presentation.figures.panels import years_axis
from cisim.presentation.figures.picture import Picture, begun, legend_above
from cisim.presentation.style import COLOURS, LINES, in_100
from cisim.presentation.wording import listed, share_with_limits

_LEAST = 0.11
"""Between the numbers at the ends of two lines, as a part of the axis."""

type Groups = Mapping[str, pd.DataFrame]
"""Tables of runs by the words for an alternative, in the order to be shown."""


def results_and_collapses(groups: Groups, horizon: int, about: str) -> Picture:
    """A panel for each alternative: result and collapse over a horizon in months.

    All panels have the same axes, so that they can be laid over each other by eye.
    """
    found = [(name, competing_lines(runs, horizon)) for name, runs in groups.items()]
    lines = -(-len(found) // COLUMNS)
    figure = begun("Result and collapse, by alternative", 1.9 + 2.9 * lines, about)
    for axes, (name, both) in panels(figure, found):
        for line in both:
            draw_line(axes, line)
        _write_ends(axes, both)
        _finish(axes, name, horizon)
    legend_above(figure, _legend())
    return Picture(
        "result_and_collapse_by_alternative",
        figure,
        "Share of all runs that had reached the shared result, or had collapsed before"
        " any, by each year; bands are 95 % intervals. All other runs saw neither.",
        _description(found, horizon),
    )


def _write_ends(axes: Axes, lines: list[Line]) -> None:
    ends = [line.at(-1).value for line in lines]
    for line, end, height in zip(lines, ends, apart(ends, _LEAST), strict=True):
        axes.annotate(
            in_100(end),
            (1, height),
            xycoords="axes fraction",
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            color=line.colour,
            fontweight="bold",
            annotation_clip=False,
        )


def _finish(axes: Axes, name: str, horizon: int) -> None:
    axes.set_title(name)
    axes.set_ylim(0, 1)
    axes.set_ylabel("share of runs (in 100)")
    axes.yaxis.set_major_formatter(FuncFormatter(in_100))
    years_axis(axes, horizon // 12)


def _legend() -> list[Line2D]:
    return [
        Line2D([], [], color=COLOURS["result"], lw=2.6, label="shared result"),
        Line2D([], [], color=COLOURS["collapse"], lw=2.6, label="collapse"),
    ]


def _description(found: list[tuple[str, list[Line]]], horizon: int) -> str:
    sentences = [
        f"{name}: "
        + listed(
            [
                f"{share_with_limits(line.at(-1))} {line.words.replace('\n', ' ')}"
                for line in both
            ]
        )
        for name, both in found
    ]
    return f"Lines over {horizon // 12} years. By the end, {'; '.join(sentences)}."


def months_to_result(groups: Groups, horizon: int, about: str) -> Picture:
    """Fifty dots for each alternative: when the result came, and how often never.

    ``horizon`` is in months. With fewer than fifty runs every dot is a run.
    """
    fewest = min(len(runs) for runs in groups.values())
    dots = min(DOTS, fewest)
    rows = [
        row_of(name, LINES[place % len(LINES)], runs, "shared_result", dots)
        for place, (name, runs) in enumerate(groups.items())
    ]
    height = 1.9 + 0.95 * len(rows)
    figure = begun("When the shared result comes", height, about, legend=False)
    axes = figure.subplots()
    draw_rows(axes, rows, horizon)
    years_axis(axes, horizon // 12)
    axes.set_ylabel("alternative", labelpad=10)
    return Picture(
        "time_to_result",
        figure,
        f"Each dot {dot_in_words(dots, fewest)}, at the time when it reached the shared"
        " result; runs that never did are counted at the right, and half means half of"
        f" all runs. Dots are packed in steps of {horizon / BINS:g} months.",
        told(rows),
    )
