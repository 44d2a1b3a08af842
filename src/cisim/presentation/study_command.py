"""The command that runs an experiment, from its file to what is said of it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from cisim.configuration.experiments.counting import runs_count
from cisim.configuration.experiments.loading import load_experiment
from cisim.presentation import studying
from cisim.presentation.leaving import Kept
from cisim.presentation.options import refuse_for_experiments
from cisim.presentation.progress import shown
from cisim.presentation.studying import Computing, StudyJob

if TYPE_CHECKING:
    from cisim.analysis.answers import Answers
    from cisim.presentation.report.sections import Report


class Asked(NamedTuple):
    """What the command line says in place of the file, and where results go."""

    replicates: int | None = None
    seed: int | None = None
    out: Path | None = None
    is_confirmed: bool = False


class Told(NamedTuple):
    """How much is said: one JSON object, or only where the results are."""

    as_json: bool = False
    quiet: bool = False


def run(
    name: str, asked: Asked, by: Computing, told: Told, foreign: dict[str, object]
) -> None:
    """Run an experiment under the eyes of the user and say what came out.

    Raises
    ------
    ConfigurationError
        If the file or an option is not admissible; nothing is changed.
    Kept
        If the user interrupts it.
    """
    refuse_for_experiments(foreign)
    given = load_experiment(name)
    experiment = studying.overridden(given, asked.replicates, asked.seed, by)
    job = studying.prepared(experiment, by, asked.out, is_confirmed=asked.is_confirmed)
    try:
        _conducted(job, told)
    except KeyboardInterrupt:
        raise Kept from None


def _conducted(job: StudyJob, told: Told) -> None:
    label, total = job.experiment.name, runs_count(job.experiment)
    with shown(label, total, quiet=told.quiet) as progress:
        study = studying.run(job, progress)
    # Statistics and plotting take longer to load than many runs to compute.
    from cisim.presentation.report.studied import answered  # noqa: PLC0415

    _give(*answered(study, job.folder), job.folder, told)


def _give(report: "Report", answers: "Answers", folder: Path, told: Told) -> None:
    """Print one JSON object, or the answer with its short tables, or the folder."""
    from cisim.presentation.report import html, plain, study_report  # noqa: PLC0415

    if told.as_json:
        answer = plain.as_json(report, answers) | {"folder": str(folder)}
        typer.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False))
    elif told.quiet:
        typer.echo(str(folder))
    else:
        typer.echo(plain.text(report, *study_report.TOLD))
        typer.echo(f"\nTables and figures: {folder}")
        typer.echo(f"Report, to be opened in a browser: {folder / html.FILE}")
