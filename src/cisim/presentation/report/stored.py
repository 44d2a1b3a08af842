"""A report from what lies in a results folder: nothing is simulated."""

from dataclasses import replace
from pathlib import Path

from cisim.configuration.experiments.loading import load_experiment
from cisim.configuration.files import load
from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment import store
from cisim.experiment.results import Results
from cisim.experiment.store import Stored, StoreError
from cisim.experiment.studies_read import is_study, read_study
from cisim.presentation.figures import pictures
from cisim.presentation.report.html import FILE, write
from cisim.presentation.report.scenario_report import scenario_report
from cisim.presentation.report.studied import answered


def report_of(folder: Path) -> Path:
    """Write the report of a results folder into it and return its path.

    Raises
    ------
    ConfigurationError
        If the folder holds no results that this version can read.
    OSError
        If the folder cannot be written.
    """
    try:
        if is_study(folder):
            answered(read_study(folder, load_experiment), folder)
            return folder / FILE
        stored = store.read(folder)
    except StoreError as error:
        raise ConfigurationError([str(error)]) from error
    results = recalled(folder, stored)
    drawn = list(pictures(results))
    report = scenario_report(results, stored.summary, stored.provenance, drawn)
    return write(report, folder)


def recalled(folder: Path, stored: Stored) -> Results:
    """Results as they were when they were stored.

    Raises
    ------
    ConfigurationError
        If the stored scenario is not one of this version.
    """
    scenario = load(folder / "resolved.toml")
    return Results(
        scenario=replace(scenario, name=stored.provenance["scenario"]),
        seed=int(stored.provenance["seed"]),
        replicates=len(stored.runs),
        runs=stored.runs,
        monthly=stored.monthly,
        events=stored.events,
        ties=stored.ties,
    )
