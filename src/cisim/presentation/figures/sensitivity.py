"""Which factors matter: indices of sensitivity analysis with their intervals.

Every function takes a frame of one response in one context with the columns ``factor``
and ``other`` (dotted names, or names of groups; ``other`` is empty but for pairs),
``index``, ``value``, ``low``, ``high`` and ``noise_share``.
"""

from collections.abc import Sequence

import pandas as pd
import seaborn as sns
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from cisim.configuration.parameters import declared
from cisim.presentation.figures.grids import apart
from cisim.presentation.figures.picture import Picture, begun, legend_above
from cisim.presentation.labels import name_label, parameter_name
from cisim.presentation.style import COLOURS, shades

_HEIGHT = 0.36
_SMALLEST = 0.005
"""Indices below this are written as nothing."""


def factor_words(name: str) -> str:
    """Short name of a factor, or of a group of factors."""
    return parameter_name(name) if name in declared() else name_label(name)


def sobol_bars(frame: pd.DataFrame, response: str, about: str) -> Picture:
    """First-order and total share of the variance for every factor, and the noise.

    ``frame`` has rows with the index S1 and ST for each factor; ``noise_share`` is
    the share of the variance that replicates and not factors make.
    """
    total, first = (_of(frame, index) for index in ("ST", "S1"))
    order = total["value"].sort_values().index
    noise = float(frame["noise_share"].dropna().max()) if _noisy(frame) else None
    figure = begun(
        f"Which factors matter for {response}", 2.3 + 0.55 * (len(order) + 1), about
    )
    axes = figure.subplots()
    for place, name in enumerate(order):
        _bar(axes, place + 1 + _HEIGHT / 2, total.loc[name], "result")
        _bar(axes, place + 1 - _HEIGHT / 2, first.loc[name], "continuous_communication")
    names = [factor_words(name) for name in order]
    if noise is not None:
        axes.barh(0, noise, _HEIGHT, color=COLOURS["noise"], hatch="///", ec="white")
        axes.annotate(
            f"{noise:.2f}",
            (noise, 0),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
        )
    axes.set_yticks(range(len(names) + 1), ["luck between runs", *names])
    axes.set_ylabel("factor")
    axes.set_xlabel("share of the variance")
    axes.set_xlim(min(0.0, *total["low"], *first["low"]), None)
    axes.grid(visible=False, axis="y")
    legend_above(figure, _sobol_legend())
    return Picture(
        "sobol_indices",
        figure,
        "Total: the share of the variance that this factor makes, with all that it does"
        " together with others; alone: what it does by itself. A total well"
        " above alone means that the factor acts through others. Lines are 95 %"
        " intervals over points and seeds. Luck between runs is what remains of one run"
        " when all factors are known.",
        _sobol_words(total, first, noise, response),
    )


def _noisy(frame: pd.DataFrame) -> bool:
    return bool(frame["noise_share"].notna().any())


def _of(frame: pd.DataFrame, index: str) -> pd.DataFrame:
    return frame[frame["index"] == index].set_index("factor")


def _bar(axes: Axes, place: float, row: pd.Series, concept: str) -> None:
    axes.barh(place, row["value"], _HEIGHT, color=COLOURS[concept])
    axes.hlines(place, row["low"], row["high"], color="black", lw=1.1)


def _sobol_legend() -> list[Artist]:
    alone = COLOURS["continuous_communication"]
    return [
        Patch(color=COLOURS["result"], label="total (ST)"),
        Patch(color=alone, label="alone (S1)"),
        Line2D([], [], color="black", lw=1.1, label="95 % interval"),
    ]


def _sobol_words(
    total: pd.DataFrame, first: pd.DataFrame, noise: float | None, response: str
) -> str:
    sentences = [
        f"{factor_words(str(name))} total {_limits(total.loc[name])},"
        f" alone {_limits(first.loc[name])}"
        for name in total["value"].sort_values(ascending=False).index
    ]
    luck = "" if noise is None else f" Luck between runs: {noise:.2f}."
    return f"Shares of the variance of {response}: {'; '.join(sentences)}.{luck}"


