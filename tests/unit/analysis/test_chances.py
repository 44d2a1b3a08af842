"""Every point of a study is summarised as a scenario is."""

import numpy as np
import pandas as pd
import pytest

from cisim.analysis.chances import POINT_MEANS, chances
from cisim.analysis.summary import MEAN, RATIO, SHARE, mean_outcomes, summarise
from cisim.configuration.answers import CHANCE_COLUMNS, study_tables
from cisim.configuration.outcomes import MILESTONES
from tests import synthetic
from tests.studies import alternatives_study, grid_study

KINDS = ("typical", "none_reached", "isolated")


@pytest.fixture(scope="module")
def study():
    values = {}
    for kind in KINDS:
        runs = synthetic.results(kind).runs
        values[kind] = {name: runs[name].array for name in runs.columns[2:]}
    return alternatives_study(values)


@pytest.mark.parametrize("kind", KINDS)
def test_a_point_is_summarised_as_its_runs_by_themselves(study, kind):
    table = chances(study, mean_outcomes())
    own = table[table["alternative"] == kind].iloc[:, 3:].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, summarise(synthetic.results(kind)))


def test_what_is_asked_for_is_there(study):
    table = chances(study)
    assert list(table.columns) == [column.name for column in CHANCE_COLUMNS]
    found = set(zip(table["outcome"], table["statistic"], strict=True))
    assert {(name, MEAN) for name in POINT_MEANS} <= found
    assert {(f"{m.event}_observed", SHARE) for m in MILESTONES} <= found
    assert ("cost_per_improvement", RATIO) in found


def test_nothing_is_alive_where_nobody_was_convened(study):
    table = chances(study)
    alive = table[table["outcome"] == "alive_year_7"]
    assert alive["alternative"].tolist() == ["typical", "none_reached"]


def test_a_failed_run_is_left_out_of_its_point():
    columns = [{"wins": [1, 9]}, {"wins": [2, 4]}]
    study = grid_study({"x.a": [1, 2]}, columns, missing=[(0, 1)])
    table = chances(study, ["wins"]).query("outcome == 'wins'").set_index("point")
    assert table["value"].tolist() == [1, 3]
    assert table["runs"].tolist() == [1, 2]
    assert np.isnan(table["low"][0])


def test_tables_declare_each_column_once():
    for columns in study_tables().values():
        names = [column.name for column in columns]
        assert len(names) == len(set(names))
