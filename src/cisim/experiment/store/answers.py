"""The tables that an analysis made of a study, beside the runs they rest on."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from cisim.configuration.answers import study_tables
from cisim.experiment.atomic import replace_file
from cisim.experiment.codebook import CODEBOOK_COLUMNS, study_codebook
from cisim.experiment.store.tables import as_csv


def write_answers(
    folder: Path, tables: Mapping[str, pd.DataFrame], points: pd.DataFrame
) -> None:
    """Write what an analysis made of a study, and what all its columns mean.

    Tables of an analysis before that is no longer made are taken away.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    for name, columns in study_tables().items():
        path = folder / f"{name}.csv"
        if name in tables:
            replace_file(path, as_csv(tables[name], columns))
        else:
            path.unlink(missing_ok=True)
    book = as_csv(study_codebook(points), CODEBOOK_COLUMNS)
    replace_file(folder / "codebook.csv", book)
