"""Points spread over the ranges of factors, drawn in the unit cube and then mapped.

A point of the unit cube says for every factor how much of its distribution lies below
the value; `inverse_cdf` turns that into the value. Whole numbers, choices and truncated
tails are thus no matter of the method that spreads the points.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from scipy import stats
from scipy.stats import qmc

from cisim.configuration.experiments import Distribution, Factor, Sample
from cisim.configuration.parameters import declared
from cisim.experiment.generators import generator

type Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""A row per point and a column per factor."""

_HAIR: Final = 1e-9
"""Levels such as a third are computed in several ways that differ in the last digit."""


# ---- Points in the unit cube ----


def unit_points(sample: Sample, seed: int) -> Matrix:
    """Points of a space-filling design in the unit cube [0, 1)^D.

    A Latin hypercube has one point in each of n equal slices of every factor; Sobol'
    and Halton sequences are scrambled, so that they have no point on the border.
    """
    dimensions, n = len(sample.factors), sample.points
    rng = generator(seed, f"design {sample.method}")
    match sample.method:
        case "latin_hypercube":
            points = qmc.LatinHypercube(dimensions, rng=rng).random(n)
        case "halton":
            points = qmc.Halton(dimensions, rng=rng).random(n)
        case "sobol":
            # Whole powers of two are drawn, as the sequence wants; the first n are it.
            exponent = math.ceil(math.log2(n))
            points = qmc.Sobol(dimensions, rng=rng).random_base2(exponent)[:n]
        case _:
            message = f"no space-filling method: {sample.method}"
            raise ValueError(message)
    unit: Matrix = points
    return unit


# ---- From the unit cube to values ----


def values_at(factors: Sequence[Factor], unit: Matrix) -> Matrix:
    """Values of factors at points of the unit cube; a column per factor."""
    columns = [inverse_cdf(factor, unit[:, k]) for k, factor in enumerate(factors)]
    return np.column_stack(columns)


def inverse_cdf(factor: Factor, u: np.ndarray) -> np.ndarray:
    """Values of a factor below which shares u of its distribution lie.

    They rise with u and lie in [low, high]. A whole-number parameter takes the value
    nearest to that of the distribution over [low - 1/2, high + 1/2]: under a uniform
    one all of its values are equally likely. Listed values are taken in rising order.

    Raises
    ------
    ValueError
        If the distribution lacks its mode, mean or standard deviation.
    """
    u = np.clip(u, 0.0, 1.0)
    if factor.values:
        return _equally_likely(factor.values, u)
    if not issubclass(declared()[factor.parameter].type, int):
        return _continuous(factor, factor.low, factor.high, u)
    spread = _continuous(factor, factor.low - 0.5, factor.high + 0.5, u)
    nearest = np.floor(spread + 0.5 + _HAIR)
    return nearest.clip(factor.low, factor.high)


def _equally_likely(values: Sequence[float], u: np.ndarray) -> np.ndarray:
    rank = np.floor(u * len(values) + _HAIR).astype(int)
    rising: np.ndarray = np.array(sorted(values), dtype=float)
    return rising.take(rank, mode="clip")


def _continuous(factor: Factor, low: float, high: float, u: np.ndarray) -> np.ndarray:
    if low == high:
        return np.full_like(u, low)
    values = _INVERSES[factor.distribution](factor, low, high, u)
    return values.clip(low, high)  # rounding may step over an end


def _uniform(_: Factor, low: float, high: float, u: np.ndarray) -> np.ndarray:
    return low + (high - low) * u


def _log_uniform(_: Factor, low: float, high: float, u: np.ndarray) -> np.ndarray:
    return low * (high / low) ** u


def _triangular(factor: Factor, low: float, high: float, u: np.ndarray) -> np.ndarray:
    mode = _needed(factor, "mode")
    width, rise, fall = high - low, mode - low, high - mode
    rising = low + np.sqrt(u * width * rise)
    falling = high - np.sqrt((1.0 - u) * width * fall)
    return np.where(u * width < rise, rising, falling)


def _normal(factor: Factor, low: float, high: float, u: np.ndarray) -> np.ndarray:
    return _truncated(_needed(factor, "mean"), _needed(factor, "sd"), (low, high), u)


def _lognormal(factor: Factor, low: float, high: float, u: np.ndarray) -> np.ndarray:
    ends = tuple(math.log(end) if end > 0 else -math.inf for end in (low, high))
    median = math.log(_needed(factor, "mean"))
    return np.exp(_truncated(median, _needed(factor, "sd"), ends, u))


def _truncated(
    mean: float, sd: float, ends: tuple[float, ...], u: np.ndarray
) -> np.ndarray:
    low, high = ((end - mean) / sd for end in ends)
    values: np.ndarray = stats.truncnorm.ppf(u, low, high, loc=mean, scale=sd)
    return values


def _needed(factor: Factor, name: str) -> float:
    value: float | None = getattr(factor, name)
    if value is None:
        message = f"{factor.parameter}: a {factor.distribution} factor needs its {name}"
        raise ValueError(message)
    return value


_INVERSES: Final[
    Mapping[Distribution, Callable[[Factor, float, float, np.ndarray], np.ndarray]]
] = {
    Distribution.UNIFORM: _uniform,
    Distribution.LOG_UNIFORM: _log_uniform,
    Distribution.TRIANGULAR: _triangular,
    Distribution.NORMAL: _normal,
    Distribution.LOGNORMAL: _lognormal,
}
