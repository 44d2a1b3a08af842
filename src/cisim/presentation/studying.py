"""An experiment from the command line: from its file to a folder with its answer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cisim.configuration.experiments import Experiment
from cisim.configuration.experiments.counting import runs_count
from cisim.configuration.experiments.deciding import decides
from cisim.configuration.experiments.loading import load_experiment
from cisim.configuration.experiments.writing import own_files, resolved_experiment_toml
from cisim.configuration.mistakes import ConfigurationError
from cisim.engine.registry import DEFAULT, entry
from cisim.experiment.commission import Commission
from cisim.experiment.conducting import Progress, conduct
from cisim.experiment.executors import Executor, executor_named, processors
from cisim.experiment.points import points_of
from cisim.experiment.studies import Study
from cisim.experiment.studies_read import read_study
from cisim.presentation.options import no_engine, no_executor, outside

MOST_RUNS = 1_000_000
"""Most runs of one command that nobody has said yes to."""


@dataclass(frozen=True, slots=True)
class Computing:
    """Who computes: engine, executor and workers as they were asked for."""

    engine: str | None = None
    executor: str | None = None
    workers: int | None = None
    scheduler: str | None = None


@dataclass(frozen=True, slots=True)
class StudyJob:
    """An experiment that is to be run, by whom, and where its results go."""

    commission: Commission
    executor: Executor
    folder: Path

    @property
    def experiment(self) -> Experiment:
        """The experiment that is run."""
        return self.commission.experiment


def overridden(
    experiment: Experiment,
    replicates: int | None,
    seed: int | None,
    by: Computing | None = None,
) -> Experiment:
    """Return the experiment with replicates and seed of the command line, if any.

    Looks until an outcome is known well enough belong to the replicates of the file.
    Who computes is looked at as well, so that all mistakes are told at once.

    Raises
    ------
    ConfigurationError
        If they are not admissible.
    """
    mistakes = [
        outside("--replicates", 1 if replicates is None else replicates, 1, 10**9),
        outside("--seed", seed or 0, 0, 2**63 - 1, "integer"),
        *(_impossible(by) if by else ()),
    ]
    if replicates is not None and experiment.until is not None:
        mistakes.append(
            f"--replicates = {replicates}: the file fixes its looks under [until];"
            " change them there"
        )
    _demand(mistakes)
    return replace(
        experiment,
        replicates=experiment.replicates if replicates is None else replicates,
        seed=experiment.seed if seed is None else seed,
    )


def prepared(
    experiment: Experiment, by: Computing, out: Path | None, *, is_confirmed: bool
) -> StudyJob:
    """Check the options of a command and say where its results go.

    Raises
    ------
    ConfigurationError
        If an option is not admissible, or there are more runs than anybody meant.
    """
    engine = by.engine or DEFAULT
    workers = processors() if by.workers is None else by.workers
    _demand([*_impossible(by), "" if is_confirmed else _too_many(experiment)])
    name = by.executor or ("dask" if by.scheduler else entry(engine).workers)
    executor = executor_named(name, workers, by.scheduler)
    commission = Commission(
        experiment,
        points_of(experiment),
        resolved_experiment_toml(experiment),
        decides(experiment),
        engine,
        own_files(experiment),
    )
    folder = out or Path("results") / experiment.name / commission.key[:12]
    return StudyJob(commission, executor, folder)


def run(job: StudyJob, progress: Progress) -> Study:
    """Run an experiment, or go on where it stopped, and read what it gave.

    Raises
    ------
    ConfigurationError
        If the folder holds anything else, or another process works on it.
    OSError
        If nothing more can be written; what is done is kept.
    """
    conduct(job.commission, job.folder, executor=job.executor, progress=progress)
    return read_study(job.folder, load_experiment)


def _impossible(by: Computing) -> Iterator[str]:
    """What is wrong with who is asked to compute."""
    yield no_engine(by.engine or DEFAULT)
    workers = 1 if by.workers is None else by.workers
    yield outside("--workers", workers, 1, 1024, "workers")
    yield no_executor(by.executor) if by.executor else ""


def _too_many(experiment: Experiment) -> str:
    runs = runs_count(experiment)
    if runs <= MOST_RUNS:
        return ""
    return f"{experiment.name}: has {runs:,} runs: more than {MOST_RUNS:,} need --yes"


def _demand(mistakes: list[str]) -> None:
    if found := [mistake for mistake in mistakes if mistake]:
        raise ConfigurationError(found)
