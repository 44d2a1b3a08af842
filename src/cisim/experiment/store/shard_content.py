"""The content of a shard: rows of consecutive runs, and those that failed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from cisim.configuration.outcomes import run_columns
from cisim.experiment.store.tables import (
    FORMAT_KEY,
    STUDY,
    array,
    check_format,
    damaged,
    schema,
    undeclared,
)
from cisim.experiment.study_columns import POINT, RUN

_FAILURES_KEY = b"cisim.failures"
_COLUMNS = (RUN, POINT, *run_columns())


@dataclass(frozen=True, slots=True, eq=False)
class ShardTable:
    """Rows of a shard in the order of their runs, and its failures.

    Each failure has ``run``, ``point``, ``replicate``, ``seed`` and ``error``.
    """

    rows: pa.Table
    failures: tuple[Mapping[str, Any], ...]

    def values(self, column: str) -> NDArray[np.float64]:
        """Values of a column as numbers, missing ones as NaN."""
        found = self.rows[column].cast(pa.float64()).to_numpy()
        return np.asarray(found, dtype=np.float64)


def packed(
    columns: Mapping[str, NDArray[Any]], failures: Sequence[Mapping[str, Any]]
) -> bytes:
    """Rows and failures as the content of a file.

    It is made where the runs are computed, and small enough to be sent.
    """
    told = json.dumps([dict(failure) for failure in failures], ensure_ascii=False)
    metadata = (schema(_COLUMNS).metadata or {}) | {_FAILURES_KEY: told.encode()}
    whole = schema(_COLUMNS).with_metadata(metadata)
    arrays = [array(columns[field.name], field.type) for field in whole]
    buffer = BytesIO()
    # Numbers seldom repeat within a shard, and nobody looks for some of its rows.
    pq.write_table(
        pa.Table.from_arrays(arrays, schema=whole),
        buffer,
        use_dictionary=False,
        write_statistics=False,
    )
    return buffer.getvalue()


def unpacked(
    content: bytes, path: Path, columns: Sequence[str] | None = None
) -> ShardTable:
    """Read the content of a shard's file, or some columns of it.

    Raises
    ------
    StoreError
        If it is damaged, of another format, or has other columns.
    """
    try:
        # It lies in memory and is small: threads would cost more than they save.
        file = pq.ParquetFile(pa.BufferReader(content), pre_buffer=False)
        rows = file.read(columns=columns, use_threads=False)
    except (OSError, pa.ArrowException) as error:
        raise damaged(path, STUDY) from error
    metadata = file.schema_arrow.metadata or {}
    check_format(path, metadata, STUDY)
    if not file.schema_arrow.equals(schema(_COLUMNS)):
        raise undeclared(path, STUDY)
    kept = {FORMAT_KEY: metadata[FORMAT_KEY]}
    failures = json.loads(metadata[_FAILURES_KEY])
    return ShardTable(rows.replace_schema_metadata(kept), tuple(failures))
