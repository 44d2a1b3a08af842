"""How an initiative develops: states and the five conditions over the years."""

import textwrap
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from cisim.configuration.outcomes import CONDITIONS, SERIES
from cisim.experiment.results import Results
from cisim.presentation.figures.panels import (
    band_legend,
    changes_in_words,
    draw_band,
    funded_years,
    mark_time,
    series,
    time_legend,
    years_axis,
)
from cisim.presentation.figures.picture import Picture, empty, legend_above
from cisim.presentation.style import COLOURS, percent
from cisim.presentation.wording import listed

SHOWN = ("improvement", "system_change", "trust", "effort", "members", "morale")
"""States that the figure of trajectories shows."""

_HEIGHT = 7.2
_TITLE_WIDTH = 26
_LABELS = {column.name: column.label for column in SERIES}
_UNITS = {column.name: column.unit for column in SERIES}


_REMARK = "Where nobody is left at the table, trust, effort and morale count as 0. "


class _Panel(NamedTuple):
    variable: str
    title: str
    unit: str
    colour: str
    top: float


def trajectories(results: Results) -> Picture:
    """Six states over the years: median, middle half, nine tenths of runs."""
    panels = [
        _Panel(name, _LABELS[name], _UNITS[name], COLOURS["state"], _top(results, name))
        for name in SHOWN
    ]
    title = "How initiatives like this one develop"
    figure = empty(title, _HEIGHT, results, _REMARK)
    grid = figure.subplots(2, 3).ravel()
    for axes, panel in zip(grid, panels, strict=True):
        _draw(axes, panel, results, wide=True)
    _draw_target(grid[0], results)
    handles = band_legend(COLOURS["state"], wide=True)
    legend_above(figure, [*handles, *time_legend(results)])
    return Picture(
        "trajectories",
        figure,
        "Line: the median of the runs in each month; dark band: the middle half of"
        f" them; light band: nine in ten. {_REMARK.strip()}{_funded(results)}"
        f"{changes_in_words(results)}",
        _description(results, panels),
    )


def conditions(results: Results) -> Picture:
    """Scores of the five conditions, and of all together, over the years."""
    names = CONDITIONS | {"coordination": "All five together"}
    panels = [
        _Panel(name, label, _UNITS[name], COLOURS[name], 1.0)
        for name, label in names.items()
    ]
    figure = empty("The five conditions of collective impact", _HEIGHT, results)
    for axes, panel in zip(figure.subplots(2, 3).ravel(), panels, strict=True):
        _draw(axes, panel, results, wide=False)
    handles = band_legend(COLOURS["coordination"], wide=False)
    legend_above(figure, [*handles, *time_legend(results)])
    return Picture(
        "conditions",
        figure,
        "Score of each condition, from 0 (absent) to 1 (complete): median of the runs"
        f" and their middle half.{_funded(results)}{changes_in_words(results)}",
        _description(results, panels),
    )


def _draw(axes: Axes, panel: _Panel, results: Results, *, wide: bool) -> None:
    mark_time(axes, results)
    draw_band(axes, series(results, panel.variable), panel.colour, wide=wide)
    axes.set_title(_wrapped(panel.title), color=panel.colour)
    axes.set_ylim(0, panel.top)
    axes.set_ylabel(panel.unit)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    years_axis(axes, results.horizon_years)
    if panel.variable == "improvement":
        axes.yaxis.set_major_formatter(FuncFormatter(percent))


def _wrapped(title: str) -> str:
    return textwrap.fill(title, _TITLE_WIDTH)


def _draw_target(axes: Axes, results: Results) -> None:
    target = results.scenario.parameters.result.target_improvement
    axes.axhline(target, color=COLOURS["target"], lw=1.5, ls="--")
    axes.annotate(
        f"target {percent(target)}",
        (1, target),
        xycoords=("axes fraction", "data"),
        xytext=(-2, 3),
        textcoords="offset points",
        ha="right",
        color=COLOURS["target"],
    )


def _top(results: Results, variable: str) -> float:
    """Top of the axis: never from the runs where the scenario bounds the state."""
    parameters = results.scenario.parameters
    if variable == "improvement":
        target = parameters.result.target_improvement
        return max(parameters.result.largest_improvement, 1.2 * target)
    if variable == "members":
        return parameters.organisations.at_table + parameters.organisations.outside
    return 1.0


def _funded(results: Results) -> str:
    funded = funded_years(results)
    if funded is None:
        return " No grants were paid at the start."
    return f" Shaded: the first grants, year {funded[0]:g} to {funded[1]:g}."


def _description(results: Results, panels: list[_Panel]) -> str:
    middle = results.horizon_years // 2
    sentences = [_sentence(results, panel, middle) for panel in panels]
    return (
        f"Panels over {results.horizon_years} years. Median of the runs at the start,"
        f" in year {middle} and at the end: {listed(sentences)}."
    )


def _sentence(results: Results, panel: _Panel, middle: int) -> str:
    medians = series(results, panel.variable)["q50"]
    start, half, end = (
        f"{medians.iloc[month]:.3g}" for month in (0, 12 * middle, len(medians) - 1)
    )
    title = panel.title.lower()
    return f"{title} {start}, {half}, {end}"
