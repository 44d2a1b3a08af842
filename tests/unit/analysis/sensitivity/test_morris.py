"""Elementary effects equal SALib's; noise is told, not counted as interaction."""

import numpy as np
import pytest
from SALib.analyze import morris as reference
from SALib.sample import morris as sampler

from cisim.analysis.sensitivity.morris import elementary_effects, morris
from cisim.analysis.sensitivity.problem import Problem
from cisim.configuration.mistakes import ConfigurationError
from tests.sensitivity_cases import THREE, ishigami, with_noise

GROUPED = Problem(("x1", "x2", "x3"), ("pair", "alone", "pair"))


def linear(U):
    return U @ np.array([3.0, -2.0, 0.0])


def sample(problem=THREE, trajectories=30):
    return sampler.sample(problem.salib, trajectories, seed=1)


def test_statistics_equal_those_of_salib():
    U = sample()
    y = ishigami(U)
    found = morris(THREE, U, y[:, None], resamples=2)
    expected = reference.analyze(THREE.salib, U, y, seed=1)
    for index in ("mu", "mu_star", "sigma"):
        assert found.of(index)[1] == pytest.approx(expected[index], abs=1e-12)


def test_groups_have_mu_star_alone_and_equal_that_of_salib():
    U = sample(GROUPED)
    y = ishigami(U)
    found = morris(GROUPED, U, y[:, None], resamples=2)
    expected = reference.analyze(GROUPED.salib, U, y, seed=1)
    assert {label.index for label in found.labels} == {"mu_star"}
    assert found.value == pytest.approx(np.array(expected["mu_star"]), abs=1e-12)


def test_effects_of_a_plane_are_its_slopes():
    U = sample()
    effects = elementary_effects(THREE, U, linear(U)[:, None])
    assert effects[:, :, 0] == pytest.approx(np.tile([3.0, -2.0, 0.0], (30, 1)))


def test_shared_luck_of_seeds_changes_nothing():
    U = sample()
    Y = with_noise(linear(U), 6, np.random.default_rng(1), common=50.0)
    found = morris(THREE, U, Y, resamples=20)
    assert found.of("mu")[1] == pytest.approx([3, -2, 0], abs=1e-9)
    assert found.noise.share == pytest.approx(0, abs=1e-12)


def test_sigma_is_freed_of_noise_and_chance_tells_what_noise_makes_of_mu_star():
    U, K = sample(trajectories=400), 10
    Y = with_noise(linear(U), K, np.random.default_rng(2), rough=1.0)
    found = morris(THREE, U, Y, resamples=200)
    noise = np.sqrt(2 / K) / (2 / 3)
    # An input without effect: mu_star 0.54, standard error 0.02; threshold of 4.
    inert = found.of("mu_star")[1][2]
    floor = found.chance[5]
    assert floor == pytest.approx(np.sqrt(2 / np.pi) * noise, rel=0.05)
    assert inert == pytest.approx(floor, abs=0.08)
    # The plane has no interactions: all spread of its effects is noise.
    assert found.uncorrected[6:] == pytest.approx([noise] * 3, rel=0.15)
    assert (found.value[6:] < 0.3).all()


def test_sigma_takes_off_the_variance_over_seeds_as_the_mean_holds_it():
    U, K = sample(trajectories=50), 4
    Y = with_noise(ishigami(U), K, np.random.default_rng(2), rough=1.0)
    effects = elementary_effects(THREE, U, Y)
    noise = effects.var(axis=2, ddof=1).mean(axis=0) / K
    spread = effects.mean(axis=2).var(axis=0, ddof=1)
    found = morris(THREE, U, Y, resamples=2)
    assert found.of("sigma")[1] == pytest.approx(np.sqrt(spread - noise), rel=1e-9)


def test_inert_factor_is_not_told_from_chance_and_others_are():
    U = sample(trajectories=100)
    Y = with_noise(linear(U), 10, np.random.default_rng(2), rough=1.0)
    frame = morris(THREE, U, Y).frame(THREE)
    stars = frame[frame["index"] == "mu_star"].set_index("factor")["note"]
    told = ~stars.str.contains("not told from chance")
    assert told.to_dict() == {"x1": True, "x2": True, "x3": False}


@pytest.mark.parametrize("rows", [7, 8])
def test_points_that_are_no_trajectories_are_refused(rows):
    U = np.random.default_rng(1).random((rows, 3))
    with pytest.raises(ConfigurationError, match=r"trajectories|one step for each"):
        morris(THREE, U, np.zeros((rows, 1)))


def test_trajectories_of_other_groups_are_refused():
    U = sample(GROUPED, trajectories=4)
    with pytest.raises(ConfigurationError, match="trajectories"):
        morris(THREE, U, linear(U)[:, None])
