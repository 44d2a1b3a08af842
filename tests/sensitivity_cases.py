"""Test functions with known indices, noise of replicates, and studies made of them."""

import numpy as np
import pandas as pd

from cisim.analysis.sensitivity.problem import Problem
from cisim.configuration.experiments import Experiment, Factor, Sensitivity
from cisim.configuration.scenarios import Scenario
from cisim.experiment.studies import Study

THREE = Problem(("x1", "x2", "x3"))

# First order, total, and pairs (1, 2), (1, 3), (2, 3); Ishigami with a = 7, b = 0.1.
ISHIGAMI = np.array([0.3139, 0.4424, 0, 0.5576, 0.4424, 0.2437, 0, 0.2437, 0])
ISHIGAMI_VARIANCE = 13.8446


def ishigami(U):
    x = np.pi * (2 * U - 1)
    first, second, third = x.T
    return np.sin(first) + 7 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first)


G_WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0])


def g_function(U):
    return np.prod((np.abs(4 * U - 2) + G_WEIGHTS) / (1 + G_WEIGHTS), axis=1)


def g_indices():
    """First-order and total indices of the g-function by its formula."""
    own = 1 / (3 * (1 + G_WEIGHTS) ** 2)
    variance = np.prod(1 + own) - 1
    total = own * np.prod(1 + own) / (1 + own)
    return own / variance, total / variance


def with_noise(y, replicates, rng, *, rough=0.0, smooth=None, common=5.0):
    """Add replicates that share their numbers: main effects of seeds, interactions.

    ``rough`` is the standard deviation of noise that points do not share, ``smooth``
    a column that each seed weighs by a slope of its own.
    """
    Y = y[:, None] + common * rng.normal(size=replicates)
    if smooth is not None:
        Y = Y + smooth[:, None] * rng.normal(size=replicates)
    return Y + rough * rng.normal(size=Y.shape)


LEVERS = (
    Factor("funding.duration_years", 1, 10),
    Factor("funding.yearly_amount", 1e5, 1e6),
    Factor("result.horizon_years", 10, 20),
)


def settings_of(factors, U):
    """Settings of points by the inverse of uniform distribution functions."""
    columns = {}
    for factor, u in zip(factors, U.T, strict=True):
        x = factor.low + u * (factor.high - factor.low)
        levels = np.array(factor.values)
        if levels.size:
            x = levels[np.minimum((u * len(levels)).astype(int), len(levels) - 1)]
        columns[factor.parameter] = x
    return pd.DataFrame(columns)


def study_of(method, U, outcomes, factors=LEVERS, contexts=("",)):
    """A study whose outcomes (point, replicate) are given by column, per context."""
    settings = settings_of(factors, U)
    points = pd.concat(
        [
            settings.assign(point=np.arange(len(U)) + i * len(U), context=place)
            for i, place in enumerate(contexts)
        ],
        ignore_index=True,
    ).assign(alternative="")
    replicates = next(iter(outcomes.values())).shape[1]
    runs = points.loc[points.index.repeat(replicates)].reset_index(drop=True)
    runs["replicate"] = np.tile(np.arange(replicates), len(points))
    runs["run"] = np.arange(len(runs))
    for name, Y in outcomes.items():
        runs[name] = np.tile(Y.ravel(), len(contexts))
    experiment = Experiment(
        name="test",
        title="",
        question="",
        scenario=Scenario(),
        design=Sensitivity(method, len(U), tuple(outcomes), factors),
        replicates=replicates,
    )
    return Study(experiment, points, runs, runs.iloc[:0], {})
