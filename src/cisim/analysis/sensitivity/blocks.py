"""How the points of a design belong together, and whether they are what they seem."""

import math
from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from cisim.analysis.sensitivity.problem import Problem
from cisim.configuration.experiments import Factor
from cisim.configuration.mistakes import ConfigurationError

_SIGMAS: Final = 5.0
"""Standard errors from which a correlation of independent columns is not chance."""

_ROUNDING: Final = 1e-9
"""Part of a range by which an inverse distribution function may fall."""

INSTEAD: Final = (
    "analyse with pawn or regional, which read any sample of points"
    ' (design › method = "pawn")'
)
"""What to do where a method needs independent factors and they are not."""


def saltelli_columns(problem: Problem, *, second_order: bool) -> int:
    """Points of a base sample: A, an AB per input, a BA if second order, and B."""
    return len(problem.inputs) * (2 if second_order else 1) + 2


def saltelli(problem: Problem, U: np.ndarray, *, second_order: bool) -> np.ndarray:
    """Return the sample in blocks (base sample, column, factor), checked.

    Columns are A, AB per input, BA per input (second order), B. The flag goes with the
    design: SALib takes a sample without second order for one that has it whenever the
    numbers of points agree.

    Raises
    ------
    ConfigurationError
        If points are no base samples of this order, or factors are correlated.
    """
    columns = saltelli_columns(problem, second_order=second_order)
    order = "with" if second_order else "without"
    if len(U) % columns or U.shape[1] != len(problem.names):
        text = f"a multiple of {columns} points ({order} second order)"
        raise ConfigurationError([f"sample: {U.shape} must be {text}, {INSTEAD}"])
    blocks = U.reshape(-1, columns, U.shape[1])
    if not np.array_equal(blocks, _rebuilt(problem, blocks)):
        text = f"not base samples of Sobol' {order} second order"
        raise ConfigurationError([f"sample: points are {text}; {INSTEAD}"])
    _refuse_correlated(problem, np.concatenate([blocks[:, 0], blocks[:, -1]]))
    return blocks


def _rebuilt(problem: Problem, blocks: np.ndarray) -> np.ndarray:
    """Blocks as they must be, given their A and B."""
    A, B, inputs = blocks[:, 0], blocks[:, -1], len(problem.inputs)
    made = blocks.copy()
    for number, moved in enumerate(problem.members):
        made[:, 1 + number] = np.where(moved, B, A)
        if blocks.shape[1] > inputs + 2:
            made[:, 1 + inputs + number] = np.where(moved, A, B)
    return made


def _refuse_correlated(problem: Problem, X: np.ndarray) -> None:
    mistakes = list(_correlated(problem, X))
    if mistakes:
        raise ConfigurationError(mistakes)


def _correlated(problem: Problem, X: np.ndarray) -> Iterator[str]:
    if (X.std(axis=0) == 0).any():
        yield f"sample: a factor never varies; {INSTEAD}"
        return
    found = np.corrcoef(X, rowvar=False)
    for first, second in zip(*np.triu_indices(len(found), 1), strict=True):
        if abs(found[first, second]) > _SIGMAS / math.sqrt(len(X)):
            names = f"{problem.names[first]} and {problem.names[second]}"
            yield (
                f"sample: {names} are correlated ({found[first, second]:.2f});"
                f" shares of variance need independent factors; {INSTEAD}"
            )


def refuse_constrained(
    factors: tuple[Factor, ...], U: np.ndarray, points: pd.DataFrame
) -> None:
    """Refuse points whose settings are not those that the unit sample gives.

    Each setting must be a rising function of its own column of U (the inverse of its
    distribution function) and of nothing else. ``points`` has a row per row of U.

    Raises
    ------
    ConfigurationError
        Names the factors that something else has moved, such as a constraint.
    """
    moved = list(_constrained(factors, U, points))
    if moved:
        raise ConfigurationError(moved)


def follows(factors: tuple[Factor, ...], U: np.ndarray, points: pd.DataFrame) -> bool:
    """Whether all settings are those that the unit sample gives."""
    return not any(_constrained(factors, U, points))


def _constrained(
    factors: tuple[Factor, ...], U: np.ndarray, points: pd.DataFrame
) -> Iterator[str]:
    for column, factor in enumerate(factors):
        for point in _out_of_order(factor, U[:, column], points):
            yield (
                f"sample › {factor.parameter}: settings do not follow the sample"
                f" (point {point}); something else, such as a constraint, has moved"
                f" them; {INSTEAD}"
            )


def _out_of_order(factor: Factor, u: np.ndarray, points: pd.DataFrame) -> Iterator[int]:
    """First point, if any, whose setting breaks the order of the unit sample."""
    settings = points[factor.parameter].to_numpy(dtype=float)
    if factor.values:  # noqa: PD011 (levels of a factor, no pandas)
        settings = np.array([_place(factor.values, value) for value in settings])
    order = np.lexsort((settings, u))
    falls = np.diff(settings[order]) < -_ROUNDING * (factor.high - factor.low)
    ties = (np.diff(u[order]) == 0) & (np.diff(settings[order]) != 0)
    unknown = np.isnan(settings[order])[1:]
    for place in np.flatnonzero(falls | ties | unknown)[:1]:
        yield int(points["point"].iloc[int(order[place + 1])])


def _place(values: tuple[float, ...], value: float) -> float:
    return float(values.index(value)) if value in values else math.nan
