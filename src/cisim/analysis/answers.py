"""All that a study says, in tables: each for the designs to which it speaks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from cisim.analysis.chances import chances
from cisim.analysis.decisions import (
    frontier,
    level_sought,
    portfolio,
    smallest_levels,
)
from cisim.analysis.expectations import verdicts
from cisim.analysis.paired import paired
from cisim.analysis.preference import RESULT
from cisim.analysis.regrets import regret
from cisim.analysis.replicates import errors
from cisim.analysis.sensitivity.analyse import SensitivityResult, analyse
from cisim.analysis.sensitivity.discovery import Box, discovered
from cisim.analysis.sensitivity.responses import contexts
from cisim.analysis.signs import signs
from cisim.configuration.experiments import (
    Alternatives,
    Grid,
    OneAtATime,
    Sample,
    Sensitivity,
)
from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.salib_design import unit_matrix
from cisim.experiment.studies import Study


@dataclass(frozen=True, slots=True)
class Answers:
    """What a study says.

    ``tables`` has those of `cisim.configuration.outcomes.study_tables` that fit its
    design. ``enough`` says of each response whether the sample is large enough to rank
    factors, ``boxes`` in which ranges of the factors the result is likely, by context.
    ``notes`` says what could not be answered, and why.
    """

    tables: Mapping[str, pd.DataFrame]
    enough: tuple[str, ...] = ()
    boxes: Mapping[str, Box] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def answers(study: Study) -> Answers:
    """Return the tables of a study that fit its design.

    What cannot be answered leaves a note and the rest as it is: the runs are there.
    """
    tables, notes = dict(_of_points(study)), list[str]()
    if study.experiment.expectations:
        tables["verdicts"] = verdicts(study)
    if until := study.experiment.until:
        tables["errors"] = errors(study, until.outcome, until.standard_error)
    if study.experiment.signs:
        tables["signs"] = signs(study)
    found = list(_indices(study, notes))
    if found:
        tables["sensitivity"] = pd.concat([each.indices for each in found])
    enough = tuple(words for each in found for words in each.verdicts)
    boxes = dict(_boxes(study, notes))
    return Answers(tables, enough, boxes, tuple(notes))


def _of_points(study: Study) -> Iterator[tuple[str, pd.DataFrame]]:
    """Tables with a row per point: those of a sample say nothing one by one."""
    design = study.experiment.design
    if not isinstance(design, Alternatives | Grid | OneAtATime):
        return
    yield "chances", chances(study)
    yield "paired", paired(study)
    yield "regret", regret(study)
    yield "frontier", frontier(study)
    if isinstance(design, Alternatives):
        yield "portfolio", portfolio(study)
    elif level_sought(study):
        yield "levels", smallest_levels(study)


def _indices(study: Study, notes: list[str]) -> Iterator[SensitivityResult]:
    """Indices of each response by itself: one that has none does not cost the rest."""
    design = study.experiment.design
    if not isinstance(design, Sensitivity):
        return
    sample = unit_matrix(study.experiment)
    for outcome in design.outcomes:
        only = replace(study.experiment, design=replace(design, outcomes=(outcome,)))
        try:
            yield analyse(replace(study, experiment=only), sample)
        except ConfigurationError as error:
            notes.extend(error.mistakes)


def _boxes(study: Study, notes: list[str]) -> Iterator[tuple[str, Box]]:
    """Ranges in which the result is likely, where points fill the factors' ranges."""
    if not isinstance(study.experiment.design, Grid | Sample | Sensitivity):
        return
    for context in contexts(study):
        try:
            yield context, discovered(study, RESULT, context)
        except ConfigurationError as error:
            notes.extend(error.mistakes)
