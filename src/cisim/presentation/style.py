"""How every figure looks: theme, colours, sizes and number formats, once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import matplotlib as mpl
import seaborn as sns
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import Colormap
from matplotlib.figure import Figure

COLOURS: Final = {
    "result": "#0072B2",
    "collapse": "#C44E00",
    "common_agenda": "#332288",
    "shared_measurement": "#117733",
    "reinforcing_activities": "#882255",
    "continuous_communication": "#8A6D00",
    "backbone_support": "#1F7A8C",
    "coordination": "#3A3A3A",
    "state": "#35618F",
    "member": "#35618F",
    "backbone": "#1F7A8C",
    "absent": "#8C8C8C",
    "target": "#117733",
    "noise": "#6E6E6E",
    "much": "#4FA3D9",
    "funded": "#F3E3AE",
    "note": "#595959",
    "grid": "#E3E3E3",
}
"""Colours by concept: told apart by all common kinds of colour vision, and dark
enough on white to be read as text, but for the surfaces."""

LINES: Final = tuple(
    COLOURS[concept]
    for concept in (
        "result",
        "collapse",
        "shared_measurement",
        "reinforcing_activities",
        "continuous_communication",
        "coordination",
    )
)
"""Colours of lines, bars and dots that stand for no concept."""

MARKERS: Final = ("o", "s", "^", "D", "v", "P")
"""Marks that tell lines apart without any colour."""

WIDTH: Final = 10.0
"""Width of every figure in inches; at `RESOLUTION` more than 1200 pixels."""

RESOLUTION: Final = 150
"""Pixels per inch."""

NOTE_SIZE: Final = 9.5
"""Size of notes and of the line below a figure, in points."""

_FONTS: Final = {
    "font.size": 11,
    "axes.titlesize": 11.5,
    "axes.labelsize": 10.5,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "legend.fontsize": 10,
}

_DETAILS: Final = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # comes with matplotlib, so it is everywhere
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.edgecolor": COLOURS["note"],
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": COLOURS["grid"],
    "legend.frameon": False,
    "svg.hashsalt": "cisim",
}


def theme() -> dict[Any, Any]:
    """Settings of matplotlib that make the theme, on top of seaborn's."""
    return {
        **sns.axes_style("whitegrid"),
        **sns.plotting_context("notebook"),
        **_FONTS,
        **_DETAILS,
    }


@contextmanager
def drawing() -> Iterator[None]:
    """Draw in the theme of the house and leave the settings of others alone."""
    with mpl.rc_context(theme()):
        yield


def canvas(height: float, above: float, below: float) -> Figure:
    """Make an empty figure that needs no screen; lengths are in inches.

    Panels and their labels are fitted between the strips above and below.
    """
    figure = Figure(figsize=(WIDTH, height))
    rect = (0, below / height, 1, 1 - (above + below) / height)
    figure.set_layout_engine("constrained", rect=rect, h_pad=0.12, w_pad=0.1)
    FigureCanvasAgg(figure)
    return figure


def shades() -> Colormap:
    """Shades from nearly white for little to blue for much; black is read on all."""
    shaded: Colormap = sns.light_palette(COLOURS["much"], as_cmap=True)
    return shaded


def percent(value: float, _: object = None) -> str:
    """Write a share as a percentage."""
    return f"{100 * value:.3g} %"


def in_100(value: float, _: object = None) -> str:
    """Write a share as so many in 100."""
    return f"{100 * value:.0f}"
