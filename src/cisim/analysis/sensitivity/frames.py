"""The one tidy table that every method of sensitivity analysis returns."""

from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from cisim.configuration.answers import SENSITIVITY_COLUMNS
from cisim.experiment.results import DTYPES

COLUMNS: Final = tuple(column.name for column in SENSITIVITY_COLUMNS)
"""Names of the columns of the table."""


def tidy(rows: Iterable[Mapping[str, object]], **same: object) -> pd.DataFrame:
    """Put rows into one table with all columns; ``same`` fills what all rows share."""
    frame = pd.DataFrame([{**same, **row} for row in rows], columns=list(COLUMNS))
    for column in SENSITIVITY_COLUMNS:
        typed = pd.Series(frame[column.name], dtype=DTYPES[column.type])
        frame[column.name] = typed.fillna("") if column.type == "text" else typed
    return frame
