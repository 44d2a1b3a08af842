"""What a run says when it is done, on standard output."""

import json
import shlex

import pandas as pd
import typer
from rich.console import Console

from cisim.configuration.parameters import declared
from cisim.configuration.scenarios import Scenario
from cisim.experiment.results import Results
from cisim.experiment.saved_runs import SavedRuns
from cisim.presentation import console
from cisim.presentation.report.html import FILE as REPORT
from cisim.presentation.running import Job


def give(
    job: Job, results: Results, summary: pd.DataFrame, *, as_json: bool, quiet: bool
) -> None:
    """Print one JSON object, or the short table, or only the folder."""
    if as_json:
        answer = console.summary_json(results, summary) | {"folder": str(job.folder)}
        if job.source:
            answer["from_month"] = job.source.month
        typer.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False))
    elif quiet:
        typer.echo(str(job.folder))
    else:
        console.show(results, summary, Console())
        if job.source:
            typer.echo(f"\n{_what_from_here(job.scenario, job.source)}")
        typer.echo(f"\nResults and figures: {job.folder}")
        typer.echo(f"Report, to be opened in a browser: {job.folder / REPORT}")
        if job.batch.save_month is not None:
            typer.echo(f"To go on from month {job.batch.save_month}: {_go_on(job)}")


def _what_from_here(scenario: Scenario, source: SavedRuns) -> str:
    """Say what differs from the saved month on."""
    changed = scenario.changes[-1].settings if scenario != source.scenario else {}
    settings = (f"{n} = {declared()[n].shown(v)}" for n, v in changed.items())
    return (
        f"From month {source.month} on: {', '.join(settings) or 'nothing changed'}."
        f"\nThe months before are those of {source.path}."
    )


def _go_on(job: Job) -> str:
    command = shlex.join(("cisim", "continue", str(job.folder)))
    return f"{command} --set group.key=value"
