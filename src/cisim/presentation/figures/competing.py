"""How many had reached the shared result, and how many had collapsed, by when."""

from typing import NamedTuple

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from cisim.analysis.precision import Estimate
from cisim.analysis.summary import convened, cumulative_incidence, were_convened
from cisim.experiment.results import Results
from cisim.presentation.figures.panels import (
    LINE_ABOVE_AXIS,
    changes_in_words,
    mark_time,
    time_legend,
    years_axis,
)
from cisim.presentation.figures.picture import Picture, empty, legend_above
from cisim.presentation.style import COLOURS, in_100
from cisim.presentation.wording import listed, share, share_with_limits

_MARGIN = 0.06
"""Least height of a label above the axis and below the top."""

_LEAST_DISTANCE = 0.16
"""Between the two labels, as a share of the axis, so that they do not overlap."""


class Line(NamedTuple):
    """Share of runs that had seen an event by each month, how it is told and drawn."""

    words: str
    colour: str
    shares: pd.DataFrame
    runs: int

    def at(self, month: int) -> Estimate:
        """Share by the end of a month, with its interval."""
        row = self.shares.iloc[month]
        return Estimate(row["share"], row["low"], row["high"], self.runs)


def result_and_collapse(results: Results) -> Picture:
    """Shares of all runs with a shared result and with a collapse, by year.

    A run sees at most one of the two, so the shares compete for the same hundred.
    """
    lines = competing_lines(results.runs, results.horizon_months)
    figure = empty("How many reach the shared result, and when", 5.8, results)
    axes = figure.subplots()
    mark_time(axes, results)
    for line in lines:
        draw_line(axes, line)
    _label(axes, lines)
    axes.set_ylim(0, 1)
    axes.set_ylabel("share of runs (in 100)")
    axes.yaxis.set_major_formatter(FuncFormatter(in_100))
    years_axis(axes, results.horizon_years)
    if handles := time_legend(results):
        legend_above(figure, handles)
    return Picture(
        "result_and_collapse",
        figure,
        "Share of all runs that had reached the shared result, or had collapsed"
        " before any, by each year; bands are 95 % intervals. All other runs had"
        f" seen neither.{_remark(results)}{changes_in_words(results)}",
        _description(results, lines),
    )


def competing_lines(runs: pd.DataFrame, horizon: int) -> list[Line]:
    """Shares of runs that saw the result, and a collapse, up to a horizon in months."""
    events = [("shared_result", "reached the\nshared result", COLOURS["result"])]
    if were_convened(runs):
        events.append(("collapse", "had collapsed", COLOURS["collapse"]))
    return [
        Line(words, colour, cumulative_incidence(runs, event, horizon), len(runs))
        for event, words, colour in events
    ]


def draw_line(axes: Axes, line: Line) -> None:
    """Draw a share over the years as steps, with the band of its interval."""
    data = line.shares.assign(year=line.shares["month"] / 12)
    if line.runs > 1:
        band = (data["year"], data["low"], data["high"])
        axes.fill_between(*band, step="post", color=line.colour, alpha=0.15, lw=0)
    sns.lineplot(
        data=data,
        x="year",
        y="share",
        ax=axes,
        color=line.colour,
        linewidth=2.6,
        drawstyle="steps-post",
        estimator=None,
        legend=False,
        clip_on=False,
        zorder=LINE_ABOVE_AXIS,
    )


def _label(axes: Axes, lines: list[Line]) -> None:
    ends = [line.at(-1) for line in lines]
    for line, end, height in zip(lines, ends, _heights(ends), strict=True):
        axes.annotate(
            f"{share(end)}\n{line.words}",
            (1, height),
            xycoords="axes fraction",
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            color=line.colour,
            fontweight="bold",
            annotation_clip=False,
        )


def _heights(ends: list[Estimate]) -> list[float]:
    """Heights of the labels: at the ends of the lines, moved apart if need be."""
    heights = [min(max(end.value, _MARGIN), 1 - _MARGIN) for end in ends]
    if len(heights) == 1:
        return heights
    low, high = sorted(range(2), key=lambda line: heights[line])
    missing = max(0.0, _LEAST_DISTANCE - (heights[high] - heights[low]))
    down = min(missing / 2, heights[low] - _MARGIN)
    heights[low] -= down
    heights[high] += missing - down
    return heights


def _remark(results: Results) -> str:
    return "" if convened(results) else " Nobody was convened: nothing could collapse."


def _description(results: Results, lines: list[Line]) -> str:
    years = sorted({*range(5, results.horizon_years, 5), results.horizon_years})
    sentences = [
        f"by year {year} "
        + listed(
            [
                f"{share_with_limits(line.at(12 * year))}"
                f" {line.words.replace('\n', ' ')}"
                for line in lines
            ]
        )
        for year in years
    ]
    return f"Lines over {results.horizon_years} years: {'; '.join(sentences)}."
