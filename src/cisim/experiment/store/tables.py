"""Tables with declared columns as Parquet, CSV and JSON: equal tables, equal bytes."""

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from cisim.configuration.outcomes import Column, ColumnType
from cisim.experiment.results import DTYPES, typed

FORMAT = "1"
"""Changes whenever older results can no longer be read."""

FORMAT_KEY = b"cisim.format"
PROVENANCE = "provenance.json"

_ARROW: Mapping[ColumnType, pa.DataType] = {
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


SCENARIO = "run the scenario again"
STUDY = "give the same command again"
"""How a folder that cannot be read is made anew."""


class StoreError(Exception):
    """A results folder cannot be read, and why."""


def schema(columns: Sequence[Column]) -> pa.Schema:
    """Columns as Arrow knows them, marked with the format."""
    return pa.schema(
        [(column.name, _ARROW[column.type]) for column in columns],
        metadata={FORMAT_KEY: FORMAT},
    )


def kinds_of(stored: pa.Schema) -> dict[str, ColumnType]:
    """Types of the columns of a stored table, by name; those of no type are text."""
    words = {kind: word for word, kind in _ARROW.items()}
    return {field.name: words.get(field.type, "text") for field in stored}


def array(values: NDArray[Any], kind: pa.DataType) -> pa.Array:
    """Plain values as a column, NaN as missing."""
    if values.dtype.kind != "f":
        return pa.array(values).cast(kind)
    missing = np.isnan(values)
    if kind == pa.float64() and not missing.any():
        return pa.array(values)
    known = np.where(missing, 0.0, values)
    return pa.array(known.astype(kind.to_pandas_dtype()), kind, mask=missing)


def from_frame(table: pd.DataFrame, columns: Sequence[Column]) -> pa.Table:
    """A table of pandas with its declared columns as one of Arrow."""
    whole, given = schema(columns), typed(table, columns)
    arrays = [
        pa.array(given[field.name], type=field.type, from_pandas=True)
        for field in whole
    ]
    return pa.Table.from_arrays(arrays, schema=whole)


def to_frame(table: pa.Table) -> pd.DataFrame:
    """A table of Arrow as one of pandas, in types that know missing values.

    The table is used up: both together may fill the memory.
    """
    made: pd.DataFrame = table.to_pandas(types_mapper=_PANDAS.get, self_destruct=True)
    return made


def parquet(table: pa.Table) -> bytes:
    """Table as the content of a Parquet file."""
    buffer = BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()


def read_parquet(path: Path, again: str = SCENARIO) -> pa.Table:
    """Read a table of this format.

    Raises
    ------
    StoreError
        If there is none, it is damaged, or was written in another format.
    """
    try:
        with pq.ParquetFile(path) as file:
            table = file.read()
    except (OSError, pa.ArrowException) as error:
        raise damaged(path, again) from error
    check_format(path, table.schema.metadata or {}, again)
    return table


def read_declared(
    path: Path, columns: Sequence[Column], again: str = SCENARIO
) -> pd.DataFrame:
    """Read a table that has to have these columns.

    Raises
    ------
    StoreError
        As `read_parquet`, or if its columns are others.
    """
    table = read_parquet(path, again)
    if not table.schema.equals(schema(columns)):
        raise undeclared(path, again)
    return to_frame(table)


def read_any(path: Path) -> pd.DataFrame:
    """Read a table with whatever columns it has, from Parquet or CSV.

    Raises
    ------
    StoreError
        If it cannot be read.
    """
    try:
        if path.suffix == ".csv":
            return pd.read_csv(path, keep_default_na=False)
        return to_frame(pq.read_table(BytesIO(path.read_bytes())))
    except (OSError, ValueError, pa.ArrowException) as error:
        raise damaged(path) from error


def read_text(path: Path) -> str:
    """Read a text.

    Raises
    ------
    StoreError
        If it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise damaged(path) from error


def as_csv(table: pd.DataFrame, columns: Sequence[Column]) -> bytes:
    """Table with its declared columns as the content of a CSV file."""
    return typed(table, columns).to_csv(index=False, lineterminator="\n").encode()


def read_csv(
    path: Path, columns: Sequence[Column], again: str = SCENARIO
) -> pd.DataFrame:
    """Read a CSV file with declared columns; empty text is text, not missing.

    Raises
    ------
    StoreError
        If the file is missing, damaged, or has other columns.
    """
    try:
        loaded = pd.read_csv(
            path,
            dtype={column.name: DTYPES[column.type] for column in columns},
            keep_default_na=False,
            na_values={c.name: [""] for c in columns if c.type != "text"},
        )
    except (OSError, ValueError) as error:
        raise damaged(path, again) from error
    if list(loaded.columns) != [column.name for column in columns]:
        raise undeclared(path, again)
    return typed(loaded, columns)


def as_json(document: Mapping[str, Any]) -> bytes:
    """Document as the content of a JSON file."""
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()


def read_json(path: Path, again: str = SCENARIO) -> dict[str, Any]:
    """Read a JSON object.

    Raises
    ------
    StoreError
        If the file is missing or damaged.
    """
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise damaged(path, again) from error
    if not isinstance(document, dict):
        raise damaged(path, again)
    return document


def read_provenance(folder: Path, again: str = SCENARIO) -> dict[str, Any]:
    """Read what is written last, and what a whole results folder is known by.

    Raises
    ------
    StoreError
        If there is no such folder, or it is no results folder, or incomplete.
    """
    if not folder.is_dir():
        message = f"{folder}: no such folder; give one that `cisim run` has written"
        raise StoreError(message)
    path = folder / PROVENANCE
    if not path.is_file():
        message = (
            f"{folder}: not a complete results folder, {PROVENANCE} is missing;"
            f" give a folder that `cisim run` has finished, or {again}"
        )
        raise StoreError(message)
    return read_json(path, again)


def check_format(path: Path, metadata: Mapping[bytes, bytes], again: str) -> None:
    """Refuse what is written in another format.

    Raises
    ------
    StoreError
        If it is.
    """
    written = metadata.get(FORMAT_KEY, b"unknown").decode()
    if written != FORMAT:
        message = (
            f"{path}: written in format {written}, this version of cisim reads format"
            f" {FORMAT}; read it with the version named in {PROVENANCE}, or"
            f" {again}"
        )
        raise StoreError(message)


def undeclared(path: Path, again: str = SCENARIO) -> StoreError:
    """Return the error of a file with other columns."""
    return StoreError(
        f"{path}: its columns are not those that this version of cisim declares; read"
        f" it with the version named in {PROVENANCE}, or {again}"
    )


def damaged(path: Path, again: str = SCENARIO) -> StoreError:
    """Return the error of a file that cannot be read."""
    state = "damaged and cannot be read" if path.is_file() else "missing"
    return StoreError(f"{path}: {state}; {again}")