def _limits(row: pd.Series) -> str:
    low, high = (f"{row[end]:.2f}".replace("-", "−") for end in ("low", "high"))
    return f"{row['value']:.2f} ({low} to {high})".replace("-", "−")


# ---- Elementary effects ----


def morris_plane(frame: pd.DataFrame, response: str, about: str) -> Picture:
    """Mean size of elementary effects against their spread, factors by name.

    ``frame`` has rows with the index mu_star and sigma for each factor.
    """
    size, spread = (_of(frame, index) for index in ("mu_star", "sigma"))
    figure = begun(f"Which factors move {response}, and how evenly", 6.4, about)
    axes = figure.subplots()
    axes.hlines(
        spread.loc[size.index, "value"],
        size["low"],
        size["high"],
        color=COLOURS["note"],
        lw=1.1,
    )
    axes.scatter(
        size["value"],
        spread.loc[size.index, "value"],
        s=60,
        color=COLOURS["result"],
        ec="white",
        zorder=3,
    )
    _diagonal(axes, size, spread)
    _name_points(axes, size, spread)
    legend_above(figure, _morris_legend())
    return Picture(
        "elementary_effects",
        figure,
        "To the right: how much the factor moves the outcome on average, with its 95 %"
        " interval. Upwards: how unevenly it does. Above the dashed line the effect"
        " hangs on the other factors, or on where it starts, more than on itself.",
        _morris_words(size, spread, response),
    )


def _diagonal(axes: Axes, size: pd.DataFrame, spread: pd.DataFrame) -> None:
    right = 1.08 * float(size["high"].max())
    top = 1.15 * max(float(spread["value"].max()), 0.2 * right)
    end = min(right, top)
    axes.plot([0, end], [0, end], color=COLOURS["note"], ls="--", lw=1.2)
    axes.set(xlim=(0, right), ylim=(0, top))
    axes.set_xlabel(r"mean size of the effect over the factor's range ($\mu^*$)")
    axes.set_ylabel(r"spread of the effect ($\sigma$)")


def _name_points(axes: Axes, size: pd.DataFrame, spread: pd.DataFrame) -> None:
    """Write names in a column at the right, moved apart, each led to its point."""
    heights = [float(spread.loc[name, "value"]) for name in size.index]
    top = axes.get_ylim()[1]
    places = apart(heights, 0.055 * top)
    low = min(0.0, *places)
    for name, height, place in zip(size.index, heights, places, strict=True):
        axes.annotate(
            factor_words(str(name)),
            (float(size.loc[name, "value"]), height),
            xytext=(1.03, (place - low) / top),
            textcoords="axes fraction",
            va="center",
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": COLOURS["absent"],
                "lw": 0.7,
                "shrinkB": 5,
            },
        )


def _morris_legend() -> list[Line2D]:
    return [
        Line2D([], [], ls="", marker="o", color=COLOURS["result"], label="factor"),
        Line2D(
            [], [], color=COLOURS["note"], lw=1.1, label="95 % interval of the size"
        ),
        Line2D([], [], color=COLOURS["note"], ls="--", label="spread equals size"),
    ]


def _morris_words(size: pd.DataFrame, spread: pd.DataFrame, response: str) -> str:
    ordered = size.sort_values("value", ascending=False)
    together = ordered.join(spread["value"].rename("spread"))
    sentences = [
        f"{factor_words(str(name))} {row['value']:.3g} ({row['low']:.3g} to"
        f" {row['high']:.3g}), spread {row['spread']:.3g}"
        for name, row in together.iterrows()
    ]
    return f"Mean size of effects on {response}, largest first: {'; '.join(sentences)}."


# ---- Pairs ----


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
        f"{factor_words(row['factor'])} with {factor_words(row['other'])}"
        f" {_limits(row)}"
        for _, row in sure.iterrows()
    ]
    return f"Pairs that act together on {response}: {'; '.join(sentences)}."
