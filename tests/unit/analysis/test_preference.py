"""Which way outcomes are better."""

import pytest

from cisim.analysis.preference import DECISION_OUTCOMES, lower_is_better
from cisim.configuration.outcomes import EXIT_REASONS, run_columns


@pytest.mark.parametrize(
    "outcome",
    [
        "months_without_result",
        "shared_result_months",
        "collapse_observed",
        "grant_money",
        "hurdles_end",
        *(f"left_{reason}" for reason in EXIT_REASONS),
    ],
)
def test_less_is_better_of_waiting_collapse_exits_hurdles_and_money(outcome):
    assert lower_is_better(outcome)


@pytest.mark.parametrize(
    "outcome", ["shared_result_observed", "collapse_months", "trust_end", "joined"]
)
def test_more_is_better_of_all_else(outcome):
    assert not lower_is_better(outcome)


def test_outcomes_of_decisions_are_columns_of_the_table_of_runs():
    assert set(DECISION_OUTCOMES) <= {column.name for column in run_columns()}
