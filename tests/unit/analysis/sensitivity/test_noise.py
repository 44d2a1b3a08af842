"""The interaction of point and seed is told from main effects of either."""

import math

import numpy as np
import pytest

from cisim.analysis.sensitivity.noise import noise
from tests.sensitivity_cases import with_noise


def test_shared_luck_of_a_seed_is_no_noise():
    rng = np.random.default_rng(1)
    Y = with_noise(rng.normal(size=50), 10, rng, common=100.0)
    assert noise(Y).interaction == pytest.approx(0, abs=1e-9)
    assert noise(Y).share == pytest.approx(0, abs=1e-9)


def test_variances_of_points_seeds_and_interaction_are_found():
    rng = np.random.default_rng(2)
    Y = with_noise(3 * rng.normal(size=4000), 100, rng, rough=2.0, common=5.0)
    found = noise(Y)
    # Standard errors: points 0.2, interaction 0.01, seeds 3.6; thresholds of 4.
    assert found.points == pytest.approx(9, abs=0.8)
    assert found.interaction == pytest.approx(4, abs=0.04)
    assert found.seeds == pytest.approx(25, abs=14.4)
    assert found.share == pytest.approx(4 / 100 / 9.04, rel=0.1)


def test_parts_add_up_to_the_variance_of_the_means():
    Y = np.random.default_rng(3).normal(size=(30, 5))
    found = noise(Y)
    total = Y.mean(axis=1).var(ddof=1)
    assert found.points + found.interaction / 5 == pytest.approx(total, rel=1e-12)


def test_one_replicate_tells_nothing_of_noise():
    found = noise(np.arange(5.0)[:, None])
    assert found.points == 2.5
    assert math.isnan(found.interaction)
    assert math.isnan(found.share)
