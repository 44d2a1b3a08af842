"""The tables of a study: points, and runs streamed into one file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cisim.experiment.atomic import placed
from cisim.experiment.results import typed
from cisim.experiment.store.shard_content import ShardTable
from cisim.experiment.store.tables import (
    STUDY,
    from_frame,
    kinds_of,
    parquet,
    read_declared,
    read_parquet,
    schema,
    to_frame,
    undeclared,
)
from cisim.experiment.study_columns import kinds, point_columns, study_run_columns

ROWS_AT_ONCE = 65_536
"""Rows of a row group, which are held in memory until they are written."""


class RunWriter:
    """Writes the table of runs from shards in the order of their runs.

    What is in memory is a row group, however many runs there are.
    """

    def __init__(self, points: pd.DataFrame, file: pq.ParquetWriter) -> None:
        self._schema = schema(study_run_columns(kinds(points)))
        self._points = from_frame(points, point_columns(kinds(points)))
        self._file = file
        self._waiting: list[pa.Table] = []

    @classmethod
    @contextmanager
    def into(cls, path: Path, points: pd.DataFrame) -> Iterator["RunWriter"]:
        """Give a writer of a file that takes its place once all is written.

        Raises
        ------
        OSError
            If the file cannot be written.
        """
        whole = schema(study_run_columns(kinds(points)))
        with placed(path) as file, pq.ParquetWriter(file, whole) as parquet_file:
            writer = cls(points, parquet_file)
            yield writer
            writer._flush()

    def put(self, shard: ShardTable) -> None:
        """Add the rows of the next shard, with what its points vary."""
        points = self._points.take(shard.rows["point"])
        columns = dict(zip(points.column_names, points.columns, strict=True))
        columns |= dict(zip(shard.rows.column_names, shard.rows.columns, strict=True))
        arrays = [columns[name] for name in self._schema.names]
        self._waiting.append(pa.Table.from_arrays(arrays, schema=self._schema))
        if sum(table.num_rows for table in self._waiting) >= ROWS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            rows = pa.concat_tables(self._waiting)
            self._waiting = []
            self._file.write_table(rows, row_group_size=max(1, rows.num_rows))


def written_points(points: pd.DataFrame) -> bytes:
    """Table of points as the content of its file."""
    return parquet(from_frame(points, point_columns(kinds(points))))


def read_points(path: Path) -> pd.DataFrame:
    """Read a table of points.

    Raises
    ------
    StoreError
        If it cannot be read, or lacks a column.
    """
    stored = read_parquet(path, STUDY)
    columns = point_columns(kinds_of(stored.schema))
    if not stored.schema.equals(schema(columns)):
        raise undeclared(path, STUDY)
    return typed(to_frame(stored), columns)


def read_study_runs(path: Path, points: pd.DataFrame) -> pd.DataFrame:
    """Read the table of runs of a study with these points.

    Raises
    ------
    StoreError
        If it cannot be read, or was written in another format.
    """
    return read_declared(path, study_run_columns(kinds(points)), STUDY)
