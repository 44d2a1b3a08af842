"""The results folder of a scenario: its tables, their summary, what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from cisim.configuration.outcomes import SUMMARY_COLUMNS, tables
from cisim.experiment.atomic import replace_file
from cisim.experiment.codebook import CODEBOOK_COLUMNS, codebook
from cisim.experiment.results import Results, typed
from cisim.experiment.store.tables import (
    PROVENANCE,
    as_csv,
    as_json,
    from_frame,
    parquet,
    read_csv,
    read_declared,
    read_provenance,
    read_text,
)

_RESOLVED = "resolved.toml"
_SUMMARY = "summary.csv"
_CODEBOOK = "codebook.csv"

_RUNS = "runs"
_ORDER = {
    _RUNS: ["replicate"],
    "monthly": ["variable", "month"],
    "events": ["replicate", "month"],
    "ties": ["month", "organisation", "partner"],
}
"""Rows are sorted by these columns; ties keep the order in which they came."""


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """What a results folder holds."""

    runs: pd.DataFrame
    monthly: pd.DataFrame
    events: pd.DataFrame
    ties: pd.DataFrame
    summary: pd.DataFrame
    resolved: str
    provenance: dict[str, Any]


def write(
    results: Results,
    summary: pd.DataFrame,
    folder: Path,
    *,
    provenance: Mapping[str, Any],
    resolved: str,
) -> None:
    """Write a results folder, each file in one step, the provenance last.

    A folder without provenance is thereby known to be incomplete. Equal tables
    give equal bytes; clock readings belong into ``provenance`` only.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PROVENANCE).unlink(missing_ok=True)
    for name, table in results.tables().items():
        replace_file(_table(folder, name), _parquet(name, table))
    replace_file(folder / _SUMMARY, as_csv(summary, SUMMARY_COLUMNS))
    replace_file(folder / _CODEBOOK, as_csv(codebook(), CODEBOOK_COLUMNS))
    for name, text in results.scenario.own_files().items():
        replace_file(folder / name, text.encode())
    replace_file(folder / _RESOLVED, resolved.encode())
    replace_file(folder / PROVENANCE, as_json(provenance))


def read(folder: Path) -> Stored:
    """Read a results folder.

    Raises
    ------
    StoreError
        If it is no results folder, is incomplete or damaged, or was written by
        a version of another format.
    """
    provenance = read_provenance(folder)
    stored = {
        name: read_declared(_table(folder, name), tables()[name]) for name in _ORDER
    }
    return Stored(
        **stored,
        summary=read_csv(folder / _SUMMARY, SUMMARY_COLUMNS),
        resolved=read_text(folder / _RESOLVED),
        provenance=provenance,
    )


def write_runs(runs: pd.DataFrame, path: Path) -> None:
    """Write a table of runs into a file of its own, in one step.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    replace_file(path, _parquet(_RUNS, runs))


def read_runs(path: Path) -> pd.DataFrame:
    """Read a table of runs from a file of its own.

    Raises
    ------
    StoreError
        If there is none, it is damaged, or was written by a version of another format.
    """
    return read_declared(path, tables()[_RUNS])


def _table(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def _parquet(name: str, table: pd.DataFrame) -> bytes:
    # A stable sort keeps the declared order of kinds within a month.
    ordered = typed(table, tables()[name]).sort_values(_ORDER[name], kind="stable")
    return parquet(from_frame(ordered, tables()[name]))
