"""What a better chance costs."""

from collections.abc import Collection

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from cisim.presentation.figures.grids import apart, name_at_right
from cisim.presentation.figures.measures import Measure
from cisim.presentation.figures.picture import Picture, begun, legend_above
from cisim.presentation.labels import name_label
from cisim.presentation.style import COLOURS


def frontier(
    chances: pd.DataFrame,
    cost: Measure,
    chance: Measure,
    efficient: Collection[str],
    about: str,
) -> Picture:
    """Chance against cost of every alternative, with both intervals.

    ``chances`` is a frame as for `heat_map`, of one context, with the column
    ``alternative``. ``efficient`` names the alternatives that none beats in both;
    a line joins them.
    """
    rows = _both(chances, cost, chance)
    figure = begun(f"What a chance costs: {chance.noun}", 6.2, about)
    axes = figure.subplots()
    best = rows[rows.index.isin(list(efficient))].sort_values("value_cost")
    axes.plot(
        best["value_cost"], best["value"], color=COLOURS["result"], lw=1.4, zorder=2
    )
    for name, row in rows.iterrows():
        _draw(axes, row, is_efficient=name in set(efficient))
    _finish(axes, rows, cost, chance)
    _name(axes, rows)
    legend_above(figure, _legend())
    return Picture(
        "cost_against_chance",
        figure,
        f"Each mark is an alternative: the {chance.noun} against {cost.words}, with"
        " 95 % intervals. No alternative beats a filled one in both; hollow ones cost"
        " more than another that does as well or better.",
        _description(rows, cost, chance, efficient),
    )


def _both(chances: pd.DataFrame, cost: Measure, chance: Measure) -> pd.DataFrame:
    columns = ["alternative", "value", "low", "high"]
    of_chance, of_cost = (
        measure.of(chances)[columns].set_index("alternative")
        for measure in (chance, cost)
    )
    return of_chance.join(of_cost.add_suffix("_cost"))


def _draw(axes: Axes, row: pd.Series, *, is_efficient: bool) -> None:
    colour = COLOURS["result"] if is_efficient else COLOURS["note"]
    axes.hlines(row["value"], row["low_cost"], row["high_cost"], color=colour, lw=1.2)
    axes.vlines(row["value_cost"], row["low"], row["high"], color=colour, lw=1.2)
    axes.plot(
        row["value_cost"],
        row["value"],
        "o",
        ms=10,
        mec=colour,
        mfc=colour if is_efficient else "white",
        zorder=3,
        clip_on=False,
    )


def _finish(axes: Axes, rows: pd.DataFrame, cost: Measure, chance: Measure) -> None:
    axes.set_xlabel(cost.axis)
    axes.set_ylabel(chance.axis)
    axes.xaxis.set_major_formatter(FuncFormatter(cost.number))
    axes.yaxis.set_major_formatter(FuncFormatter(chance.number))
    axes.set_xlim(0, 1.06 * float(rows[["value_cost", "high_cost"]].max().max()))
    if chance.is_share:
        axes.set_ylim(0, 1)


def _name(axes: Axes, rows: pd.DataFrame) -> None:
    """Write names in a column at the right, moved apart, each led to its mark."""
    low, high = axes.get_ylim()
    heights = [(float(value) - low) / (high - low) for value in rows["value"]]
    for (name, row), place in zip(rows.iterrows(), apart(heights, 0.06), strict=True):
        mark = (float(row["value_cost"]), float(row["value"]))
        name_at_right(axes, name_label(str(name)), mark, place, gap=7)


def _legend() -> list[Line2D]:
    blue, grey = COLOURS["result"], COLOURS["note"]
    hollow = Line2D([], [], color=grey, marker="o", mfc="white", ls="", ms=8)
    hollow.set_label("another does as well for less")
    return [
        Line2D([], [], color=blue, marker="o", ms=8, label="none is better in both"),
        hollow,
        Line2D([], [], color=grey, lw=1.2, label="95 % interval"),
    ]


def _description(
    rows: pd.DataFrame, cost: Measure, chance: Measure, efficient: Collection[str]
) -> str:
    sentences = [
        f"{name_label(str(name))}{'' if name in set(efficient) else ' (beaten)'}:"
        f" {chance.with_limits(row)} for {cost.with_limits(_cost(row))}"
        for name, row in rows.sort_values("value_cost").iterrows()
    ]
    return f"Alternatives from the cheapest: {'; '.join(sentences)}."


def _cost(row: pd.Series) -> pd.Series:
    return pd.Series({end: row[f"{end}_cost"] for end in ("value", "low", "high")})
