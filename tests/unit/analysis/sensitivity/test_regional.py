"""Regional sensitivity: distances equal SciPy's, shares those that are counted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ks_2samp

from cisim.analysis.sensitivity.regional import by_range, distances, regional
from tests.sensitivity_cases import THREE


@given(st.integers(0, 999))
def test_distance_equals_that_of_two_samples(seed):
    rng = np.random.default_rng(seed)
    U, reached = rng.random((60, 3)), rng.random(60) < 0.4
    reached[:2] = True, False
    found = distances(np.argsort(U, axis=0), reached * 1.0, np.ones(60))
    expected = [ks_2samp(u[reached], u[~reached]).statistic for u in U.T]
    assert np.abs(found) == pytest.approx(expected, abs=1e-12)


def test_replicates_count_as_the_share_of_a_point():
    rng = np.random.default_rng(1)
    U, reached = rng.random((50, 3)), rng.random((50, 4)) < 0.5
    found = regional(THREE, U, reached, resamples=2).value
    repeated = np.repeat(U, 4, axis=0)
    flags = reached.ravel()
    expected = [ks_2samp(u[flags], u[~flags]).statistic for u in repeated.T]
    assert found == pytest.approx(expected, abs=1e-12)


def test_direction_and_chance_are_told():
    rng = np.random.default_rng(2)
    U = rng.random((400, 3))
    chance = np.clip(U[:, 0] - 0.8 * U[:, 1] + 0.4, 0, 1)
    reached = rng.random((400, 10)) < chance[:, None]
    notes = regional(THREE, U, reached, resamples=50).frame(THREE)["note"]
    assert notes[0].startswith("result at high values")
    assert notes[1].startswith("result at low values")
    assert "not told from chance" in notes[2]
    assert "not told" not in notes[0]


def test_shares_in_ranges_and_levels_are_counted():
    x = np.arange(100.0)
    X = np.column_stack([x, np.where(x < 50, 3.0, 7.0), x])
    reached = np.tile((x >= 60)[:, None], (1, 3))
    found = by_range(THREE, X, reached, resamples=50)
    names = [(label.factor, label.index) for label in found.labels]
    shares = dict(zip(names, found.value.tolist(), strict=True))
    assert [shares["x1", f"share_in_range_{i}"] for i in range(1, 6)] == [0, 0, 0, 1, 1]
    assert shares["x2", "share_in_range_1"] == 0
    assert shares["x2", "share_in_range_2"] == 0.8
    assert ("x2", "share_in_range_3") not in shares
    assert found.notes[0] == "0 to 19"
    assert found.notes[5] == "at 3"


def test_result_that_all_runs_have_has_no_region():
    order = np.argsort(np.random.default_rng(1).random((10, 3)), axis=0)
    assert (distances(order, np.ones(10), np.ones(10)) == 0).all()
