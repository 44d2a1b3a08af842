"""What set runs apart: shares among the lower, middle and upper third of a column."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import pandas as pd

from cisim.analysis.precision import Estimate, wilson

LEAST_RUNS: Final = 60
"""Fewer runs say too little once they are split."""

_PARTS: Final = 3


class Part(NamedTuple):
    """Runs whose value lies between two limits, and the share of them with an event."""

    low: float
    high: float
    share: Estimate


def thirds(runs: pd.DataFrame, column: str, event: str) -> tuple[Part, ...]:
    """Share of runs that saw an event in each third of a column; none from few runs.

    Runs without a value are left out, and a column that does not vary has no thirds.
    """
    known = runs[runs[column].notna()].sort_values([column, "replicate"])
    if len(known) < LEAST_RUNS or known[column].nunique() < _PARTS:
        return ()
    return tuple(_parts(known[column].astype("float64"), known[f"{event}_observed"]))


def _parts(values: pd.Series, observed: pd.Series) -> Iterator[Part]:
    ends = [round(len(values) * part / _PARTS) for part in range(_PARTS + 1)]
    for begin, end in pairwise(ends):
        of = slice(begin, end)
        share = wilson(int(observed.iloc[of].sum()), end - begin)
        yield Part(values.iloc[begin], values.iloc[end - 1], share)
