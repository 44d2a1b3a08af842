"""A run from the command line: from scenario to a results folder."""

import hashlib
import shlex
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd

from cisim.configuration.files import resolved_toml
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.scenarios import Scenario
from cisim.engine.registry import DEFAULT
from cisim.experiment import saved_runs, store
from cisim.experiment.batches import Batch
from cisim.experiment.evaluate import Progress, evaluate_batch
from cisim.experiment.executors import processors
from cisim.experiment.provenance import circumstances, now
from cisim.experiment.results import Results
from cisim.experiment.saved_runs import SavedRuns
from cisim.model.compilation import laws_digest
from cisim.presentation.options import no_engine, outside

REPLICATES = 200
"""Runs of a scenario where nothing else is asked."""

MOST_REPLICATES = 100_000
"""Most runs of one command; the tables of more would not fit in memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be run, from which saved runs if any, and where its results go."""

    scenario: Scenario
    batch: Batch
    workers: int
    folder: Path
    source: SavedRuns | None = None

    @property
    def key(self) -> str:
        """Digest of everything that decides the files."""
        return _key(self.scenario, self.batch, self.source)


def asked(
    replicates: int | None, seed: int | None, engine: str | None, save_month: int | None
) -> Batch:
    """Return the batch that options ask for, with what holds where none is given."""
    return Batch(
        REPLICATES if replicates is None else replicates,
        1 if seed is None else seed,
        engine or DEFAULT,
        save_month=save_month,
    )


def prepared(
    scenario: Scenario,
    batch: Batch,
    workers: int | None,
    out: Path | None,
    source: SavedRuns | None = None,
) -> Job:
    """Check the options of a run and say where its results go.

    Raises
    ------
    ConfigurationError
        If an option is out of range or the folder cannot take the results.
    """
    first = source.month if source else 1
    last = scenario.parameters.horizon_months - 1
    save_month = first if batch.save_month is None else batch.save_month
    mistakes = [
        outside("--replicates", batch.replicates, 1, *_most_replicates(source)),
        outside("--seed", batch.seed, 0, 2**63 - 1, "integer"),
        outside("--workers", 1 if workers is None else workers, 1, 1024, "workers"),
        outside("--save-month", save_month, first, last, "month"),
        no_engine(batch.engine),
    ]
    if found := [mistake for mistake in mistakes if mistake]:
        raise ConfigurationError(found)
    folder = out or Path("results") / scenario.name / _key(scenario, batch, source)
    job = Job(scenario, batch, workers or processors(), folder, source)
    _check_folder(job)
    return job


def _most_replicates(source: SavedRuns | None) -> tuple[int, str]:
    return (len(source.runs), "saved runs") if source else (MOST_REPLICATES, "runs")


def run(job: Job, progress: Progress) -> tuple[Results, pd.DataFrame]:
    """Run a job, put its folder in place, return its results and their summary.

    All is written beside the folder and moved there at the end, so that a folder of
    results is whole or not there at all. Statistics and plotting take longer to load
    than most runs to compute, and runs come first.
    """
    started = now()
    with _put_in_place(job.folder) as folder:
        results = evaluate_batch(
            job.scenario, job.batch, workers=job.workers, progress=progress
        )
        from cisim.analysis.summary import summarise
        from cisim.presentation.figures import pictures, save_all
        from cisim.presentation.report import html
        from cisim.presentation.report.scenario_report import scenario_report

        summary = summarise(results)
        provenance = _provenance(job, started)
        drawn = list(pictures(results))
        save_all(drawn, folder / "figures")
        html.write(scenario_report(results, summary, provenance, drawn), folder)
        if results.saved:
            saved_runs.write(folder, results.saved, job.batch.seed, job.batch.engine)
        store.write(
            results,
            summary,
            folder,
            provenance=provenance,
            resolved=resolved_toml(job.scenario),
        )
    return results, summary


@contextmanager
def _put_in_place(folder: Path) -> Iterator[Path]:
    """Give a folder to write into, which becomes the folder if all goes well.

    Raises
    ------
    ConfigurationError
        If nothing can be written there.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        _refuse(folder, f"cannot be written: {error.strerror}")
    try:
        yield partial
        partial.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _key(scenario: Scenario, batch: Batch, source: SavedRuns | None) -> str:
    numbers = (batch.replicates, batch.seed, batch.engine)
    months = (batch.save_month, source.digest if source else None)
    files = (resolved_toml(scenario), scenario.own_files())
    decides = (*files, *numbers, laws_digest(), *filter(None, months))
    return hashlib.sha256(repr(decides).encode()).hexdigest()[:12]


def _check_folder(job: Job) -> None:
    """Refuse a folder that holds anything but the results of this very job."""
    folder = job.folder
    if not folder.exists():
        return
    if not folder.is_dir():
        _refuse(folder, "must be a folder")
    if any(folder.iterdir()) and _held(folder) != job.key:
        _refuse(folder, "is not empty and holds other things; give a new folder")


def _held(folder: Path) -> str:
    """Key of the job whose results a folder holds; empty if it holds no results."""
    try:
        return str(store.read(folder).provenance.get("key", ""))
    except store.StoreError:
        return ""


def _refuse(folder: Path, why: str) -> NoReturn:
    line = f"--out = {folder}: {why}"
    raise ConfigurationError([line])


def _provenance(job: Job, started: datetime) -> Mapping[str, Any]:
    return {
        "key": job.key,
        "command": _command(job),
        "scenario": job.scenario.name,
        "replicates": job.batch.replicates,
        "seed": job.batch.seed,
        "engine": job.batch.engine,
        "save_month": job.batch.save_month,
        "continued_from": _source(job.source),
        "workers": job.workers,
        **circumstances(started),
    }


def _source(source: SavedRuns | None) -> Mapping[str, Any] | None:
    if source is None:
        return None
    return {
        "file": str(source.path),
        "sha256": source.digest,
        "month": source.month,
    }


def _command(job: Job) -> str:
    """Command that computes the same files again, from the start of the runs."""
    resolved = str(job.folder / "resolved.toml")
    batch = job.batch
    options = {
        "--replicates": batch.replicates,
        "--seed": batch.seed,
        "--save-month": batch.save_month,
        "--engine": batch.engine,
    }
    given = [(name, str(value)) for name, value in options.items() if value is not None]
    return shlex.join(("cisim", "run", resolved, *chain.from_iterable(given)))
