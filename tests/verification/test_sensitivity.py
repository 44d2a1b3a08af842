"""Sensitivity indices are recovered where they are known, with and without noise.

Seeds are fixed. Tolerances are stated beside what makes them; where resamples decide,
the chance of a false alarm is stated as well.
"""

import numpy as np
import pytest
from SALib.sample import latin
from SALib.sample import morris as morris_sampler
from SALib.sample import sobol as sobol_sampler
from scipy.stats import binom

from cisim.analysis.sensitivity.morris import morris
from cisim.analysis.sensitivity.noise import noise
from cisim.analysis.sensitivity.pawn import pawn
from cisim.analysis.sensitivity.problem import Problem
from cisim.analysis.sensitivity.sobol import sobol
from tests.sensitivity_cases import (
    ISHIGAMI,
    ISHIGAMI_VARIANCE,
    THREE,
    g_function,
    g_indices,
    ishigami,
    with_noise,
)

FOUR = Problem(("x1", "x2", "x3", "x4"))


def saltelli(problem, N, *, second_order=False, seed=1):
    return sobol_sampler.sample(
        problem.salib, N, calc_second_order=second_order, seed=seed
    )


def indices(problem, U, Y, *, second_order=False):
    return sobol(problem, U, Y, second_order=second_order, resamples=2)


# ---- Without noise ----


def test_ishigami_is_recovered():
    U = saltelli(THREE, 4096, second_order=True)
    found = indices(THREE, U, ishigami(U)[:, None], second_order=True)
    assert found.value == pytest.approx(ISHIGAMI, abs=0.01)


def test_g_function_is_recovered():
    U = saltelli(FOUR, 4096)
    found = indices(FOUR, U, g_function(U)[:, None])
    assert found.value == pytest.approx(np.concatenate(g_indices()), abs=0.01)


def test_closed_index_of_a_group_holds_what_its_members_do_together():
    problem = Problem(THREE.names, ("pair", "alone", "pair"))
    U = saltelli(problem, 4096)
    found = indices(problem, U, ishigami(U)[:, None])
    # Alone 0, first 0.3139, together 0.2437; the pair has no tie with the second.
    assert found.value == pytest.approx([0.5576, 0.4424, 0.5576, 0.4424], abs=0.01)


def levels_of(U):
    """Factors with few levels: 2, 3 and 5, as inverse distributions give them."""
    return np.floor(U * np.array([2, 3, 5]))


def discrete(U):
    x = levels_of(U)
    return 3 * x[:, 0] + x[:, 1] ** 2 + x[:, 0] * x[:, 2]


def test_discrete_factors_are_recovered_in_unit_space():
    grid = np.array([(a, b, c) for a in range(2) for b in range(3) for c in range(5)])
    y = discrete((grid + 0.5) / np.array([2, 3, 5])).reshape(2, 3, 5)
    first = [y.mean(axis=other).var() for other in ((1, 2), (0, 2), (0, 1))]
    total = [y.var(axis=own).mean() for own in range(3)]
    exact = np.array([*first, *total]) / y.var()
    U = saltelli(THREE, 4096)
    assert indices(THREE, U, discrete(U)[:, None]).value == pytest.approx(
        exact, abs=0.01
    )


# ---- With replicate noise ----

# Rough noise of 1.16 times the variance; slopes that each seed draws for an inert
# factor; seeds whose luck all points share.
ROUGH, SLOPE, SEEDS, N = 4.0, 10.0, 20, 2048


def noisy(U, seed):
    rng = np.random.default_rng(seed)
    tilt = SLOPE * (U[:, 2] - 0.5)
    return with_noise(ishigami(U), SEEDS, rng, rough=ROUGH, smooth=tilt)


def test_noise_that_grows_means_of_few_seeds_is_taken_out():
    U = saltelli(THREE, N)
    found = [indices(THREE, U, noisy(U, seed)) for seed in range(20)]
    corrected = np.mean([one.value for one in found], axis=0)
    uncorrected = np.mean([one.uncorrected for one in found], axis=0)
    # Standard errors of these means are at most 0.012: thresholds of 4.
    assert corrected == pytest.approx(ISHIGAMI[:6], abs=0.05)
    # The inert main effect and all totals of the means hold noise.
    assert uncorrected[2] > 0.02
    assert uncorrected[5] > ISHIGAMI[5] + 0.06


def test_noise_share_is_that_of_the_interaction_over_the_seeds():
    U = saltelli(THREE, N)
    found = np.mean([noise(noisy(U, seed)).share for seed in range(20)])
    own = (ROUGH**2 + SLOPE**2 / 12) / SEEDS
    # Slopes of 20 seeds spread their squares by a third; 20 draws, threshold of 4.
    assert found == pytest.approx(own / (own + ISHIGAMI_VARIANCE), rel=0.12)


