"""What each alternative changes against the reference, replicate by replicate."""

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from cisim.presentation.figures.measures import Measure
from cisim.presentation.figures.picture import Picture, begun, legend_above
from cisim.presentation.labels import name_label
from cisim.presentation.style import COLOURS, LINES

_TICK = 0.13
"""Half the height of the tick of a replicate."""

_PLACES = 300
"""Places along the axis in which ticks are told apart."""


def paired_differences(
    paired: pd.DataFrame, replicates: pd.DataFrame, measure: Measure, about: str
) -> Picture:
    """Mean difference to the reference with its interval, above a tick per replicate.

    ``paired`` has a row per alternative (and context) with the columns
    ``alternative``, ``reference``, ``context``, ``outcome``, ``difference``, ``low``,
    ``high``, ``better``, ``equal`` and ``worse`` (numbers of replicates);
    ``replicates`` has the columns
    ``alternative``, ``context`` and ``difference`` with a row per replicate, and may
    be empty.
    """
    rows = paired[paired["outcome"] == measure.outcome].reset_index(drop=True)
    if measure.is_share:  # replicates differ by nothing or by one
        replicates = replicates.iloc[:0]
    labels = _labels(rows)
    reference = name_label(str(rows["reference"].iloc[0]))
    figure = begun(
        f"What changes against “{reference}”: {measure.noun}",
        2.4 + 0.75 * len(rows),
        about,
    )
    axes = figure.subplots()
    for place, row in rows[::-1].reset_index(drop=True).iterrows():
        _draw(axes, int(str(place)), row, _own(replicates, row), measure)
    axes.set_yticks(range(len(rows)), labels[::-1])
    _finish(axes, len(rows), measure)
    legend_above(figure, _legend(with_ticks=not replicates.empty))
    return Picture(
        "paired_differences",
        figure,
        f"Dots: mean difference to “{reference}” in the {measure.noun}, within"
        " replicates, which meet the same place and the same luck; thick lines: 95 %"
        " intervals."
        f"{'' if replicates.empty else ' Each tick is a replicate.'} At the right: in"
        " how many replicates it was better, the same, and worse.",
        _description(rows, labels, reference, measure),
    )


def _labels(rows: pd.DataFrame) -> list[str]:
    several = len(set(rows["context"])) > 1
    return [
        name_label(str(row["alternative"]))
        + (f",\n{name_label(str(row['context']))}" if several else "")
        for _, row in rows.iterrows()
    ]


def _own(replicates: pd.DataFrame, row: pd.Series) -> pd.Series:
    if replicates.empty:
        return pd.Series(dtype="float64")
    chosen = replicates[
        (replicates["alternative"] == row["alternative"])
        & (replicates["context"] == row["context"])
    ]
    own: pd.Series = chosen["difference"].dropna().astype("float64")
    return own


def _draw(
    axes: Axes, place: int, row: pd.Series, own: pd.Series, measure: Measure
) -> None:
    colour = LINES[0]
    if not own.empty:
        _draw_ticks(axes, place, own)
    axes.hlines(place, row["low"], row["high"], color=colour, lw=4.5, alpha=0.55)
    axes.plot(row["difference"], place, "o", ms=8, color=colour, mec="white")
    words = f"{measure.signed(float(row['difference']))}"
    axes.annotate(
        words,
        (float(row["difference"]), place),
        xytext=(0, 9),
        textcoords="offset points",
        ha="center",
        fontweight="bold",
        color=colour,
    )
    axes.annotate(
        f"{row['better']} | {row['equal']} | {row['worse']}",
        (1, place),
        xycoords=("axes fraction", "data"),
        xytext=(12, 0),
        textcoords="offset points",
        va="center",
        color=COLOURS["note"],
        annotation_clip=False,
    )


def _draw_ticks(axes: Axes, place: int, own: pd.Series) -> None:
    """A tick per replicate; those in one place are one, and darker.

    A thousand of them would else make a page heavy and slow.
    """
    step = (own.max() - own.min()) / _PLACES or 1.0
    places, counts = np.unique((own / step).round() * step, return_counts=True)
    faint = max(0.12, min(0.6, 40 / len(own)))
    axes.vlines(
        places,
        place - 0.22 - _TICK,
        place - 0.22 + _TICK,
        color=[(*to_rgb(LINES[0]), 1 - (1 - faint) ** count) for count in counts],
        lw=1.2,
    )


def _finish(axes: Axes, count: int, measure: Measure) -> None:
    axes.axvline(0, color=COLOURS["note"], lw=1.4, ls=(0, (3, 2)))
    axes.set_ylim(-0.6, count - 0.4)
    axes.set_ylabel("alternative")
    axes.set_xlabel(f"difference: {measure.axis}")
    axes.xaxis.set_major_formatter(FuncFormatter(measure.signed))
    axes.grid(visible=False, axis="y")
    axes.annotate(
        "better | same | worse",
        (1, 1),
        xycoords="axes fraction",
        xytext=(12, 2),
        textcoords="offset points",
        color=COLOURS["note"],
        annotation_clip=False,
    )


def _legend(*, with_ticks: bool) -> list[Line2D]:
    handles = [
        Line2D([], [], color=LINES[0], marker="o", ls="", label="mean difference"),
        Line2D([], [], color=LINES[0], lw=4.5, alpha=0.55, label="95 % interval"),
        Line2D([], [], color=COLOURS["note"], ls="--", label="no difference"),
    ]
    if with_ticks:
        tick = Line2D([], [], color=LINES[0], marker="|", ls="", ms=11, alpha=0.6)
        tick.set_label("replicate")
        handles.append(tick)
    return handles


def _description(
    rows: pd.DataFrame, labels: list[str], reference: str, measure: Measure
) -> str:
    sentences = [
        f"{label.replace(chr(10), ' ')} {_difference(row, measure)}, better in"
        f" {row['better']}, the same in {row['equal']} and worse in {row['worse']}"
        " replicates"
        for label, (_, row) in zip(labels, rows.iterrows(), strict=True)
    ]
    words = "; ".join(sentences)
    return f"Differences to “{reference}” in the {measure.noun}: {words}."


def _difference(row: pd.Series, measure: Measure) -> str:
    low, high = float(row["low"]), float(row["high"])
    mean = measure.signed(float(row["difference"]))
    if math.isnan(low):
        return mean
    return f"{mean} ({measure.signed(low)} to {measure.signed(high)})"
