"""Signs seen so far: what becomes of the runs that show them."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cisim.analysis.chances import table_of_points
from cisim.analysis.contrasts import numbers, seen_by
from cisim.analysis.matched import difference_of_shares
from cisim.analysis.paired import named, references
from cisim.analysis.panels import Panels
from cisim.analysis.precision import Floats, shares_of
from cisim.analysis.preference import RESULT
from cisim.configuration.answers import SIGN_COLUMNS
from cisim.configuration.experiments import Condition, Sign
from cisim.experiment.results import frame_of_rows
from cisim.experiment.studies import Study


def signs(study: Study, reference: str = "") -> pd.DataFrame:
    """Chance of the shared result among runs that show signs, at every point.

    The past of alternatives is common up to the first month in which they differ. So
    the same replicates show a sign that is seen by then, and holding a point against
    the reference among them is fair; ``same_runs`` says whether they are the same. The
    difference rests on the replicates that show the sign in both.

    Raises
    ------
    ConfigurationError
        If the reference is no single point in each context.
    """
    panels, against = Panels.of_study(study), references(study, reference)
    tables = [_told(study, panels, against, sign) for sign in study.experiment.signs]
    return pd.concat(tables) if tables else frame_of_rows([], SIGN_COLUMNS)


def shown(conditions: Iterable[Condition], runs: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether all conditions hold of each run; what is missing does not hold."""
    holds = np.ones(len(runs), dtype=bool)
    for condition in conditions:
        holds &= _holds(condition, runs)
    return holds


def _holds(condition: Condition, runs: pd.DataFrame) -> NDArray[np.bool_]:
    if condition.event:
        seen = seen_by(runs, condition.event, condition.by_month)
        return np.asarray(seen.to_numpy(dtype=bool) == condition.seen)
    values = numbers(runs, condition.outcome).to_numpy()
    return np.asarray((values >= condition.low) & (values <= condition.high))


def _told(
    study: Study, panels: Panels, against: NDArray[np.intp], sign: Sign
) -> pd.DataFrame:
    stratum = panels.spread(shown(sign.conditions, panels.runs))
    reached = panels.column(RESULT)
    both = np.where((stratum == 1) & (stratum[against] == 1), reached, math.nan)
    other = np.where(np.isnan(both), math.nan, reached[against])
    difference = difference_of_shares(both, other)
    is_reference = against == np.arange(len(against))
    values: dict[str, Any] = {
        "sign": np.full(len(against), sign.name, dtype=object),
        "runs": np.nansum(stratum, axis=1).astype(np.int64),
        "pairs": difference.runs,
        "same_runs": _same(stratum, stratum[against]),
    }
    values |= named("share", shares_of(stratum))
    values |= named("chance", shares_of(np.where(stratum == 1, reached, math.nan)))
    for name, column in named("difference", difference).items():
        values[name] = np.where(is_reference, math.nan, column)
    return table_of_points(study, values, SIGN_COLUMNS)


def _same(stratum: Floats, reference: Floats) -> NDArray[np.bool_]:
    """Whether the replicates known at both points show the sign at both or neither."""
    missing = np.isnan(stratum + reference)
    return np.asarray((missing | (stratum == reference)).all(axis=1))
