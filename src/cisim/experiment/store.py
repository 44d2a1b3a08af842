"""The results folder: the only place where tables are written and read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cisim.configuration.outcomes import (
    SUMMARY_COLUMNS,
    Column,
    tables,
)
from cisim.experiment.atomic import replace_file
from cisim.experiment.codebook import CODEBOOK_COLUMNS, codebook
from cisim.experiment.results import DTYPES, Results, typed

FORMAT = "1"
"""Changes whenever older results can no longer be read."""

_FORMAT_KEY = b"cisim.format"
_PROVENANCE = "provenance.json"
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

_ARROW = {
    "integer": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
    "text": pa.string(),
}


_PANDAS = {
    pa.int64(): pd.Int64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.string(): pd.StringDtype(),
}
"""Types that know missing values; numbers become float64 by themselves."""


class StoreError(Exception):
    """A results folder cannot be read, and why."""


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
    (folder / _PROVENANCE).unlink(missing_ok=True)
    for name, table in results.tables().items():
        replace_file(_table(folder, name), _parquet(name, table))
    replace_file(folder / _SUMMARY, _csv(summary, SUMMARY_COLUMNS))
    replace_file(folder / _CODEBOOK, _csv(codebook(), CODEBOOK_COLUMNS))
    for name, text in results.scenario.own_files().items():
        replace_file(folder / name, text.encode())
    replace_file(folder / _RESOLVED, resolved.encode())
    replace_file(folder / _PROVENANCE, _json(provenance))


def read(folder: Path) -> Stored:
    """Read a results folder.

    Raises
    ------
    StoreError
        If it is no results folder, is incomplete or damaged, or was written by
        a version of another format.
    """
    provenance = _read_provenance(folder)
    stored = {name: _read_table(_table(folder, name), name) for name in _ORDER}
    return Stored(
        **stored,
        summary=_read_summary(folder / _SUMMARY),
        resolved=_read_text(folder / _RESOLVED),
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
    return _read_table(path, _RUNS)


def _table(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def _parquet(name: str, table: pd.DataFrame) -> bytes:
    # A stable sort keeps the declared order of kinds within a month.
    ordered = typed(table, tables()[name]).sort_values(_ORDER[name], kind="stable")
    schema = _schema(name)
    arrays = [
        pa.array(ordered[field.name], type=field.type, from_pandas=True)
        for field in schema
    ]
    buffer = BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), buffer)
    return buffer.getvalue()


def _schema(name: str) -> pa.Schema:
    return pa.schema(
        [(column.name, _ARROW[column.type]) for column in tables()[name]],
        metadata={_FORMAT_KEY: FORMAT},
    )


def _csv(table: pd.DataFrame, columns: Sequence[Column]) -> bytes:
    return typed(table, columns).to_csv(index=False, lineterminator="\n").encode()


def _json(document: Mapping[str, Any]) -> bytes:
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()


def _read_provenance(folder: Path) -> dict[str, Any]:
    if not folder.is_dir():
        message = f"{folder}: no such folder; give one that `cisim run` has written"
        raise StoreError(message)
    path = folder / _PROVENANCE
    if not path.is_file():
        message = (
            f"{folder}: not a complete results folder, {_PROVENANCE} is missing;"
            " give a folder that `cisim run` has finished, or run the scenario again"
        )
        raise StoreError(message)
    try:
        document = json.loads(path.read_bytes())
    except ValueError as error:
        raise _damaged(path) from error
    if not isinstance(document, dict):
        raise _damaged(path)
    return document


def _read_table(path: Path, name: str) -> pd.DataFrame:
    try:
        table = pq.read_table(BytesIO(path.read_bytes()))
    except (OSError, pa.ArrowException) as error:
        raise _damaged(path) from error
    _check_format(path, table.schema.metadata or {})
    if not table.schema.equals(_schema(name)):
        raise _undeclared(path)
    return typed(table.to_pandas(types_mapper=_PANDAS.get), tables()[name])


def _read_summary(path: Path) -> pd.DataFrame:
    try:
        loaded = pd.read_csv(
            path, dtype={c.name: DTYPES[c.type] for c in SUMMARY_COLUMNS}
        )
    except (OSError, ValueError) as error:
        raise _damaged(path) from error
    if list(loaded.columns) != [column.name for column in SUMMARY_COLUMNS]:
        raise _undeclared(path)
    return typed(loaded, SUMMARY_COLUMNS)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise _damaged(path) from error


def _check_format(path: Path, metadata: Mapping[bytes, bytes]) -> None:
    written = metadata.get(_FORMAT_KEY, b"unknown").decode()
    if written != FORMAT:
        message = (
            f"{path}: written in format {written}, this version of cisim reads format"
            f" {FORMAT}; read it with the version named in {_PROVENANCE}, or run the"
            " scenario again"
        )
        raise StoreError(message)


def _undeclared(path: Path) -> StoreError:
    return StoreError(
        f"{path}: its columns are not those that this version of cisim declares; read"
        f" it with the version named in {_PROVENANCE}, or run the scenario again"
    )


def _damaged(path: Path) -> StoreError:
    state = "damaged and cannot be read" if path.is_file() else "missing"
    return StoreError(f"{path}: {state}; run the scenario again")
