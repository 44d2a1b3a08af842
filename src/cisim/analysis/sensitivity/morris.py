r"""Elementary effects along trajectories, with what noise alone would make of them.

An elementary effect is the change of the mean outcome as one input rises by a step of
its grid, over the step [morris1991]_. Over trajectories, mu is its mean, mu_star the
mean of its absolute value [campolongo2007]_, sigma its standard deviation.

With K seeds that all points share, a seed's main effect falls out of each difference.
The interaction does not: an effect has the noise variance tau^2 / K, where tau^2 is its
variance over seeds. So mu is free of bias; sigma is freed of it by
sigma^2 - tau^2 / K; mu_star is not free: an input without effect would reach

.. math:: E|N(0, \tau^2 / K)| = \sqrt{2 / \pi} \; \tau / \sqrt{K},

which is reported as ``chance``. Intervals are percentiles over resamples of
trajectories and seeds.
"""

import math

import numpy as np

from cisim.analysis.sensitivity.draws import RESAMPLES, point_counts, seed_counts
from cisim.analysis.sensitivity.estimates import Estimates, Label
from cisim.analysis.sensitivity.noise import Noise, noise
from cisim.analysis.sensitivity.problem import Problem
from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.generators import generator


def morris(
    problem: Problem,
    U: np.ndarray,
    Y: np.ndarray,
    *,
    seed: int = 1,
    resamples: int = RESAMPLES,
) -> Estimates:
    """Return mu, mu_star and sigma of each input; of groups mu_star alone.

    U (point, factor) holds trajectories, Y (point, replicate) the outcomes. The noise
    share is that of the mean square of elementary effects.

    Raises
    ------
    ConfigurationError
        If the points are no trajectories in which each input moves once.
    """
    effects = elementary_effects(problem, U, Y)
    trajectories, inputs, K = effects.shape
    rng = generator(seed, "morris")
    points = point_counts(rng, trajectories, resamples)
    seeds = seed_counts(rng, K, resamples)
    wanted = ("mu_star",) if problem.is_grouped else ("mu", "mu_star", "sigma")
    pairs = zip(points.T, seeds.T, strict=True)
    plain = _statistics(effects.mean(axis=2), np.ones(trajectories), np.zeros(inputs))
    corrected = _of_resample(effects, np.ones(trajectories), np.ones(K))
    draws = np.array([_chosen(_of_resample(effects, *pair), wanted) for pair in pairs])
    return Estimates(
        "morris",
        tuple(Label(index, name) for index in wanted for name in problem.inputs),
        _chosen(corrected, wanted),
        _chosen(plain, wanted),
        draws,
        _chosen(_chance(effects), wanted),
        _share(effects, noise(Y)),
        trajectories,
        K,
    )


def elementary_effects(problem: Problem, U: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """Return elementary effects by (trajectory, input, replicate).

    The effect of a group has the sign of its first factor's move; only its absolute
    value means something.
    """
    inputs = len(problem.inputs)
    if len(U) % (inputs + 1):
        text = f"must be a multiple of {inputs + 1} points: one step for each input"
        raise ConfigurationError([f"sample: {len(U)} points; {text}"])
    paths = U.reshape(-1, inputs + 1, U.shape[1])
    steps = np.diff(paths, axis=1)
    first = problem.members.argmax(axis=1)
    moved = steps[:, :, first]
    _refuse_other_paths(problem, steps)
    size = np.abs(steps).max()
    changes = np.diff(Y.reshape(len(paths), inputs + 1, -1), axis=1)
    found: np.ndarray = np.einsum("tsi,tsk->tik", np.sign(moved), changes) / size
    return found


def _refuse_other_paths(problem: Problem, steps: np.ndarray) -> None:
    """Each step moves one input, all its factors with it, and each input once."""
    moves = np.abs(steps) > 1e-9  # noqa: PLR2004 (rounding)
    of_input = np.array([moves[:, :, m].all(axis=2) for m in problem.members])
    alone = moves.sum(axis=2) == np.einsum(
        "its,i->ts", of_input, problem.members.sum(axis=1)
    )
    if not (alone.all() and (of_input.sum(axis=2) == 1).all()):
        raise ConfigurationError(
            ["sample: points are no trajectories that move each input once"]
        )


def _of_resample(
    effects: np.ndarray, points: np.ndarray, seeds: np.ndarray
) -> np.ndarray:
    """Statistics (statistic, input) under counts of trajectories and seeds."""
    weights = seeds / seeds.sum()
    mean = effects @ weights
    same = float((weights**2).sum())
    if same == 1.0:
        return _statistics(mean, points, np.zeros(mean.shape[1]))
    within = ((effects - mean[:, :, None]) ** 2) @ weights * same / (1 - same)
    return _statistics(mean, points, points @ within / points.sum())


def _statistics(
    effects: np.ndarray, points: np.ndarray, noise_variance: np.ndarray
) -> np.ndarray:
    total = points.sum()
    mu = points @ effects / total
    variance = points @ (effects - mu) ** 2 / (total - 1)
    sigma = np.sqrt(np.maximum(variance - noise_variance, 0.0))
    return np.array([mu, points @ np.abs(effects) / total, sigma])


def _chosen(statistics: np.ndarray, wanted: tuple[str, ...]) -> np.ndarray:
    return statistics.ravel() if len(wanted) > 1 else statistics[1]


def _chance(effects: np.ndarray) -> np.ndarray:
    """What an input without effect would reach, (statistic, input)."""
    K = effects.shape[2]
    none = np.full(effects.shape[1], np.nan)
    if K == 1:
        return np.array([none, none, none])
    floor = np.sqrt(2 / math.pi * effects.var(axis=2, ddof=1) / K).mean(axis=0)
    return np.array([none, floor, none])


def _share(effects: np.ndarray, whole: Noise) -> Noise:
    """Give the noise of the outcomes with its share in the effects."""
    K = effects.shape[2]
    square = float((effects.mean(axis=2) ** 2).mean())
    if K == 1 or square == 0:
        return whole
    variance = float(effects.var(axis=2, ddof=1).mean()) / K
    return whole._replace(share=variance / square)
