"""The standard error that stops a study is the textbook's, missing values apart."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.experiments import Until
from cisim.experiment.stopping import Moments, largest_error

NUMBERS = Until("difficulty", 0.1, (10,))
TRUTHS = Until("collapse_observed", 0.1, (10,))

values = st.floats(-1e3, 1e3) | st.just(math.nan)
tables = st.lists(st.tuples(st.integers(0, 3), values), min_size=1, max_size=60)


def cut(rows, size):
    """Points and values of rows in parts of a size."""
    for first in range(0, len(rows), size):
        points, numbers = zip(*rows[first : first + size], strict=True)
        yield np.array(points), np.array(numbers)


@given(tables, st.integers(1, 60))
def test_it_is_the_standard_error_of_the_mean(rows, size):
    moments = Moments.of(4)
    for points, numbers in cut(rows, size):
        moments.add(points, numbers)
    errors = moments.standard_errors(share=False)
    for point in range(4):
        known = [x for p, x in rows if p == point and not math.isnan(x)]
        if len(known) < 2:
            assert errors[point] == math.inf
        else:
            expected = np.std(known, ddof=1) / math.sqrt(len(known))
            assert errors[point] == pytest.approx(expected, abs=1e-9)


def test_the_worst_known_point_decides():
    rows = [(0, 1.0), (0, 1.1), (1, 0.0), (1, 2.0)]
    assert largest_error(NUMBERS, 2, cut(rows, 3)) == pytest.approx(1.0)


def test_a_point_of_which_nothing_is_known_is_never_known_well_enough():
    rows = [(0, 1.0), (0, 1.1), (1, math.nan), (1, 2.0)]
    assert largest_error(NUMBERS, 2, cut(rows, 4)) == math.inf


def test_a_share_that_was_never_seen_is_not_known_exactly():
    error = largest_error(TRUTHS, 1, cut([(0, 0.0)] * 12, 5))
    assert error == pytest.approx(math.sqrt((2 / 16) * (14 / 16) / 16))


def test_a_share_of_many_runs_is_known_as_any_mean():
    rows = [(0, float(k % 4 == 0)) for k in range(4000)]
    error = largest_error(TRUTHS, 1, cut(rows, 256))
    assert error == pytest.approx(math.sqrt(0.25 * 0.75 / 4000), rel=1e-2)
