"""The command line: thin commands, one way out for every mistake.

Libraries are imported inside the commands, so that ``cisim --help`` answers at once.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cisim import __version__
from cisim.presentation.leaving import (
    INTERRUPTED,
    Kept,
    say_internal_error,
    say_interrupted,
)

if TYPE_CHECKING:
    from cisim.presentation.running import Job

app = typer.Typer(
    help="Simulate how organisations come, or fail, to produce a shared result.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Name = Annotated[
    str, typer.Argument(help="A scenario or an experiment: shipped name or file.")
]
Replicates = Annotated[
    int | None,
    typer.Option(help="How many runs, of each point; else 200, or what the file says."),
]
Seed = Annotated[int | None, typer.Option(help="Seed; else 1, or what the file says.")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="group.key=value; may be given several times."),
]
SaveMonth = Annotated[
    int | None,
    typer.Option(help="Month at whose beginning the runs are kept, to go on from."),
]
Engine = Annotated[
    str | None,
    typer.Option(help="compiled, or agents, the readable one: the same results."),
]
Executor = Annotated[
    str | None,
    typer.Option(help="Who computes an experiment: threads, processes or dask."),
]
Scheduler = Annotated[
    str | None,
    typer.Option(help="Address of a Dask scheduler, such as tcp://host:8786."),
]
Yes = Annotated[
    bool, typer.Option("--yes", help="Run even a very large experiment unasked.")
]
Out = Annotated[Path | None, typer.Option(help="Folder for the results.")]
Workers = Annotated[
    int | None, typer.Option(help="Who computes; by default one per processor.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON object and nothing else.")
]
Quiet = Annotated[
    bool, typer.Option("--quiet", help="Print only where the results are.")
]

BAD_INPUT = 2


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.")
    ] = False,
) -> None:
    if version:
        typer.echo(f"cisim {__version__}")
        raise typer.Exit


@app.command()
def run(
    name: Name,
    settings: Settings = None,
    replicates: Replicates = None,
    seed: Seed = None,
    save_month: SaveMonth = None,
    engine: Engine = None,
    executor: Executor = None,
    scheduler: Scheduler = None,
    out: Out = None,
    workers: Workers = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    yes: Yes = False,
) -> None:
    """Run a scenario or an experiment; write tables, figures, a report; say what came.

    The same command goes on where an experiment was stopped.
    """
    from cisim.configuration.experiments.finding import is_experiment

    if is_experiment(name):
        from cisim.presentation import study_command
        from cisim.presentation.studying import Computing

        study_command.run(
            name,
            study_command.Asked(replicates, seed, out, yes),
            Computing(engine, executor, workers, scheduler),
            study_command.Told(as_json, quiet),
            {"--set": settings, "--save-month": save_month},
        )
        return
    from cisim.configuration.files import load, with_settings
    from cisim.presentation import running
    from cisim.presentation.options import refuse_for_scenarios

    refuse_for_scenarios({"--executor": executor, "--scheduler": scheduler})
    chosen = with_settings(load(name), settings or [])
    batch = running.asked(replicates, seed, engine, save_month)
    _run(running.prepared(chosen, batch, workers, out), as_json, quiet)


@app.command(name="continue")
def continue_(
    saved: Annotated[
        Path, typer.Argument(help="A folder of cisim run --save-month, or its file.")
    ],
    settings: Settings = None,
    replicates: Annotated[
        int | None, typer.Option(help="How many of the saved runs; by default all.")
    ] = None,
    save_month: SaveMonth = None,
    engine: Engine = None,
    out: Out = None,
    workers: Workers = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Go on from a saved month, as it was or with other settings from there on."""
    from cisim.configuration.files import with_settings
    from cisim.experiment import saved_runs
    from cisim.experiment.batches import Batch
    from cisim.presentation import running

    source = saved_runs.read(saved)
    chosen = with_settings(source.scenario, settings or [], source.month)
    count = len(source.runs) if replicates is None else replicates
    engine = engine or source.engine
    batch = Batch(count, source.seed, engine, source.runs, save_month)
    _run(running.prepared(chosen, batch, workers, out, source), as_json, quiet)


