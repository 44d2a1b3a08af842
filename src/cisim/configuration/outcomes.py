"""Every output of the model, declared once: tables, columns, events, reasons.

The codebook beside the results, the tables of the documentation, the headings of
figures and the check of what a run may be asked for are all derived from here.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

type ColumnType = Literal["integer", "number", "truth", "text"]

STATED_YEARS = (1, 3, 5, 7, 10)
"""Years at which states of a run are reported."""

STRONG_TIE = 0.5
"""Trust above which a tie counts in the trust network (E13)."""

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Quantiles over runs that the monthly table holds."""


class Column(NamedTuple):
    """A column of a table: what it means, in which unit."""

    name: str
    type: ColumnType
    unit: str
    meaning: str
    label: str = ""


class Milestone(NamedTuple):
    """An event that happens at most once in a run and has a duration."""

    event: str
    label: str
    meaning: str


MILESTONES = (
    Milestone(
        "initiated",
        "Phase 1 done",
        "a champion, a cross-sector group that attends, and the data to make the case",
    ),
    Milestone("first_win", "First quick win", "the first pilot succeeded"),
    Milestone(
        "agenda_adopted",
        "Common agenda agreed",
        "members holding the quorum came within reach of one agenda",
    ),
    Milestone(
        "organised",
        "Phase 2 done",
        "agenda adopted, backbone staffed, shared metrics agreed",
    ),
    Milestone(
        "joint_milestone",
        "Joint projects under way",
        "action plan and systems work above their levels for a year",
    ),
    Milestone(
        "shared_result",
        "Shared result",
        "the target improvement had been held for the stated months",
    ),
    Milestone(
        "collapse",
        "Collapse",
        "a year without life, before any shared result",
    ),
)

EVENTS = {m.event: m.meaning for m in MILESTONES} | {
    "crisis": "a dated change raised urgency",
    "policy_turn": "a dated change moved policy support",
    "election": "an election was held",
    "downturn": "an economic downturn began",
    "leader_left": "an organisation lost its leader",
    "director_left": "the backbone lost its director",
    "champion_left": "the champion left",
    "conflict": "a member came into open conflict with the table",
    "grant_started": "a funder began to pay",
    "grant_renewed": "a funder went on after the end of a grant",
    "grant_ended": "a funder stopped at the end of a grant",
    "pilot_won": "a pilot succeeded",
    "pilot_failed": "a pilot failed",
    "joined": "an organisation joined the table",
    "left": "an organisation left the table",
    "finished": "a year without life, after the shared result",
}
"""Kinds of events with what they mean."""

EXIT_REASONS = {
    "frustration": "morale had gone because progress stayed away",
    "lost_belief": "morale had gone with the belief that efforts lead anywhere",
    "leader_change": "the new leader ended the engagement",
    "conflict": "an open conflict came last",
}
"""Why an organisation left, in the order of the exit columns."""

REASONS = EXIT_REASONS | {
    "administration_kept": "the election kept the administration",
    "administration_changed": "the election changed the administration",
    "": "no reason applies",
}
"""What the reason column of the events table may hold."""

CONDITIONS = {
    "common_agenda": "Common agenda",
    "shared_measurement": "Shared measurement",
    "reinforcing_activities": "Mutually reinforcing activities",
    "continuous_communication": "Continuous communication",
    "backbone_support": "Backbone support",
}
"""The five conditions of collective success [kania2011] with their labels."""

SERIES = (
    Column("members", "number", "organisations", "Members of the table.", "Members"),
    Column("staff", "number", "FTE", "Staff of the backbone.", "Backbone staff"),
    Column(
        "fullness",
        "number",
        "share",
        "Staff against workload, at most 1.",
        "Backbone fullness",
    ),
    Column("meetings", "number", "meetings per month", "Meetings held.", "Meetings"),
    Column("attendance", "number", "share", "Members who attended.", "Attendance"),
    Column("trust", "number", "index", "Mean trust between members.", "Trust"),
    Column(
        "density",
        "number",
        "share",
        "Ties between members with trust above one half.",
        "Density of the trust network",
    ),
    Column(
        "centralisation",
        "number",
        "index",
        "Freeman degree centralisation of the network of such ties, the backbone"
        " counted as a node [freeman1978].",
        "Centralisation of the trust network",
    ),
    Column(
        "trust_in_backbone",
        "number",
        "index",
        "Mean trust of members in the backbone.",
        "Trust in the backbone",
    ),
    Column(
        "agreement",
        "number",
        "index",
        "How near members' agendas are to the common one.",
        "Agreement",
    ),
    Column(
        "fit", "number", "index", "How well the common agenda meets what works.", "Fit"
    ),
    Column("vocabulary", "number", "index", "Common words.", "Common vocabulary"),
    Column("data_access", "number", "index", "Data that are open.", "Data access"),
    Column(
        "plan", "number", "index", "Maturity of the mutual action plan.", "Action plan"
    ),
    Column(
        "effort", "number", "share of capacity", "Mean joint effort.", "Joint effort"
    ),
    Column(
        "systems_work",
        "number",
        "FTE",
        "Complementary work on the system, pilots taken off.",
        "Systems work",
    ),
    Column(
        "programme_work", "number", "FTE", "Aligned programme work.", "Programme work"
    ),
    Column(
        "partner_time",
        "number",
        "FTE",
        "Time of partners for joint effort, meetings and overhead.",
        "Partners' time",
    ),
    Column("wins_memory", "number", "index", "Memory of quick wins.", "Memory of wins"),
    Column("pilots_running", "number", "pilots", "Pilots under way.", "Pilots"),
    Column("morale", "number", "index", "Mean morale of members.", "Morale"),
    Column("belief", "number", "index", "Mean belief in results.", "Belief in results"),
    Column(
        "systems_mindset", "number", "index", "Mean systems mindset.", "Systems mindset"
    ),
    Column("urgency", "number", "index", "Urgency of the problem.", "Urgency"),
    Column(
        "policy_support",
        "number",
        "index",
        "Support by the administration.",
        "Policy support",
    ),
    Column("public_will", "number", "index", "Public will.", "Public will"),
    Column(
        "legitimacy", "number", "index", "Standing of the initiative.", "Legitimacy"
    ),
    *(
        Column(
            name, "number", "index", f"Score of the condition: {label.lower()}.", label
        )
        for name, label in CONDITIONS.items()
    ),
    Column(
        "coordination",
        "number",
        "index",
        "The five conditions together.",
        "Coordination",
    ),
    Column(
        "system_change",
        "number",
        "index",
        "How far the system has changed.",
        "System change",
    ),
    Column(
        "improvement",
        "number",
        "share of the indicator",
        "Improvement of the community-wide indicator.",
        "Improvement",
    ),
    Column("grants", "number", "currency", "Grants paid in the month.", "Grants"),
    Column(
        "alive",
        "number",
        "truth",
        "1 where enough members were active lately; missing where nobody was ever"
        " convened.",
        "Alive",
    ),
)
"""States of the initiative that are recorded every month.

Means over members are 0 where no member is left, so that collapsed runs stay in.
"""

YEARLY = ("improvement", "system_change", "trust", "density", "centralisation")
"""Series that are reported at the stated years and at the end."""


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
            f"Months until {milestone.meaning}; the month of censoring if not observed.",
            milestone.label,
        )
        yield Column(
            f"{milestone.event}_observed",
            "truth",
            "truth",
            f"Whether it was observed that {milestone.meaning}.",
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
