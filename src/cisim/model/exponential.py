"""Powers of e and logarithms by plain arithmetic, the same bits on every machine.

The functions of the C library differ in their last bits from one machine to another,
and no loop over organisations that calls them can use vectors. These have no branch,
no table and no call. `exponential` and `logarithm` miss the truth by less than a unit
in the last place, `growth` by less than two.
"""

import math

import numpy as np

from cisim.model.compilation import compiled

_LOG2_E = 1.4426950408889634
_LN2_HIGH = 6.93147180369123816490e-01
"""Logarithm of 2 with so few digits that its product with an exponent is exact."""
_LN2_LOW = 1.90821492927058770002e-10
"""What is missing there."""

_WHOLE = 1.5 * 2.0**52
"""A number so large that there are no fractions beside it: adding it rounds."""
_BIASED = _WHOLE + 1023.0
"""The same with the bias that exponents have in memory."""
_BITS_OF_FRACTION = np.uint64(52)

LOWEST, HIGHEST = -708.0, 709.0
"""Beyond these a power of e is taken for 0, or infinite."""

_ROOT_OF_HALF = np.uint64(0x3FE6A09E667F3BCD)
"""The square root of 1/2 as it lies in memory: fractions begin there."""
_EXCESS = 2048.0
"""Added to exponents, which are never negative then."""
_OFFSET = np.uint64((2048 << 52) - 0x3FE6A09E667F3BCD)
_FRACTION = np.uint64((1 << 52) - 1)
_BITS_OF_WHOLE = np.uint64(0x4338000000000000)
"""`_WHOLE` as it lies in memory."""


@compiled
def _near_zero(x: float) -> float:
    """e^x - 1 for |x| <= ln 2 / 2: the exponential series to the 13th power.

    Even and odd powers apart, so that two sums grow at once.
    """
    y = x * x
    even = 1.0 / 2.0 + y * (
        1.0 / 24.0
        + y
        * (
            1.0 / 720.0
            + y * (1.0 / 40320.0 + y * (1.0 / 3628800.0 + y * (1.0 / 479001600.0)))
        )
    )
    odd = 1.0 / 6.0 + y * (
        1.0 / 120.0
        + y
        * (
            1.0 / 5040.0
            + y * (1.0 / 362880.0 + y * (1.0 / 39916800.0 + y * (1.0 / 6227020800.0)))
        )
    )
    return x + y * (even + x * odd)


@compiled
def _parted(x: float) -> tuple[float, float]:
    """Power of 2 nearest to e^x, and what is left of x beside it."""
    shifted = x * _LOG2_E + _BIASED
    whole = shifted - _BIASED
    rest = (x - whole * _LN2_HIGH) - whole * _LN2_LOW
    # The lowest bits of the shifted number are the exponent with its bias.
    bits = np.float64(shifted).view(np.uint64) << _BITS_OF_FRACTION
    return float(np.uint64(bits).view(np.float64)), rest


@compiled
def exponential(x: float) -> float:
    """e^x; 0 below `LOWEST`, infinite above `HIGHEST`."""
    power, rest = _parted(x)
    value = power + power * _near_zero(rest)
    value = 0.0 if x < LOWEST else value
    return math.inf if x > HIGHEST else value


@compiled
def growth(x: float) -> float:
    """e^x - 1, also where that is next to nothing."""
    power, rest = _parted(x)
    value = power * _near_zero(rest) + (power - 1.0)
    value = -1.0 if x < LOWEST else value
    return math.inf if x > HIGHEST else value


@compiled
def _artanh_beyond(z: float) -> float:
    """What 2 artanh(s) / s has beyond 2, for z = s^2, by its series."""
    series = 2.0 / 15.0 + z * (2.0 / 17.0 + z * (2.0 / 19.0 + z * (2.0 / 21.0)))
    series = 2.0 / 9.0 + z * (2.0 / 11.0 + z * (2.0 / 13.0 + z * series))
    return z * (2.0 / 3.0 + z * (2.0 / 5.0 + z * (2.0 / 7.0 + z * series)))


@compiled
def logarithm(x: float) -> float:
    """Natural logarithm of a positive number.

    ln x = k ln 2 + ln(1 + f), with 1 + f from sqrt(1/2) to sqrt(2), and
    ln(1 + f) = 2 artanh(s), s = f / (2 + f). In place of 2 s stands f - s f, of which
    nothing is lost.
    """
    bits = np.float64(x).view(np.uint64) + _OFFSET
    raised = (bits >> _BITS_OF_FRACTION) | _BITS_OF_WHOLE
    exponent = (float(np.uint64(raised).view(np.float64)) - _WHOLE) - _EXCESS
    fraction = (bits & _FRACTION) + _ROOT_OF_HALF
    f = float(np.uint64(fraction).view(np.float64)) - 1.0
    s, half = f / (2.0 + f), 0.5 * f * f
    beyond = s * (half + _artanh_beyond(s * s)) + exponent * _LN2_LOW
    return exponent * _LN2_HIGH - ((half - beyond) - f)


@compiled
def power(base: float, exponent: float) -> float:
    """A positive number to any power, or 0 to a positive one, but for last digits."""
    value = exponential(exponent * logarithm(base))
    return value if base > 0.0 else 0.0
