"""A resample holds as many as there are."""

import numpy as np
import pytest

from cisim.analysis.sensitivity.draws import (
    counts,
    percentiles,
    point_counts,
    seed_counts,
)
from cisim.experiment.generators import generator


def test_counts_tell_how_often_each_was_drawn():
    drawn = np.array([[0, 2], [0, 1], [1, 1]])
    assert counts(drawn, 3).tolist() == [[2, 0], [1, 2], [0, 1]]


def test_each_resample_holds_as_many_points_as_there_are():
    found = point_counts(generator(1, "test"), 7, 100)
    assert found.shape == (7, 100)
    assert (found.sum(axis=0) == 7).all()


def test_no_resample_holds_a_single_seed():
    found = seed_counts(generator(1, "test"), 3, 2000)
    assert (found.sum(axis=0) == 3).all()
    assert found.max() == 2


def test_two_seeds_stay_as_they_are():
    assert (seed_counts(generator(1, "test"), 2, 10) == 1).all()


def test_few_missing_resamples_are_left_out():
    draws = np.array([*np.linspace(0, 1, 201), np.nan])[:, None]
    low, high = percentiles(draws)
    assert (low.round(6).item(), high.round(6).item()) == (0.025, 0.975)


@pytest.mark.parametrize("missing", [12, 200])
def test_many_missing_resamples_leave_no_interval(missing):
    draws = np.linspace(0, 1, 200)[:, None]
    draws[:missing] = np.nan
    assert np.isnan(percentiles(draws)).all()
