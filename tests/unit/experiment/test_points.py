"""From what an experiment asks to the points that are run."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from cisim.configuration.experiments import (
    METHODS,
    Alternative,
    Alternatives,
    Context,
    Experiment,
    Factor,
    Grid,
    OneAtATime,
    Sample,
    Sensitivity,
)
from cisim.configuration.parameters import Parameters, replaced, value_of
from cisim.configuration.scenarios import Change, Scenario
from cisim.experiment.points import points_of
from cisim.experiment.salib_design import unit_matrix
from cisim.experiment.sampling import values_at
from cisim.experiment.selectors import selected
from tests.strategies import rosters

YEARS = "funding.duration_years"
AMOUNT = "funding.yearly_amount"
MEETINGS = "communication.meetings_per_year"
FUNDERS = "funding.funders"
HOST = "backbone.host"
URGENCY = "place.urgency"

LATER = Change(36, {MEETINGS: 24.0})
FACTORS = (Factor(YEARS, 1, 9), Factor(FUNDERS, 1, 6), Factor(HOST, 0, 2))


def scenario(name="base", changes=(), **options):
    own = {key.replace("__", "."): value for key, value in options.items()}
    return Scenario(name, parameters=replaced(Parameters(), own), changes=changes)


def asked(design, base=None, contexts=(), seed=1):
    start = base or Scenario()
    return Experiment("x", "X", "What if?", start, design, seed=seed, contexts=contexts)


def context(name, **options):
    return Context(name, scenario(name, **options), {})


CALM = context("calm", place__urgency=0.2)
HURRIED = context("hurried", place__urgency=0.9, funding__duration_years=5.0)


def settings_of(points):
    """Settings of each point as its scenario has them, a row per point."""
    scenarios = map(points.scenario, range(len(points)))
    return [[value_of(s.parameters, n) for n in points.factors] for s in scenarios]


# ---- Grid ----

GRID = Grid({YEARS: (1.0, 3.0), FUNDERS: (1.0, 2.0, 4.0)})


def test_a_grid_varies_its_last_parameter_fastest():
    points = points_of(asked(GRID))
    assert list(points.table) == ["point", "context", "alternative", YEARS, FUNDERS]
    assert settings_of(points) == [list(row) for row in product((1, 3), (1, 2, 4))]
    assert_array_equal(points.table[[YEARS, FUNDERS]], settings_of(points))
    assert points.table["point"].tolist() == list(range(6))
    assert set(points.table["context"]) == set(points.table["alternative"]) == {""}


def test_values_are_of_the_type_of_their_parameter():
    parameters = points_of(asked(GRID)).scenario(0).parameters
    assert type(parameters.funding.funders) is int
    assert type(parameters.funding.duration_years) is float


def test_a_point_keeps_all_else_of_its_scenario():
    base = scenario("town", (LATER,), place__urgency=0.2)
    base = replace(base, basis={YEARS: "stated", URGENCY: "assumed"})
    point = points_of(asked(GRID, base)).scenario(4)
    expected = replaced(base.parameters, {YEARS: 3.0, FUNDERS: 2})
    assert point == replace(base, parameters=expected, basis={URGENCY: "assumed"})


@given(roster=rosters())
@settings(max_examples=10)
def test_a_point_keeps_own_data(roster):
    point = points_of(asked(GRID, Scenario(roster=roster))).scenario(0)
    assert point.roster is roster
    for name, number in roster.settings.items():
        assert value_of(point.parameters, name) == number


def test_points_in_common_do_not_change_when_a_level_is_added():
    wider = Grid({YEARS: (1.0, 3.0), FUNDERS: (1.0, 2.0, 4.0, 6.0)})
    few, many = points_of(asked(GRID)), points_of(asked(wider))
    shared = many.table[many.table[FUNDERS] != 6.0].index
    assert [few.scenario(k) for k in range(6)] == [many.scenario(k) for k in shared]


# ---- One at a time ----

ONE_AT_A_TIME = OneAtATime({YEARS: (1.0, 3.0, 9.0), FUNDERS: (3.0, 6.0)})


def test_one_at_a_time_has_the_scenario_itself_once_and_first():
    points = points_of(asked(ONE_AT_A_TIME))
    assert settings_of(points) == [[3, 3], [1, 3], [9, 3], [3, 6]]
    assert points.scenario(0) == Scenario()


def test_one_at_a_time_starts_from_what_holds_in_each_context():
    points = points_of(asked(ONE_AT_A_TIME, contexts=(CALM, HURRIED)))
    assert settings_of(points) == [
        *[[3, 3], [1, 3], [9, 3], [3, 6]],
        *[[5, 3], [1, 3], [3, 3], [9, 3], [5, 6]],
    ]
    assert points.table["context"].tolist() == ["calm"] * 4 + ["hurried"] * 5


# ---- Contexts ----


def test_the_whole_design_is_repeated_in_every_context():
    points = points_of(asked(GRID, contexts=(CALM, HURRIED)))
    assert points.table["context"].tolist() == ["calm"] * 6 + ["hurried"] * 6
    assert points.table["point"].tolist() == list(range(12))
    both = settings_of(points)
    assert both[:6] == both[6:] == settings_of(points_of(asked(GRID)))
    urgency = [points.scenario(k).parameters.place.urgency for k in (0, 5, 6, 11)]
    assert urgency == [0.2, 0.2, 0.9, 0.9]


def test_a_context_takes_the_place_of_the_scenario():
    base = scenario("base", (LATER,), place__hurdles=0.9)
    points = points_of(asked(GRID, base, (CALM,)))
    assert points.scenario(0).changes == ()
    assert points.scenario(0).parameters.place.hurdles == 0.5
    assert points.scenario(0).name == "calm"


def test_settings_of_a_context_hold_and_those_of_the_design_go_over_them():
    place = Context("here", scenario("here"), {URGENCY: 0.1, YEARS: 7.0})
    parameters = points_of(asked(GRID, contexts=(place,))).scenario(0).parameters
    assert parameters.place.urgency == 0.1
    assert parameters.funding.duration_years == 1.0


# ---- Alternatives ----

RESCUE = Change(48, {YEARS: 12.0})


def alternative(name, base=None, changes=(), **own):
    start = base or Scenario()
    put = {key.replace("__", "."): value for key, value in own.items()}
    meant = replace(
        start,
        parameters=replaced(start.parameters, put),
        changes=(*start.changes, *changes),
    )
    return Alternative(name, meant, put, is_reference=not own and not changes)


PLANS = Alternatives(
    (
        alternative("as usual"),
        alternative("long", funding__duration_years=8.0),
        alternative("many", funding__funders=6, funding__duration_years=2.0),
        alternative("rescue", changes=(RESCUE,)),
    )
)


def test_each_alternative_is_a_point_and_no_value_is_missing():
    points = points_of(asked(PLANS))
    names = ["as usual", "long", "many", "rescue"]
    assert points.table["alternative"].tolist() == names
    assert points.factors == (YEARS, FUNDERS)
    assert_array_equal(points.table[YEARS], [3, 8, 2, 3])
    assert_array_equal(points.table[FUNDERS], [3, 3, 6, 3])
    assert points.table[[YEARS, FUNDERS]].to_numpy().dtype == np.float64
    found = [points.scenario(k) for k in range(4)]
    assert found == [one.scenario for one in PLANS.alternatives]


def test_alternatives_in_a_context_are_what_sets_them_apart():
    points = points_of(asked(PLANS, contexts=(CALM, HURRIED)))
    names = ["as usual", "long", "many", "rescue"]
    assert points.table["alternative"].tolist() == names * 2
    assert_array_equal(points.table[YEARS], [3, 8, 2, 3, 5, 8, 2, 5])
    assert points.scenario(7).changes == (RESCUE,)
    assert points.scenario(5).parameters.place.urgency == 0.9
    assert points.scenario(4) == HURRIED.scenario


def test_changes_of_a_context_stay_unless_an_alternative_makes_them_otherwise():
    late = Change(48, {YEARS: 1.0, MEETINGS: 6.0})
    place = context("shrinking", changes=(late,))
    points = points_of(asked(PLANS, contexts=(place,)))
    assert points.scenario(0).changes == (late,)
    assert points.scenario(3).changes == (Change(48, {MEETINGS: 6.0}), RESCUE)


def test_changes_that_an_alternative_has_from_the_scenario_are_not_its_own():
    base = scenario("base", (LATER,))
    plans = Alternatives((alternative("as usual", base),))
    assert points_of(asked(plans, base)).scenario(0).changes == (LATER,)
    assert points_of(asked(plans, base, (CALM,))).scenario(0).changes == ()


def test_a_setting_equal_to_that_of_the_scenario_is_still_set_in_a_context():
    plans = Alternatives((alternative("three", funding__duration_years=3.0),))
    points = points_of(asked(plans, contexts=(HURRIED,)))
    assert points.scenario(0).parameters.funding.duration_years == 3.0


def test_settings_of_an_alternative_hold_even_if_its_scenario_lacks_them():
    bare = Alternatives((Alternative("long", Scenario(), {YEARS: 8.0}),))
    points = points_of(asked(bare))
    assert points.table[YEARS].tolist() == [8.0]
    assert settings_of(points) == [[8.0]]


def test_an_alternative_that_is_another_scenario_brings_it_into_a_context():
    other = Alternative("other", scenario("other", place__hurdles=0.9), {})
    points = points_of(asked(Alternatives((other,)), contexts=(CALM,)))
    found = points.scenario(0).parameters
    assert (found.place.hurdles, found.place.urgency) == (0.9, 0.2)
    assert points.factors == ()


# ---- Samples ----


@pytest.mark.parametrize(
    "design",
    [Sample("latin_hypercube", 20, FACTORS), Sensitivity("sobol", 4, ("x",), FACTORS)],
    ids=["sample", "sensitivity"],
)
def test_points_of_a_sample_are_its_unit_cube_in_values(design):
    experiment = asked(design, contexts=(CALM, HURRIED), seed=5)
    points = points_of(experiment)
    values = values_at(FACTORS, unit_matrix(experiment))
    assert len(points) == 2 * len(values) == 40
    assert_array_equal(points.table[list(points.factors)], np.tile(values, (2, 1)))
    assert_array_equal(settings_of(points), np.tile(values, (2, 1)))


@pytest.mark.parametrize("method", METHODS)
def test_every_method_of_sensitivity_analysis_gives_points_in_range(method):
    points = points_of(asked(Sensitivity(method, 512, ("x",), FACTORS)))
    for factor in FACTORS:
        assert points.table[factor.parameter].between(factor.low, factor.high).all()


def test_a_range_moves_the_values_of_its_own_factor_only():
    wider = (Factor(YEARS, 1, 20), *FACTORS[1:])
    one, other = (
        points_of(asked(Sample("sobol", 16, factors))).table
        for factors in (FACTORS, wider)
    )
    assert (one[YEARS] != other[YEARS]).all()
    assert one.drop(columns=YEARS).equals(other.drop(columns=YEARS))


@given(
    design=st.sampled_from(
        [GRID, ONE_AT_A_TIME, PLANS, Sample("halton", 9, FACTORS)]
        + [Sensitivity(method, 512, ("x",), FACTORS) for method in METHODS]
    ),
    seed=st.integers(0, 2**63 - 1),
)
@settings(max_examples=20, deadline=None)
def test_the_same_experiment_has_the_same_bytes(design, seed):
    first, again = (points_of(asked(design, seed=seed)) for _ in range(2))
    assert first.settings.tobytes() == again.settings.tobytes()
    assert first.table.equals(again.table)
    assert first.scenario(len(first) - 1) == again.scenario(len(again) - 1)


def test_points_know_their_labels_and_find_them():
    points = points_of(asked(GRID, contexts=(CALM, HURRIED)))
    assert points.labels[7] == "duration_years=1, funders=2, context=hurried"
    assert_array_equal(selected(points.table, points.labels[7]), [7])
