"""The tables of a results folder with their columns."""

from collections.abc import Iterator

from cisim.configuration.outcomes.columns import Column
from cisim.configuration.outcomes.events import EXIT_REASONS, MILESTONES
from cisim.configuration.outcomes.series import CONDITIONS, SERIES, YEARLY

STATED_YEARS = (1, 3, 5, 7, 10)
"""Years at which states of a run are reported."""

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Quantiles over runs that the monthly table holds."""


def run_columns() -> tuple[Column, ...]:
    """Columns of ``runs.parquet``: one row is one run."""
    return (
        Column("replicate", "integer", "number", "Which repetition, from 0."),
        Column("seed", "integer", "number", "Seed of the run's random streams."),
        Column("difficulty", "number", "factor", "Difficulty drawn for the place."),
        *_milestone_columns(),
        *_yearly_columns(),
        *_whole_run_columns(),
    )


def _milestone_columns() -> Iterator[Column]:
    for milestone in MILESTONES:
        yield Column(
            f"{milestone.event}_months",
            "integer",
            "months",
            f"Month of the milestone ({milestone.meaning}); of censoring if not seen.",
            milestone.label,
        )
        yield Column(
            f"{milestone.event}_observed",
            "truth",
            "truth",
            f"Whether the milestone was seen ({milestone.meaning}).",
            milestone.label,
        )
    yield Column(
        "months_without_result",
        "integer",
        "months",
        "Months to the shared result, at most the horizon; collapse counts as the"
        " horizon.",
        "Months without result",
    )


def _yearly_columns() -> Iterator[Column]:
    series = {column.name: column for column in SERIES}
    for year in STATED_YEARS:
        yield Column(
            f"alive_year_{year}",
            "truth",
            "truth",
            f"Alive at year {year}; missing where nobody was ever convened or the"
            " horizon is nearer.",
            f"Alive at year {year}",
        )
    for name in YEARLY:
        for when in (*(f"year_{year}" for year in STATED_YEARS), "end"):
            yield series[name]._replace(
                name=f"{name}_{when}",
                meaning=f"{series[name].meaning} At {when.replace('_', ' ')}.",
            )


def _whole_run_columns() -> Iterator[Column]:
    for name, label in (CONDITIONS | {"coordination": "Coordination"}).items():
        yield Column(
            f"{name}_peak", "number", "index", f"Highest score: {label.lower()}."
        )
        yield Column(f"{name}_mean", "number", "index", f"Mean score: {label.lower()}.")
    yield Column("pilots", "integer", "pilots", "Pilots that ended.", "Pilots")
    yield Column("wins", "integer", "pilots", "Pilots that succeeded.", "Quick wins")
    yield Column("joined", "integer", "organisations", "Times an organisation joined.")
    for reason, meaning in EXIT_REASONS.items():
        yield Column(
            f"left_{reason}",
            "integer",
            "organisations",
            f"Times an organisation left because {meaning}.",
        )
    yield Column("grant_money", "number", "currency", "Grants paid over the run.")
    yield Column(
        "partner_years", "number", "FTE years", "Time of partners over the run."
    )
    yield Column(
        "cost_per_improvement",
        "number",
        "currency per percentage point",
        "Grant money for each percentage point of improvement at the end; missing"
        " below half a point.",
    )


MONTHLY_COLUMNS = (
    Column("month", "integer", "months", "Month; 0 is the state at the start."),
    Column("variable", "text", "", "State of the initiative, see series."),
    Column("mean", "number", "as the variable", "Mean over runs."),
    *(
        Column(
            f"q{round(100 * q):02d}",
            "number",
            "as the variable",
            f"{q:.0%} quantile over runs.",
        )
        for q in QUANTILES
    ),
)

EVENT_COLUMNS = (
    Column("replicate", "integer", "number", "Which repetition, from 0."),
    Column("month", "integer", "months", "Month of the event."),
    Column("kind", "text", "", "Kind of event, see events."),
    Column(
        "organisation",
        "integer",
        "place in the roster",
        "Organisation (or funder, for grants) concerned; missing if none.",
    ),
    Column("reason", "text", "", "Reason, see reasons."),
)

TIE_COLUMNS = (
    Column("month", "integer", "months", "Month of the picture."),
    Column("organisation", "integer", "place in the roster", "Who trusts."),
    Column(
        "partner",
        "integer",
        "place in the roster",
        "Who is trusted; missing for the backbone.",
    ),
    Column(
        "trust", "number", "index", "Trust of a member in a member or the backbone."
    ),
)

SUMMARY_COLUMNS = (
    Column("outcome", "text", "", "Column of runs.parquet or a share derived from it."),
    Column("statistic", "text", "", "What was computed over the runs."),
    Column("value", "number", "as the outcome", "Estimate."),
    Column("low", "number", "as the outcome", "Lower limit of the 95 % interval."),
    Column("high", "number", "as the outcome", "Upper limit of the 95 % interval."),
    Column("runs", "integer", "runs", "Runs that the estimate rests on."),
)


def tables() -> dict[str, tuple[Column, ...]]:
    """Tables of a results folder with their columns."""
    return {
        "runs": run_columns(),
        "monthly": MONTHLY_COLUMNS,
        "events": EVENT_COLUMNS,
        "ties": TIE_COLUMNS,
        "summary": SUMMARY_COLUMNS,
    }
