"""One factor at a time: how far each moves an outcome from where it was."""

from typing import NamedTuple

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from cisim.presentation.figures.measures import Measure
from cisim.presentation.figures.picture import Picture, begun, legend_above
from cisim.presentation.labels import level_label, parameter_label
from cisim.presentation.style import COLOURS

_BAR = 0.52


class Swing(NamedTuple):
    """Rows of a factor at the levels with the least and the greatest outcome."""

    factor: str
    least: pd.Series
    most: pd.Series

    @property
    def width(self) -> float:
        """How far the outcome moves."""
        return float(self.most["value"] - self.least["value"])


def tornado(chances: pd.DataFrame, base: int, measure: Measure, about: str) -> Picture:
    """Bars from the least to the greatest outcome over the levels of each factor.

    ``chances`` is a frame as for `heat_map`, of one context, with the column
    ``point`` and a column for each factor; ``base`` is the point from which one
    factor at a time was moved. The widest bar stands on top.

    Raises
    ------
    ValueError
        If no point differs from the base in exactly one factor.
    """
    rows = measure.of(chances)
    middle = rows[rows["point"] == base].iloc[0]
    found = sorted(swings(rows, middle), key=lambda swing: swing.width)
    if not found:
        message = "no point differs from the base in one factor alone"
        raise ValueError(message)
    title = f"What moves the {measure.noun} most"
    figure = begun(title, 2.3 + 0.62 * len(found), about)
    axes = figure.subplots()
    for place, swing in enumerate(found):
        _draw(axes, place, swing, float(middle["value"]))
    _finish(axes, found, float(middle["value"]), measure)
    legend_above(figure, _legend())
    return Picture(
        "one_at_a_time",
        figure,
        f"Bars: the {measure.noun}, from the level with the least to that with the"
        f" most, while all else stays; levels stand at the ends, thin lines are 95 %"
        f" intervals. Dashed: where all started, {measure.with_limits(middle)}.",
        _description(found, measure),
    )


def swings(rows: pd.DataFrame, middle: pd.Series) -> list[Swing]:
    """Return how far each factor moves the outcome if it alone is moved.

    ``rows`` has a column per factor, ``middle`` is the row from which all started.
    """
    factors = [name for name in rows.columns if "." in name]
    differs = rows[factors].ne(middle[factors])
    found = []
    for factor in factors:
        alone = differs[factor] & (differs.sum(axis=1) == 1) & rows["value"].notna()
        if alone.any():
            own = pd.concat([rows[alone], middle.to_frame().T])
            values = own["value"].astype("float64").to_numpy()
            found.append(
                Swing(factor, own.iloc[values.argmin()], own.iloc[values.argmax()])
            )
    return found


def _draw(axes: Axes, place: int, swing: Swing, middle: float) -> None:
    for row, concept, side in (
        (swing.least, "collapse", -1),
        (swing.most, "result", 1),
    ):
        value = float(row["value"])
        axes.barh(place, value - middle, _BAR, left=middle, color=COLOURS[concept])
        axes.hlines(place, row["low"], row["high"], color="black", lw=1.1)
        end = float(row["low"] if side < 0 else row["high"])
        axes.annotate(
            f"{level_label(swing.factor, row[swing.factor])}",
            (end, place),
            xytext=(6 * side, 0),
            textcoords="offset points",
            va="center",
            ha="right" if side < 0 else "left",
            fontsize=9.5,
        )


def _finish(axes: Axes, found: list[Swing], middle: float, measure: Measure) -> None:
    axes.axvline(middle, color=COLOURS["note"], ls=(0, (3, 2)), lw=1.4)
    axes.set_yticks(range(len(found)), [parameter_label(s.factor) for s in found])
    axes.set_ylabel("factor")
    axes.set_xlabel(measure.axis)
    axes.xaxis.set_major_formatter(FuncFormatter(measure.number))
    axes.grid(visible=False, axis="y")
    ends = [
        float(row[end])
        for s in found
        for row, end in ((s.least, "low"), (s.most, "high"))
    ]
    room = 0.16 * (max(ends) - min(ends) or 1.0)
    axes.set_xlim(min(ends) - room, max(ends) + room)


def _legend() -> list[Artist]:
    return [
        Patch(color=COLOURS["collapse"], label="less"),
        Patch(color=COLOURS["result"], label="more"),
        Line2D([], [], color="black", lw=1.1, label="95 % interval"),
        Line2D([], [], color=COLOURS["note"], ls="--", label="nothing changed"),
    ]


def _description(found: list[Swing], measure: Measure) -> str:
    sentences = [
        f"{parameter_label(s.factor)}: {measure.with_limits(s.least)} at"
        f" {level_label(s.factor, s.least[s.factor])},"
        f" {measure.with_limits(s.most)} at"
        f" {level_label(s.factor, s.most[s.factor])}"
        for s in reversed(found)
    ]
    return f"Bars, the widest first. {'. '.join(sentences)}."
