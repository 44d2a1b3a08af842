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
from cisim.configuration.experiments.composing import scenario_at
from cisim.configuration.parameters import value_of
from cisim.configuration.scenarios import Scenario


def points_count(experiment: Experiment) -> int:
    """Number of design points, those of all contexts together."""
    design = experiment.design
    if isinstance(design, OneAtATime):
        contexts = experiment.contexts or (None,)
        bases = (scenario_at(experiment, context=context) for context in contexts)
        return sum(_one_at_a_time(design, base) for base in bases)
    return _in_one_context(design) * max(1, len(experiment.contexts))


def runs_count(experiment: Experiment) -> int:
    """Number of runs, at most that many where replicates are added until enough."""
    return points_count(experiment) * experiment.replicates


def _one_at_a_time(design: OneAtATime, base: Scenario) -> int:
    """Count the scenario once, whether or not one of the levels is its own."""
    own = ((value_of(base.parameters, n), v) for n, v in design.levels.items())
    return 1 + sum(level != value for value, levels in own for level in levels)


def _in_one_context(design: Design) -> int:
    match design:
        case Grid(levels):
            return math.prod(map(len, levels.values()))
        case Sample(_, points):
            return points
        case Alternatives(alternatives):
            return len(alternatives)
        case Sensitivity():
            return _of_sensitivity(design)
    raise TypeError(design)


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
