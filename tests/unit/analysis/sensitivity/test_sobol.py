"""Sobol' indices equal SALib's where there is no noise, and are freed of noise."""

import numpy as np
import pytest
from SALib.analyze import sobol as reference
from SALib.sample import sobol as sampler

from cisim.analysis.sensitivity.draws import counts
from cisim.analysis.sensitivity.problem import Problem
from cisim.analysis.sensitivity.sobol import (
    columns,
    indices,
    moments,
    sobol,
    uncorrected,
)
from tests.sensitivity_cases import THREE, ishigami, with_noise

GROUPED = Problem(("x1", "x2", "x3"), ("pair", "alone", "pair"))
N = 64


def sample(problem=THREE, *, second_order=True):
    return sampler.sample(problem.salib, N, calc_second_order=second_order, seed=1)


def salib(problem, y, *, second_order=True, **more):
    return reference.analyze(
        problem.salib, y, calc_second_order=second_order, **{"seed": 3} | more
    )


@pytest.mark.parametrize("problem", [THREE, GROUPED], ids=["factors", "groups"])
@pytest.mark.parametrize("second_order", [True, False])
def test_indices_equal_those_of_salib(problem, second_order):
    U = sample(problem, second_order=second_order)
    y = 100 + ishigami(U)
    found = sobol(problem, U, y[:, None], second_order=second_order, resamples=2)
    expected = salib(problem, y, second_order=second_order)
    for index in ("S1", "ST"):
        assert found.of(index)[1] == pytest.approx(expected[index], abs=1e-12)
    if second_order:
        pairs = expected["S2"][np.triu_indices(len(problem.inputs), 1)]
        assert found.of("S2")[1] == pytest.approx(pairs, abs=1e-12)


def test_indices_of_the_means_equal_those_of_salib_uncorrected():
    U = sample()
    Y = with_noise(ishigami(U), 6, np.random.default_rng(1), rough=3.0)
    found = sobol(THREE, U, Y, second_order=True, resamples=2)
    expected = salib(THREE, Y.mean(axis=1))
    assert found.uncorrected[:3] == pytest.approx(expected["S1"], abs=1e-12)
    assert found.uncorrected[3:6] == pytest.approx(expected["ST"], abs=1e-12)


def test_resamples_equal_those_of_salib_with_its_draws():
    U, resamples = sample(), 20
    y = ishigami(U)
    expected = salib(THREE, y, num_resamples=resamples, keep_resamples=True)
    drawn = np.random.default_rng(3).integers(N, size=(N, resamples))
    M, seeds = columns(y[:, None], N), np.ones((1, resamples))
    found = indices(moments(M, 3, counts(drawn, N), seeds), 3)
    assert found[:, :3] == pytest.approx(expected["S1_conf_all"], abs=1e-12)
    assert found[:, 3:6] == pytest.approx(expected["ST_conf_all"], abs=1e-12)
    widths = 1.959963984540054 * found[:, 6:].std(axis=0, ddof=1)
    pairs = expected["S2_conf"][np.triu_indices(3, 1)]
    assert widths == pytest.approx(pairs, abs=1e-12)


def of_seeds(M, *chosen):
    """Moments of the sum of some seeds: their forms are quadratic."""
    total = sum(M[k] for k in chosen)[None]
    found = uncorrected(total, 3, np.ones((N, 1)), np.ones((1, 1)))
    return np.append(found.products[0], found.mean[0])


def of_pair(M, k, m):
    """Bilinear forms of two seeds, by polarisation."""
    return (of_seeds(M, k, m) - of_seeds(M, k) - of_seeds(M, m)) / 2


def test_correction_is_the_mean_over_pairs_of_different_seeds():
    K = 5
    U = sample()
    Y = with_noise(ishigami(U), K, np.random.default_rng(1), rough=3.0)
    M = columns(Y, N)
    pairs = [of_pair(M, k, m) for k in range(K) for m in range(K) if k != m]
    found = moments(M, 3, np.ones((N, 1)), np.ones((K, 1)))
    expected = np.mean(pairs, axis=0)
    assert np.append(found.products, found.mean) == pytest.approx(expected, abs=1e-10)


def test_seed_drawn_twice_counts_as_a_seed_with_itself():
    U = sample()
    Y = with_noise(ishigami(U), 3, np.random.default_rng(1), rough=3.0)
    M, ones = columns(Y, N), np.ones((N, 1))
    twice = moments(M, 3, ones, np.array([[2.0], [1.0], [0.0]]))
    once = moments(M[:2], 3, ones, np.ones((2, 1)))
    assert twice.products == pytest.approx(once.products, abs=1e-10)


