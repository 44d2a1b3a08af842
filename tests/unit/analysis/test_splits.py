"""Thirds of the runs by a column, and how many in each saw an event."""

import pytest

from cisim.analysis.splits import LEAST_RUNS, thirds
from tests import synthetic


def split_by(difficulty, observed):
    runs = synthetic.results(synthetic.Kind(replicates=len(difficulty)))
    given = synthetic.with_runs(
        runs, difficulty=difficulty, shared_result_observed=observed
    )
    return thirds(given.runs, "difficulty", "shared_result")


def test_runs_are_counted_in_the_third_to_which_they_belong():
    difficulty = [float(number) for number in reversed(range(90))]
    parts = split_by(difficulty, [value < 40 for value in difficulty])
    assert [part.share.value for part in parts] == pytest.approx([1, 1 / 3, 0])
    assert [(part.low, part.high) for part in parts] == [(0, 29), (30, 59), (60, 89)]
    assert all(part.share.runs == 30 for part in parts)


def test_every_run_with_a_value_is_in_one_third():
    difficulty = [float("nan"), *(float(number) for number in range(99))]
    parts = split_by(difficulty, [True] * 100)
    assert sum(part.share.runs for part in parts) == 99


def test_few_runs_and_a_column_that_does_not_vary_have_no_thirds():
    few = LEAST_RUNS - 1
    assert split_by([float(n) for n in range(few)], [True] * few) == ()
    assert split_by([1.0] * 90, [True] * 90) == ()
