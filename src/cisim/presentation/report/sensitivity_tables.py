"""The indices of a sensitivity analysis in words."""

import math
from collections.abc import Iterator, Sequence

import pandas as pd

from cisim.analysis.answers import Answers
from cisim.analysis.sensitivity.enough import LEADING
from cisim.analysis.sensitivity.responses import MEAN
from cisim.presentation.figures.sensitivity import (
    factor_words,
    index_number,
    index_words,
    limits,
)
from cisim.presentation.labels import name_label
from cisim.presentation.report.sections import TableOf
from cisim.presentation.report.study_words import plainly, response_words


def rankings(answers: Answers) -> Iterator[TableOf]:
    """Which factor comes where in each context, a table for each response."""
    table = answers.tables["sensitivity"]
    index = LEADING.get(str(table["method"].iloc[0]), "")
    leading = table[(table["index"] == index) & (table["of"] == MEAN)]
    for response, rows in leading.groupby("response", sort=False):
        contexts = list(dict.fromkeys(rows["context"]))
        if len(contexts) > 1:
            words = f"{response_words(str(response))}, by the {index_words(index)}"
            yield _ranking(rows, contexts, words)


def _ranking(rows: pd.DataFrame, contexts: Sequence[str], words: str) -> TableOf:
    """Places of factors side by side, those that matter most anywhere on top."""
    values = rows.pivot_table(
        index="factor", columns="context", values="value", sort=False, dropna=False
    )
    places = values.rank(ascending=False, method="first")
    order = values.max(axis=1).sort_values(ascending=False).index
    return TableOf(
        f"Where factors stand in each context: {words}, and the place in brackets.",
        ("factor", *(name_label(context) for context in contexts)),
        tuple(
            (
                factor_words(str(factor)),
                *(
                    _placed(values.loc[factor, context], places.loc[factor, context])
                    for context in contexts
                ),
            )
            for factor in order
        ),
    )


def _placed(value: float, place: float) -> str:
    return "–" if math.isnan(value) else f"{index_number(value)} ({place:.0f})"


def indices(answers: Answers) -> Iterator[TableOf]:
    """Sensitivity indices, a table for each response of each context."""
    table = answers.tables["sensitivity"]
    for (context, response, of), rows in table.groupby(
        ["context", "response", "of"], sort=False
    ):
        place = f" in {name_label(str(context))}" if str(context) else ""
        caption = f"{of} of {response_words(str(response))}{place}"
        yield TableOf(
            f"{caption[0].upper()}{caption[1:]}, with 95 % intervals.",
            ("factor", "index", "estimate", "remark"),
            tuple(_index(row) for _, row in rows.iterrows()),
        )


def _index(row: pd.Series) -> tuple[str, ...]:
    other = f" with {factor_words(str(row['other']))}" if row["other"] else ""
    value = "–" if pd.isna(row["value"]) else limits(row)
    return (
        f"{factor_words(str(row['factor']))}{other}",
        row["index"],
        value,
        plainly(str(row["note"])),
    )
