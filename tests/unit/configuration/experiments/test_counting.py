from dataclasses import replace

import numpy as np
import pytest
from SALib.sample import fast_sampler, ff, finite_diff, shapley, sobol
from SALib.sample.morris import sample as morris

from cisim.configuration.experiments import (
    METHODS,
    Context,
    Experiment,
    Factor,
    Grid,
    OneAtATime,
    Sample,
    Sensitivity,
)
from cisim.configuration.experiments.counting import points_count, runs_count
from cisim.configuration.scenarios import Scenario

NAMES = ("funding.duration_years", "place.urgency", "funding.engagement")
FACTORS = tuple(Factor(name, 0.0, 1.0) for name in NAMES)


def asking(design, **others):
    return Experiment("a", "A", "What if?", Scenario(), design, **others)


def sensitivity(method, factors=FACTORS, samples=128):
    return asking(Sensitivity(method, samples, ("improvement_end",), factors))


def problem(factors=FACTORS):
    names = [factor.parameter for factor in factors]
    groups = [factor.group or factor.parameter for factor in factors]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names)}
    is_grouped = any(factor.group for factor in factors)
    return problem | {"groups": groups} if is_grouped else problem


SAMPLERS = {
    "morris": lambda p: morris(p, 128, seed=1),
    "sobol": lambda p: sobol.sample(p, 128, calc_second_order=False, seed=1),
    "sobol_second_order": lambda p: sobol.sample(p, 128, seed=1),
    "fast": lambda p: fast_sampler.sample(p, 128, seed=1),
    "dgsm": lambda p: finite_diff.sample(p, 128, seed=1),
    "shapley": lambda p: shapley.sample(p, 128, seed=1),
    "fractional_factorial": lambda p: ff.sample(p, seed=1),
}


@pytest.mark.parametrize("factors", [FACTORS[:2], FACTORS], ids=["two", "three"])
@pytest.mark.parametrize("method", SAMPLERS)
def test_points_are_as_many_as_the_sampler_makes(method, factors):
    made = np.shape(SAMPLERS[method](problem(factors)))[0]
    assert points_count(sensitivity(method, factors)) == made


@pytest.mark.parametrize("method", ["morris", "sobol", "sobol_second_order"])
def test_factors_of_a_group_are_moved_as_one(method):
    grouped = (*(replace(f, group="g") for f in FACTORS[:2]), FACTORS[2])
    made = np.shape(SAMPLERS[method](problem(grouped)))[0]
    assert points_count(sensitivity(method, grouped)) == made


@pytest.mark.parametrize("method", sorted(METHODS.keys() - SAMPLERS.keys()))
def test_other_methods_look_at_their_samples_alone(method):
    assert points_count(sensitivity(method)) == 128


def test_a_grid_has_every_combination_in_every_context():
    grid = Grid({NAMES[0]: (1.0, 3.0, 5.0), NAMES[1]: (0.1, 0.9)})
    contexts = tuple(Context(name, Scenario(), {}) for name in "abc")
    assert points_count(asking(grid)) == 6
    assert points_count(asking(grid, contexts=contexts)) == 18
    assert runs_count(asking(grid, contexts=contexts, replicates=7)) == 126


def test_the_scenario_itself_is_one_point_of_one_at_a_time():
    alone = OneAtATime({NAMES[0]: (1.0, 3.0, 5.0), NAMES[1]: (0.123,)})
    assert points_count(asking(alone)) == 4  # three years are those of the scenario
    other = Context("other", Scenario(), {NAMES[0]: 2.0})
    same = Context("same", Scenario(), {})
    assert points_count(asking(alone, contexts=(same, other))) == 4 + 5


def test_even_huge_experiments_are_counted_at_once():
    levels = {name: tuple(map(float, range(10**4))) for name in NAMES}
    huge = asking(Grid(levels), replicates=10**9)
    assert runs_count(huge) == 10**21
    assert points_count(asking(Sample("sobol", 2**40, FACTORS))) == 2**40
