"""How the points and outcomes of a study are named in its report."""

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from cisim.analysis.preference import RESULT, lower_is_better
from cisim.analysis.summary import MEAN, SHARE
from cisim.configuration.experiments import Alternatives, Experiment
from cisim.configuration.outcomes import run_columns
from cisim.configuration.parameters import declared
from cisim.experiment.studies import Study
from cisim.presentation.contrast_words import column_words
from cisim.presentation.figures.measures import IN_100, Measure
from cisim.presentation.labels import name_label, parameter_name, setting_label

_WORDS: Final[Mapping[str, str]] = {
    RESULT: "reached the shared result",
    "collapse_observed": "collapsed",
    "grant_money": "grant money",
    "partner_years": "partners' time",
}
"""Words for outcomes that read better than those of their columns."""


_NAMES: Final = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)*(?:\.[a-z_]+|(?:_[a-z0-9]+))\b")
_COLUMNS: Final = {column.name for column in run_columns()}


def measure_of(outcome: str) -> Measure:
    """Measure by which an outcome is told: the share of runs, or the mean."""
    column = next((c for c in run_columns() if c.name == outcome), None)
    words = _WORDS.get(outcome) or column_words(outcome)
    better = not lower_is_better(outcome)
    if column is None or column.type == "truth":
        return Measure(outcome, SHARE, words, IN_100, better)
    return Measure(outcome, MEAN, words, column.unit, better)


def response_words(outcome: str) -> str:
    """Outcome as what factors matter for."""
    return column_words(outcome)


def plainly(words: str) -> str:
    """Write names of parameters and columns within words as people say them."""
    said = _NAMES.sub(lambda name: _name(name[0]), words)
    return said.replace(" >= ", " at least ").replace(" <= ", " at most ")


def _name(name: str) -> str:
    if name in declared():
        return parameter_name(name)
    return column_words(name) if name in _COLUMNS else name.replace("_", " ")


REACHED: Final = measure_of(RESULT)
COLLAPSED: Final = measure_of("collapse_observed")
MONTHS: Final = measure_of("months_without_result")
MONEY: Final = measure_of("grant_money")


def alternative_names(experiment: Experiment) -> dict[str, str]:
    """Words for alternatives by name: their titles, or their names as words."""
    design = experiment.design
    if not isinstance(design, Alternatives):
        return {}
    return {a.name: a.title or name_label(a.name) for a in design.alternatives}


def point_names(study: Study) -> dict[int, str]:
    """Words for every point: its alternative, or the settings that vary."""
    alternatives = alternative_names(study.experiment)
    return {
        int(row["point"]): alternatives.get(str(row["alternative"]), "")
        or settings_in_words(study, row)
        for _, row in study.points.iterrows()
    }


def settings_in_words(study: Study, row: pd.Series) -> str:
    """Varied settings of a point, one after the other."""
    known = (name for name in study.factors if pd.notna(row[name]))
    return ", ".join(setting_label(name, float(row[name])) for name in known)


def context_names(study: Study) -> list[str]:
    """Names of the contexts in the order of the design; one empty name for none."""
    return [str(name) for name in study.points["context"].unique()]


def about(study: Study) -> str:
    """What every figure of a study says below it."""
    runs, points = len(study.runs), len(study.points)
    return f"{study.experiment.title}: {runs:,} simulated runs of {points:,} points."


def with_settings(study: Study, chances: pd.DataFrame) -> pd.DataFrame:
    """Chances with the settings of their points, and alternatives in words."""
    settings = study.points[["point", *study.factors]]
    names = point_names(study)
    merged = chances.merge(settings, on="point", how="left")
    return merged.assign(alternative=merged["point"].map(names))
