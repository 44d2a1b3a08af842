"""The figures of a study, the most telling first, by the kind of its design."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from cisim.analysis.answers import Answers
from cisim.analysis.sensitivity.enough import LEADING
from cisim.analysis.sensitivity.responses import MEAN
from cisim.configuration.experiments import (
    Alternatives,
    Grid,
    OneAtATime,
    Sensitivity,
)
from cisim.experiment.studies import Study
from cisim.presentation.figures.by_alternative import (
    months_to_result,
    results_and_collapses,
)
from cisim.presentation.figures.curves import curves
from cisim.presentation.figures.exits import exits_by_reason
from cisim.presentation.figures.frontier import frontier
from cisim.presentation.figures.heat import heat_map
from cisim.presentation.figures.measures import MOST_PANELS, Measure
from cisim.presentation.figures.paired import paired_differences
from cisim.presentation.figures.pairs import interactions
from cisim.presentation.figures.picture import Picture
from cisim.presentation.figures.sensitivity import (
    index_bars,
    morris_plane,
    sobol_bars,
)
from cisim.presentation.figures.tornado import tornado
from cisim.presentation.labels import name_label, setting_label
from cisim.presentation.report.study_words import (
    MONEY,
    MONTHS,
    REACHED,
    about,
    alternative_names,
    context_names,
    point_names,
    response_words,
    with_settings,
)
from cisim.presentation.style import LINES, drawing

type Draw = Callable[[], Picture]

MOST_ROWS = 12
"""Alternatives that are drawn; a table has them all."""

_FACTORS_WITHOUT_SCALE = 2


def study_pictures(study: Study, answers: Answers) -> Iterator[Picture]:
    """Draw the figures that fit the design of a study, in the theme of the house."""
    for draw in _drawn(study, answers):
        with drawing():
            picture = draw()
        yield picture


def _drawn(study: Study, answers: Answers) -> Iterator[Draw]:
    match study.experiment.design:
        case Alternatives():
            for context in context_names(study):
                yield from _of_alternatives(study, answers, context)
        case Grid():
            yield from _of_grid(study, answers)
        case OneAtATime():
            for context in context_names(study):
                yield from _of_single_moves(study, answers, context)
        case Sensitivity():
            yield from _of_sensitivity(study, answers)


def _named(draw: Draw, *parts: str) -> Draw:
    """Add context and response to the name of a figure, so that none meet."""

    def drawn() -> Picture:
        picture = draw()
        own = "_".join(filter(None, (picture.name, *parts)))
        return replace(picture, name=own.replace(".", "_"))

    return drawn


# ---- Alternatives ----


def _of_alternatives(study: Study, answers: Answers, context: str) -> Iterator[Draw]:
    note = _note(study, context)
    chances = _chances(study, answers, context)
    groups = _groups(study, context)
    horizon = study.experiment.scenario.parameters.horizon_months
    for measure in (REACHED, MONTHS):
        rows, ticks = _paired(study, answers, context, measure)
        if len(rows):
            draw = _draw_paired(rows, ticks, measure, note)
            yield _named(draw, context, measure.outcome)
    if len(groups) <= MOST_PANELS:
        yield _named(lambda: results_and_collapses(groups, horizon, note), context)
    if len(groups) <= MOST_ROWS:
        yield _named(lambda: months_to_result(groups, horizon, note), context)
        yield _named(lambda: _draw_frontier(study, answers, context, note), context)
        yield _named(lambda: exits_by_reason(chances, note), context)


def _draw_paired(
    rows: pd.DataFrame, ticks: pd.DataFrame, measure: Measure, note: str
) -> Draw:
    return lambda: paired_differences(rows, ticks, measure, note)


def _note(study: Study, context: str) -> str:
    place = f" Context: {name_label(context)}." if context else ""
    return f"{about(study)}{place}"


def _chances(study: Study, answers: Answers, context: str) -> pd.DataFrame:
    table = with_settings(study, answers.tables["chances"])
    return table[table["context"] == context]


def _groups(study: Study, context: str) -> dict[str, pd.DataFrame]:
    runs = study.runs[study.runs["context"].fillna("") == context]
    names = alternative_names(study.experiment)
    return {
        names[str(name)]: part for name, part in runs.groupby("alternative", sort=False)
    }


def _paired(
    study: Study, answers: Answers, context: str, measure: Measure
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Paired frame in words, and the differences of all replicates."""
    table = answers.tables["paired"]
    table = table[(table["context"] == context) & (table["outcome"] == measure.outcome)]
    names = point_names(study)
    counts = {
        name: (table[name] * table["pairs"]).round().astype("Int64")
        for name in ("better", "equal", "worse")
    }
    rows = table.assign(
        alternative=table["point"].map(names),
        reference=table["reference"].map(names),
        low=table["difference_low"],
        high=table["difference_high"],
        **counts,
    )
    return rows, _replicates(study, table, measure, names)


