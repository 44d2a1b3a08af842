"""The figures of factors: what matters, where the order changes, in which ranges."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cisim.analysis.answers import Answers
from cisim.analysis.regrets import design_factors
from cisim.analysis.sensitivity.responses import MEAN
from cisim.configuration.experiments import Sample
from cisim.experiment.studies import Study
from cisim.presentation.figures.measures import MOST_PANELS, Measure
from cisim.presentation.figures.over_contexts import over_contexts
from cisim.presentation.figures.pairs import interactions
from cisim.presentation.figures.ranges import over_ranges
from cisim.presentation.figures.sensitivity import (
    index_bars,
    morris_plane,
    sobol_bars,
)
from cisim.presentation.report.drawn import Draw, named, note_of
from cisim.presentation.report.factors_answer import leading
from cisim.presentation.report.study_words import (
    MONTHS,
    REACHED,
    about,
    context_names,
    measure_of,
    response_words,
)

_OVER_RANGES = frozenset(
    {"pawn", "regional", "rbd_fast", "delta", "hdmr", "discrepancy"}
)
"""Methods whose points fill the ranges of factors evenly and by themselves."""


def factor_pictures(study: Study, answers: Answers) -> Iterator[Draw]:
    """Figures of a sample or of an analysis of sensitivity, the most telling first."""
    if isinstance(study.experiment.design, Sample):
        for context in context_names(study):
            yield from _of_sample(study, answers, context)
    else:
        yield from _of_sensitivity(study, answers)


def _of_sensitivity(study: Study, answers: Answers) -> Iterator[Draw]:
    table = answers.tables.get("sensitivity")
    if table is None:
        return
    means = table[(table["of"] == MEAN) & np.isfinite(table["value"])]
    responses = [str(name) for name in dict.fromkeys(means["response"])]
    if len(set(means["context"])) > 1:
        yield from _rankings(means, responses, about(study))
        # Of the other responses the rankings tell enough; a page stays light.
        responses = responses[:1]
    shown = means[means["response"].isin(responses)]
    for (name, place), rows in shown.groupby(["response", "context"], sort=False):
        response, context = str(name), str(place)
        words, note = response_words(response), note_of(study, context)
        for draw in _indices(rows, words, note):
            yield named(draw, context, response)
        if str(rows["method"].iloc[0]) in _OVER_RANGES:
            yield from _ranges(study, answers, context, measure_of(response))


def _rankings(means: pd.DataFrame, responses: list[str], note: str) -> Iterator[Draw]:
    """Rank factors over contexts, a figure for each response."""
    if len(set(means["context"])) > MOST_PANELS:
        return
    index = leading(means)
    for response in responses:
        rows = means[means["response"] == response]
        draw = _ranked(rows, index, response_words(response), note)
        yield named(draw, response)


def _ranked(rows: pd.DataFrame, index: str, words: str, note: str) -> Draw:
    return lambda: over_contexts(rows, index, words, note)


# ---- Samples ----


def _of_sample(study: Study, answers: Answers, context: str) -> Iterator[Draw]:
    for measure in (REACHED, MONTHS):
        yield from _ranges(study, answers, context, measure)


def _ranges(
    study: Study, answers: Answers, context: str, measure: Measure
) -> Iterator[Draw]:
    """Means of points over the ranges of factors, with the box of the result."""
    factors = list(design_factors(study))
    here = study.points.loc[study.points["context"] == context, ["point", *factors]]
    values = study.runs.groupby("point")[measure.outcome].mean().astype("float64")
    points = here.assign(value=here["point"].map(values)).drop(columns="point")
    box = answers.boxes.get(context)
    limits = box.limits if box and measure.outcome == REACHED.outcome else {}
    note = note_of(study, context)
    yield named(
        lambda: over_ranges(points, measure, limits, note), context, measure.outcome
    )


def _indices(rows: pd.DataFrame, words: str, note: str) -> Iterator[Draw]:
    known = set(rows["index"])
    if {"S1", "ST"} <= known:
        yield lambda: sobol_bars(rows, words, note)
    elif {"mu_star", "sigma"} <= known:
        yield lambda: morris_plane(rows, words, note)
    elif known:
        first = leading(rows)
        index = first if first in known else str(rows["index"].iloc[0])
        yield lambda: index_bars(rows, index, words, note)
    if "S2" in known:
        yield lambda: interactions(rows, words, note)
