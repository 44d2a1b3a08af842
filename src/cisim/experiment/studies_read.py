"""Studies read from their folders; nothing here can simulate."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from cisim.configuration.experiments import Experiment
from cisim.experiment import store
from cisim.experiment.studies import Study
from cisim.experiment.study_columns import failure_columns, kinds
from cisim.experiment.study_folder import RESOLVED, TABLES, digests


def read_study(folder: Path, load: Callable[[Path], Experiment]) -> Study:
    """Read a study that has been run to its end.

    Parameters
    ----------
    folder
        Folder that `cisim run` has written.
    load
        Reads the experiment from its file.

    Raises
    ------
    StoreError
        If it is no folder of a study, is incomplete or damaged, or was written by a
        version of another format.
    """
    provenance = checked_provenance(folder)
    points = store.read_points(folder / "points.parquet")
    return Study(
        experiment=load(folder / RESOLVED),
        points=points,
        runs=store.read_study_runs(folder / "runs.parquet", points),
        failures=_read_failures(folder / "failures.csv", points),
        provenance=provenance,
    )


def is_study(folder: Path) -> bool:
    """Whether a folder is one of a study, whole or not."""
    return (folder / RESOLVED).is_file()


def checked_provenance(folder: Path) -> dict[str, Any]:
    """Read the provenance of a study whose tables are those that were written.

    Raises
    ------
    StoreError
        As `read_study`.
    """
    provenance = store.read_provenance(folder, store.STUDY)
    _check(folder, provenance)
    return provenance


def _check(folder: Path, provenance: dict[str, Any]) -> None:
    """Refuse what is no study, of another format, or altered since it was written."""
    written = provenance.get("format")
    if "tables" not in provenance or written is None:
        message = f"{folder}: holds runs of a scenario, not a study of an experiment"
        raise store.StoreError(message)
    if written != store.FORMAT:
        message = (
            f"{folder}: written in format {written} by cisim {provenance.get('cisim')},"
            f" this version of cisim reads format {store.FORMAT}; read it with that"
            " version, or run the experiment into a new folder"
        )
        raise store.StoreError(message)
    _check_tables(folder, provenance)


def _check_tables(folder: Path, provenance: dict[str, Any]) -> None:
    wanted, there = provenance["tables"], digests(folder)
    if wanted == there:
        return
    wanted = wanted if isinstance(wanted, dict) else dict.fromkeys(TABLES)
    altered = ", ".join(name for name in wanted if wanted[name] != there.get(name))
    message = (
        f"{folder}: {altered} missing or altered since it was written; give the command"
        " of the experiment again, which makes it anew from what is kept"
    )
    raise store.StoreError(message)


def _read_failures(path: Path, points: pd.DataFrame) -> pd.DataFrame:
    return store.read_csv(path, failure_columns(kinds(points)), store.STUDY)
