"""The answer of a study in one sentence, with its interval."""

import math
from typing import Final

import pandas as pd

from cisim.analysis.answers import Answers
from cisim.analysis.levers import averages
from cisim.configuration.experiments import (
    Alternatives,
    Grid,
    OneAtATime,
    Sample,
    Sensitivity,
)
from cisim.experiment.studies import Study
from cisim.presentation.figures.tornado import swings
from cisim.presentation.labels import level_words, name_label, spoken_name
from cisim.presentation.report.factors_answer import of_factors
from cisim.presentation.report.study_words import (
    REACHED,
    alternative_names,
    box_words,
    context_names,
    expected_sites,
    has_sites,
    sentence,
    with_settings,
)
from cisim.presentation.wording import counted

_MOST_CONTEXTS: Final = 2
"""Contexts that one sentence can speak of."""

_MOST_LEVERS: Final = 3

type Ends = tuple[str, pd.Series, pd.Series]


def answer_of(study: Study, answers: Answers) -> str:
    """Say what came out in one sentence; of many contexts, of the first ones."""
    if isinstance(study.experiment.design, Sensitivity):
        return sentence(f"{of_factors(answers)}.")
    names = context_names(study)
    told = [
        f"{f'in “{name_label(name)}”, ' if name else ''}{_in(study, answers, name)}"
        for name in names[:_MOST_CONTEXTS]
    ]
    more = len(names) - len(told)
    rest = f"; {counted(more, 'more context')} below" if more > 0 else ""
    return sentence(f"{'; '.join(told)}{rest}.")


def _in(study: Study, answers: Answers, context: str) -> str:
    match study.experiment.design:
        case Alternatives():
            tell = _of_sites if has_sites(study) else _of_alternatives
            return tell(study, answers, context)
        case Grid():
            return _of_levers(study, context)
        case OneAtATime():
            return _of_single_moves(study, answers, context)
        case Sample() | Sensitivity():
            box = answers.boxes.get(context)
            return box_words(box) if box else "no range can be told, see the notes"


def _here(study: Study, answers: Answers, context: str) -> pd.DataFrame:
    rows = REACHED.of(with_settings(study, answers.tables["chances"]))
    return rows[rows["context"] == context]


# ---- Alternatives ----


def _of_alternatives(study: Study, answers: Answers, context: str) -> str:
    """Hold the alternative with the best chance against the reference."""
    rows = _here(study, answers, context)
    best = rows.iloc[rows["value"].to_numpy().argmax()]
    table = answers.tables["paired"]
    held = (table["context"] == context) & (table["outcome"] == REACHED.outcome)
    mine = table[held]
    if best["point"] not in set(mine["point"]):
        return _of_reference(rows, best)
    pair = mine[mine["point"] == best["point"]].iloc[0]
    reference = rows[rows["point"] == pair["reference"]].iloc[0]
    return (
        f"with “{best['alternative']}”, {REACHED.with_limits(best)} {REACHED.words};"
        f" with “{reference['alternative']}”, {REACHED.with_limits(reference)};"
        f" {_difference(pair)}"
    )


def _of_reference(rows: pd.DataFrame, best: pd.Series) -> str:
    """Say that none beats the reference, and what comes next."""
    said = (
        f"no alternative does better than “{best['alternative']}”, the reference:"
        f" {REACHED.with_limits(best)} {REACHED.words}"
    )
    others = rows[rows["point"] != best["point"]].sort_values(
        "value", ascending=False, kind="stable"
    )
    if others.empty:
        return said
    after = others.iloc[0]
    return f"{said}; next comes “{after['alternative']}”, {REACHED.with_limits(after)}"


def _difference(pair: pd.Series) -> str:
    low, high = (float(pair[f"difference_{end}"]) for end in ("low", "high"))
    value = REACHED.number(float(pair["difference"]))
    if math.isnan(low):
        return f"that is {value} more {REACHED.unit}"
    ends = f"({REACHED.number(low)} to {REACHED.number(high)})"
    if low <= 0 <= high:
        return f"the difference of {value} {ends} cannot be told from chance"
    return f"that is {value} more {REACHED.unit} {ends}"


def _of_sites(study: Study, answers: Answers, context: str) -> str:
    """Say how many of all sites reach the result, the most first."""
    table, names = answers.tables["portfolio"], alternative_names(study.experiment)
    rows = table[table["context"] == context].sort_values(
        "expected_sites", ascending=False, kind="stable"
    )
    told = (
        f"with “{names[str(row['alternative'])]}”, {expected_sites(row, ' of')}"
        for _, row in rows.iterrows()
    )
    return f"of all sites, these reach the shared result on average: {'; '.join(told)}"


# ---- Levers ----


def _of_levers(study: Study, context: str) -> str:
    """Say which lever of a grid moves the result most, averaged over the others."""
    table = averages(study)
    here = table[table["context"] == context]
    found = [
        (str(name), *_ends(rows))
        for name, rows in here.groupby("parameter", sort=False)
    ]
    if len(found) == 1:
        by = f"by “{spoken_name(found[0][0])}”"
        return f"the {REACHED.noun} changes {by} {_way(found[0])}"
    return f"{_most(found)}, averaged over the other levers"


def _ends(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Rows with the least and the greatest mean."""
    values = rows["value"].to_numpy()
    least, most = rows.iloc[values.argmin()], rows.iloc[values.argmax()]
    return least, most


def _of_single_moves(study: Study, answers: Answers, context: str) -> str:
    """Say which lever moves the result most if it alone is moved."""
    rows = _here(study, answers, context)
    middle = rows.iloc[0]
    found = [
        (
            swing.factor,
            swing.least.rename({swing.factor: "level"}),
            swing.most.rename({swing.factor: "level"}),
        )
        for swing in swings(rows, middle)
    ]
    return f"{_most(found)}; where nothing is moved it is {REACHED.with_limits(middle)}"


def _most(found: list[Ends]) -> str:
    """Say from where to where levers move the share with the result, widest first."""
    ordered = sorted(found, key=lambda ends: ends[1]["value"] - ends[2]["value"])[
        :_MOST_LEVERS
    ]
    first, *others = ordered
    words = [
        f"the {REACHED.noun} is moved most by “{spoken_name(first[0])}”: {_way(first)}",
        *(f"“{spoken_name(ends[0])}” {_way(ends)}" for ends in others),
    ]
    return "; ".join(words)


def _way(ends: Ends) -> str:
    name, least, most = ends
    low, high = (
        f"{REACHED.with_limits(row)} at {level_words(name, float(row['level']))}"
        for row in (least, most)
    )
    return f"from {low} to {high}"
