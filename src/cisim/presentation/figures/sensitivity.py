"""Which factors matter: indices of sensitivity analysis with their intervals.

Every function takes a frame of one response in one context with the columns ``factor``
and ``other`` (dotted names, or names of groups; ``other`` is empty but for pairs),
``index``, ``value``, ``low``, ``high`` and ``noise_share``.
"""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from cisim.configuration.parameters import declared
from cisim.presentation.figures.grids import apart, name_at_right
from cisim.presentation.figures.picture import Picture, begun, legend_above
from cisim.presentation.labels import name_label, parameter_name
from cisim.presentation.style import COLOURS

_HEIGHT = 0.36

_IN_UNITS = frozenset({"mu_star", "mu", "sigma", "ME", "IE", "dgsm"})
"""Indices that have the unit of the outcome, or no upper end as shares have."""

_INDICES = {
    "ST": "total share of the variance",
    "S1": "share of the variance by itself",
    "mu_star": "mean size of the effect",
    "median_KS": "median distance between distributions",
    "KS": "distance between runs with and without the result",
    "delta_balanced": "distance between distributions (delta)",
    "dgsm": "upper limit of the share of the variance",
    "Sa": "share of the variance by itself",
    "ME": "half the difference between high and low",
    "shapley_normalized": "Shapley's share of the variance",
    "s_discrepancy": "share of the discrepancy",
}
"""Indices by which factors are ranked, in words."""

_FARTHEST = 1.3
"""Share of the variance at which an axis ends; true shares end at 1."""


def factor_words(name: str) -> str:
    """Short name of a factor, or of a group of factors."""
    return parameter_name(name) if name in declared() else name_label(name)


def sobol_bars(frame: pd.DataFrame, response: str, about: str) -> Picture:
    """First-order and total share of the variance for every factor, and the noise.

    ``frame`` has rows with the index S1 and ST for each factor; ``noise_share`` is
    the share of the variance that replicates and not factors make.
    """
    total = _of(frame, "ST").sort_values("value")
    order = total.index
    first = _of(frame, "S1").reindex(order)
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
    cut = cut_axis(axes, pd.concat([total, first]))
    axes.grid(visible=False, axis="y")
    legend_above(figure, _sobol_legend())
    return Picture(
        "sobol_indices",
        figure,
        "Total: the share of the variance that this factor makes, with all that it does"
        " together with others; alone: what it does by itself. A total well"
        " above alone means that the factor acts through others. Lines are 95 %"
        " intervals over points and seeds. Luck between runs is what remains of one run"
        f" when all factors are known.{cut}",
        _sobol_words(total, first, noise, response),
    )


def cut_axis(axes: Axes, rows: pd.DataFrame) -> str:
    """Leave out what lies far beyond any share, and say so."""
    # Where nearly all is noise there are values without an interval.
    ends = rows[["low", "value", "high"]].to_numpy(dtype=float)
    low, high = min(0.0, float(np.nanmin(ends))), float(np.nanmax(ends))
    axes.set_xlim(max(low, -_FARTHEST + 1), min(1.03 * high, _FARTHEST))
    is_cut = low < -_FARTHEST + 1 or high > _FARTHEST
    return " Intervals that reach beyond the axis are cut." if is_cut else ""


def index_bars(frame: pd.DataFrame, index: str, response: str, about: str) -> Picture:
    """Any one index for every factor, largest on top."""
    single = frame[frame["other"] == ""]
    rows = _of(single, index).sort_values("value", key=abs)
    title = f"Which factors matter for {response}"
    figure = begun(title, 2.0 + 0.45 * len(rows), about, legend=False)
    axes = figure.subplots()
    for place, (_, row) in enumerate(rows.iterrows()):
        _bar(axes, place, row, "result")
    names = [factor_words(str(name)) for name in rows.index]
    axes.set_yticks(range(len(names)), names)
    axes.set_ylabel("factor")
    axes.set_xlabel(index_words(index))
    axes.grid(visible=False, axis="y")
    limits_told = "; lines are 95 % intervals" if rows["low"].notna().any() else ""
    words = "; ".join(
        f"{factor_words(str(name))} {limits(row)}"
        for name, row in rows[::-1].iterrows()
    )
    return Picture(
        "factors",
        figure,
        f"The longer the bar, the more the factor matters. Its length: the"
        f" {index_words(index)}{limits_told}.",
        f"The {index_words(index)} for {response}, largest first: {words}.",
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
        f"{factor_words(str(name))} total {limits(total.loc[name])},"
        f" alone {limits(first.loc[name])}"
        for name in total["value"].sort_values(ascending=False).index
    ]
    luck = "" if noise is None else f" Luck between runs: {noise:.2f}."
    return f"Shares of the variance of {response}: {'; '.join(sentences)}.{luck}"


def limits(row: pd.Series) -> str:
    """Write an index with its interval."""
    if pd.isna(row["value"]):
        return "not known"
    numbers = [float(row[name]) for name in ("value", "low", "high")]
    decimals = _decimals(numbers) if is_in_units(row.get("index", "")) else 2
    value, low, high = (index_number(number, decimals) for number in numbers)
    return value if math.isnan(numbers[1]) else f"{value} ({low} to {high})"


def index_number(value: float, decimals: int = 2) -> str:
    """Write an index; rounding first, so that there is no minus before nothing."""
    return f"{round(value, decimals) + 0.0:,.{decimals}f}".replace("-", "−")


def _decimals(numbers: Sequence[float]) -> int:
    """Decimal places at which the largest of some numbers has two figures."""
    largest = max((abs(n) for n in numbers if math.isfinite(n)), default=0.0)
    return min(5, max(0, 1 - math.floor(math.log10(largest)))) if largest else 2


def is_in_units(index: str) -> bool:
    """Tell whether an index has the unit of the outcome."""
    return index in _IN_UNITS


def index_words(index: str) -> str:
    """Say what an index is an index of, for who does not know its sign."""
    return _INDICES.get(index, index.replace("_", " "))


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
        point = (float(size.loc[name, "value"]), height)
        words = factor_words(str(name))
        name_at_right(axes, words, point, (place - low) / top, gap=5)


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
        f"{factor_words(str(name))} {limits(row)}, spread"
        f" {float(f'{row["spread"]:.2g}'):,.10g}"
        for name, row in together.iterrows()
    ]
    return f"Mean size of effects on {response}, largest first: {'; '.join(sentences)}."
