"""The answer of a sensitivity analysis in a sentence: what matters most, and where."""

from typing import Final

import pandas as pd

from cisim.analysis.answers import Answers
from cisim.analysis.sensitivity.enough import LEADING
from cisim.analysis.sensitivity.responses import MEAN
from cisim.configuration.parameters import declared
from cisim.presentation.figures.sensitivity import index_words, limits
from cisim.presentation.labels import name_label, spoken_name
from cisim.presentation.report.study_words import response_words
from cisim.presentation.wording import counted, listed

_LEADERS: Final = 3

_LEADING: Final = {**LEADING, "fast": "ST", "hdmr": "ST"}
"""Index by which a method ranks factors, where it is not its first one."""


def of_factors(answers: Answers) -> str:
    """Say which factors matter most for the first response, context by context."""
    table = answers.tables.get("sensitivity")
    if table is None:
        return "nothing can be said of the factors, see the notes"
    rows = table[table["of"] == MEAN]
    rows = rows[rows["response"] == rows["response"].iloc[0]]
    index = leading(rows)
    singly = rows[(rows["index"] == index) & (rows["other"] == "")]
    known = singly[singly["value"].notna()]
    if known.empty:
        return "the outcome is the same whatever the factors are"
    if len(set(known["context"])) > 1:
        return _in_contexts(known)
    return _in_one(known)


def leading(rows: pd.DataFrame) -> str:
    """Index by which the method of some rows ranks its factors."""
    first = str(rows["index"].iloc[0])
    return _LEADING.get(str(rows["method"].iloc[0]), first)


def _ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows from the largest on, whatever the sign of an effect."""
    return rows.sort_values("value", ascending=False, key=abs, kind="stable")


def _in_one(known: pd.DataFrame) -> str:
    leaders = _ranked(known)[:_LEADERS]
    first, *others = (_quoted(str(name)) for name in leaders["factor"])
    then = f", then {listed(others)}" if others else ""
    numbers = listed([limits(row) for _, row in leaders.iterrows()])
    return (
        f"of {counted(len(known), 'factor')}, {first} matters most for"
        f" {_response(known)}{then}: {_index(known)} {numbers}"
    )


def _in_contexts(known: pd.DataFrame) -> str:
    """Say which factor comes first in each context, once if it is the same in all."""
    firsts = _ranked(known).drop_duplicates("context").set_index("context")
    firsts = firsts.loc[list(known["context"].unique())]
    if len(set(firsts["factor"])) == 1:
        name = _quoted(str(firsts["factor"].iloc[0]))
        places = [
            f"{limits(row)} in “{name_label(str(context))}”"
            for context, row in firsts.iterrows()
        ]
        return (
            f"in all {len(firsts)} contexts {name} matters most for"
            f" {_response(known)}: {_index(known)} {listed(places)}"
        )
    places = [
        f"{_quoted(str(row['factor']))} in “{name_label(str(context))}” {limits(row)}"
        for context, row in firsts.iterrows()
    ]
    return (
        f"what comes first for {_response(known)} is not the same in all contexts:"
        f" {listed(places)} ({_index(known)})"
    )


def _response(rows: pd.DataFrame) -> str:
    return response_words(str(rows["response"].iloc[0]))


def _index(rows: pd.DataFrame) -> str:
    return index_words(str(rows["index"].iloc[0]))


def _quoted(name: str) -> str:
    return f"“{spoken_name(name) if name in declared() else name_label(name)}”"