def _run(job: "Job", as_json: bool, quiet: bool) -> None:  # noqa: FBT001 - passed on
    """Run a job under the eyes of the user and say what came out."""
    from cisim.presentation import running
    from cisim.presentation.progress import shown

    with shown(job.scenario.name, job.batch.replicates, quiet=quiet) as progress:
        results, summary = running.run(job, progress)
    from cisim.presentation import answer

    answer.give(job, results, summary, as_json=as_json, quiet=quiet)


@app.command()
def report(
    results: Annotated[Path, typer.Argument(help="A folder of cisim run.")],
) -> None:
    """Write the report of stored results anew, without simulating anything."""
    from cisim.presentation.report.stored import report_of

    typer.echo(str(report_of(results)))


@app.command()
def validate(
    files: Annotated[
        list[str], typer.Argument(help="TOML files, folders or shipped names.")
    ],
) -> None:
    """Say all that is wrong with scenarios and experiments, or that nothing is."""
    from cisim.configuration.mistakes import ConfigurationError
    from cisim.presentation.listing import found_valid

    mistakes: list[str] = []
    for file in files:
        try:
            typer.echo(f"{file}: {found_valid(file)}")
        except ConfigurationError as error:
            mistakes.extend(error.mistakes)
    if mistakes:
        raise ConfigurationError(mistakes)


@app.command()
def explain(
    parameter: Annotated[
        str | None, typer.Argument(help="group.key, a group, or nothing for all.")
    ] = None,
) -> None:
    """Say what a parameter means: unit, range, default, source."""
    from cisim.presentation.explain import explained

    typer.echo(explained(parameter))


@app.command()
def diff(
    first: Annotated[Path, typer.Argument(help="A results folder.")],
    second: Annotated[Path, typer.Argument(help="Another one.")],
) -> None:
    """Say in which settings, versions and numbers two results folders differ."""
    from cisim.configuration.mistakes import ConfigurationError
    from cisim.experiment.store import StoreError
    from cisim.presentation.differences_words import told

    try:
        typer.echo(told(first, second))
    except StoreError as error:
        raise ConfigurationError([str(error)]) from error


@app.command(name="list")
def list_() -> None:
    """List the scenarios and experiments that come with cisim."""
    from cisim.presentation.listing import listed

    typer.echo(listed())


@app.command()
def schema(
    kind: Annotated[str, typer.Argument(help="scenario or experiment.")] = "scenario",
) -> None:
    """Print the JSON Schema of scenario or experiment files, for editors."""
    from cisim.presentation.listing import schema_of

    typer.echo(json.dumps(schema_of(kind), indent=2, ensure_ascii=False))


@app.command()
def template(
    table: Annotated[str, typer.Argument(help="roster or ties.")],
    out: Annotated[Path | None, typer.Option(help="New file to write it to.")] = None,
) -> None:
    """Print a table of own data to be filled in; see docs/own-data.md."""
    from cisim.presentation.templates import given_out

    given_out(table, out)


def main() -> None:
    """Run the command line; every mistake leaves in words and with a code."""
    from cisim.configuration.mistakes import ConfigurationError

    try:
        app()
    except ConfigurationError as error:
        typer.echo(str(error), err=True)
        sys.exit(BAD_INPUT)
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            say_interrupted(is_kept=False)
        raise
    except Kept:
        say_interrupted(is_kept=True)
        sys.exit(INTERRUPTED)
    except OSError as error:
        # Those without a number are our own, and say it all.
        words = f"cisim could not read or write: {error}" if error.errno else str(error)
        typer.echo(words, err=True)
        sys.exit(1)
    except Exception:  # noqa: BLE001 - the last net; what falls in is reported
        say_internal_error()
        sys.exit(1)
