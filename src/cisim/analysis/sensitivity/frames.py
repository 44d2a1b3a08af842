"""The one tidy table that every method of sensitivity analysis returns."""

from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

COLUMNS: Final = {
    "context": "place in which the design was run; empty if there is but one",
    "response": "what is explained, such as months_without_result",
    "of": "mean or dispersion over replicates",
    "method": "method of sensitivity analysis",
    "index": "sensitivity index, such as S1, ST, S2, mu_star, sigma",
    "factor": "factor or group",
    "other": "second factor of a pair; empty if there is none",
    "value": "estimate, freed of replicate noise where that can be done",
    "low": "lower limit of the 95 % interval over points and seeds",
    "high": "upper limit of the 95 % interval",
    "uncorrected": "the usual estimate from the means over replicates",
    "chance": "what an input without effect would reach by chance",
    "noise_share": "part of the variance of the means that is replicate noise",
    "N": "base samples, trajectories or points",
    "replicates": "replicates of each point",
    "note": "what to know when reading the number",
}
"""Columns of the table with what they mean."""

_NUMBERS: Final = ("value", "low", "high", "uncorrected", "chance", "noise_share")
_COUNTS: Final = ("N", "replicates")


def tidy(rows: Iterable[Mapping[str, object]], **same: object) -> pd.DataFrame:
    """Put rows into one table with all columns; ``same`` fills what all rows share."""
    frame = pd.DataFrame([{**same, **row} for row in rows], columns=list(COLUMNS))
    for name in COLUMNS:
        if name in _NUMBERS:
            frame[name] = frame[name].astype(float)
        elif name in _COUNTS:
            frame[name] = frame[name].astype("Int64")
        else:
            frame[name] = frame[name].astype("string").fillna("")
    return frame
