"""Resamples are functions of a seed and a name, and count replicates rightly."""

import math

import numpy as np
import pytest

from cisim.analysis.resampling import counts, limits, resampled_means, resampled_medians
from cisim.experiment.generators import generator


def test_resamples_are_a_function_of_seed_and_name():
    first = counts(generator(1, "x"), 5, 20)
    assert (first == counts(generator(1, "x"), 5, 20)).all()
    assert (first != counts(generator(1, "y"), 5, 20)).any()
    assert (first != counts(generator(2, "x"), 5, 20)).any()


def test_every_resample_has_as_many_replicates():
    drawn = counts(generator(1, "x"), 7, 100)
    assert drawn.shape == (100, 7)
    assert (drawn.sum(axis=1) == 7).all()
    assert counts(generator(1, "x"), 0, 3).shape == (3, 0)


def test_estimates_are_those_of_the_values_repeated():
    values = np.array([[3.0, 1.0, math.nan, 8.0, 2.0], [1.0, 1.0, 4.0, 0.0, 9.0]])
    drawn = counts(generator(1, "x"), 5, 50)
    means, medians = resampled_means(drawn, values), resampled_medians(drawn, values)
    for resample, times in enumerate(drawn.astype(int)):
        for row in range(2):
            repeated = np.repeat(values[row], times)
            known = np.sort(repeated[~np.isnan(repeated)])
            if not len(known):
                continue
            assert means[resample, row] == pytest.approx(known.mean())
            assert medians[resample, row] == known[(len(known) + 1) // 2 - 1]


def test_resamples_without_a_value_have_none():
    drawn = np.array([[2.0, 0.0], [0.0, 2.0]])
    values = np.array([[math.nan, 5.0]])
    assert np.isnan(resampled_means(drawn, values)[0, 0])
    assert np.isnan(resampled_medians(drawn, values)[0, 0])
    assert resampled_medians(drawn, values)[1, 0] == 5.0


def test_limits_leave_out_what_is_missing():
    assert limits(np.array([0.0, 1.0, math.nan, 2.0]), 0.5) == (0.5, 1.5)
    assert all(math.isnan(limit) for limit in limits(np.array([math.nan]), 0.9))
