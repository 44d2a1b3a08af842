"""How the points and outcomes of a study are named in its report."""

import math
import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from cisim.analysis.preference import RESULT, lower_is_better
from cisim.analysis.regrets import design_factors
from cisim.analysis.sensitivity.discovery import Box
from cisim.analysis.summary import MEAN, SHARE
from cisim.configuration.experiments import (
    METHODS,
    Alternatives,
    Experiment,
    OneAtATime,
)
from cisim.configuration.outcomes import run_columns
from cisim.configuration.parameters import declared
from cisim.experiment.studies import Study
from cisim.presentation.contrast_words import column_words
from cisim.presentation.figures.measures import IN_100, Measure
from cisim.presentation.labels import (
    level_words,
    name_label,
    setting_label,
    spoken_name,
)
from cisim.presentation.wording import counted, in_brackets

_WORDS: Final[Mapping[str, str]] = {
    RESULT: "reached the shared result",
    "collapse_observed": "collapsed",
    "grant_money": "grant money",
    "partner_years": "partners' time",
}
"""Words for outcomes that read better than those of their columns."""


_METHOD_NAMES: Final = {
    "sobol": "Sobol'",
    "sobol_second_order": "Sobol' with pairs",
    "pawn": "PAWN",
    "fast": "eFAST",
    "rbd_fast": "RBD-FAST",
    "dgsm": "DGSM",
    "hdmr": "HDMR",
}
"""Names of methods that are not the words of their keys."""

NOTHING_MOVED: Final = "nothing moved"
"""Name of the point from which one factor at a time was moved."""

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
    """Outcome as what factors matter for: of truths the share of runs."""
    measure = measure_of(outcome)
    return f"the {measure.noun}" if measure.is_share else measure.noun


def plainly(words: str) -> str:
    """Write names of parameters and columns within words as people say them."""
    said = _NAMES.sub(lambda name: _name(name[0]), words)
    return said.replace(" >= ", " at least ").replace(" <= ", " at most ")


def _name(name: str) -> str:
    if name in declared():
        return f"“{spoken_name(name)}”"
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
    one_at_a_time = isinstance(study.experiment.design, OneAtATime)
    in_words = _moved if one_at_a_time else settings_in_words
    return {
        int(row["point"]): alternatives.get(str(row["alternative"]), "")
        or in_words(study, row)
        for _, row in study.points.iterrows()
    }


def _moved(study: Study, row: pd.Series) -> str:
    """What differs from where all started, if one factor at a time was moved."""
    here = study.points[study.points["context"] == row["context"]]
    base = here.iloc[0]
    moved = [name for name in design_factors(study) if row[name] != base[name]]
    words = (setting_label(name, float(row[name])) for name in moved)
    return ", ".join(words) or NOTHING_MOVED


def settings_in_words(study: Study, row: pd.Series) -> str:
    """Varied settings of a point, one after the other."""
    known = (name for name in design_factors(study) if pd.notna(row[name]))
    return ", ".join(setting_label(name, float(row[name])) for name in known)


def context_names(study: Study) -> list[str]:
    """Names of the contexts in the order of the design; one empty name for none."""
    return [str(name) for name in study.points["context"].unique()]


def about(study: Study) -> str:
    """What every figure of a study says below it."""
    return f"{study.experiment.title}: {runs_in_words(study)}."


def runs_in_words(study: Study) -> str:
    """Say how many runs there are, and of what how many each."""
    sizes, contexts = study.runs.groupby("point").size(), len(context_names(study))
    replicates = f"{'' if sizes.min() == sizes.max() else 'up to '}{sizes.max():,}"
    each = len(study.points) // contexts
    is_named = isinstance(study.experiment.design, Alternatives)
    things = (
        counted(each, "alternative")
        if is_named
        else f"{counted(each, 'combination')} of settings"
    )
    where = f" in {contexts} contexts" if contexts > 1 else ""
    return (
        f"{counted(len(study.runs), 'simulated run')}, {replicates} of each of"
        f" {things}{where}"
    )


def box_words(box: Box) -> str:
    """Say in which ranges of the factors the result is likely, and what they hold."""
    chance = f"{100 * box.density:.0f} in 100"
    if not box.limits:
        return f"{chance} runs reach the shared result, and no range stands out"
    where = " and ".join(_limit(name, *pair) for name, pair in box.limits.items())
    tried = box.held_out[0]
    known = (
        "" if math.isnan(tried) else f" ({100 * tried:.0f} when tried on other points)"
    )
    return (
        f"{chance} runs{known} reach the shared result where {where}; such runs are"
        f" {100 * box.mass:.0f} % of all and have {100 * box.coverage:.0f} % of the"
        " results"
    )


def _limit(name: str, low: float, high: float) -> str:
    """Range of a factor, to three figures."""
    words = f"“{spoken_name(name)}” is"
    if math.isinf(low):
        return f"{words} at most {_rounded(name, high)}"
    if math.isinf(high):
        return f"{words} at least {_rounded(name, low)}"
    return f"{words} from {_rounded(name, low)} to {_rounded(name, high)}"


def _rounded(name: str, level: float) -> str:
    return level_words(name, float(f"{level:.3g}"))


def method_words(method: str) -> str:
    """Method of sensitivity analysis, or of a sample, by its name and what it does."""
    name = _METHOD_NAMES.get(method, method.replace("_", " ").capitalize())
    return f"{name} ({METHODS[method]})" if method in METHODS else name


def has_sites(study: Study) -> bool:
    """Tell whether alternatives differ in their number of sites, or have several."""
    design = study.experiment.design
    return isinstance(design, Alternatives) and any(
        alternative.sites != 1 for alternative in design.alternatives
    )


def expected_sites(row: pd.Series, of: str = "") -> str:
    """Sites with a result and their interval, of so many if asked, to a tenth."""
    value, low, high = (
        f"{float(row[f'expected_sites{end}']):.1f}" for end in ("", "_low", "_high")
    )
    total = f"{of} {row['sites']}" if of else ""
    return f"{value}{total}{in_brackets(low, high)}"


def sentence(words: str) -> str:
    """Begin with a capital."""
    return f"{words[:1].upper()}{words[1:]}"


def with_settings(study: Study, chances: pd.DataFrame) -> pd.DataFrame:
    """Chances with the settings of their points, and alternatives in words."""
    settings = study.points[["point", *study.factors]]
    names = point_names(study)
    merged = chances.merge(settings, on="point", how="left")
    return merged.assign(alternative=merged["point"].map(names))
