"""What a run says when it is done, on standard output."""

import json

import pandas as pd
import typer
from rich.console import Console

from cisim.experiment.results import Results
from cisim.presentation import console
from cisim.presentation.running import Job


def give(
    job: Job, results: Results, summary: pd.DataFrame, *, as_json: bool, quiet: bool
) -> None:
    """Print one JSON object, or the short table, or only the folder."""
    if as_json:
        answer = console.summary_json(results, summary) | {"folder": str(job.folder)}
        typer.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False))
    elif quiet:
        typer.echo(str(job.folder))
    else:
        console.show(results, summary, Console())
        typer.echo(f"\nResults and figures: {job.folder}")
