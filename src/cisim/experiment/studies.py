"""A study: an experiment with all its runs, as the analysis reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cisim.configuration.experiments import Experiment
from cisim.experiment.selectors import factor_names


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """An experiment that has been run.

    ``points`` has a row per design point: ``point`` (from 0), ``context`` and
    ``alternative`` (empty where there are none), and a column per varied parameter,
    by dotted name. ``runs`` has a row per run: ``run``, ``point``, ``context``,
    ``alternative``, ``replicate``, ``seed``, the varied parameters, and every outcome
    of `cisim.configuration.outcomes.run_columns`. Replicate k has the same seed at all
    points. ``failures`` has a row per run that ended in an error, which ``runs`` lacks.
    """

    experiment: Experiment
    points: pd.DataFrame
    runs: pd.DataFrame
    failures: pd.DataFrame
    provenance: Mapping[str, Any]

    @property
    def factors(self) -> tuple[str, ...]:
        """Varied parameters by dotted name, in the order of the file."""
        return factor_names(self.points)
