"""What panels over time share: the axis of years, bands, marks, legends."""

import pandas as pd
import seaborn as sns
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from cisim.configuration.parameters import Parameter, declared
from cisim.experiment.results import Results
from cisim.presentation.style import COLOURS

WIDE_BAND = "9 of 10 runs"
LINE_ABOVE_AXIS = 3
NARROW_BAND = "middle half of runs"
_SHADE = 0.5
_DASHES = (0, (2, 2))
_MOST_TICKS = 6
_STEPS = (1, 2, 5, 10)


def years_axis(axes: Axes, horizon_years: int) -> None:
    """Show all years to the horizon, so that figures can be laid side by side."""
    step = next(step for step in _STEPS if horizon_years / step <= _MOST_TICKS)
    axes.set_xlim(0, horizon_years)
    axes.set_xticks(range(0, horizon_years + 1, step))
    axes.set_xlabel("years since the start")
    axes.grid(visible=False, axis="x")


def series(results: Results, variable: str) -> pd.DataFrame:
    """Quantiles of a variable over runs, with the time in years."""
    chosen = results.monthly[results.monthly["variable"] == variable]
    return chosen.assign(year=chosen["month"].astype("float64") / 12)


def draw_band(axes: Axes, data: pd.DataFrame, colour: str, *, wide: bool) -> None:
    """Draw the median over runs with the middle half, and nine tenths if asked."""
    if wide:
        axes.fill_between(
            data["year"], data["q05"], data["q95"], color=colour, alpha=0.15, lw=0
        )
    axes.fill_between(
        data["year"], data["q25"], data["q75"], color=colour, alpha=0.3, lw=0
    )
    sns.lineplot(
        data=data,
        x="year",
        y="q50",
        ax=axes,
        color=colour,
        linewidth=2.2,
        estimator=None,
        legend=False,
        clip_on=False,
        zorder=LINE_ABOVE_AXIS,
    )


def band_legend(colour: str, *, wide: bool) -> list[Artist]:
    """Explain line and bands."""
    handles: list[Artist] = [
        Line2D([], [], color=colour, lw=2.2, label="median of runs")
    ]
    handles.append(Patch(color=colour, alpha=0.4, lw=0, label=NARROW_BAND))
    if wide:
        handles.append(Patch(color=colour, alpha=0.15, lw=0, label=WIDE_BAND))
    return handles


def funded_years(results: Results) -> tuple[float, float] | None:
    """Years from and to which the first grants run; None without grants."""
    funding = results.scenario.parameters.funding
    start = funding.start_month / 12
    end = min(start + funding.duration_years, results.horizon_years)
    if funding.yearly_amount == 0 or end <= start:
        return None
    return start, end


def mark_time(axes: Axes, results: Results) -> None:
    """Shade the years of the first grants and mark dated changes by letters."""
    funded = funded_years(results)
    if funded:
        axes.axvspan(*funded, color=COLOURS["funded"], alpha=_SHADE, lw=0, zorder=0)
    for letter, change in lettered_changes(results):
        year = change / 12
        axes.axvline(year, color=COLOURS["note"], lw=1, ls=_DASHES)
        axes.annotate(
            letter,
            (year, 1),
            xycoords=("data", "axes fraction"),
            xytext=(3, -2),
            textcoords="offset points",
            va="top",
            color=COLOURS["note"],
            fontweight="bold",
        )


def lettered_changes(results: Results) -> list[tuple[str, int]]:
    """Months of dated changes with the letters that mark them."""
    months = sorted({change.at_month for change in results.scenario.changes})
    return [(chr(ord("A") + place % 26), month) for place, month in enumerate(months)]


def changes_in_words(results: Results) -> str:
    """Say what the letters of dated changes stand for; empty without changes."""
    sentences = []
    for letter, month in lettered_changes(results):
        settings = [
            _setting_in_words(declared()[name], value)
            for change in results.scenario.changes
            if change.at_month == month
            for name, value in change.settings.items()
        ]
        sentences.append(f" {letter}, month {month}: {'; '.join(settings)}.")
    return "".join(sentences)


def _setting_in_words(parameter: Parameter, value: float) -> str:
    meaning = parameter.declaration.meaning.rstrip(".").lower()
    return f"{meaning} = {parameter.shown(value)}"


def time_legend(results: Results) -> list[Artist]:
    """Explain the shading of funded years and the marks of changes, if any."""
    handles: list[Artist] = []
    if funded_years(results):
        shade = COLOURS["funded"]
        handles.append(
            Patch(color=shade, alpha=_SHADE, lw=0, label="first grants paid")
        )
    if results.scenario.changes:
        dashed = Line2D([], [], color=COLOURS["note"], lw=1, ls=_DASHES)
        dashed.set_label("dated change")
        handles.append(dashed)
    return handles
