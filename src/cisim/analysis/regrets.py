"""Regret: how far each alternative falls behind the best, context by context."""

import math
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cisim.analysis.chances import table_of_points
from cisim.analysis.panels import Panels
from cisim.analysis.precision import CONFIDENCE, Floats, means
from cisim.analysis.preference import RESULT, lower_is_better
from cisim.analysis.resampling import RESAMPLES, counts, resampled_means
from cisim.configuration.answers import REGRET_COLUMNS
from cisim.experiment.generators import generator
from cisim.experiment.studies import Study

_MOST_NUMBERS = 20_000_000
"""Points times resamples that are held at once."""


def regret(study: Study, outcome: str = RESULT) -> pd.DataFrame:
    """Regret of every point in its context, and its largest regret over contexts.

    Means are over the replicates that are known at all points of the context. The
    limits are percentiles over resamples of replicates. The realised regret compares
    within replicates: what knowing the luck beforehand would have been worth.
    """
    values = Panels.of_study(study).column(outcome)
    goodness = -values if lower_is_better(outcome) else values
    drawn = resamples(study, f"regret {outcome}")
    columns = {name: np.full(len(values), math.nan) for name in _COLUMNS}
    for _, rows in contexts(study):
        for name, column in _in_context(goodness[rows], drawn).items():
            columns[name][rows] = column
    sign = -1.0 if lower_is_better(outcome) else 1.0
    columns["mean"] *= sign
    return table_of_points(
        study, columns | _over_contexts(study, columns), REGRET_COLUMNS
    )


def resamples(study: Study, name: str) -> Floats:
    """How often each replicate is in each resample, fewer of them for many points."""
    experiment = study.experiment
    source = generator(experiment.seed, f"{experiment.name}: {name}")
    most = _MOST_NUMBERS // max(len(study.points), 1)
    replicates = len(np.unique(study.runs["replicate"].to_numpy()))
    return counts(source, replicates, min(RESAMPLES, max(most, 200)))


def contexts(study: Study) -> list[tuple[str, NDArray[np.intp]]]:
    """Contexts with their rows among the points, in the order of the points."""
    names = study.points["context"].to_numpy()
    return [(name, np.flatnonzero(names == name)) for name in pd.unique(names)]


def design_factors(study: Study) -> tuple[str, ...]:
    """Parameters that the design varies: those that contexts set are left out."""
    contextual = {name for c in study.experiment.contexts for name in c.settings}
    return tuple(name for name in study.factors if name not in contextual)


_COLUMNS = (
    "mean",
    *(f"{n}{end}" for n in ("regret", "realised") for end in ("", "_low", "_high")),
)


def _in_context(goodness: Floats, drawn: Floats) -> dict[str, Floats]:
    known = ~np.isnan(goodness).any(axis=0)
    kept = goodness[:, known]
    if not known.any():
        return {}
    mean = means(kept).value
    over = resampled_means(drawn[:, known], kept)
    behind = over.max(axis=1, keepdims=True) - over
    tail = (1 - CONFIDENCE) / 2
    low, high = np.nanquantile(behind, (tail, 1 - tail), axis=0)
    if known.sum() == 1:
        low = high = np.full(len(mean), math.nan)
    realised = means(kept.max(axis=0) - kept)
    return {
        "mean": mean,
        "regret": mean.max() - mean,
        "regret_low": low,
        "regret_high": high,
        "realised": realised.value,
        "realised_low": realised.low,
        "realised_high": realised.high,
    }


def _over_contexts(study: Study, columns: dict[str, Floats]) -> dict[str, Any]:
    """Largest regret of what is the same in all contexts, and where it is least."""
    same = ["alternative", *design_factors(study)]
    groups = study.points.groupby(same, dropna=False, sort=False).ngroup().to_numpy()
    largest = pd.Series(columns["regret"]).groupby(groups).transform("max").to_numpy()
    known = largest[~np.isnan(largest)]
    least = known.min() if len(known) else math.nan
    return {
        "max_regret": largest,
        "is_best": columns["regret"] == 0.0,
        "is_minimax": largest == least,
    }
