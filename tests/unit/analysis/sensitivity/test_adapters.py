"""The adapter returns what SALib returns, and keeps its silent traps away."""

import warnings

import numpy as np
import pytest
from SALib.analyze import (
    delta,
    dgsm,
    discrepancy,
    enhanced_hdmr,
    fast,
    ff,
    rbd_fast,
    shapley,
)
from SALib.sample import fast_sampler, finite_diff, latin
from SALib.sample import ff as two_levels
from SALib.sample import shapley as trajectories

from cisim.analysis.sensitivity.adapters import ADAPTERS, adapted, quiet
from cisim.analysis.sensitivity.frames import COLUMNS
from cisim.analysis.sensitivity.problem import Problem
from cisim.configuration.experiments import METHODS
from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.generators import generator
from tests.sensitivity_cases import THREE, ishigami, with_noise

HYPERCUBE = latin.sample(THREE.salib, 400, seed=1)
SAMPLES = {
    "fast": fast_sampler.sample(THREE.salib, 100, seed=1),
    "dgsm": finite_diff.sample(THREE.salib, 50, seed=1),
    "shapley": trajectories.sample(THREE.salib, 50, seed=1),
    "fractional_factorial": two_levels.sample(THREE.salib)[:, :3],
}
CALLS = {
    "fast": lambda _, y, seed: fast.analyze(THREE.salib, y, seed=seed),
    "rbd_fast": lambda U, y, seed: rbd_fast.analyze(THREE.salib, U, y, seed=seed),
    "dgsm": lambda U, y, seed: dgsm.analyze(THREE.salib, U, y, seed=seed),
    "hdmr": lambda U, y, seed: enhanced_hdmr.analyze(THREE.salib, U, y, seed=seed),
    "fractional_factorial": lambda U, y, _: ff.analyze(THREE.salib, U, y),
    "shapley": lambda U, y, _: shapley.analyze(THREE.salib, U, y),
    "discrepancy": lambda U, y, _: discrepancy.analyze(THREE.salib, U, y),
    "delta": lambda U, y, seed: delta.analyze(THREE.salib, U, y, seed=seed),
}
# A second of kernel densities is long; the others are quick.
QUICK = [method for method in CALLS if method != "delta"]


def sample_of(method):
    return SAMPLES.get(method, HYPERCUBE)


def seed_of(method):
    return int(generator(1, f"salib {method}").integers(1, 2**31 - 1))


def outcome(U):
    return ishigami(U) + U[:, 2]


def compared(method):
    U = sample_of(method)
    y = outcome(U)
    with quiet():
        expected = CALLS[method](U, y, seed_of(method))
    found = adapted(method, THREE, U, y[:, None])
    for key, conf in ADAPTERS[method].keys.items():
        if key == "IE":
            continue
        rows = found[(found["index"] == key) & (found["other"] == "")]
        assert rows["factor"].tolist() == list(THREE.names)
        assert rows["value"].to_numpy() == pytest.approx(expected[key][:3], abs=1e-12)
        if conf:
            half = (rows["high"] - rows["low"]).to_numpy() / 2
            assert half == pytest.approx(expected[conf][:3], abs=1e-10)


@pytest.mark.parametrize("method", QUICK)
def test_values_and_half_widths_equal_those_of_salib(method):
    compared(method)


@pytest.mark.slow
def test_delta_equals_that_of_salib():
    compared("delta")


def test_every_method_of_a_design_has_a_home():
    own = {"morris", "sobol", "sobol_second_order", "pawn", "regional"}
    assert set(METHODS) - own <= set(ADAPTERS)


