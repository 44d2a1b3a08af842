"""Scenario discovery finds a box that was hidden, and none where there is none."""

import numpy as np
import pytest

from cisim.analysis.sensitivity.discovery import _paste, _pasted, discover, trade_off
from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.generators import generator

NAMES = ("funding.duration_years", "meetings", "other")


def runs(points=800, inside=0.9, outside=0.1, seed=1):
    rng = np.random.default_rng(seed)
    X = np.column_stack(
        [10 * rng.random(points), rng.integers(0, 40, points), rng.random(points)]
    )
    hidden = (X[:, 0] >= 6.5) & (X[:, 1] <= 20)
    chance = np.where(hidden, inside, outside)
    return X, rng.random((points, 10)) < chance[:, None]


def test_hidden_box_is_found_and_told_in_words():
    box = discover(NAMES, *runs())
    assert set(box.limits) == {"funding.duration_years", "meetings"}
    low, _ = box.limits["funding.duration_years"]
    _, high = box.limits["meetings"]
    # A slice of 5 % of the range may stay on or be cut off.
    assert low == pytest.approx(6.5, abs=0.5)
    assert high == pytest.approx(20, abs=2)
    assert box.density > 0.8
    assert box.held_out[0] > 0.75
    assert max(box.quasi_p.values()) < 1e-6
    assert "in 100 where funding.duration_years >= 6" in box.words
    assert "years and meetings <= " in box.words


@pytest.mark.parametrize("seed", range(5))
def test_no_box_is_made_of_chance(seed):
    box = discover(NAMES, *runs(points=300, inside=0.3, outside=0.3, seed=seed))
    assert not box.limits
    assert box.coverage == 1
    assert "everywhere" in box.words


@pytest.mark.parametrize("seed", range(5))
def test_restrictions_that_peeling_owes_to_chance_are_dropped(seed):
    rng = np.random.default_rng(seed)
    X = rng.random((200, 6))
    chance = np.where(X[:, 0] > 0.6, 0.7, 0.1)
    reached = rng.random((200, 1)) < chance[:, None]
    box = discover(tuple("abcdef"), X, reached)
    assert list(box.limits) == ["a"]
    assert box.limits["a"][0] == pytest.approx(0.6, abs=0.1)
    # And no slice can be given back without loss.
    limits = np.array([[-np.inf] * 6, [np.inf] * 6])
    limits[:, 0] = box.limits["a"]
    assert _paste(X, reached.mean(axis=1), limits) is None


def test_a_range_is_told_though_a_denser_box_would_be_chance():
    """Small dense boxes lose all their limits again; the wide sound one must remain."""
    rng = np.random.default_rng(0)
    X = rng.random((300, 4))
    chance = np.where(X[:, 0] < 0.3, 0.05, 0.2 + 0.5 * X[:, 1])
    box = discover(tuple("abcd"), X, rng.random((300, 4)) < chance[:, None])
    assert list(box.limits) == ["a"]
    assert box.limits["a"][0] == pytest.approx(0.3, abs=0.02)
    assert box.coverage > 0.8


def test_pasting_gives_back_what_does_no_harm():
    X = np.linspace(0, 1, 101)[:, None]
    share = ((X[:, 0] >= 0.3) & (X[:, 0] <= 0.6)) * 1.0
    tight = np.array([[0.42], [0.5]])
    assert _pasted(X, share, tight).ravel() == pytest.approx([0.3, 0.6])


def test_held_out_quality_is_that_of_boxes_on_points_they_never_saw():
    X, reached = runs(points=200)
    share = reached.mean(axis=1)
    order = generator(1, "discovery").permutation(200)
    halves = order[::2], order[1::2]
    found = []
    for used, tried in (halves, halves[::-1]):
        box = discover(NAMES, X[used], reached[used])
        inside = np.ones(100, dtype=bool)
        for j, name in enumerate(NAMES):
            low, high = box.limits.get(name, (-np.inf, np.inf))
            inside &= (X[tried, j] >= low) & (X[tried, j] <= high)
        held = share[tried][inside]
        found.append((held.mean(), held.sum() / share[tried].sum()))
    expected = np.mean(found, axis=0)
    assert discover(NAMES, X, reached).held_out == pytest.approx(expected)


def test_density_and_coverage_are_those_of_the_box():
    X, reached = runs()
    box = discover(NAMES, X, reached)
    inside = (X[:, 0] >= box.limits[NAMES[0]][0]) & (X[:, 1] <= box.limits[NAMES[1]][1])
    assert box.density == pytest.approx(reached[inside].mean())
    assert box.coverage == pytest.approx(reached[inside].sum() / reached.sum())
    assert box.mass == pytest.approx(inside.mean())


def test_peeling_trades_coverage_for_density():
    X, reached = runs()
    path = trade_off(X, reached.mean(axis=1))
    densities, coverages, masses = zip(*path, strict=True)
    assert masses[0] == coverages[0] == 1
    assert list(densities) == sorted(densities)
    assert list(coverages) == sorted(coverages, reverse=True)
    assert masses[-1] >= 0.05


def test_two_halves_have_limits_on_both_sides():
    rng = np.random.default_rng(3)
    X = rng.random((600, 3))
    middle = (X[:, 2] > 0.3) & (X[:, 2] < 0.6)
    box = discover(NAMES, X, np.tile(middle[:, None], (1, 2)), density=0.95)
    assert "other from 0.3" in box.words
    assert box.density > 0.9


def test_result_of_all_runs_is_refused():
    X, reached = runs(points=20)
    with pytest.raises(ConfigurationError, match="in some runs and not in others"):
        discover(NAMES, X, np.ones_like(reached))
