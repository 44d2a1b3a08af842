r"""Noise of the replicates under common random numbers, told from the effect of inputs.

The outcome of point p with seed k is

.. math:: Y_{pk} = \mu + f(p) + s(k) + e(p, k).

All points share the seeds, so that s(k) falls out of every difference between points
and of every variance over points. What is left is the interaction e of point and seed:
it enters the mean over K replicates with variance

.. math:: \sigma_e^2 / K, \quad \sigma_e^2 = \frac{1}{(P-1)(K-1)}
          \sum_{pk} (Y_{pk} - \bar Y_{p.} - \bar Y_{.k} + \bar Y_{..})^2

and not with the variance within points over K, which contains s as well.
"""

import math
from typing import NamedTuple

import numpy as np


class Noise(NamedTuple):
    """Variances over points and seeds; NaN where one replicate tells nothing.

    ``points`` is that of f, ``seeds`` that of s, ``interaction`` that of e;
    ``share`` is the part of the variance of the means that e makes.
    """

    points: float
    seeds: float
    interaction: float
    share: float


def noise(Y: np.ndarray) -> Noise:
    """Split the variance of Y (point, replicate) by two-way analysis of variance."""
    points, replicates = Y.shape
    by_point = Y.mean(axis=1)
    total = float(by_point.var(ddof=1))
    if replicates == 1:
        return Noise(total, math.nan, math.nan, math.nan)
    by_seed = Y.mean(axis=0)
    residuals = Y - by_point[:, None] - by_seed + Y.mean()
    interaction = float((residuals**2).sum()) / ((points - 1) * (replicates - 1))
    return Noise(
        total - interaction / replicates,
        float(by_seed.var(ddof=1)) - interaction / points,
        interaction,
        interaction / replicates / total if total > 0 else math.nan,
    )
