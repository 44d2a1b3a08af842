"""The answer of a study in one sentence, with its interval."""

import math
from typing import Final

import pandas as pd

from cisim.analysis.answers import Answers
from cisim.analysis.sensitivity.enough import LEADING
from cisim.analysis.sensitivity.responses import MEAN
from cisim.configuration.experiments import (
    Alternatives,
    Grid,
    OneAtATime,
    Sample,
    Sensitivity,
)
from cisim.experiment.studies import Study
from cisim.presentation.figures.sensitivity import factor_words, limits
from cisim.presentation.labels import name_label
from cisim.presentation.report.study_words import (
    REACHED,
    context_names,
    plainly,
    point_names,
    response_words,
    with_settings,
)
from cisim.presentation.wording import counted, listed

_MOST_CONTEXTS: Final = 2
"""Contexts that one sentence can speak of."""

INDEX_WORDS: Final = {
    "ST": "total share of the variance",
    "mu_star": "mean size of the effect",
}
"""Indices by which factors are ranked, where a name alone says nothing."""

_LEADERS: Final = 3


def answer_of(study: Study, answers: Answers) -> str:
    """Say what came out in one sentence; of many contexts, of the first ones."""
    names = context_names(study)
    most = 1 if isinstance(study.experiment.design, Sensitivity) else _MOST_CONTEXTS
    told = [
        f"{f'in {name_label(name)}, ' if name else ''}{_in(study, answers, name)}"
        for name in names[:most]
    ]
    more = len(names) - len(told)
    rest = f"; {counted(more, 'more context')} below" if more > 0 else ""
    sentence = f"{'; '.join(told)}{rest}."
    return f"{sentence[0].upper()}{sentence[1:]}"


def _in(study: Study, answers: Answers, context: str) -> str:
    match study.experiment.design:
        case Alternatives():
            return _of_alternatives(study, answers, context)
        case Grid() | OneAtATime():
            return _of_levels(study, answers, context)
        case Sensitivity():
            return _of_factors(answers, context)
        case Sample():
            box = answers.boxes.get(context)
            return (
                plainly(box.words)
                if box
                else "nothing can be said of ranges, see the notes"
            )


def _here(study: Study, answers: Answers, context: str) -> pd.DataFrame:
    rows = REACHED.of(with_settings(study, answers.tables["chances"]))
    return rows[rows["context"] == context]


def _of_alternatives(study: Study, answers: Answers, context: str) -> str:
    """Hold the alternative with the best chance against the reference."""
    rows = _here(study, answers, context)
    best = rows.iloc[rows["value"].to_numpy().argmax()]
    table = answers.tables["paired"]
    held = (table["context"] == context) & (table["outcome"] == REACHED.outcome)
    mine = table[held]
    if best["point"] not in set(mine["point"]):
        return (
            f"no alternative does better than “{best['alternative']}”, the reference:"
            f" {REACHED.with_limits(best)} {REACHED.words}"
        )
    pair = mine[mine["point"] == best["point"]].iloc[0]
    reference = rows[rows["point"] == pair["reference"]].iloc[0]
    return (
        f"with “{best['alternative']}”, {REACHED.with_limits(best)} {REACHED.words};"
        f" with “{reference['alternative']}”, {REACHED.with_limits(reference)};"
        f" {_difference(pair)}"
    )


def _difference(pair: pd.Series) -> str:
    low, high = (float(pair[f"difference_{end}"]) for end in ("low", "high"))
    value = REACHED.number(float(pair["difference"]))
    if math.isnan(low):
        return f"that is {value} more {REACHED.unit}"
    ends = f"({REACHED.number(low)} to {REACHED.number(high)})"
    if low <= 0 <= high:
        return f"the difference of {value} {ends} cannot be told from chance"
    return f"that is {value} more {REACHED.unit} {ends}"


def _of_levels(study: Study, answers: Answers, context: str) -> str:
    rows = _here(study, answers, context)
    names = point_names(study)
    values = rows["value"].to_numpy()
    best, worst = rows.iloc[values.argmax()], rows.iloc[values.argmin()]
    return (
        f"of {counted(len(rows), 'point')} the best has {REACHED.with_limits(best)}"
        f" that {REACHED.words} ({names[int(best['point'])]}), the worst"
        f" {REACHED.with_limits(worst)} ({names[int(worst['point'])]})"
    )


def _of_factors(answers: Answers, context: str) -> str:
    table = answers.tables.get("sensitivity")
    if table is None:
        return "nothing can be said of the factors, see the notes"
    rows = table[(table["context"] == context) & (table["of"] == MEAN)]
    rows = rows[rows["response"] == rows["response"].iloc[0]]
    index = LEADING.get(str(rows["method"].iloc[0]), str(rows["index"].iloc[0]))
    known = rows[(rows["index"] == index) & rows["value"].notna()]
    if known.empty:
        return "the outcome is the same whatever the factors are"
    leaders = known.sort_values("value", ascending=False)[:_LEADERS]
    words = [
        f"{factor_words(str(row['factor']))} {limits(row)}"
        for _, row in leaders.iterrows()
    ]
    response = response_words(str(rows["response"].iloc[0]))
    ranked_by = INDEX_WORDS.get(index, index.replace("_", " "))
    return (
        f"of {counted(len(known), 'factor')} these matter most for {response}"
        f" ({ranked_by}): {listed(words)}"
    )