def test_variance_within_points_is_not_the_noise():
    U = saltelli(THREE, 256)
    Y = with_noise(ishigami(U), SEEDS, np.random.default_rng(1), common=20.0)
    assert Y.var(axis=1, ddof=1).mean() > 100
    assert noise(Y).share < 1e-12
    assert indices(THREE, U, Y).value == pytest.approx(
        indices(THREE, U, ishigami(U)[:, None]).value, abs=1e-9
    )


def test_g_function_is_recovered_from_noisy_runs():
    U = saltelli(FOUR, N)
    rng = np.random.default_rng(5)
    Y = with_noise(g_function(U), SEEDS, rng, rough=1.0, smooth=U[:, 3])
    # Standard errors at most 0.02: thresholds of 4.
    assert indices(FOUR, U, Y).value == pytest.approx(
        np.concatenate(g_indices()), abs=0.08
    )


def test_runs_that_are_seen_or_not_are_freed_of_their_noise():
    U = saltelli(THREE, N)
    chance = 1 / (1 + np.exp(-ishigami(U) + 2))
    luck = np.random.default_rng(6).random((len(U), 5))
    found = indices(THREE, U, (luck < chance[:, None]) * 1.0)
    known = indices(THREE, U, chance[:, None])
    assert found.noise.share > 0.05
    # Standard errors of the difference at most 0.01: thresholds of 4.
    assert found.value == pytest.approx(known.value, abs=0.04)
    assert found.uncorrected[3:] == pytest.approx(
        known.value[3:] * (1 - found.noise.share) + found.noise.share, abs=0.04
    )


def test_screening_ranks_as_variances_do():
    U = morris_sampler.sample(THREE.salib, 200, num_levels=4, seed=1)
    smooth = 5 * U[:, 0] + 2 * U[:, 1] ** 2 + 0.5 * U[:, 2]
    Y = with_noise(smooth, 10, np.random.default_rng(1), rough=0.5)
    _, stars, _ = morris(THREE, U, Y, resamples=2).of("mu_star")
    # A square rises from 0 to 2/3 or from 1/3 to 1: by 8/9 and 16/9 over its step.
    assert stars == pytest.approx([5, 2, 0.5], abs=0.15)


def test_distribution_ranks_where_variance_and_distribution_agree():
    U = latin.sample(THREE.salib, 2000, seed=1)
    Y = with_noise(ishigami(U), 5, np.random.default_rng(1), rough=1.0)
    found = pawn(THREE, U, Y, resamples=2)
    assert np.argsort(-found.value).tolist() == [1, 0, 2]
    assert (found.value > found.chance).all()


# ---- Coverage of intervals ----


def independent(rng, size):
    """Base samples drawn independently, as the resampling of points takes them."""
    A, B = rng.random((2, size, 3))
    moved = [np.where(np.arange(3) == j, B, A) for j in range(3)]
    return np.stack([A, *moved, B], axis=1).reshape(-1, 3)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seeds", "rough", "slope"),
    [(1, 0.0, 0.0), (10, 3.0, 0.0), (10, 0.0, 8.0), (5, 3.0, 8.0)],
    ids=["no noise", "rough", "smooth", "five seeds"],
)
def test_intervals_of_95_per_cent_hold_the_truth(seeds, rough, slope):
    repeats, rng = 200, np.random.default_rng(1)
    held = np.zeros(6)
    for repeat in range(repeats):
        U = independent(rng, 256)
        tilt = slope * (U[:, 2] - 0.5)
        Y = with_noise(ishigami(U), seeds, rng, rough=rough, smooth=tilt)
        found = sobol(THREE, U, Y, second_order=False, seed=repeat + 1, resamples=300)
        low, high = found.limits()
        held += (low <= ISHIGAMI[:6]) & (ISHIGAMI[:6] <= high)
    # Percentiles of few base samples fall somewhat short: 93 in 100 are asked for.
    # Of 200, fewer than this happen once in 10,000 times for each index.
    assert held.min() >= binom.ppf(1e-4, repeats, 0.93)


@pytest.mark.slow
def test_intervals_of_a_low_discrepancy_sample_are_wide_enough():
    repeats, rng, held = 100, np.random.default_rng(2), np.zeros(6)
    for repeat in range(repeats):
        U = saltelli(THREE, 256, seed=repeat + 1)
        Y = with_noise(ishigami(U), 10, rng, rough=3.0)
        found = sobol(THREE, U, Y, second_order=False, resamples=300)
        low, high = found.limits()
        held += (low <= ISHIGAMI[:6]) & (ISHIGAMI[:6] <= high)
    assert held.min() >= binom.ppf(1e-4, repeats, 0.95)
