"""Responses: what a sensitivity analysis explains, from the runs of a study.

A response has an outcome per run, shape (point, replicate). Its *mean* over replicates
is explained, or its *dispersion*, the standard deviation over replicates.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from cisim.configuration.mistakes import ConfigurationError, did_you_mean, nearest
from cisim.configuration.outcomes import MILESTONES, run_columns
from cisim.experiment.studies import Study

MEAN: Final = "mean"
DISPERSION: Final = "dispersion"

FEWEST_FOR_DISPERSION: Final = 3
"""Replicates below which the spread without one of them cannot be computed."""

_BY_YEAR: Final = re.compile(r"(\w+)_by_year_(\d+)")
_NAMED_RUNS: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """Outcomes Y of a context, shape (point, replicate), and the runs they are of.

    ``runs`` has the run of each outcome in words, in the same shape.
    """

    name: str
    of: str
    context: str
    Y: np.ndarray
    runs: np.ndarray


# ---- From the table of runs ----


def response(study: Study, name: str, context: str = "") -> Response:
    """Return the outcomes of a context; missing where a run failed or has none.

    ``name`` is a column of the table of runs, or an event with the year by which it is
    seen, such as ``shared_result_by_year_10``.

    Raises
    ------
    ConfigurationError
        If there is no such outcome, or its year lies beyond the horizon.
    """
    runs = study.runs[study.runs["context"].fillna("") == context]
    points = points_of(study, context)
    replicates = sorted(set(runs["replicate"]) | set(study.failures["replicate"]))
    outcome = _outcome(name, runs, _horizon(study, context))
    table = runs[["point", "replicate", "run"]].assign(outcome=outcome)
    by_run = table.set_index(["point", "replicate"])
    places = pd.MultiIndex.from_product([points["point"], replicates])
    whole = by_run.reindex(places)
    shape = (len(points), len(replicates))
    runs_in_order = whole["run"].to_numpy(dtype=float, na_value=math.nan)
    words = [
        _run_in_words(run, *place)
        for run, place in zip(runs_in_order, places, strict=True)
    ]
    Y = whole["outcome"].to_numpy(dtype=float).reshape(shape)
    return Response(name, MEAN, context, Y, np.array(words).reshape(shape))


def _run_in_words(run: float, point: int, replicate: int) -> str:
    if math.isnan(run):
        return f"point {point} replicate {replicate}"
    return f"run {run:.0f}"


def _horizon(study: Study, context: str) -> int:
    experiment = study.experiment
    scenarios = {place.name: place.scenario for place in experiment.contexts}
    scenario = scenarios.get(context, experiment.scenario)
    return scenario.parameters.horizon_months


def _outcome(name: str, runs: pd.DataFrame, horizon: int) -> pd.Series:
    if name in runs and name in known_outcomes():
        return _numbers(runs, name)
    match = _BY_YEAR.fullmatch(name)
    if match is None or match[1] not in {m.event for m in MILESTONES}:
        raise ConfigurationError([_unknown(name)])
    event, month = match[1], 12 * int(match[2])
    if month > horizon:
        raise ConfigurationError(
            [f"design › outcomes › {name}: must be a year up to {horizon // 12}"]
        )
    seen = runs[f"{event}_observed"].astype(bool)
    return (seen & (_numbers(runs, f"{event}_months") <= month)) * 1.0


def _numbers(runs: pd.DataFrame, name: str) -> pd.Series:
    return runs[name].astype("Float64").astype(float)


def _unknown(name: str) -> str:
    hint = did_you_mean(nearest(name, known_outcomes()))
    return (
        f"design › outcomes › {name}: must be a number or a truth of the table of runs,"
        f" or an event by a year such as shared_result_by_year_10{hint}"
    )


def known_outcomes() -> tuple[str, ...]:
    """Columns of the table of runs that can be explained."""
    frame = {"replicate", "seed", "difficulty"}
    return tuple(
        column.name
        for column in run_columns()
        if column.type != "text" and column.name not in frame
    )


def is_truth(name: str) -> bool:
    """Whether an outcome is seen or not; its dispersion follows from its mean."""
    truths = {column.name for column in run_columns() if column.type == "truth"}
    return name in truths or _BY_YEAR.fullmatch(name) is not None


def contexts(study: Study) -> tuple[str, ...]:
    """Contexts in their order; one without a name where there are none."""
    return tuple(dict.fromkeys(study.points["context"].fillna("")))


def points_of(study: Study, context: str) -> pd.DataFrame:
    """Points of a context in their order."""
    chosen = study.points[study.points["context"].fillna("") == context]
    return chosen.sort_values("point").reset_index(drop=True)


def split(name: str, Y: np.ndarray) -> tuple[np.ndarray, str]:
    """Split runs by their result: a truth, or a number above the median of all runs.

    Also returns the rule in words. Where half of all runs share the median, such as
    the horizon, runs below it are told from the rest.
    """
    if is_truth(name):
        return Y > 0, ""
    median = float(np.median(Y))
    above = median < Y
    if above.any():
        return above, f"split: above {median:.6g}"
    return median > Y, f"split: below {median:.6g}"


# ---- Dispersion ----


def dispersion(found: Response) -> Response:
    r"""Return the standard deviation over replicates, as pseudo-values of replicates.

    .. math:: D_{pk} = K\,sd_p - (K-1)\,sd_{p(-k)},

    where the last term leaves replicate k out. Their mean over k is the standard
    deviation freed of its first-order bias, and they vary over k as independent
    outcomes nearly do, so that noise and intervals come as for a mean.

    Raises
    ------
    ConfigurationError
        If there are too few replicates.
    """
    K = found.Y.shape[1]
    if K < FEWEST_FOR_DISPERSION:
        least = f"must rest on at least {FEWEST_FOR_DISPERSION} replicates, not {K}"
        raise ConfigurationError([f"{found.name} › dispersion: {least}"])
    centred = found.Y - found.Y.mean(axis=1, keepdims=True)
    squares = (centred**2).sum(axis=1, keepdims=True)
    without = squares - centred**2 * K / (K - 1)
    whole = np.sqrt(squares / (K - 1))
    pseudo = K * whole - (K - 1) * np.sqrt(np.maximum(without, 0.0) / (K - 2))
    return replace(found, of=DISPERSION, Y=pseudo)


# ---- Guards: SALib answers these with zeros, NaN or nothing ----


def guarded(found: Response, points: int, *, constant: bool = True) -> Response:
    """Return the response if it can be analysed.

    ``points`` is the number of rows of the sample.

    Raises
    ------
    ConfigurationError
        If outcomes are missing, infinite, constant or of the wrong shape; names runs.
    """
    mistakes = list(_mistakes(found, points, constant=constant))
    if mistakes:
        raise ConfigurationError(mistakes)
    return found


def _mistakes(found: Response, points: int, *, constant: bool) -> Iterator[str]:
    where, Y = f"response › {found.name}", found.Y
    if Y.ndim != 2 or len(Y) != points:  # noqa: PLR2004 (point, replicate)
        yield f"{where}: has shape {Y.shape}; must be ({points} points, replicates)"
        return
    if not points:
        yield f"{where}: has no complete block of points left"
        return
    for what, wrong in (("no value", np.isnan(Y)), ("infinite value", np.isinf(Y))):
        if wrong.any():
            yield f"{where}: {what} in {runs_in_words(found.runs[wrong])}; {_REMEDY}"
    if constant and np.isfinite(Y).all() and is_constant(Y.mean(axis=1)):
        yield f"{where}: {constant_in_words(Y)}"


_REMEDY: Final = 'look at these runs, choose another outcome, or ask for missing="drop"'


def constant_in_words(Y: np.ndarray) -> str:
    """Say that the mean over replicates is the same at all points."""
    return f"constant, {Y.mean():.6g} at all {len(Y)} points; nothing to explain"


def is_constant(values: np.ndarray) -> bool:
    """Whether values differ by no more than rounding."""
    return bool(np.ptp(values) <= 1e-12 * max(1.0, float(np.abs(values).max())))


def runs_in_words(runs: np.ndarray) -> str:
    """Return how many runs, and the first of them by name."""
    first = ", ".join(runs[:_NAMED_RUNS])
    more = ", ..." if len(runs) > _NAMED_RUNS else ""
    return f"{len(runs):,} of the runs ({first}{more})"


def complete_blocks(found: Response, size: int) -> tuple[Response, np.ndarray, str]:
    """Leave out each block of points of which an outcome is missing or infinite.

    ``size`` is the number of points in a block: a base sample of Sobol', a trajectory
    of Morris, or 1. Also returns which points are kept, shape (point), and a note; it
    is empty where nothing was left out.
    """
    wrong = ~np.isfinite(found.Y)
    blocks = wrong.any(axis=1).reshape(-1, size).any(axis=1)
    kept = np.repeat(~blocks, size)
    note = (
        f"{int(blocks.sum()):,} of {len(blocks):,} blocks of {size} points left out:"
        f" no value in {runs_in_words(found.runs[wrong])}; if runs are missing for a"
        " reason, what is left is a selection"
    )
    whole = replace(found, Y=found.Y[kept], runs=found.runs[kept])
    return whole, kept, note if blocks.any() else ""
