"""When milestones are reached, shown as counts of runs."""

import math
from collections import defaultdict
from typing import NamedTuple

from matplotlib.axes import Axes

from cisim.analysis.precision import Estimate, median_interval, quantile_months, wilson
from cisim.analysis.summary import times
from cisim.configuration.outcomes import MILESTONES, Milestone
from cisim.experiment.results import Results
from cisim.presentation.figures.panels import (
    changes_in_words,
    mark_time,
    time_legend,
    years_axis,
)
from cisim.presentation.figures.picture import Picture, empty, legend_above
from cisim.presentation.style import COLOURS
from cisim.presentation.wording import share

DOTS = 50
"""Dots in each row: few enough to count, enough to show a shape."""

_PLACES = 60
"""Places along the axis at which dots are stacked."""

_ROOM = 0.8
"""Part of a row's height that the highest stack may take."""

_LEAST_STACK = 9
"""Stacks lower than this leave the dots' distance alone."""

_COLOURS = {"shared_result": COLOURS["result"], "collapse": COLOURS["collapse"]}


class _Row(NamedTuple):
    milestone: Milestone
    months: list[float]
    median: float
    never: Estimate

    @property
    def colour(self) -> str:
        return _COLOURS.get(self.milestone.event, COLOURS["state"])

    def half(self) -> str:
        if self.never.runs == 1:
            return f"month {self.median:.0f}" if self.never.value == 0 else "never"
        if math.isnan(self.median):
            return "fewer than half"
        return f"half by month {self.median:.0f}"

    def never_in_words(self) -> str:
        return "none" if self.never.value == 0 else share(self.never)


def milestones(results: Results) -> Picture:
    """Fifty dots for each milestone: when the runs reached it, and how many never.

    With fewer than fifty runs every dot is a run.
    """
    dots = min(DOTS, results.replicates)
    rows = [_row(results, milestone, dots) for milestone in MILESTONES]
    figure = empty("When milestones are reached", 8.0, results)
    axes = figure.subplots()
    mark_time(axes, results)
    _draw_rows(axes, rows, results.horizon_months)
    _name_rows(axes, rows)
    years_axis(axes, results.horizon_years)
    if handles := time_legend(results):
        legend_above(figure, handles)
    return Picture("milestones", figure, _caption(dots, results), _description(rows))


def _row(results: Results, milestone: Milestone, dots: int) -> _Row:
    months, observed = times(results.runs, milestone.event)
    return _Row(
        milestone,
        quantile_months(months, observed, dots),
        median_interval(months, observed).value,
        wilson(len(observed) - sum(observed), len(observed)),
    )


def _draw_rows(axes: Axes, rows: list[_Row], horizon: int) -> None:
    stacked = [_stacked(row.months, horizon) for row in rows]
    highest = max((place for dots in stacked for _, place in dots), default=0) + 1
    distance = _ROOM / max(highest, _LEAST_STACK)
    for base, row, dots in zip(_bases(rows), rows, stacked, strict=True):
        years = [year for year, _ in dots]
        heights = [base + (place + 0.7) * distance for _, place in dots]
        axes.scatter(years, heights, s=36, color=row.colour, ec="white", lw=0.5)


def _stacked(months: list[float], horizon: int) -> list[tuple[float, int]]:
    """Years of the dots and their places in the stacks, from 0."""
    width = horizon / _PLACES
    stacks: dict[int, int] = defaultdict(int)
    dots = []
    for month in months:
        if not math.isnan(month):
            place = min(int(month / width), _PLACES - 1)
            dots.append(((place + 0.5) * width / 12, stacks[place]))
            stacks[place] += 1
    return dots


def _bases(rows: list[_Row]) -> list[int]:
    return list(range(len(rows) - 1, -1, -1))


def _name_rows(axes: Axes, rows: list[_Row]) -> None:
    bases = _bases(rows)
    names = [f"{row.milestone.label}\n{row.half()}" for row in rows]
    axes.set_yticks([base + 0.35 for base in bases], names)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(-0.02, len(rows))
    axes.set_ylabel("milestone")
    axes.grid(visible=False)
    for base, label, row in zip(bases, axes.get_yticklabels(), rows, strict=True):
        label.set_color(row.colour)
        axes.axhline(base, color=COLOURS["grid"], lw=1, zorder=0)
        _write_never(axes, row, base + 0.35)
    _write_right(axes, "never within\nthe horizon", len(rows) - 0.02, COLOURS["note"])


def _write_never(axes: Axes, row: _Row, height: float) -> None:
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


def _caption(dots: int, results: Results) -> str:
    few = dots == results.replicates
    meaning = "is one run" if few else f"stands for one in {dots} of all runs"
    return (
        f"Each dot {meaning}, at the time when it reached the milestone; runs that"
        " never did are counted at the right, and half means half of all runs."
        f"{changes_in_words(results)}"
    )


def _description(rows: list[_Row]) -> str:
    sentences = [
        f"{row.milestone.label}: {row.half()}, never in {row.never_in_words()}"
        for row in rows
    ]
    return f"Rows of dots over the years. {'. '.join(sentences)}."
