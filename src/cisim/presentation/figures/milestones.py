"""When milestones are reached, shown as counts of runs."""

from cisim.configuration.outcomes import MILESTONES
from cisim.experiment.results import Results
from cisim.presentation.figures.dots import (
    BINS,
    DOTS,
    dot_in_words,
    draw_rows,
    row_of,
    told,
)
from cisim.presentation.figures.panels import (
    changes_in_words,
    mark_time,
    time_legend,
    years_axis,
)
from cisim.presentation.figures.picture import Picture, empty, legend_above
from cisim.presentation.style import COLOURS

_COLOURS = {"shared_result": COLOURS["result"], "collapse": COLOURS["collapse"]}


def milestones(results: Results) -> Picture:
    """Fifty dots for each milestone: when the runs reached it, and how many never.

    With fewer than fifty runs every dot is a run.
    """
    dots = min(DOTS, results.replicates)
    rows = [
        row_of(m.label, _colour(m.event), results.runs, m.event, dots)
        for m in MILESTONES
    ]
    figure = empty("When milestones are reached", 8.0, results)
    axes = figure.subplots()
    mark_time(axes, results)
    draw_rows(axes, rows, results.horizon_months)
    axes.set_ylabel("milestone")
    years_axis(axes, results.horizon_years)
    if handles := time_legend(results):
        legend_above(figure, handles)
    return Picture("milestones", figure, _caption(dots, results), told(rows))


def _colour(event: str) -> str:
    return _COLOURS.get(event, COLOURS["state"])


def _caption(dots: int, results: Results) -> str:
    return (
        f"Each dot {dot_in_words(dots, results.replicates)}, at the time when it"
        " reached the milestone; runs that never did are counted at the right, and half"
        f" means half of all runs. Dots are packed in steps of"
        f" {results.horizon_months / BINS:g} months.{changes_in_words(results)}"
    )
