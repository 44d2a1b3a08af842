"""Where tasks are computed: executors by name, behind one small protocol."""

from cisim.experiment.executors.choice import (
    EXECUTORS,
    executor_for,
    executor_named,
)
from cisim.experiment.executors.protocol import Executor, processors
from cisim.experiment.executors.shared_out import computed_by

__all__ = [
    "EXECUTORS",
    "Executor",
    "computed_by",
    "executor_for",
    "executor_named",
    "processors",
]
