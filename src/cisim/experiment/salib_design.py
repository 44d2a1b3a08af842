"""The door to SALib's samplers: the points that a method of sensitivity analysis needs.

SALib samples the unit cube only, whatever the factors are; `sampling.inverse_cdf` maps
its points to values. So whole numbers, choices and truncated tails work with every
method, and the analysis, which gets the same unit cube, never meets a step without
length. Rows per method, with N samples, D factors and G groups (G = D without groups):

==================================================== =======================
method                                               points
==================================================== =======================
morris                                               N (G + 1)
sobol                                                N (G + 2)
sobol_second_order                                   N (2 G + 2)
pawn, regional, rbd_fast, delta, hdmr, discrepancy   N
fast                                                 N D
dgsm, shapley                                        N (D + 1)
fractional_factorial                                 2 · (smallest 2^k ≥ D)
==================================================== =======================
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from SALib.sample import fast_sampler, ff, finite_diff, latin, morris, shapley, sobol

from cisim.configuration.experiments import Experiment, Sample, Sensitivity
from cisim.configuration.experiments.designs import (
    FAST_HARMONICS,
    GROUPED,
    least_samples,
)
from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.generators import generator
from cisim.experiment.sampling import Matrix, unit_points

MORRIS_LEVELS: Final = 4
"""Levels of the grid that trajectories of Morris walk on: 0, 1/3, 2/3 and 1."""


def salib_problem(sensitivity: Sensitivity) -> dict[str, Any]:
    """Problem as SALib wants it, in the unit cube: made anew, for SALib changes it.

    ``groups`` is there only if any factor has one; a factor without one is its own.
    """
    names = [factor.parameter for factor in sensitivity.factors]
    problem: dict[str, Any] = {
        "num_vars": len(names),
        "names": names,
        "bounds": [[0.0, 1.0] for _ in names],
    }
    if any(factor.group for factor in sensitivity.factors):
        problem["groups"] = [f.group or f.parameter for f in sensitivity.factors]
    return problem


def library_seed(seed: int, purpose: str) -> int:
    """Seed for a function of SALib: a positive integer, as 0 would be no seed to it."""
    return int(generator(seed, purpose).integers(1, 2**31))


def unit_sample(sensitivity: Sensitivity, seed: int) -> Matrix:
    """Points that the method needs, in the unit cube [0, 1]^D, in SALib's order.

    Raises
    ------
    ConfigurationError
        If the method cannot work with so many samples or with groups.
    """
    mistakes = list(_mistakes(sensitivity))
    if mistakes:
        raise ConfigurationError(mistakes)
    problem, n = salib_problem(sensitivity), sensitivity.samples
    library = library_seed(seed, f"design {sensitivity.method}")
    match sensitivity.method:
        case "morris":
            return _on_levels(morris.sample(problem, n, MORRIS_LEVELS, seed=library))
        case "sobol" | "sobol_second_order" as method:
            pairs = method == "sobol_second_order"
            points = sobol.sample(problem, n, calc_second_order=pairs, seed=library)
        case "fast":
            points = fast_sampler.sample(problem, n, M=FAST_HARMONICS, seed=library)
        case "dgsm":
            points = finite_diff.sample(problem, n)
        case "shapley":
            points = shapley.sample(problem, n, seed=library)
        case "fractional_factorial":
            # Further columns are of factors that do not exist; the analysis adds them.
            points = ff.sample(problem)[:, : len(sensitivity.factors)]
        case _:
            points = latin.sample(problem, n, seed=library)
    unit: Matrix = points
    return unit


def _on_levels(trajectories: Matrix) -> Matrix:
    """Exact levels: SALib's sums differ in the last digit from step to step."""
    steps = MORRIS_LEVELS - 1
    return np.round(trajectories * steps) / steps


def unit_matrix(experiment: Experiment) -> Matrix:
    """Points of a sampled design in the unit cube, the same whenever they are asked.

    Rows are in the order of the table of points within one context, columns in that of
    the factors.

    Raises
    ------
    ConfigurationError
        As `unit_sample`.
    TypeError
        If the design is no sample of factors.
    """
    match experiment.design:
        case Sample() as design:
            return unit_points(design, experiment.seed)
        case Sensitivity() as design:
            return unit_sample(design, experiment.seed)
    message = f"{type(experiment.design).__name__}: only samples have a unit cube"
    raise TypeError(message)


# ---- What a method cannot do ----


def _mistakes(sensitivity: Sensitivity) -> Iterator[str]:
    given = f"sensitivity › samples = {sensitivity.samples}"
    least = least_samples(sensitivity.method)
    if sensitivity.samples < least:
        yield f"{given}: {sensitivity.method} needs at least {least} (samples)"
    elif sensitivity.method.startswith("sobol") and sensitivity.samples.bit_count() > 1:
        below = 2 ** (sensitivity.samples.bit_length() - 1)
        words = f"must be a power of two (samples), such as {below} or {2 * below}"
        yield f"{given}: {words}"
    yield from _group_mistakes(sensitivity)


def _group_mistakes(sensitivity: Sensitivity) -> Iterator[str]:
    groups = salib_problem(sensitivity).get("groups", [])
    if groups and sensitivity.method not in GROUPED:
        allowed = ", ".join(GROUPED)
        yield (
            f"sensitivity › group: {sensitivity.method} knows no groups of factors;"
            f" {allowed} do"
        )
    elif len(set(groups)) == 1:
        # SALib would leave such a group out in some methods and not in others.
        yield f"sensitivity › group = {groups[0]}: at least two groups are needed"