@pytest.mark.parametrize("method", QUICK)
def test_table_is_tidy_and_nothing_global_is_left_changed(method):
    U = sample_of(method)
    Y = with_noise(outcome(U), 4, np.random.default_rng(1), rough=0.1)
    state, form = np.random.get_state()[1].copy(), warnings.formatwarning
    filters = list(warnings.filters)
    frame = adapted(method, THREE, U, Y)
    assert list(frame.columns) == list(COLUMNS)
    assert set(frame["factor"]) == set(THREE.names)
    assert (np.random.get_state()[1] == state).all()
    assert warnings.formatwarning is form
    assert warnings.filters == filters
    assert frame["noise_share"].notna().all()
    assert frame["replicates"].eq(4).all()


@pytest.mark.parametrize("method", ["fast", "dgsm", "rbd_fast"])
def test_draws_of_salib_do_not_change_from_call_to_call(method):
    U = sample_of(method)
    np.random.seed(7)
    first = adapted(method, THREE, U, outcome(U)[:, None], seed=0)
    np.random.seed(8)
    assert first.equals(adapted(method, THREE, U, outcome(U)[:, None], seed=0))


def test_warnings_of_salib_become_notes():
    U = sample_of("fast")
    note = adapted("fast", THREE, U, outcome(U)[:, None])["note"].iloc[0]
    assert "SALib warns: FAST confidence intervals" in note
    assert "one replicate" in note


def test_state_is_restored_after_a_failure():
    form = warnings.formatwarning
    state = np.random.get_state()[1].copy()

    def fail():
        with quiet():
            warnings.formatwarning = lambda *_: ""
            np.random.seed(1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert warnings.formatwarning is form
    assert (np.random.get_state()[1] == state).all()


@pytest.mark.parametrize(
    ("method", "points", "words"),
    [
        ("hdmr", 299, "at least 300"),
        ("fast", 3 * 64, "at least 65"),
        ("fast", 301, "multiple of 3"),
        ("dgsm", 201, "multiple of 4"),
        ("shapley", 201, "multiple of 4"),
        ("fractional_factorial", 16, "exactly 8 points"),
        ("rbd_fast", 20, "at least 100"),
    ],
)
def test_sample_of_the_wrong_size_is_refused_before_salib_sees_it(
    method, points, words
):
    U = np.random.default_rng(1).random((points, 3))
    with pytest.raises(ConfigurationError, match=words):
        adapted(method, THREE, U, outcome(U)[:, None])


@pytest.mark.parametrize(("factors", "points"), [(2, 4), (3, 8), (4, 8), (5, 16)])
def test_two_level_designs_of_salib_have_the_expected_size(factors, points):
    problem = Problem(tuple(f"x{i}" for i in range(factors)))
    U = two_levels.sample(problem.salib)[:, :factors]
    assert len(U) == points
    frame = adapted("fractional_factorial", problem, U, (U @ np.ones(factors))[:, None])
    effects = frame[frame["index"] == "ME"]
    assert effects["value"].tolist() == pytest.approx([0.5] * factors)


def test_spread_of_two_level_effects_comes_from_replicates():
    U = sample_of("fractional_factorial")
    Y = with_noise(U @ np.array([4.0, 2.0, 0.0]), 20, np.random.default_rng(1), rough=1)
    frame = adapted("fractional_factorial", THREE, U, Y)
    effects = frame[frame["index"] == "ME"].set_index("factor")
    assert (effects["low"] < [2.0, 1.0, 0.0]).all()
    assert (effects["high"] > [2.0, 1.0, 0.0]).all()
    pairs = frame[frame["index"] == "IE"]
    assert set(zip(pairs["factor"], pairs["other"], strict=True)) == {
        ("x1", "x2"),
        ("x1", "x3"),
        ("x2", "x3"),
    }


def test_names_that_delta_forbids_and_levels_are_no_trouble():
    problem = Problem(("a_conf", "b_raw", "c_step"), discrete=(False, True, False))
    U = sample_of("dgsm")
    frame = adapted("dgsm", problem, U, outcome(U)[:, None])
    assert frame["factor"].tolist() == list(problem.names)
    assert frame["note"].str.contains(r"derivatives mean nothing.*b_raw").all()
