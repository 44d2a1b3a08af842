"""Where the ranking of factors changes: one index of each factor, context by context.

The frame is as `sensitivity` describes it, with the column ``context``.
"""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from cisim.presentation.figures.measures import MOST_PANELS
from cisim.presentation.figures.picture import Picture, begun, legend_above
from cisim.presentation.figures.sensitivity import (
    cut_axis,
    factor_words,
    index_words,
    is_in_units,
    limits,
)
from cisim.presentation.labels import name_label
from cisim.presentation.style import LINES, MARKERS
from cisim.presentation.wording import listed

_BAND = 0.7
"""Part of the room of a factor that its marks take."""


def over_contexts(
    frame: pd.DataFrame, index: str, response: str, about: str
) -> Picture:
    """A row per factor with a mark per context, the most telling factor on top.

    Raises
    ------
    ValueError
        If there are more contexts than marks that can be told apart.
    """
    rows = frame[frame["index"] == index]
    contexts = list(dict.fromkeys(rows["context"]))
    if len(contexts) > MOST_PANELS:
        message = f"{len(contexts)} contexts: at most {MOST_PANELS} can be told apart"
        raise ValueError(message)
    order = list(rows.groupby("factor")["value"].max().sort_values().index)
    figure = begun(
        f"What matters for {response}, by context", 2.2 + 0.66 * len(order), about
    )
    axes = figure.subplots()
    for place, context in enumerate(contexts):
        own = rows[rows["context"] == context].set_index("factor").reindex(order)
        shift = _BAND * (0.5 - (place + 0.5) / len(contexts))
        _draw(axes, own, shift, place)
    axes.set_yticks(range(len(order)), [factor_words(str(name)) for name in order])
    axes.set_ylabel("factor")
    axes.set_xlabel(index_words(index))
    axes.grid(visible=False, axis="y")
    axes.set_ylim(-0.6, len(order) - 0.4)
    cut = "" if is_in_units(index) else cut_axis(axes, rows)
    legend_above(figure, _legend(contexts))
    return Picture(
        "over_contexts",
        figure,
        f"Each mark: the {index_words(index)} of a factor in one context; lines are"
        " 95 % intervals. Where marks of one factor stand apart, it depends on the"
        f" place how much the factor matters.{cut}",
        _description(rows, contexts, index, response),
    )


def _draw(axes: Axes, own: pd.DataFrame, shift: float, place: int) -> None:
    heights = [rank + shift for rank in range(len(own))]
    colour = LINES[place]
    axes.hlines(heights, own["low"], own["high"], color=colour, lw=1.5)
    axes.plot(
        own["value"],
        heights,
        ls="",
        marker=MARKERS[place],
        ms=7,
        color=colour,
        mec="white",
        zorder=3,
    )


def _legend(contexts: list[str]) -> list[Line2D]:
    return [
        Line2D(
            [],
            [],
            color=LINES[place],
            marker=MARKERS[place],
            mec="white",
            label=name_label(context),
        )
        for place, context in enumerate(contexts)
    ]


def _description(
    rows: pd.DataFrame, contexts: list[str], index: str, response: str
) -> str:
    sentences = []
    for context in contexts:
        own = rows[(rows["context"] == context) & rows["value"].notna()]
        ranked = own.sort_values("value", ascending=False)
        named = [
            f"{factor_words(r['factor'])} {limits(r)}" for _, r in ranked.iterrows()
        ]
        sentences.append(f"{name_label(context)}: {listed(named)}")
    words = ". ".join(sentences)
    return f"The {index_words(index)} for {response}, largest first. {words}."