def test_resamples_of_many_are_those_of_each():
    U = sample()
    Y = with_noise(ishigami(U), 4, np.random.default_rng(1), rough=3.0)
    M, rng = columns(Y, N), np.random.default_rng(2)
    points = counts(rng.integers(N, size=(N, 6)), N)
    seeds = np.array([[1, 1, 1, 1], [2, 1, 1, 0], [1, 1, 1, 1]] * 2).T * 1.0
    together = moments(M, 3, points, seeds)
    for r in range(6):
        alone = moments(M, 3, points[:, [r]], seeds[:, [r]])
        assert together.products[r] == pytest.approx(alone.products[0], abs=1e-12)
        assert together.mean[r] == pytest.approx(alone.mean[0], abs=1e-12)


def test_shared_luck_of_seeds_changes_nothing():
    U = sample()
    y = ishigami(U)
    lucky = with_noise(y, 8, np.random.default_rng(1), common=50.0)
    found = sobol(THREE, U, lucky, second_order=True, resamples=50)
    calm = sobol(THREE, U, y[:, None], second_order=True, resamples=50)
    assert found.value == pytest.approx(calm.value, abs=1e-10)
    assert found.draws == pytest.approx(calm.draws, abs=1e-10)
    assert found.noise.share == pytest.approx(0, abs=1e-12)


def test_scale_of_the_outcome_changes_nothing():
    U = sample()
    Y = with_noise(ishigami(U), 4, np.random.default_rng(1), rough=1.0)
    plain = sobol(THREE, U, Y, second_order=True, resamples=20)
    scaled = sobol(THREE, U, 1e6 - 1e3 * Y, second_order=True, resamples=20)
    assert scaled.value == pytest.approx(plain.value, abs=1e-9)
    assert scaled.draws == pytest.approx(plain.draws, abs=1e-9)


def test_outcome_that_is_only_noise_has_no_indices():
    rng = np.random.default_rng(3)
    Y = rng.normal(size=(len(sample()), 2))
    Y[:, 1] = -Y[:, 0] + 0.1 * Y[:, 1]
    found = sobol(THREE, sample(), Y, second_order=True, resamples=20)
    assert np.isnan(found.value).all()
    notes = found.frame(THREE)["note"]
    assert notes.str.contains("nothing but noise").all()


def test_variance_that_is_only_rounding_is_none():
    U = sample()
    y = ishigami(U)
    Y = np.column_stack([y, 1e-13 * y])
    found = sobol(THREE, U, Y, second_order=True, resamples=20)
    assert np.isnan(found.value).all()


def test_table_tells_noise_members_and_what_is_not_told_from_chance():
    U = sample(GROUPED)
    Y = with_noise(ishigami(U), 4, np.random.default_rng(1), rough=6.0)
    frame = sobol(GROUPED, U, Y, second_order=True).frame(GROUPED, response="y")
    first = frame.iloc[0]
    assert (first["factor"], first["index"], first["response"]) == ("pair", "S1", "y")
    assert "closed index of x1, x3" in first["note"]
    assert "of the variance is noise" in first["note"]
    assert frame["N"].tolist() == [N] * 5
    assert (frame["low"] <= frame["high"]).all()
    assert frame["noise_share"].between(0.2, 0.6).all()
    weak = frame[frame["low"] <= 0]
    assert not weak.empty
    assert weak["note"].str.contains("not told from chance").all()


def test_resamples_that_are_only_noise_are_told():
    U = sample()
    Y = with_noise(ishigami(U), 3, np.random.default_rng(1), rough=9.0)
    found = sobol(THREE, U, Y, second_order=True)
    lost = np.isnan(found.draws).mean()
    assert 0.05 < lost < 0.5
    frame = found.frame(THREE)
    words = f"no interval, {lost:.0%} of resamples were nothing but noise"
    assert frame["note"].str.contains(words).all()
    assert frame["note"].str.contains("not told from chance").all()
    assert frame["low"].isna().all()


def test_one_replicate_says_that_noise_is_unknown():
    U = sample()
    frame = sobol(
        THREE, U, ishigami(U)[:, None], second_order=True, resamples=20
    ).frame(THREE)
    assert frame["noise_share"].isna().all()
    assert frame["note"].str.contains("one replicate").all()
