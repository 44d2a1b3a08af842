"""Least levels, portfolios and frontiers, worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.analysis.decisions import (
    CHANCES,
    NOT_REACHED,
    REACHED,
    frontier,
    portfolio,
    smallest_levels,
    undominated,
)
from cisim.configuration.answers import (
    FRONTIER_COLUMNS,
    LEVEL_COLUMNS,
    PORTFOLIO_COLUMNS,
)
from cisim.configuration.experiments import Aim
from cisim.configuration.mistakes import ConfigurationError
from tests.studies import alternatives_study, grid_study, results_of

LEVELS = [1.0, 3.0, 5.0, 10.0]


def sweep(*chances, **settings):
    columns = list(results_of(dict(enumerate(chances)), 100).values())
    levels = {"funding.duration_years": LEVELS[: len(chances)]}
    return grid_study(levels, columns, **settings)


def exact(share):
    return {"shared_result_observed": np.arange(100) < round(100 * share)}


def exact_sweep(*shares, **settings):
    levels = {"funding.duration_years": LEVELS[: len(shares)]}
    return grid_study(levels, [exact(share) for share in shares], **settings)


def test_the_least_level_that_reaches_each_chance():
    table = smallest_levels(exact_sweep(0.1, 0.3, 0.52, 0.7)).set_index("chance")
    assert list(table.columns) == [
        column.name for column in LEVEL_COLUMNS if column.name != "chance"
    ]
    assert tuple(table.index) == CHANCES
    assert table["level"].tolist()[:2] == [3, 5]
    # Wilson's lower limits: of 0.3 it is 0.22, of 0.52 0.42, of 0.7 0.6.
    assert table["sure_level"].tolist()[:2] == [5, 10]
    assert table["reached"].tolist() == [REACHED] * 2 + [NOT_REACHED] * 2
    assert table["level"].isna().tolist() == [False, False, True, True]


def test_a_level_that_falls_back_is_told():
    table = smallest_levels(exact_sweep(0.1, 0.6, 0.4, 0.7), aims=[0.5])
    assert table["level"].tolist() == [3]
    assert table["dips"].tolist() == [True]
    assert not smallest_levels(exact_sweep(0.1, 0.4, 0.6), aims=[0.5])["dips"][0]


def test_the_aim_says_what_is_sought():
    aim = Aim(0.6, "funding.duration_years")
    table = smallest_levels(exact_sweep(0.1, 0.3, 0.7, aim=aim))
    assert table[["chance", "level"]].to_numpy().tolist() == [[0.6, 5]]


def test_contexts_are_told_apart_and_other_factors_averaged():
    levels = {
        "funding.duration_years": [1, 1, 3, 3, 1, 3],
        "quick_wins.pilots_per_year": [0, 4, 0, 4, 0, 0],
    }
    shares = [0.2, 0.4, 0.5, 0.9, 0.8, 0.9]
    study = grid_study(
        levels,
        [exact(share) for share in shares],
        contexts=["hard"] * 4 + ["calm"] * 2,
    )
    table = smallest_levels(study, aims=[0.65]).set_index("context")
    assert table["level"].to_dict() == {"hard": 3, "calm": 1}


def test_a_parameter_that_is_not_clear_is_asked_for():
    study = grid_study({"backbone.skill": [1], "organisations.grit": [1]}, [exact(0.5)])
    with pytest.raises(
        ConfigurationError, match=r"varied is backbone.skill, organisations.grit"
    ):
        smallest_levels(study)
    with pytest.raises(ConfigurationError, match="not varied here"):
        smallest_levels(study, "trust.gain")


def test_a_failed_run_is_left_out_of_the_chance():
    study = exact_sweep(0.25, missing=[(0, 99), (0, 98)])
    assert smallest_levels(study, aims=[0.255])["level"].tolist() == [1]


def money(share, amount):
    return exact(share) | {"grant_money": np.full(100, amount)}


SITES = alternatives_study(
    {"few": money(0.5, 800.0), "many": money(0.2, 300.0), "dear": money(0.2, 500.0)},
    sites={"few": 4, "many": 10},
)


def test_a_portfolio_of_sites():
    table = portfolio(SITES).set_index("alternative")
    expected = {column.name for column in PORTFOLIO_COLUMNS} - {"alternative"}
    assert set(table.columns) == expected
    assert table["sites"].tolist() == [4, 10, 1]
    assert table["expected_sites"].tolist() == pytest.approx([2, 2, 0.2])
    assert table["at_least_one"]["few"] == pytest.approx(1 - 0.5**4)
    assert table["at_least_one"]["many"] == pytest.approx(1 - 0.8**10)
    assert table["money"].tolist() == [3200, 3000, 500]
    assert table["cost_per_site"].tolist() == pytest.approx([1600, 1500, 2500])
    for name in ("expected_sites", "at_least_one", "chance"):
        assert (table[f"{name}_low"] < table[name]).all()
        assert (table[name] < table[f"{name}_high"]).all()


def test_without_a_result_its_cost_is_missing():
    study = alternatives_study({"a": money(0.0, 100.0), "b": money(1.0, 100.0)})
    table = portfolio(study)
    assert math.isnan(table["cost_per_site"][0])
    assert table["at_least_one_high"][0] > 0


def test_the_frontier_of_cost_and_chance():
    table = frontier(SITES).set_index("alternative")
    assert {c.name for c in FRONTIER_COLUMNS} == {*table.columns, "alternative"}
    assert table["on_frontier"].to_dict() == {"few": True, "many": False, "dear": True}
    assert table["frontier_share"]["dear"] == 1.0
    # With equal luck the chance of many never passes that of dear, which costs less.
    assert table["frontier_share"]["many"] == 0.0


POINTS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1)


@given(POINTS)
def test_none_dominates_what_is_undominated(points):
    cost, chance = (np.array([part], dtype=float) for part in zip(*points, strict=True))
    expected = [
        not any(
            c <= cost[0, i]
            and p >= chance[0, i]
            and (c, p) != (cost[0, i], chance[0, i])
            for c, p in points
        )
        for i in range(len(points))
    ]
    assert undominated(cost, chance)[0].tolist() == expected


def test_what_is_missing_is_dominated():
    cost = np.array([[math.nan, 2.0, 1.0]])
    chance = np.array([[1.0, 0.5, math.nan]])
    assert undominated(cost, chance).tolist() == [[False, True, False]]
