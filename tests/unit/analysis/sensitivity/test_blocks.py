"""Designs that are not what they seem are refused, with the method to use instead."""

import numpy as np
import pandas as pd
import pytest
from SALib.sample import latin
from SALib.sample import sobol as sampler

from cisim.analysis.sensitivity.blocks import follows, refuse_constrained, saltelli
from cisim.analysis.sensitivity.problem import Problem
from cisim.configuration.experiments import Factor
from cisim.configuration.mistakes import ConfigurationError
from tests.sensitivity_cases import THREE

GROUPED = Problem(("x1", "x2", "x3"), ("g", "h", "g"))


@pytest.mark.parametrize("problem", [THREE, GROUPED], ids=["factors", "groups"])
@pytest.mark.parametrize("second_order", [True, False])
def test_blocks_of_salib_are_recognised(problem, second_order):
    U = sampler.sample(problem.salib, 64, calc_second_order=second_order, seed=1)
    blocks = saltelli(problem, U, second_order=second_order)
    assert blocks.shape[0] == 64
    assert (blocks.reshape(U.shape) == U).all()


def test_order_of_the_sample_is_not_taken_for_another():
    # 1,024 (D + 2) = 640 (2 D + 2): SALib answers with wrong indices, no warning.
    U = sampler.sample(THREE.salib, 1024, calc_second_order=False, seed=1)
    with pytest.raises(ConfigurationError, match="not base samples"):
        saltelli(THREE, U, second_order=True)


def test_number_of_points_that_does_not_fit_is_refused():
    U = sampler.sample(THREE.salib, 64, seed=1)
    with pytest.raises(ConfigurationError, match="multiple of 8"):
        saltelli(THREE, U[:-1], second_order=True)


def test_sample_of_another_design_is_refused_with_the_alternative():
    U = latin.sample(THREE.salib, 80, seed=1)
    with pytest.raises(ConfigurationError, match="pawn or regional"):
        saltelli(THREE, U, second_order=True)


def test_correlated_factors_are_refused_and_named():
    U = sampler.sample(THREE.salib, 256, calc_second_order=False, seed=1)
    U[:, 1] = (U[:, 0] + U[:, 1]) / 2
    blocks = U.reshape(256, 5, 3)
    blocks[:, 1] = blocks[:, 0]
    blocks[:, 1, 0] = blocks[:, -1, 0]
    blocks[:, 2] = blocks[:, 0]
    blocks[:, 2, 1] = blocks[:, -1, 1]
    blocks[:, 3] = blocks[:, 0]
    blocks[:, 3, 2] = blocks[:, -1, 2]
    with pytest.raises(ConfigurationError, match=r"x1 and x2 are correlated.*pawn"):
        saltelli(THREE, blocks.reshape(-1, 3), second_order=False)


FACTORS = (
    Factor("a", 0, 10),
    Factor("b", 0, 4, values=(4, 0, 2)),
)


def settings(u):
    choice = np.array([4, 0, 2])[np.minimum((u[:, 1] * 3).astype(int), 2)]
    return pd.DataFrame(
        {"point": range(len(u)), "a": np.floor(10 * u[:, 0]), "b": choice}
    )


def test_settings_that_follow_the_sample_pass():
    u = np.random.default_rng(1).random((50, 2))
    refuse_constrained(FACTORS, u, settings(u))
    assert follows(FACTORS, u, settings(u))


@pytest.mark.parametrize(("name", "value"), [("a", 3.5), ("b", 0), ("b", 9)])
def test_setting_that_a_constraint_has_moved_is_refused(name, value):
    u = np.random.default_rng(1).random((50, 2))
    u[7] = [0.99, 0.99]
    moved = settings(u)
    moved.loc[7, name] = value
    with pytest.raises(ConfigurationError, match=f"{name}: settings do not follow"):
        refuse_constrained(FACTORS, u, moved)
    assert not follows(FACTORS, u, moved)


def test_one_place_in_the_sample_has_one_setting():
    u = np.tile([[0.2, 0.2], [0.7, 0.7]], (2, 1))
    moved = settings(u)
    moved["a"] = moved["a"].astype(float)
    moved.loc[3, "a"] += 0.25
    with pytest.raises(ConfigurationError, match="a: settings"):
        refuse_constrained(FACTORS, u, moved)
