"""Points fill the unit cube evenly, and the unit cube becomes values of factors."""

import hashlib
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from cisim.configuration.experiments import Distribution, Factor, Sample
from cisim.configuration.parameters import declared
from cisim.experiment.generators import generator
from cisim.experiment.sampling import inverse_cdf, unit_points, values_at

YEARS = "funding.duration_years"
FUNDERS = "funding.funders"
HOST = "backbone.host"

shares = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@st.composite
def factors(draw, parameter=YEARS, least=0.5, most=30.0):
    """Factors of any distribution, some of them cut off far out in a tail."""
    is_whole = declared()[parameter].type is int
    ends = st.integers(1, 6) if is_whole else st.floats(least, most)
    low, high = sorted(draw(st.lists(ends, min_size=2, max_size=2, unique=True)))
    return Factor(
        parameter,
        low,
        high,
        draw(st.sampled_from(Distribution)),
        mode=draw(st.floats(low, high)),
        mean=draw(st.floats(0.5, 30)),
        sd=draw(st.floats(0.05, 20)),
    )


def years(distribution, low=1.0, high=9.0, **more):
    return Factor(YEARS, low, high, distribution, **more)


# ---- From the unit cube to values ----


@given(factors() | factors(FUNDERS), shares)
def test_values_lie_in_the_range_and_rise_with_the_share(factor, u):
    values = inverse_cdf(factor, np.sort(u))
    assert ((factor.low <= values) & (values <= factor.high)).all()
    # Far out in a tail the last digits of a normal quantile may fall.
    assert all(b >= a - 1e-9 * abs(a) for a, b in pairwise(values))


@given(factors() | factors(FUNDERS))
def test_ends_of_the_unit_interval_are_the_ends_of_the_range(factor):
    values = inverse_cdf(factor, np.array([0.0, 1.0]))
    assert_allclose(values, [factor.low, factor.high], rtol=1e-9)


@pytest.mark.parametrize(
    ("factor", "outside"),
    [
        (years("uniform"), stats.uniform(1, 8)),
        (years("log_uniform"), stats.loguniform(1, 9)),
        (years("triangular", mode=3.0), stats.triang(0.25, 1, 8)),
        (years("triangular", mode=1.0), stats.triang(0.0, 1, 8)),
        (years("triangular", mode=9.0), stats.triang(1.0, 1, 8)),
        (years("normal", mean=4.0, sd=2.0), stats.truncnorm(-1.5, 2.5, 4, 2)),
    ],
)
def test_the_share_below_a_value_is_that_of_the_distribution(factor, outside):
    u = np.linspace(0, 1, 101)
    assert_allclose(outside.cdf(inverse_cdf(factor, u)), u, atol=1e-12)


def test_a_lognormal_factor_is_given_by_its_median_and_cut_off():
    whole = stats.lognorm(s=0.5, scale=4.0)
    factor = years("lognormal", mean=4.0, sd=0.5)
    u = np.linspace(0, 1, 101)
    below = whole.cdf(inverse_cdf(factor, u))
    expected = whole.cdf(1.0) + u * (whole.cdf(9.0) - whole.cdf(1.0))
    assert_allclose(below, expected, atol=1e-12)
    wide = Factor(YEARS, 0.0, 1e9, Distribution.LOGNORMAL, mean=4.0, sd=0.5)
    assert inverse_cdf(wide, np.array([0.5]))[0] == pytest.approx(4.0)
    assert inverse_cdf(wide, np.array([0.0]))[0] == 0.0


def test_whole_numbers_are_equally_likely_under_a_uniform_distribution():
    u = (np.arange(6000) + 0.5) / 6000
    values = inverse_cdf(Factor(FUNDERS, 1, 6), u)
    assert_array_equal(np.unique_counts(values).values, np.arange(1, 7))
    assert_array_equal(np.unique_counts(values).counts, np.full(6, 1000))
    assert_array_equal(values, 1 + np.floor(6 * u))


def test_whole_numbers_follow_a_distribution_that_is_not_uniform():
    peaked = Factor(FUNDERS, 1, 5, Distribution.TRIANGULAR, mode=3.0)
    u = (np.arange(100_000) + 0.5) / 100_000
    found = np.bincount(inverse_cdf(peaked, u).astype(int))[1:] / len(u)
    outside = stats.triang(0.5, 0.5, 5)
    assert_allclose(found, np.diff(outside.cdf(np.arange(0.5, 6))), atol=1e-5)


def test_a_choice_takes_each_of_its_words_equally_often():
    u = (np.arange(3000) + 0.5) / 3000
    values = inverse_cdf(Factor(HOST, 0, 2), u)
    assert_array_equal(np.bincount(values.astype(int)), [1000, 1000, 1000])


