"""Which pairs of factors act together, in a frame as `sensitivity` describes it."""

from collections.abc import Sequence

import pandas as pd
import seaborn as sns

from cisim.presentation.figures.picture import Picture, begun
from cisim.presentation.figures.sensitivity import factor_words, limits
from cisim.presentation.style import shades

_SMALLEST = 0.005
"""Indices below this are written as nothing."""


def interactions(frame: pd.DataFrame, response: str, about: str) -> Picture:
    """Share of the variance that each pair of factors makes together (S2).

    ``frame`` has rows with the index S2 for each pair, in either order.
    """
    pairs = frame[frame["index"] == "S2"]
    paired = {*pairs["factor"], *pairs["other"]}
    names = [name for name in dict.fromkeys(frame["factor"]) if name in paired]
    names += sorted(paired - set(names))
    table, words = _square(pairs, names)
    figure = begun(
        f"Which factors act together on {response}",
        2.6 + 0.52 * len(names),
        about,
        legend=False,
    )
    axes = figure.subplots()
    sns.heatmap(
        table,
        ax=axes,
        annot=words,
        fmt="",
        cmap=shades(),
        vmin=0.0,
        vmax=max(0.1, float(pairs["value"].max())),
        cbar=False,
        linewidths=1.5,
        annot_kws={"fontsize": 10, "color": "black"},
    )
    axes.grid(visible=False)
    labels = [factor_words(name) for name in names]
    axes.set_xticklabels(labels[:-1], rotation=30, ha="right", rotation_mode="anchor")
    axes.set_yticklabels(labels[1:], rotation=0)
    axes.set_xlabel("factor")
    axes.set_ylabel("other factor")
    return Picture(
        "interactions",
        figure,
        "Share of the variance that a pair of factors makes together, beyond what each"
        " does alone. Bold: the 95 % interval lies above nothing.",
        _pairs_words(pairs, response),
    )


def _square(
    pairs: pd.DataFrame, names: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lower triangle of values, and of what is written into its cells."""
    rows, columns = list(names[1:]), list(names[:-1])
    table = pd.DataFrame(float("nan"), index=rows, columns=columns)
    words = pd.DataFrame("", index=rows, columns=columns)
    for _, pair in pairs.iterrows():
        left, below = sorted((pair["factor"], pair["other"]), key=list(names).index)
        table.loc[below, left] = max(0.0, pair["value"])
        words.loc[below, left] = _pair_words(pair)
    return table, words


def _pair_words(pair: pd.Series) -> str:
    if abs(pair["value"]) < _SMALLEST:
        return "0"
    number = f"{pair['value']:.2f}".replace("-", "−")
    return rf"$\mathbf{{{number}}}$" if pair["low"] > 0 else number


def _pairs_words(pairs: pd.DataFrame, response: str) -> str:
    sure = pairs[pairs["low"] > 0].sort_values("value", ascending=False)
    if sure.empty:
        return f"No pair of factors is sure to act together on {response}."
    sentences = [
        f"{factor_words(row['factor'])} with {factor_words(row['other'])} {limits(row)}"
        for _, row in sure.iterrows()
    ]
    return f"Pairs that act together on {response}: {'; '.join(sentences)}."
