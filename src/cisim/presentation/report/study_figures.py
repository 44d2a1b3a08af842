"""The figures of a study, the most telling first, by the kind of its design."""

from collections.abc import Iterator

import pandas as pd

from cisim.analysis.answers import Answers
from cisim.analysis.regrets import design_factors
from cisim.configuration.experiments import (
    Alternatives,
    Grid,
    OneAtATime,
    Sample,
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
from cisim.presentation.figures.picture import Picture
from cisim.presentation.figures.tornado import tornado
from cisim.presentation.labels import setting_label
from cisim.presentation.report.drawn import Draw, named, note_of
from cisim.presentation.report.factor_figures import factor_pictures
from cisim.presentation.report.study_words import (
    MONEY,
    MONTHS,
    REACHED,
    about,
    alternative_names,
    context_names,
    point_names,
    with_settings,
)
from cisim.presentation.style import LINES, drawing

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
        case Sample() | Sensitivity():
            yield from factor_pictures(study, answers)


# ---- Alternatives ----


def _of_alternatives(study: Study, answers: Answers, context: str) -> Iterator[Draw]:
    note = note_of(study, context)
    chances = _chances(study, answers, context)
    groups = _groups(study, context)
    horizon = study.experiment.scenario.parameters.horizon_months
    for measure in (REACHED, MONTHS):
        rows, ticks = _paired(study, answers, context, measure)
        if len(rows):
            draw = _draw_paired(rows, ticks, measure, note)
            yield named(draw, context, measure.outcome)
    if len(groups) <= MOST_PANELS:
        yield named(lambda: results_and_collapses(groups, horizon, note), context)
    if len(groups) <= MOST_ROWS:
        yield named(lambda: months_to_result(groups, horizon, note), context)
        yield named(lambda: _draw_frontier(study, answers, context, note), context)
        yield named(lambda: exits_by_reason(chances, note), context)


def _draw_paired(
    rows: pd.DataFrame, ticks: pd.DataFrame, measure: Measure, note: str
) -> Draw:
    return lambda: paired_differences(rows, ticks, measure, note)


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
    factors = design_factors(study)
    chances = with_settings(study, answers.tables["chances"])
    others = factors[_FACTORS_WITHOUT_SCALE:]
    rows, told = _in_panels(chances, others)
    note = f"{about(study)}{told}"
    for measure in (REACHED, MONTHS):
        draw = _levels(rows, factors, measure, note)
        yield named(draw, measure.outcome)
    if len(factors) > 1 and rows[factors[1]].nunique() <= len(LINES):
        lever, by = factors[:2]
        draw = _lines(rows, lever, by, note)
        yield named(draw, REACHED.outcome)


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


# ---- One at a time ----


def _of_single_moves(study: Study, answers: Answers, context: str) -> Iterator[Draw]:
    rows = _chances(study, answers, context)
    base = int(rows["point"].min())
    for measure in (REACHED, MONTHS):
        yield named(
            _swings(rows, base, measure, note_of(study, context)),
            context,
            measure.outcome,
        )


def _swings(rows: pd.DataFrame, base: int, measure: Measure, note: str) -> Draw:
    return lambda: tornado(rows, base, measure, note)
