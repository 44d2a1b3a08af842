"""The points that each method of sensitivity analysis asks for, in the unit cube."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from SALib.analyze import dgsm, ff, rsa
from SALib.analyze import morris as morris_analysis
from SALib.analyze import shapley as shapley_analysis
from SALib.sample import morris, sobol

from cisim.configuration.experiments import (
    METHODS,
    Experiment,
    Factor,
    Grid,
    Sample,
    Sensitivity,
)
from cisim.configuration.experiments.designs import least_samples
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.scenarios import Scenario
from cisim.experiment.salib_design import (
    library_seed,
    salib_problem,
    unit_matrix,
    unit_sample,
)
from cisim.experiment.sampling import unit_points, values_at

NAMES = (
    "funding.duration_years",
    "communication.meetings_per_year",
    "funding.front_loading",
    "funding.engagement",
    "place.urgency",
)
LOW = (1.0, 2.0, -1.0, 0.1, 0.2)
HIGH = (9.0, 24.0, 1.0, 0.8, 0.7)


def asked(method, samples, dimensions=5, groups=("",) * 5):
    factors = [
        Factor(*each[:3], group=each[3])
        for each in zip(NAMES, LOW, HIGH, groups, strict=True)
    ]
    return Sensitivity(method, samples, ("reached",), tuple(factors[:dimensions]))


def experiment(design, seed=1):
    return Experiment("x", "X", "What if?", Scenario(), design, seed=seed)


COUNTS = {
    "morris": 512 * (5 + 1),
    "sobol": 512 * (5 + 2),
    "sobol_second_order": 512 * (2 * 5 + 2),
    "pawn": 512,
    "regional": 512,
    "fast": 512 * 5,
    "rbd_fast": 512,
    "delta": 512,
    "dgsm": 512 * (5 + 1),
    "hdmr": 512,
    "fractional_factorial": 2 * 8,
    "shapley": 512 * (5 + 1),
    "discrepancy": 512,
}


def test_every_method_is_counted_here():
    assert set(COUNTS) == set(METHODS)


@pytest.mark.parametrize("method", METHODS)
def test_a_method_has_as_many_points_as_its_documentation_says(method):
    unit = unit_sample(asked(method, 512), 1)
    assert unit.shape == (COUNTS[method], 5)
    assert ((unit >= 0) & (unit <= 1)).all()
    assert (np.ptp(unit, axis=0) > 0.6).all()


@pytest.mark.parametrize("method", METHODS)
def test_the_same_seed_gives_the_same_bytes(method):
    first, again = (unit_matrix(experiment(asked(method, 512), 3)) for _ in range(2))
    assert first.tobytes() == again.tobytes()


@pytest.mark.parametrize(
    "method", sorted(set(METHODS) - {"dgsm", "fractional_factorial"})
)
def test_another_seed_gives_other_points(method):
    one, other = (unit_sample(asked(method, 512), seed) for seed in (1, 2))
    assert not np.array_equal(one, other)


@pytest.mark.parametrize("method", METHODS)
def test_numbers_that_all_programs_share_are_left_alone(method):
    before = np.random.get_state()  # noqa: NPY002 - the state that is to stay
    unit_sample(asked(method, 512), 1)
    after = np.random.get_state()  # noqa: NPY002 - as above
    assert_array_equal(before[1], after[1])
    assert before[2:] == after[2:]


@pytest.mark.parametrize("seed", [0, 1, 2**63 - 1, 2**64])
def test_seeds_of_the_library_are_positive_integers_of_python(seed):
    given = library_seed(seed, "design sobol")
    assert type(given) is int
    assert 0 < given < 2**31
    assert given != library_seed(seed, "design morris")


# ---- Each method's own design ----


@pytest.mark.parametrize("pairs", [False, True])
def test_the_sample_of_saltelli_is_that_of_the_library_with_real_bounds(pairs):
    design = asked("sobol_second_order" if pairs else "sobol", 64)
    problem = salib_problem(design) | {"bounds": list(zip(LOW, HIGH, strict=True))}
    seed = library_seed(1, f"design {design.method}")
    outside = sobol.sample(problem, 64, calc_second_order=pairs, seed=seed)
    mapped = values_at(design.factors, unit_sample(design, 1))
    assert_allclose(mapped, outside, rtol=0, atol=1e-12)


def test_trajectories_move_each_factor_once_by_two_thirds():
    unit = unit_sample(asked("morris", 50), 1)
    assert set(np.unique(unit)) == {0.0, 1 / 3, 2 / 3, 1.0}
    steps = np.diff(unit.reshape(50, 6, 5), axis=1)
    assert_array_equal((steps != 0).sum(axis=1), 1)
    assert_array_equal((steps != 0).sum(axis=2), 1)
    assert_allclose(np.abs(steps[steps != 0]), 2 / 3, rtol=1e-15)


def test_elementary_effects_of_a_plane_are_its_slopes():
    design, slopes = asked("morris", 10), np.array([1.0, -2.0, 3.0, 0.0, 5.0])
    unit = unit_sample(design, 1)
    found = morris_analysis.analyze(salib_problem(design), unit, unit @ slopes, seed=1)
    assert_allclose(found["mu"], slopes, atol=1e-12)
    assert_allclose(found["sigma"], 0, atol=1e-12)


@pytest.mark.parametrize("method", ["pawn", "rbd_fast", "hdmr"])
def test_a_hypercube_has_one_point_in_each_slice(method):
    slices = np.floor(unit_sample(asked(method, 300), 1) * 300)
    assert_array_equal(np.sort(slices, axis=0).T, np.tile(np.arange(300), (5, 1)))


@pytest.mark.parametrize(("factors", "rows"), [(1, 2), (2, 4), (3, 8), (5, 16)])
def test_two_levels_are_balanced_and_orthogonal(factors, rows):
    design = asked("fractional_factorial", 1, factors)
    unit = unit_sample(design, 1)
    assert unit.shape == (rows, factors)
    signs = 2 * unit - 1
    assert_array_equal(signs.T @ signs, rows * np.eye(factors))
    assert_array_equal(signs.sum(axis=0), 0)


def test_the_analysis_of_two_levels_adds_its_own_factors_to_a_fresh_problem():
    design, slopes = asked("fractional_factorial", 1), np.array([1, -2, 3, 0, 5])
    unit = unit_sample(design, 1)
    found = ff.analyze(salib_problem(design), unit, unit @ slopes)
    # An effect is half the change from low to high: the library's own definition.
    assert_allclose(found["ME"][:5], slopes / 2, atol=1e-12)
    assert_allclose(found["ME"][5:], 0, atol=1e-12)
    assert salib_problem(design)["num_vars"] == 5


def test_differences_are_never_without_length():
    design = asked("dgsm", 256)
    unit = unit_sample(design, 1).reshape(256, 6, 5)
    steps = unit[:, 1:] - unit[:, :1]
    own = np.diagonal(steps, axis1=1, axis2=2)
    assert (own > 0).all()
    assert np.count_nonzero(steps) == own.size
    flat = unit.reshape(-1, 5)
    found = dgsm.analyze(salib_problem(design), flat, flat.sum(axis=1), 10, seed=1)
    assert_allclose(found["vi"], 1.0, rtol=1e-6)


def test_shapley_needs_the_unit_cube_as_whole_numbers_may_stay():
    factor = Factor("funding.funders", 1, 2)
    design = Sensitivity("shapley", 64, ("reached",), (factor, asked("", 2).factors[0]))
    unit = unit_sample(design, 1)
    values = values_at(design.factors, unit)
    problem = salib_problem(design)
    found = shapley_analysis.analyze(problem, unit, values.sum(axis=1))
    assert found["shapley_normalized"].sum() == pytest.approx(1.0)
    with pytest.raises(ValueError, match="must change exactly one factor"):
        shapley_analysis.analyze(problem, values, values.sum(axis=1))


# ---- Groups ----

TWO = ("money", "", "money", "money", "")


def test_groups_are_passed_on_only_if_there_are_any():
    assert "groups" not in salib_problem(asked("sobol", 8))
    grouped = salib_problem(asked("sobol", 8, groups=TWO))
    assert grouped["groups"] == ["money", NAMES[1], "money", "money", NAMES[4]]


@pytest.mark.parametrize(
    ("method", "rows"),
    [
        ("morris", 8 * (3 + 1)),
        ("sobol", 8 * (3 + 2)),
        ("sobol_second_order", 8 * (2 * 3 + 2)),
        ("pawn", 8),
    ],
)
def test_factors_of_a_group_move_together(method, rows):
    unit = unit_sample(asked(method, 8, groups=TWO), 1)
    assert unit.shape == (rows, 5)
    blocks = unit.reshape(-1, 1 if method == "pawn" else rows // 8, 5)
    moved = blocks != (blocks[:1] if method == "pawn" else blocks[:, :1])
    assert moved[..., 0].any()
    assert_array_equal(moved[..., 0], moved[..., 2])
    assert_array_equal(moved[..., 0], moved[..., 3])


def refusal(design):
    with pytest.raises(ConfigurationError) as caught:
        unit_sample(design, 1)
    return caught.value.mistakes


@pytest.mark.parametrize("method", ["morris", "sobol", "pawn"])
def test_a_single_group_is_refused(method):
    (words,) = refusal(asked(method, 8, groups=("all",) * 5))
    assert words == "sensitivity › group = all: at least two groups are needed"


@pytest.mark.parametrize("method", ["fast", "shapley", "delta", "dgsm"])
def test_groups_are_refused_where_the_method_knows_none(method):
    (words,) = refusal(asked(method, 100, groups=TWO))
    assert f"{method} knows no groups of factors; morris, sobol" in words


def test_the_library_still_has_the_traps_that_we_keep_off():
    """Once this fails, what guards against them may go."""
    single = salib_problem(asked("sobol", 8, groups=("all",) * 5))
    assert len(sobol.sample(dict(single), 8, calc_second_order=False)) == 8 * (5 + 2)
    assert len(morris.sample(dict(single), 8)) == 8 * (1 + 1)
    grouped = asked("regional", 64, groups=TWO)
    unit = unit_sample(grouped, 1)
    with pytest.raises(IndexError):
        rsa.analyze(salib_problem(grouped), unit, unit.sum(axis=1), bins=4)


# ---- What cannot be ----


@pytest.mark.parametrize(
    ("method", "samples", "words"),
    [
        ("fast", 64, "fast needs at least 65 (samples)"),
        ("hdmr", 299, "hdmr needs at least 300 (samples)"),
        ("shapley", 1, "shapley needs at least 2 (samples)"),
        ("sobol", 100, "must be a power of two (samples), such as 64 or 128"),
        ("sobol_second_order", 3, "must be a power of two (samples), such as 2 or 4"),
    ],
)
def test_too_few_or_unfit_samples_are_refused_with_what_is_allowed(
    method, samples, words
):
    (found,) = refusal(asked(method, samples))
    assert found == f"sensitivity › samples = {samples}: {words}"


@pytest.mark.parametrize("method", METHODS)
def test_the_fewest_samples_are_enough(method):
    assert len(unit_sample(asked(method, least_samples(method)), 1)) > 1


def test_all_mistakes_are_told_at_once():
    assert len(refusal(asked("hdmr", 10, groups=TWO))) == 2


def test_space_filling_samples_have_a_unit_cube_and_grids_none():
    sample = Sample("sobol", 16, asked("sobol", 8).factors)
    assert_array_equal(unit_matrix(experiment(sample, 4)), unit_points(sample, 4))
    with pytest.raises(TypeError, match="Grid: only samples have a unit cube"):
        unit_matrix(experiment(Grid({NAMES[0]: (1.0,)})))
