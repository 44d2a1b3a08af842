"""How many points and runs an experiment has, without building its design."""

import math
from collections.abc import Mapping
from typing import Final

from cisim.configuration.experiments.asked import (
    Alternatives,
    Design,
    Experiment,
    Factor,
    Grid,
    OneAtATime,
    Sample,
    Sensitivity,
)


def points_count(experiment: Experiment) -> int:
    """Number of design points, those of all contexts together."""
    return _in_one_context(experiment.design) * max(1, len(experiment.contexts))


def runs_count(experiment: Experiment) -> int:
    """Number of runs, at most that many where replicates are added until enough."""
    return points_count(experiment) * experiment.replicates


def _in_one_context(design: Design) -> int:
    match design:
        case Grid(levels):
            return math.prod(map(len, levels.values()))
        case OneAtATime(levels):
            return 1 + sum(map(len, levels.values()))
        case Sample(_, points):
            return points
        case Alternatives(alternatives):
            return len(alternatives)
        case Sensitivity():
            return _of_sensitivity(design)


_PER_SAMPLE: Final[Mapping[str, tuple[int, int]]] = {
    "morris": (1, 1),
    "sobol": (1, 2),
    "sobol_second_order": (2, 2),
    "fast": (1, 0),
    "dgsm": (1, 1),
    "shapley": (1, 1),
}
"""Points for each of the N samples: so many times the number of factors, and so many.

As the samplers of SALib have them; other methods look at the N points themselves.
"""


def _of_sensitivity(design: Sensitivity) -> int:
    moved = _moved(design.factors)
    if design.method == "fractional_factorial":
        return int(
            2 * 2 ** math.ceil(math.log2(moved))
        )  # a Hadamard matrix, and mirrored
    times, plus = _PER_SAMPLE.get(design.method, (0, 1))
    return design.samples * (times * moved + plus)


def _moved(factors: tuple[Factor, ...]) -> int:
    """Factors that are moved one by one: those of a group count as one."""
    groups = {factor.group for factor in factors if factor.group}
    return len(groups) + sum(not factor.group for factor in factors)