def _replicates(
    study: Study, table: pd.DataFrame, measure: Measure, names: dict[int, str]
) -> pd.DataFrame:
    values = study.runs.pivot_table(
        index="replicate", columns="point", values=measure.outcome, dropna=False
    ).astype("float64")
    parts = [
        pd.DataFrame(
            {
                "alternative": names[int(row["point"])],
                "context": row["context"],
                "difference": values[row["point"]] - values[row["reference"]],
            }
        )
        for _, row in table.iterrows()
    ]
    empty = pd.DataFrame(columns=["alternative", "context", "difference"])
    return pd.concat(parts, ignore_index=True) if parts else empty


def _draw_frontier(study: Study, answers: Answers, context: str, note: str) -> Picture:
    """Cost of all sites of an alternative against the chance of one."""
    table = answers.tables["frontier"]
    table = table[table["context"] == context]
    names = table["point"].map(point_names(study))
    long = [
        pd.DataFrame(
            {
                "alternative": names,
                "outcome": measure.outcome,
                "statistic": measure.statistic,
                "value": table[name],
                "low": table[f"{name}_low"],
                "high": table[f"{name}_high"],
            }
        )
        for measure, name in ((MONEY, "cost"), (REACHED, "chance"))
    ]
    best = list(names[table["on_frontier"].astype(bool)])
    return frontier(pd.concat(long), MONEY, REACHED, best, note)


# ---- Grids ----


def _of_grid(study: Study, answers: Answers) -> Iterator[Draw]:
    """Heat map over the first two levers, curves over the first, by context."""
    factors = study.factors
    chances = with_settings(study, answers.tables["chances"])
    others = factors[_FACTORS_WITHOUT_SCALE:]
    rows, told = _in_panels(chances, others)
    note = f"{about(study)}{told}"
    for measure in (REACHED, MONTHS):
        draw = _levels(rows, factors, measure, note)
        yield _named(draw, measure.outcome)
    if len(factors) > 1 and rows[factors[1]].nunique() <= len(LINES):
        lever, by = factors[:2]
        draw = _lines(rows, lever, by, note)
        yield _named(draw, REACHED.outcome)


def _levels(
    rows: pd.DataFrame, factors: tuple[str, ...], measure: Measure, note: str
) -> Draw:
    if len(factors) == 1:
        by = "context" if len(set(rows["context"])) > 1 else ""
        return lambda: curves(rows, factors[0], by, measure, note)
    return lambda: heat_map(rows, (factors[0], factors[1]), measure, note)


def _lines(rows: pd.DataFrame, lever: str, by: str, note: str) -> Draw:
    return lambda: curves(rows, lever, by, REACHED, note)


def _in_panels(
    chances: pd.DataFrame, others: tuple[str, ...]
) -> tuple[pd.DataFrame, str]:
    """Put levels of a third lever into panels, as contexts are; hold the rest still.

    Where there are more panels than fit, the first ones are shown and it is said.
    """
    held = {name: min(chances[name].unique()) for name in others[1:]}
    for name, level in held.items():
        chances = chances[chances[name] == level]
    told = "".join(f" Here {setting_label(n, v)}." for n, v in held.items())
    if others:
        third = chances[others[0]].map(lambda level: setting_label(others[0], level))
        places = chances["context"].where(
            chances["context"] == "", chances["context"] + ", "
        )
        chances = chances.assign(context=places + third)
    panels = list(chances["context"].unique())
    if len(panels) > MOST_PANELS:
        told += f" The first {MOST_PANELS} of {len(panels)} panels."
    return chances[chances["context"].isin(panels[:MOST_PANELS])], told


# ---- One at a time, and sensitivity ----


def _of_single_moves(study: Study, answers: Answers, context: str) -> Iterator[Draw]:
    rows = _chances(study, answers, context)
    base = int(rows["point"].min())
    for measure in (REACHED, MONTHS):
        yield _named(
            _swings(rows, base, measure, _note(study, context)),
            context,
            measure.outcome,
        )


def _swings(rows: pd.DataFrame, base: int, measure: Measure, note: str) -> Draw:
    return lambda: tornado(rows, base, measure, note)


def _of_sensitivity(study: Study, answers: Answers) -> Iterator[Draw]:
    table = answers.tables.get("sensitivity")
    if table is None:
        return
    means = table[(table["of"] == MEAN) & np.isfinite(table["value"])]
    for (response, context), rows in means.groupby(["response", "context"], sort=False):
        place = f" in {name_label(str(context))}" if str(context) else ""
        words = f"{response_words(str(response))}{place}"
        note = about(study)
        for draw in _indices(rows, words, note):
            yield _named(draw, str(context), str(response))


def _indices(rows: pd.DataFrame, words: str, note: str) -> Iterator[Draw]:
    known = set(rows["index"])
    if {"S1", "ST"} <= known:
        yield lambda: sobol_bars(rows, words, note)
    elif {"mu_star", "sigma"} <= known:
        yield lambda: morris_plane(rows, words, note)
    elif known:
        leading = LEADING.get(str(rows["method"].iloc[0]), "")
        index = leading if leading in known else str(rows["index"].iloc[0])
        yield lambda: index_bars(rows, index, words, note)
    if "S2" in known:
        yield lambda: interactions(rows, words, note)
