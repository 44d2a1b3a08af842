"""How well an outcome is known at each point, and the replicates that it would take."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cisim.analysis.chances import table_of_points
from cisim.analysis.panels import Panels, is_share
from cisim.analysis.precision import Floats, means, standard_errors
from cisim.configuration.answers import ERROR_COLUMNS
from cisim.configuration.claims import Outcome
from cisim.experiment.stopping import LEAST_KNOWN, share_errors
from cisim.experiment.studies import Study


def errors(study: Study, outcome: str, stated: float | None = None) -> pd.DataFrame:
    """Mean and standard error of an outcome at each point, and replicates needed.

    ``stated`` is the standard error that is wanted, in the unit of the outcome. Errors
    are those by which an experiment with looks stops: that of a share is never 0.
    """
    values = Panels.of_study(study).column(outcome)
    estimates, error = means(values), standard_errors(values)
    if is_share(Outcome({outcome: 1.0})):
        known = estimates.runs >= LEAST_KNOWN
        shares = share_errors(estimates.runs.astype(float), estimates.value)
        error = np.where(known, shares, np.nan)
    wanted = np.nan if stated is None else stated
    columns = {
        "mean": estimates.value,
        "error": error,
        "replicates": estimates.runs,
        "needed": replicates_needed(error, estimates.runs, wanted),
    }
    return table_of_points(study, columns, ERROR_COLUMNS)


def replicates_needed(
    error: Floats, replicates: NDArray[np.int64], stated: float
) -> Floats:
    """Replicates for a stated standard error, since it falls with their root."""
    return np.ceil(replicates * (error / stated) ** 2 * (1 - 1e-12))
