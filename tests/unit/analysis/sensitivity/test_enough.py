"""Whether N is enough: ranks, their stability, the verdict."""

import math

import numpy as np
import pytest

from cisim.analysis.sensitivity.enough import _width, enough, judged, savage
from cisim.analysis.sensitivity.estimates import Estimates, Label
from cisim.analysis.sensitivity.noise import Noise


def estimates(values, spread, N=1024):
    values = np.array(values, dtype=float)
    draws = values + spread * np.random.default_rng(1).normal(size=(500, len(values)))
    return Estimates(
        "sobol",
        tuple(Label("ST", f"x{i + 1}") for i in range(len(values))),
        values,
        values,
        draws,
        np.zeros(len(values)),
        Noise(1.0, 1.0, 1.0, 0.1),
        N,
        10,
    )


def test_savage_scores_weigh_the_first_ranks_most():
    assert savage(np.array([0.1, 0.9, 0.5])) == pytest.approx(
        [1 / 3, 1 + 1 / 2 + 1 / 3, 1 / 2 + 1 / 3]
    )


def test_sure_order_is_enough_for_all():
    found = judged(estimates([0.2, 0.6, 0.4], 0.001))
    assert found.order == ("x2", "x3", "x1")
    assert found.ranked == 2
    assert found.agreement == pytest.approx(1)
    assert found.words.startswith("N = 1,024 is enough to rank all 3 factors")


def test_verdict_counts_the_first_factors_that_are_sure():
    found = judged(estimates([0.8, 0.5, 0.101, 0.1], 0.02))
    assert found.ranked == 2
    assert "enough to rank the first two factors" in found.words
    # 1.96 times 2 times 0.02, with 500 resamples.
    assert found.widest == pytest.approx(0.078, rel=0.15)


def test_verdict_says_which_two_cannot_be_told():
    found = judged(estimates([0.5, 0.501, 0.1], 0.05, N=64))
    assert found.ranked == 0
    assert "N = 64 is not enough to tell which of x2 and x1 comes first" in found.words


def test_sub_samples_are_nested_and_end_with_the_whole():
    asked = []

    def analysed(n):
        asked.append(n)
        return estimates([0.2, 0.6, 0.4], 0.1, N=n)

    found = enough(analysed, 64)
    assert asked == [16, 32, 64]
    assert [one.N for one in found] == [16, 32, 64]


def test_sub_samples_that_tell_nothing_are_left_out():
    whole = estimates([0.2, 0.6, 0.4], 0.1, N=20)
    found = enough(lambda n: whole if n == 20 else None, 20)
    assert [one.N for one in found] == [20]


def test_missing_indices_do_not_make_an_order():
    found = judged(estimates([math.nan, math.nan, math.nan], 0.1))
    assert found.ranked == 0
    assert "intervals are lost in noise" in found.words


def test_widths_have_two_figures_and_no_power_of_ten():
    assert [_width(w) for w in (112.4, 0.0456, 3500000.0)] == [
        "110",
        "0.046",
        "3,500,000",
    ]
