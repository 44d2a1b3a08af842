"""Results folders: the only place where tables are written and read."""

from cisim.experiment.store.answers import write_answers
from cisim.experiment.store.scenario_runs import (
    Stored,
    read,
    read_runs,
    write,
    write_runs,
)
from cisim.experiment.store.shard_content import ShardTable, packed, unpacked
from cisim.experiment.store.study_tables import (
    RunWriter,
    read_points,
    read_study_runs,
    written_points,
)
from cisim.experiment.store.tables import (
    FORMAT,
    STUDY,
    StoreError,
    as_csv,
    as_json,
    read_any,
    read_csv,
    read_json,
    read_provenance,
    read_text,
)

__all__ = [
    "FORMAT",
    "STUDY",
    "RunWriter",
    "ShardTable",
    "StoreError",
    "Stored",
    "as_csv",
    "as_json",
    "packed",
    "read",
    "read_any",
    "read_csv",
    "read_json",
    "read_points",
    "read_provenance",
    "read_runs",
    "read_study_runs",
    "read_text",
    "unpacked",
    "write",
    "write_answers",
    "write_runs",
    "written_points",
]
