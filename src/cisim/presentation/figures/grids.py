"""Panels side by side, and words that must not meet."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cisim.presentation.style import COLOURS

COLUMNS = 3
"""Panels in a row."""


def panels[T](figure: Figure, parts: Sequence[T]) -> Iterator[tuple[Axes, T]]:
    """Give every part a panel of its own, on common axes, and remove the rest.

    What the axis upwards holds is written once in every row of panels.
    """
    columns = min(COLUMNS, len(parts))
    lines = -(-len(parts) // columns)
    grid = figure.subplots(lines, columns, squeeze=False, sharex=True, sharey=True)
    for axes in grid.ravel()[len(parts) :]:
        axes.remove()
    for place, (axes, part) in enumerate(zip(grid.ravel(), parts, strict=False)):
        axes.tick_params(labelbottom=True)
        yield axes, part
        if place % columns:
            axes.set_ylabel("")


def apart(places: Sequence[float], least: float) -> list[float]:
    """Move places along a line as little as needed to lie so far from each other."""
    order = sorted(range(len(places)), key=lambda rank: places[rank])
    moved = list(places)
    # Pushed up one by one, then drawn back together so that none drifts far.
    for below, above in pairwise(order):
        moved[above] = max(moved[above], moved[below] + least)
    drift = sum(moved) / len(moved) - sum(places) / len(places) if places else 0.0
    return [place - drift for place in moved]


def name_at_right(
    axes: Axes, words: str, mark: tuple[float, float], place: float, *, gap: float
) -> None:
    """Write a name in a column at the right, led to its mark but for a gap (points).

    ``place`` is the height of the name as a share of that of the axes.
    """
    axes.annotate(
        words,
        mark,
        xytext=(1.03, place),
        textcoords="axes fraction",
        va="center",
        annotation_clip=False,
        arrowprops={
            "relpos": (0, 0.5),
            "arrowstyle": "-",
            "color": COLOURS["absent"],
            "lw": 0.7,
            "shrinkB": gap,
        },
    )
