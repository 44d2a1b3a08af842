"""How an outcome changes over the range of each factor, while all others vary, too."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from cisim.analysis.precision import means
from cisim.presentation.figures.grids import COLUMNS
from cisim.presentation.figures.measures import Measure
from cisim.presentation.figures.picture import Picture, begun, legend_above
from cisim.presentation.labels import level_label, parameter_label
from cisim.presentation.style import COLOURS
from cisim.presentation.wording import listed

_PARTS = 8
"""Parts of a factor's range, with as many points in each."""

_BOX = 0.6

type Limits = Mapping[str, tuple[float, float]]


def over_ranges(
    points: pd.DataFrame, measure: Measure, limits: Limits, about: str
) -> Picture:
    """A panel per factor: the mean over the points in each eighth of its range.

    ``points`` has a row per point with the column ``value``, the mean over its
    replicates, and one per factor. ``limits`` are those of a box within which the
    result is likely, shaded; they may be empty.
    """
    factors = [name for name in points.columns if name != "value"]
    lines = -(-len(factors) // COLUMNS)
    title = (
        f"{measure.noun[0].upper()}{measure.noun[1:]}, over the range of each factor"
    )
    figure = begun(title, 1.9 + 2.9 * lines, about)
    columns = min(COLUMNS, len(factors))
    grid = figure.subplots(lines, columns, squeeze=False, sharey=True)
    for axes in grid.ravel()[len(factors) :]:
        axes.remove()
    parts = {name: _parts(points, name, measure) for name in factors}
    for place, (axes, name) in enumerate(zip(grid.ravel(), factors, strict=False)):
        _draw(axes, parts[name])
        _shade(axes, limits.get(name))
        axes.set_xlabel(parameter_label(name))
        axes.set_ylabel("" if place % columns else measure.axis)
    axes = grid[0, 0]
    axes.set_ylim(*measure.range(pd.concat(parts.values())))
    axes.yaxis.set_major_formatter(FuncFormatter(measure.number))
    legend_above(figure, _legend(with_box=bool(limits)))
    shaded = " Shaded: the range in which the result is likely." if limits else ""
    return Picture(
        "over_ranges",
        figure,
        f"Each mark: the {measure.noun}, over the points in one part of the range of a"
        " factor, whatever the others are there; lines at marks are 95 % intervals over"
        f" points.{shaded} The steeper, the more the factor matters.",
        _description(parts, measure),
    )


def _parts(points: pd.DataFrame, name: str, measure: Measure) -> pd.DataFrame:
    """Mean in each part of a range, or at each level where there are few."""
    x, y = points[name].to_numpy(dtype=float), points["value"].to_numpy(dtype=float)
    levels = np.unique(x)
    if len(levels) <= _PARTS:
        part = np.searchsorted(levels, x)
    else:
        cuts = np.quantile(x, np.linspace(0, 1, _PARTS + 1)[1:-1])
        part = np.searchsorted(cuts, x, side="right")
    rows = [_part(x[part == p], y[part == p], measure) for p in np.unique(part)]
    return pd.DataFrame(rows)


def _part(x: np.ndarray, y: np.ndarray, measure: Measure) -> dict[str, float]:
    value, low, high, _ = means(y[None, :]).at(0)
    if measure.is_share:
        low, high = max(0.0, low), min(1.0, high)
    return {"level": float(x.mean()), "value": value, "low": low, "high": high}


def _shade(axes: Axes, limits: tuple[float, float] | None) -> None:
    """Shade the range of a box; open ends reach to the edge of the panel."""
    if limits is None:
        return
    left, right = axes.get_xlim()
    low, high = max(left, limits[0]), min(right, limits[1])
    axes.axvspan(low, high, color=COLOURS["funded"], alpha=_BOX, lw=0, zorder=0)
    axes.set_xlim(left, right)


def _draw(axes: Axes, parts: pd.DataFrame) -> None:
    axes.vlines(
        parts["level"], parts["low"], parts["high"], color=COLOURS["result"], lw=1.6
    )
    axes.plot(
        parts["level"], parts["value"], "o-", color=COLOURS["result"], mec="white", ms=7
    )
    axes.tick_params(labelleft=True)


def _legend(*, with_box: bool) -> Sequence[Artist]:
    blue = COLOURS["result"]
    handles: list[Artist] = [
        Line2D([], [], color=blue, marker="o", mec="white", label="mean of points"),
        Line2D([], [], color=blue, lw=1.6, label="95 % interval"),
    ]
    if with_box:
        shade = COLOURS["funded"]
        handles.append(Patch(color=shade, alpha=_BOX, lw=0, label="result is likely"))
    return handles


def _description(parts: Mapping[str, pd.DataFrame], measure: Measure) -> str:
    sentences = [
        f"{parameter_label(name)}: "
        + listed([_end(name, rows.iloc[end], measure) for end in (0, -1)])
        for name, rows in sorted(parts.items(), key=lambda item: -_span(item[1]))
    ]
    return f"Panels, the factor that moves it most first. {'; '.join(sentences)}."


def _span(rows: pd.DataFrame) -> float:
    return float(rows["value"].max() - rows["value"].min())


def _end(name: str, row: pd.Series, measure: Measure) -> str:
    level = level_label(name, float(f"{row['level']:.3g}"))
    return f"{measure.with_limits(row)} at about {level}"
