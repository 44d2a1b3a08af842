"""How an output is declared: a column with type, unit, meaning and label."""

from typing import Literal, NamedTuple

type ColumnType = Literal["integer", "number", "truth", "text"]


class Column(NamedTuple):
    """A column of a table: what it means, in which unit."""

    name: str
    type: ColumnType
    unit: str
    meaning: str
    label: str = ""
