"""Own powers of e and logarithms: as exact as is said, and in order."""

import inspect
import math
from decimal import Decimal, localcontext
from itertools import pairwise

import numpy as np
import pytest

from cisim.model.exponential import (
    HIGHEST,
    LOWEST,
    exponential,
    growth,
    logarithm,
    power,
)

RNG = np.random.default_rng(20)
SMALL = 10.0 ** RNG.uniform(-18.0, 0.0, 400)
EXPONENTS = np.concatenate(
    (
        RNG.uniform(LOWEST, HIGHEST, 600),
        RNG.uniform(-2.0, 2.0, 1000),
        SMALL,
        -SMALL,
    )
).tolist()
POSITIVE = np.concatenate(
    (
        10.0 ** RNG.uniform(-300.0, 300.0, 600),
        RNG.uniform(0.4, 2.5, 1000),
        RNG.uniform(0.999, 1.001, 400),
    )
).tolist()


def units_apart(got, true):
    """How far a number is from the truth, in units of its last place."""
    return abs(Decimal(got) - true) / Decimal(math.ulp(float(true)))


def worst(function, truth, values):
    with localcontext(prec=40):
        return max(units_apart(function(x), truth(Decimal(x))) for x in values)


def test_they_are_as_near_to_the_truth_as_is_said():
    assert worst(exponential, Decimal.exp, EXPONENTS) < 1
    assert worst(logarithm, Decimal.ln, POSITIVE) < 1
    assert worst(growth, lambda x: x.exp() - 1, EXPONENTS) < 2


@pytest.mark.parametrize("exponent", [0.25, 1.0, 1.7, -1.0])
def test_a_power_is_right_but_for_last_digits(exponent):
    bases = RNG.uniform(1e-3, 10.0, 500)
    powers = [power(base, exponent) for base in bases.tolist()]
    assert powers == pytest.approx((bases**exponent).tolist(), rel=1e-14)
    assert power(1.0, exponent) == 1.0


def test_nothing_stays_exact():
    assert (exponential(0.0), growth(0.0), logarithm(1.0)) == (1.0, 0.0, 0.0)
    assert power(0.0, 1.5) == 0.0


def test_beyond_the_range_there_is_nothing_or_no_end():
    below, above = math.nextafter(LOWEST, -math.inf), math.nextafter(HIGHEST, math.inf)
    for x in (below, -1e300, -math.inf):
        assert (exponential(x), growth(x)) == (0.0, -1.0)
    for x in (above, 1e300, math.inf):
        assert (exponential(x), growth(x)) == (math.inf, math.inf)
    assert 0.0 < exponential(LOWEST) < 1e-307
    assert 1e307 < exponential(HIGHEST) < math.inf
    assert math.isnan(exponential(math.nan))
    assert math.isnan(growth(math.nan))


@pytest.mark.parametrize("function", [exponential, growth])
@pytest.mark.parametrize("width", [1e-12, 1e-6, 1e-3, 1.0])
def test_more_gives_no_less_but_for_the_last_bit(function, width):
    centres = [*RNG.uniform(-30.0, 30.0, 20), *(0.5 * math.log(2.0) * np.arange(-9, 9))]
    for centre in centres:
        values = [function(x) for x in np.linspace(centre, centre + width, 50).tolist()]
        assert all(a <= b * (1.0 + 2.3e-16 * (b > 0)) for a, b in pairwise(values))


@pytest.mark.parametrize("function", [exponential, growth, logarithm])
def test_compiling_changes_no_bit(function):
    values = POSITIVE if function is logarithm else EXPONENTS
    python = inspect.unwrap(function)
    with np.errstate(over="ignore"):
        assert [function(x) for x in values] == [float(python(x)) for x in values]
