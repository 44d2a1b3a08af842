"""Who trusts whom: the trust network of one run at some months."""

import math
from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D

from cisim.analysis.summary import convened
from cisim.configuration.outcomes import STRONG_TIE
from cisim.experiment.results import Results
from cisim.model.observation import PICTURE_MONTHS
from cisim.presentation.figures.picture import Picture, empty, legend_above
from cisim.presentation.style import COLOURS
from cisim.presentation.wording import counted, listed, years

_COLUMNS = 3
_LAYERS = {"member": 1, "backbone": 2}
_FAINTEST = {"member": 0.2, "backbone": 0.5}

type _Point = tuple[float, float]


def trust_network(results: Results) -> Picture:
    """Members on a circle, the backbone in the middle, a line where trust is strong.

    Places on the circle are places in the roster and stay the same in all panels.
    """
    months = _months(results)
    pictures = {m: results.ties[results.ties["month"] == m] for m in months}
    points = _circle(results.ties)
    lines = math.ceil(len(months) / _COLUMNS)
    title = f"Who trusts whom in one simulated future{_fate(results)}"
    figure = empty(title, 1.5 + 3.4 * lines, results)
    grid = figure.subplots(lines, _COLUMNS, squeeze=False).ravel()
    for axes in grid[len(months) :]:
        axes.remove()
    for axes, (month, ties) in zip(grid, pictures.items(), strict=False):
        _draw(axes, ties, points)
        axes.set_title(f"{_when(month)}: {_count(ties)}")
        _draw_middle(axes, ties, backbone=convened(results))
    legend_above(figure, _legend())
    return Picture("trust_network", figure, _caption(), _description(pictures))


def _fate(results: Results) -> str:
    """Say how the one run that is shown ends, because others end otherwise."""
    run = results.runs.iloc[0]
    for event, words in (
        ("shared_result", "has its result"),
        ("collapse", "collapses"),
    ):
        if run[f"{event}_observed"]:
            return f", which {words} in year {math.ceil(run[f'{event}_months'] / 12)}"
    return ""


def _months(results: Results) -> list[int]:
    """Months with a picture; only the start where nobody ever came together."""
    last = 0 if results.ties.empty else results.horizon_months
    return [month for month in PICTURE_MONTHS if month <= last]


def _circle(ties: pd.DataFrame) -> dict[int, _Point]:
    places = sorted(set(ties["organisation"].astype(int)))
    angles = (2 * math.pi * rank / len(places) for rank in range(len(places)))
    return {
        place: (math.sin(angle), math.cos(angle))
        for place, angle in zip(places, angles, strict=True)
    }


def _draw(axes: Axes, ties: pd.DataFrame, points: Mapping[int, _Point]) -> None:
    members = set(ties["organisation"].astype(int))
    strong = ties[ties["trust"] > STRONG_TIE]
    axes.add_collection(_lines(strong[strong["partner"].notna()], points, "member"))
    axes.add_collection(_lines(strong[strong["partner"].isna()], points, "backbone"))
    for place, point in points.items():
        _node(axes, point, present=place in members)
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.set(xlim=(-1.15, 1.15), ylim=(-1.15, 1.15))


def _draw_middle(axes: Axes, ties: pd.DataFrame, *, backbone: bool) -> None:
    if ties.empty:
        axes.text(0, 0, "nobody at the table", ha="center", color=COLOURS["note"])
    elif backbone:  # otherwise there is no backbone that anybody could trust
        axes.plot(0, 0, marker="D", ms=13, mec="white", color=COLOURS["backbone"])


def _node(axes: Axes, point: _Point, *, present: bool) -> None:
    colour = COLOURS["member"] if present else COLOURS["absent"]
    axes.plot(
        *point,
        marker="o",
        markersize=8 if present else 6,
        color=colour,
        markerfacecolor=colour if present else "white",
        zorder=3,
    )


def _lines(
    ties: pd.DataFrame, points: Mapping[int, _Point], concept: str
) -> LineCollection:
    """Lines between those who trust, the stronger the thicker, darker and later."""
    segments, widths, colours = [], [], []
    columns = ["trust", "organisation", "partner"]
    ordered = ties[columns].sort_values(columns)
    for trust, one, other in ordered.itertuples(index=False):
        end = (0.0, 0.0) if pd.isna(other) else points.get(int(other))
        if end is not None:
            strength = (trust - STRONG_TIE) / (1 - STRONG_TIE)
            segments.append([points[int(one)], end])
            widths.append(0.4 + 1.2 * strength)
            colours.append(
                to_rgba(COLOURS[concept], _FAINTEST[concept] + 0.3 * strength)
            )
    return LineCollection(
        segments, linewidths=widths, colors=colours, zorder=_LAYERS[concept]
    )


def _legend() -> list[Line2D]:
    member, backbone, absent = (COLOURS[c] for c in ("member", "backbone", "absent"))
    return [
        Line2D([], [], ls="", marker="o", color=member, label="member"),
        Line2D(
            [],
            [],
            ls="",
            marker="o",
            color=absent,
            mfc="white",
            label="not at the table",
        ),
        Line2D([], [], ls="", marker="D", color=backbone, label="backbone"),
        Line2D([], [], color=member, lw=1.6, label="trusts a member"),
        Line2D([], [], color=backbone, lw=1.6, label="trusts the backbone"),
    ]


def _when(month: int) -> str:
    return "At the start" if month == 0 else f"After {years(month)}"


def _count(ties: pd.DataFrame) -> str:
    return counted(ties["organisation"].nunique(), "member")


def _caption() -> str:
    return (
        "One run of many: other runs look different. A line means trust above"
        f" {STRONG_TIE:g}, the thicker the stronger. Who has left, or not joined yet,"
        " is hollow."
    )


def _description(pictures: Mapping[int, pd.DataFrame]) -> str:
    sentences = [
        f"{_when(month).lower()} {_count(ties)} and"
        f" {counted(int((ties['trust'] > STRONG_TIE).sum()), 'strong tie')}"
        for month, ties in pictures.items()
    ]
    return f"Members in a circle around the backbone: {listed(sentences)}."
