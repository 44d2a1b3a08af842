"""What each lever of a grid does on average over all others."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cisim.analysis.matched import contrast_of_means, contrast_of_shares
from cisim.analysis.panels import Panels
from cisim.analysis.preference import RESULT
from cisim.analysis.regrets import contexts, design_factors
from cisim.configuration.outcomes import run_columns
from cisim.experiment.studies import Study

COLUMNS = ("context", "parameter", "level", "value", "low", "high")


def averages(study: Study, outcome: str = RESULT) -> pd.DataFrame:
    """Mean of an outcome at every level of every lever, over the levels of the others.

    The design must be balanced, as a grid is. The mean is taken over points within
    each replicate, the limits over replicates. It has the columns `COLUMNS`.
    """
    values = Panels.of_study(study).column(outcome)
    rows = [
        {"context": context, "parameter": name, **found}
        for context, places in contexts(study)
        for name in design_factors(study)
        for found in _by_level(study, values, name, places, outcome)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _by_level(
    study: Study, values: np.ndarray, name: str, places: np.ndarray, outcome: str
) -> Iterator[dict[str, float]]:
    truths = {column.name for column in run_columns() if column.type == "truth"}
    is_share = outcome in truths
    mean = contrast_of_shares if is_share else contrast_of_means
    given = study.points[name].to_numpy(dtype=float)[places]
    for level in np.unique(given):
        within = values[places[given == level]].mean(axis=0)
        effect = mean([1.0], within[None, :])
        low, high = effect.low, effect.high
        # Coins added for few replicates may lead out of what a share can be.
        ends = (max(0.0, low), min(1.0, high)) if is_share else (low, high)
        yield dict(zip(COLUMNS[2:], (float(level), effect.value, *ends), strict=True))
