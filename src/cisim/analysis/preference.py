"""Which way an outcome is better."""

from collections.abc import Iterator

from cisim.configuration.outcomes import EXIT_REASONS, MILESTONES, run_columns

RESULT = "shared_result_observed"
"""Whether the shared result was reached: what alternatives are for."""

DECISION_OUTCOMES = (
    RESULT,
    "months_without_result",
    "collapse_observed",
    "alive_year_7",
    "improvement_end",
    "grant_money",
    "partner_years",
)
"""Outcomes by which alternatives are held against each other."""


def lower_is_better(outcome: str) -> bool:
    """Whether less of a column of the table of runs is better.

    Less is better of waiting, collapse, exits, hurdles, money and time; of all else
    more is. What is said of an alternative that beats another rests on this.
    """
    return outcome in set(_lower())


def _lower() -> Iterator[str]:
    yield from ("months_without_result", "collapse_observed")
    yield from ("grant_money", "partner_years", "cost_per_improvement", "difficulty")
    yield from (f"left_{reason}" for reason in EXIT_REASONS)
    for milestone in MILESTONES:
        if milestone.event != "collapse":
            yield f"{milestone.event}_months"
    yield from (c.name for c in run_columns() if c.name.startswith("hurdles_"))
