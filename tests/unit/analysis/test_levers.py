"""What levers of a grid do on average over the others."""

import numpy as np
import pytest

from cisim.analysis.levers import COLUMNS, averages
from tests.frames import MEETINGS, YEARS
from tests.studies import grid_study, results_of


def grid(chances, replicates=200):
    levels = {YEARS: (1.0, 1.0, 5.0, 5.0), MEETINGS: (4.0, 12.0, 4.0, 12.0)}
    named = {str(place): chance for place, chance in enumerate(chances)}
    return grid_study(levels, list(results_of(named, replicates).values()))


def test_means_are_over_the_levels_of_the_others():
    study = grid((0.1, 0.3, 0.5, 0.9))
    table = averages(study)
    assert tuple(table.columns) == COLUMNS
    found = table.set_index(["parameter", "level"])["value"]
    reached = study.runs.merge(study.points)
    for name in (YEARS, MEETINGS):
        means = reached.groupby(name)["shared_result_observed"].mean()
        for level, mean in means.items():
            assert found[name, level] == pytest.approx(float(mean))


def test_limits_of_shares_stay_shares_and_hold_the_mean():
    table = averages(grid((0.02, 0.0, 1.0, 0.98), replicates=20))
    assert table["low"].min() >= 0
    assert table["high"].max() <= 1
    assert (table["low"] <= table["value"]).all()
    assert (table["value"] <= table["high"]).all()


def test_outcomes_that_are_no_truths_have_limits_of_means():
    table = averages(grid((0.1, 0.3, 0.5, 0.9)), "months_without_result")
    assert np.all(table["high"] > 100)