@given(
    st.lists(st.floats(-9, 9), min_size=1, max_size=7, unique=True),
    st.integers(1, 50),
)
def test_listed_values_are_equally_likely_and_taken_in_rising_order(values, each):
    n = each * len(values)
    u = (np.arange(n) + 0.5) / n
    found = inverse_cdf(Factor(YEARS, -9, 9, values=tuple(values)), u)
    assert_array_equal(found, np.repeat(sorted(values), each))


@pytest.mark.parametrize("distribution", Distribution)
def test_a_hair_beyond_the_unit_interval_is_still_within_the_range(distribution):
    factor = years(distribution, 10.0, 23.7, mode=12.0, mean=15.0, sd=5.0)
    beyond = np.array([-1e-16, 1 + 1e-15])
    low, high = inverse_cdf(factor, beyond)
    assert 10.0 <= low < 10.0 + 1e-9
    assert 23.7 - 1e-9 < high <= 23.7
    listed = replace(factor, values=(1.0, 2.0, 5.0))
    assert_array_equal(inverse_cdf(listed, beyond), [1.0, 5.0])


@pytest.mark.parametrize("third", [1 / 3, np.nextafter(1 / 3, 0), 1 - 2 / 3])
def test_a_level_computed_in_another_way_is_the_same_level(third):
    u = np.array([third])
    assert inverse_cdf(Factor(HOST, 0, 2), u)[0] == 1
    assert inverse_cdf(Factor(YEARS, 1, 3, values=(1.0, 2.0, 3.0)), u)[0] == 2


def test_a_range_of_one_value_is_that_value():
    for distribution in Distribution:
        factor = years(distribution, 2.0, 2.0, mode=2.0, mean=2.0, sd=1.0)
        assert_array_equal(inverse_cdf(factor, np.array([0.0, 0.5, 1.0])), 2.0)


@pytest.mark.parametrize(
    ("factor", "lacks"),
    [
        (years(Distribution.TRIANGULAR), "a triangular factor needs its mode"),
        (years(Distribution.NORMAL, mean=1.0), "a normal factor needs its sd"),
        (years(Distribution.LOGNORMAL, sd=1.0), "a lognormal factor needs its mean"),
    ],
)
def test_a_distribution_without_its_shape_is_refused(factor, lacks):
    with pytest.raises(ValueError, match=lacks):
        inverse_cdf(factor, np.array([0.5]))


def test_columns_are_factors():
    u = np.array([[0.0, 1.0], [0.5, 0.5]])
    values = values_at((years("uniform"), Factor(FUNDERS, 1, 5)), u)
    assert_array_equal(values, [[1.0, 5.0], [5.0, 3.0]])


# ---- Points in the unit cube ----


def sample(method, points, dimensions=3):
    return Sample(method, points, (years("uniform"),) * dimensions)


@pytest.mark.parametrize("n", [1, 7, 100])
def test_a_latin_hypercube_has_one_point_in_each_slice_of_each_factor(n):
    slices = np.floor(unit_points(sample("latin_hypercube", n), 1) * n)
    assert_array_equal(
        np.sort(slices, axis=0), np.repeat(np.arange(n), 3).reshape(n, 3)
    )


def test_a_hypercube_is_drawn_by_its_own_generator():
    own = generator(7, "design latin_hypercube")
    expected = stats.qmc.LatinHypercube(3, rng=own).random(5)
    assert_array_equal(unit_points(sample("latin_hypercube", 5), 7), expected)


@pytest.mark.parametrize("method", ["sobol", "halton"])
def test_sequences_fill_the_cube_more_evenly_than_chance(method):
    points = unit_points(sample(method, 256), 1)
    chance = generator(1, "chance").random(points.shape)
    discrepancy = stats.qmc.discrepancy
    assert discrepancy(points) < discrepancy(chance) / 5
    assert ((points > 0) & (points < 1)).all()


def test_a_sobol_sequence_may_be_cut_anywhere_and_goes_on_as_it_began():
    whole = unit_points(sample("sobol", 64), 1)
    for n in (1, 2, 33, 63):
        assert_array_equal(unit_points(sample("sobol", n), 1), whole[:n])


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol", "halton"])
def test_the_same_seed_gives_the_same_bytes_and_another_one_others(method):
    first, second, other = (unit_points(sample(method, 50), s) for s in (1, 1, 2))
    assert first.tobytes() == second.tobytes()
    assert not np.isclose(first, other).any(axis=0).all()


def test_unknown_methods_are_refused():
    with pytest.raises(ValueError, match="no space-filling method: dice"):
        unit_points(sample("dice", 5), 1)


def test_numbers_belong_to_seed_and_purpose():
    digest = hashlib.sha256(b"design sobol").digest()[:8]
    key = np.random.SeedSequence([7, int.from_bytes(digest)])
    expected = np.random.Generator(np.random.Philox(key)).random(5)
    assert_array_equal(generator(7, "design sobol").random(5), expected)
    assert generator(7, "another").random() != expected[0]
    assert generator(2**64 + 5, "x").random() != generator(5, "x").random()
