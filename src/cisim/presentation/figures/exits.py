"""Why organisations leave, by alternative."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from cisim.configuration.outcomes import EXIT_REASONS
from cisim.presentation.figures.picture import Picture, begun, legend_above
from cisim.presentation.labels import name_label
from cisim.presentation.style import LINES
from cisim.presentation.wording import counted, listed

_HEIGHT = 0.6
_HATCHES = ("", "//", "..", "\\\\", "xx")


def exits_by_reason(chances: pd.DataFrame, about: str) -> Picture:
    """Mean number of exits in a run by reason, stacked, a bar per alternative.

    ``chances`` is a frame as for `heat_map`, of one context, with the column
    ``alternative``, and has the mean of ``left_frustration`` and of the other
    exit columns of the table of runs.
    """
    table = _table(chances)
    figure = begun("Why organisations leave", 2.4 + 0.62 * len(table), about)
    axes = figure.subplots()
    for reason, colour, hatch in zip(table.columns, LINES, _HATCHES, strict=False):
        left = table.loc[:, :reason].sum(axis=1) - table[reason]
        axes.barh(
            range(len(table)),
            table[reason],
            _HEIGHT,
            left=left,
            color=colour,
            hatch=hatch,
            ec="white",
            lw=0.8,
        )
    _write(axes, table)
    axes.set_yticks(range(len(table)), [name_label(str(name)) for name in table.index])
    axes.set_ylabel("alternative")
    axes.set_xlabel("exits in a run, on average")
    axes.grid(visible=False, axis="y")
    axes.set_xlim(0, 1.12 * float(table.sum(axis=1).max()) or 1.0)
    legend_above(figure, _legend())
    meanings = "; ".join(f"{_words(r)}: {m}" for r, m in EXIT_REASONS.items())
    return Picture(
        "exits_by_reason",
        figure,
        "How often organisations leave the table in a run, on average, and why; who"
        f" comes back and leaves again counts twice. {meanings[0].upper()}"
        f"{meanings[1:]}.",
        _description(table),
    )


def _table(chances: pd.DataFrame) -> pd.DataFrame:
    """Means by alternative, the first at the top, and reason."""
    means = chances[
        chances["outcome"].isin([f"left_{reason}" for reason in EXIT_REASONS])
        & (chances["statistic"] == "mean")
    ]
    table = means.pivot_table(
        index="alternative", columns="outcome", values="value", sort=False
    )
    columns = {f"left_{reason}": reason for reason in EXIT_REASONS}
    return table[list(columns)].rename(columns=columns)[::-1]


def _write(axes: Axes, table: pd.DataFrame) -> None:
    totals = table.sum(axis=1)
    for place, total in enumerate(totals):
        axes.annotate(
            f"{total:.1f}",
            (total, place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontweight="bold",
        )


def _legend() -> list[Patch]:
    return [
        Patch(fc=colour, hatch=hatch, ec="white", label=_words(reason))
        for reason, colour, hatch in zip(EXIT_REASONS, LINES, _HATCHES, strict=False)
    ]


def _words(reason: str) -> str:
    return reason.replace("_", " ")


def _description(table: pd.DataFrame) -> str:
    sentences = [
        f"{name_label(str(name))} {row.sum():.1f}: "
        + listed(
            [f"{_words(str(reason))} {value:.1f}" for reason, value in row.items()]
        )
        for name, row in table[::-1].iterrows()
    ]
    bars = counted(len(table), "bar")
    return f"{bars} of exits in a run, on average. {'. '.join(sentences)}."
