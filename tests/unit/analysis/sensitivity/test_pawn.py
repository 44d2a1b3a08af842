"""PAWN equals SALib's median; what a factor without effect reaches is known."""

import numpy as np
import pytest
from SALib.analyze import pawn as reference
from SALib.sample import latin

from cisim.analysis.sensitivity.pawn import conditioning, medians, pawn
from tests.sensitivity_cases import THREE, ishigami, with_noise


@pytest.mark.parametrize("points", [200, 333, 1000])
@pytest.mark.parametrize("rounded", [True, False], ids=["ties", "no ties"])
def test_median_distance_equals_that_of_salib(points, rounded):
    U = latin.sample(THREE.salib, points, seed=1)
    y = np.round(ishigami(U)) if rounded else ishigami(U)
    found = medians(conditioning(U), y, np.ones(points))
    expected = reference.analyze(THREE.salib, U, y, S=10)
    assert found == pytest.approx(expected["median"], abs=1e-12)


def test_point_counted_twice_is_a_point_that_is_there_twice():
    U = latin.sample(THREE.salib, 100, seed=1)
    y = ishigami(U)
    counted = np.ones(100)
    counted[:5] = 2
    twice = np.concatenate([np.arange(100), np.arange(5)])
    inside = conditioning(U)
    found = medians(inside, y, counted)
    expected = medians(inside[:, twice], y[twice], np.ones(105))
    assert found == pytest.approx(expected, abs=1e-12)


def test_factor_without_effect_is_not_told_from_chance():
    U = latin.sample(THREE.salib, 500, seed=1)
    Y = with_noise(5 * U[:, 0] + 3 * U[:, 1], 5, np.random.default_rng(1), rough=0.1)
    found = pawn(THREE, U, Y, resamples=50)
    assert (found.value > found.chance).tolist() == [True, True, False]
    notes = found.frame(THREE)["note"].str.contains("not told from chance")
    assert notes.tolist() == [False, False, True]


def test_limit_is_exceeded_about_once_in_twenty_analyses():
    rng = np.random.default_rng(1)
    alarms = 0
    for _ in range(40):
        U = rng.random((100, 3))
        found = pawn(THREE, U, rng.normal(size=(100, 1)), resamples=2)
        alarms += bool((found.value > found.chance).any())
    # Of 40 with a chance of 5 %: more than 9 happen once in 20,000 times.
    assert alarms <= 9


def test_intervals_hold_the_estimate():
    U = latin.sample(THREE.salib, 300, seed=1)
    found = pawn(THREE, U, ishigami(U)[:, None], resamples=100)
    low, high = found.limits()
    assert ((low < found.value) & (found.value < high)).all()
