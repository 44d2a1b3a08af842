"""What two results folders differ in: settings, versions, numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from cisim.experiment import store
from cisim.experiment.settings_told import changed, changed_texts
from cisim.experiment.studies_read import checked_provenance, is_study
from cisim.experiment.study_folder import RESOLVED

_MADE_BY: Final = ("cisim", "laws", "format", "python", "machine", "libraries")
"""What provenance says of how numbers were made: not when, nor by which command."""

_SCENARIO: Final = "resolved.toml"

_DESIGN: Final = ("replicates", "seed", "engine", "points", "runs", "failures")


@dataclass(frozen=True, slots=True)
class ColumnDifference:
    """A column whose values differ between two tables with the same rows.

    ``largest`` is the largest difference of numbers in both, NaN where there is none:
    of texts, or where values are missing in one of the tables.
    """

    column: str
    rows: int
    largest: float


@dataclass(frozen=True, slots=True)
class TableDifference:
    """A table in which two folders differ.

    ``rows`` are those of either; columns are compared only if there are as many.
    ``only_old`` and ``only_new`` name columns that the other table lacks.
    """

    name: str
    rows: tuple[int, int]
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()
    columns: tuple[ColumnDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """All in which two results folders differ.

    ``settings``, ``design`` and ``made_by`` hold lines ``name: old -> new``; ``equal``
    names the files that are equal byte for byte.
    """

    settings: tuple[str, ...]
    design: tuple[str, ...]
    made_by: tuple[str, ...]
    equal: tuple[str, ...]
    tables: tuple[TableDifference, ...]

    @property
    def none(self) -> bool:
        """Whether the folders hold the same settings and numbers."""
        return not (self.settings or self.design or self.made_by or self.tables)


def differences(old: Path, new: Path) -> Differences:
    """Hold two results folders of one kind against each other.

    Raises
    ------
    StoreError
        If one is no complete results folder, or one is a study and the other is not.
    ConfigurationError
        If a file of settings is damaged.
    """
    told = _provenance(old), _provenance(new)
    _check_kinds(old, new)
    resolved = RESOLVED if is_study(old) else _SCENARIO
    before, after = (store.read_text(folder / resolved) for folder in (old, new))
    names = _tables(old, new)
    equal = tuple(name for name in names if _same_bytes(old / name, new / name))
    return Differences(
        settings=tuple(changed_texts(before, after, resolved)),
        design=tuple(_changed(*told, _DESIGN)),
        made_by=tuple(_changed(*told, _MADE_BY)),
        equal=equal,
        tables=tuple(_table(name, old, new) for name in names if name not in equal),
    )


def _provenance(folder: Path) -> Mapping[str, Any]:
    if is_study(folder):
        return checked_provenance(folder)
    return store.read_provenance(folder)


def _check_kinds(old: Path, new: Path) -> None:
    if is_study(old) != is_study(new):
        study, other = (old, new) if is_study(old) else (new, old)
        message = f"{study} holds a study, {other} runs of one scenario: give two alike"
        raise store.StoreError(message)


def _changed(
    old: Mapping[str, Any], new: Mapping[str, Any], names: tuple[str, ...]
) -> list[str]:
    parts = ({k: each[k] for k in names if k in each} for each in (old, new))
    return changed(*parts)


def _tables(old: Path, new: Path) -> list[str]:
    """Names of all tables that are in one of the folders."""
    found = {
        path.name
        for folder in (old, new)
        for path in folder.iterdir()
        if path.suffix in {".parquet", ".csv"}
    }
    return sorted(found)


def _same_bytes(old: Path, new: Path) -> bool:
    return old.is_file() and new.is_file() and old.read_bytes() == new.read_bytes()


def _table(name: str, old: Path, new: Path) -> TableDifference:
    before, after = (_read(folder / name) for folder in (old, new))
    shared = [column for column in before.columns if column in after.columns]
    alike = len(before) == len(after)
    return TableDifference(
        name=name,
        rows=(len(before), len(after)),
        only_old=tuple(str(c) for c in before.columns if c not in shared),
        only_new=tuple(str(c) for c in after.columns if c not in shared),
        columns=tuple(_columns(before[shared], after[shared])) if alike else (),
    )


def _read(path: Path) -> pd.DataFrame:
    return store.read_any(path) if path.is_file() else pd.DataFrame()


def _columns(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[ColumnDifference]:
    for name in old.columns:
        before, after = old[name], new[name]
        missing = before.isna().to_numpy(), after.isna().to_numpy()
        unlike = (before != after).fillna(value=True).to_numpy(dtype=bool)
        rows = int((unlike & ~(missing[0] & missing[1])).sum())
        if rows:
            yield ColumnDifference(str(name), rows, _largest(before, after))


def _largest(old: pd.Series, new: pd.Series) -> float:
    if not all(pd.api.types.is_numeric_dtype(each.dtype) for each in (old, new)):
        return float("nan")
    apart = np.abs(_numbers(old) - _numbers(new))
    return float(np.nanmax(apart)) if not np.isnan(apart).all() else float("nan")


def _numbers(values: pd.Series) -> np.ndarray:
    return values.to_numpy(dtype=np.float64, na_value=np.nan)
