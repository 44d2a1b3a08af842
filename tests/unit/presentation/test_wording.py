"""Numbers are put into words with correct rounding for any number of runs."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.analysis.precision import Estimate, wilson
from cisim.presentation.wording import (
    amount,
    hundredths,
    in_brackets,
    listed,
    mean_with_limits,
    months_with_limits,
    share,
    share_with_limits,
    years,
)

NONE = math.nan


@pytest.mark.parametrize(
    ("observed", "runs", "words"),
    [
        (37, 100, "37 in 100"),
        (74, 200, "37 in 100"),
        (1, 200, "1 in 100"),
        (75, 200, "38 in 100"),
        (1, 300, "fewer than 1 in 100"),
        (299, 300, "more than 99 in 100"),
        (199, 200, "more than 99 in 100"),
        (0, 300, "none of 300 runs"),
        (300, 300, "all 300 runs"),
        (1, 3000, "fewer than 1 in 100"),
        (3, 8, "3 of 8 runs"),
        (0, 8, "0 of 8 runs"),
        (1, 1, "1 of 1 run"),
        (19, 19, "19 of 19 runs"),
        (10, 20, "50 in 100"),
    ],
)
def test_share(observed, runs, words):
    assert share(wilson(observed, runs)) == words


@given(
    st.integers(20, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
)
def test_shares_are_never_further_off_than_half_of_one_in_100(pair):
    words = share(wilson(*pair))
    if words[0].isdigit():
        assert abs(int(words.split()[0]) - 100 * pair[0] / pair[1]) <= 0.5
    else:
        assert pair[0] / pair[1] < 0.005 or pair[0] / pair[1] >= 0.995


@pytest.mark.parametrize(
    ("observed", "runs", "words"),
    [
        (37, 100, "37 in 100 (28 to 47)"),
        (22, 100, "22 in 100 (15 to 31)"),
        (0, 100, "none of 100 runs (0 to 4 in 100)"),
        (3, 8, "3 of 8 runs (14 to 69 in 100)"),
        (1, 1, "1 of 1 run"),
    ],
)
def test_share_with_its_limits(observed, runs, words):
    assert share_with_limits(wilson(observed, runs)) == words


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (Estimate(21, 18, 25, 100), "month 21 (18 to 25)"),
        (Estimate(21, 18, NONE, 10), "month 21 (18 or later)"),
        (Estimate(21, NONE, NONE, 3), "month 21"),
    ],
)
def test_months(estimate, words):
    assert months_with_limits(estimate) == words


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (
            Estimate(1.2e6, 1.1e6, 1.3e6, 9),
            "1.2 million on average (1.1 to 1.3 million)",
        ),
        (
            Estimate(1.2e6, 9e5, 1.5e6, 9),
            "1.2 million on average (900,000 to 1.5 million)",
        ),
        (Estimate(41.2, 38.4, 44.0, 9), "41 on average (38 to 44)"),
        (Estimate(1.2e6, 1.2e6, 1.2e6, 9), "1.2 million on average"),
        (Estimate(4.0, NONE, NONE, 1), "4.0 on average"),
    ],
)
def test_means(estimate, words):
    assert mean_with_limits(estimate) == words


def test_amounts_keep_about_three_figures():
    numbers = [0, 0.25, 9.44, 12.5, 999.4, 1234, 412_345, 999_600, 2_345_678]
    assert [amount(number) for number in numbers] == [
        "0",
        "0.2",
        "9.4",
        "12",
        "999",
        "1,230",
        "412,000",
        "1 million",
        "2.35 million",
    ]


def test_years_and_lists():
    assert [years(m) for m in (12, 36, 30)] == ["1 year", "3 years", "2.5 years"]
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("2 million", "2 million", ""),
        ("1.9 million", "2 million", " (1.9 to 2 million)"),
        ("900,000", "1 million", " (900,000 to 1 million)"),
        ("4", "5", " (4 to 5)"),
    ],
)
def test_an_interval_whose_ends_read_the_same_says_nothing(low, high, words):
    assert in_brackets(low, high) == words


@pytest.mark.parametrize("count", range(0, 401, 7))
def test_hundredths_are_those_of_the_share_in_words(count):
    assert hundredths(count / 400) == (200 * count + 400) // 800
    assert hundredths(-count / 400) == -hundredths(count / 400)


def test_half_a_hundredth_goes_outwards_whatever_the_last_digit():
    assert [hundredths(x) for x in (0.445, 0.575, 0.285, 1.115)] == [45, 58, 29, 112]
