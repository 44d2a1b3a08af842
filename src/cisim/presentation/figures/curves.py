"""How an outcome follows one lever, a line for each level of another."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from cisim.configuration.parameters import declared
from cisim.presentation.figures.grids import COLUMNS, panels
from cisim.presentation.figures.measures import Measure, by_context
from cisim.presentation.figures.picture import Picture, begun, legend_above
from cisim.presentation.labels import (
    level_label,
    name_label,
    parameter_label,
    parameter_name,
)
from cisim.presentation.style import LINES, MARKERS
from cisim.presentation.wording import listed

type Lines = list[tuple[str, pd.DataFrame]]


def curves(
    chances: pd.DataFrame, lever: str, by: str, measure: Measure, about: str
) -> Picture:
    """A line with its band for each level of ``by``, over the levels of a lever.

    ``chances`` is a frame as for `heat_map`. ``by`` is a varied parameter, the column
    ``context`` or ``alternative``, or empty for a single line; where it is not the
    context, every context has a panel.

    Raises
    ------
    ValueError
        If there are more levels than colours.
    """
    rows = measure.of(chances).sort_values(lever, kind="stable")
    parts = [("", rows)] if by == "context" else by_context(rows)
    title = f"{measure.title}, by {parameter_name(lever)}"
    height = 1.9 + 3.5 * -(-len(parts) // COLUMNS)
    figure = begun(title, height, about, legend=bool(by))
    for axes, (context, part) in panels(figure, parts):
        for place, (_, line) in enumerate(_lines(part, by)):
            _draw(axes, line, lever, place)
        _finish(axes, rows, lever, measure)
        axes.set_title(context)
    lines = _lines(rows, by)
    if by:
        legend_above(figure, _legend(lines, by))
    return Picture(
        "levels_of_a_lever",
        figure,
        f"Marks: {measure.axis} at the levels that were run; bands: 95 % intervals."
        " Lines between marks only guide the eye.",
        _description(parts, lever, by, measure),
    )


def _lines(rows: pd.DataFrame, by: str) -> Lines:
    if not by:
        return [("", rows)]
    found = list(rows.groupby(by, sort=by in declared(), dropna=False))
    if len(found) > len(LINES):
        message = f"{len(found)} levels of {by}: at most {len(LINES)} can be told apart"
        raise ValueError(message)
    return [(_level(by, value), part) for value, part in found]


def _level(by: str, value: object) -> str:
    if by in declared():
        return level_label(by, float(str(value)))
    return name_label(str(value))


def _draw(axes: Axes, line: pd.DataFrame, lever: str, place: int) -> None:
    colour, marker = LINES[place], MARKERS[place]
    axes.fill_between(
        line[lever], line["low"], line["high"], color=colour, alpha=0.13, lw=0
    )
    axes.plot(
        line[lever],
        line["value"],
        color=colour,
        marker=marker,
        ms=7,
        mec="white",
        lw=2.2,
        clip_on=False,
        zorder=3,
    )


def _finish(axes: Axes, rows: pd.DataFrame, lever: str, measure: Measure) -> None:
    axes.set_ylim(*measure.range(rows))
    axes.set_ylabel(measure.axis)
    axes.yaxis.set_major_formatter(FuncFormatter(measure.number))
    axes.set_xlabel(parameter_label(lever))
    levels = sorted(rows[lever].unique())
    axes.set_xticks(levels, [level_label(lever, level) for level in levels])
    axes.grid(visible=False, axis="x")


def _legend(lines: Lines, by: str) -> list[Line2D]:
    """Explain the lines; what they are levels of stands before them."""
    name = parameter_label(by) if by in declared() else by
    return [
        Line2D([], [], ls="", label=f"{name}:"),
        *(
            Line2D([], [], color=LINES[n], marker=MARKERS[n], mec="white", label=label)
            for n, (label, _) in enumerate(lines)
        ),
    ]


def _description(parts: Lines, lever: str, by: str, measure: Measure) -> str:
    sentences = [
        f"{', '.join(filter(None, (context, label)))}: {_way(line, lever, measure)}"
        for context, part in parts
        for label, line in _lines(part, by)
    ]
    words = "; ".join(sentence.removeprefix(": ") for sentence in sentences)
    return f"Lines over {parameter_label(lever)}. {_capital(words)}."


def _way(line: pd.DataFrame, lever: str, measure: Measure) -> str:
    return listed(
        [
            f"{measure.with_limits(row)} at {level_label(lever, row[lever])}"
            for _, row in line.iterrows()
        ]
    )


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
