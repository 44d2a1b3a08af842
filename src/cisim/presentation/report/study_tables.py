"""The tables of a study in words."""

import math

import pandas as pd

from cisim.analysis.answers import Answers
from cisim.analysis.levers import averages
from cisim.experiment.studies import Study
from cisim.presentation.figures.measures import Measure
from cisim.presentation.labels import (
    level_label,
    level_words,
    name_label,
    parameter_label,
    parameter_name,
)
from cisim.presentation.report.sections import TableOf
from cisim.presentation.report.study_words import (
    COLLAPSED,
    MONEY,
    MONTHS,
    REACHED,
    expected_sites,
    has_sites,
    measure_of,
    point_names,
    with_settings,
)
from cisim.presentation.wording import in_brackets

SHOWN = (REACHED, COLLAPSED, MONTHS, MONEY)
"""What is told of every point."""


def _cell(measure: Measure, row: pd.Series, name: str = "value") -> str:
    """Estimate of a row with its interval, without its unit."""
    value = float(row[name])
    ends = ("low", "high") if name == "value" else (f"{name}_low", f"{name}_high")
    low, high = (float(row[end]) for end in ends)
    if math.isnan(value):
        return "–"
    known = "" if math.isnan(low) else in_brackets(*map(measure.number, (low, high)))
    return measure.number(value) + known


def _place(context: object) -> tuple[str, ...]:
    return (name_label(str(context)),) if context else ()


def _headings(table: pd.DataFrame, *more: str) -> tuple[str, ...]:
    contexts = ("context",) if (table["context"] != "").any() else ()
    is_named = (table["alternative"] != "").any()
    return ("alternative" if is_named else "settings", *contexts, *more)


def numbers(study: Study, answers: Answers) -> TableOf:
    """What happened at every point: chance, collapse, time and money."""
    table = with_settings(study, answers.tables["chances"])
    points = table.drop_duplicates("point")
    found = {
        measure: measure.of(table).set_index("point").to_dict("index")
        for measure in SHOWN
    }
    rows = [
        (
            str(row["alternative"]),
            *_place(row["context"]),
            *(_known(measure, found[measure], row["point"]) for measure in SHOWN),
        )
        for _, row in points.iterrows()
    ]
    axes = (measure.axis for measure in SHOWN)
    headings = _headings(answers.tables["chances"], *axes)
    each = ", of one site each" if has_sites(study) else ""
    caption = f"Means over replicates{each}, with 95 % intervals."
    return TableOf(caption, headings, tuple(rows))


def _known(measure: Measure, found: dict, point: int) -> str:  # type: ignore[type-arg]
    return _cell(measure, pd.Series(found[point])) if point in found else "–"


def differences(study: Study, answers: Answers) -> TableOf:
    """What every point changes against the reference, outcome by outcome."""
    table, names = answers.tables["paired"], point_names(study)
    rows = []
    for _, row in table.iterrows():
        measure = measure_of(str(row["outcome"]))
        contest = (row[name] * row["pairs"] for name in ("better", "equal", "worse"))
        rows.append(
            (
                names[int(row["point"])],
                *_place(row["context"]),
                measure.axis,
                _cell(measure, row, "difference"),
                " / ".join("–" if pd.isna(n) else f"{n:.0f}" for n in contest),
            )
        )
    reference = listed_references(table, names)
    caption = (
        f"Differences to “{reference}” within replicates, which share place and luck."
    )
    headings = ("outcome", "difference", "better / same / worse (replicates)")
    return TableOf(caption, _headings(table, *headings), tuple(rows))


def listed_references(table: pd.DataFrame, names: dict[int, str]) -> str:
    """Name the reference, once where all contexts have the same."""
    found = dict.fromkeys(names[int(point)] for point in table["reference"])
    return "” or “".join(found) or "the reference"


def regrets(study: Study, answers: Answers) -> TableOf:
    """How far each point falls behind the best of its context."""
    table, names = answers.tables["regret"], point_names(study)
    rows = tuple(
        (
            names[int(row["point"])],
            *_place(row["context"]),
            _cell(REACHED, row, "regret"),
            REACHED.number(float(row["max_regret"])),
            "yes" if row["is_minimax"] else "no",
        )
        for _, row in table.iterrows()
    )
    headings = ("regret (in 100)", "in its worst context", "safest")
    return TableOf(
        "Regret: by how much the chance falls behind that of the best in the same"
        " context. The safest has the least regret in its worst context.",
        _headings(table, *headings),
        rows,
    )


def portfolios(study: Study, answers: Answers) -> TableOf:
    """What alternatives bring at all their sites together."""
    table, names = answers.tables["portfolio"], point_names(study)
    rows = tuple(
        (
            names[int(row["point"])],
            *_place(row["context"]),
            f"{row['sites']}",
            expected_sites(row),
            _cell(REACHED, row, "at_least_one"),
            _cell(MONEY, row, "money"),
        )
        for _, row in table.iterrows()
    )
    headings = ("sites", "sites with a result", "at least one (in 100)", "grant money")
    return TableOf(
        "All sites together; each is a place with its own luck.",
        _headings(table, *headings),
        rows,
    )


def lever_averages(study: Study) -> TableOf:
    """What each lever does on average over the others."""
    table = averages(study)
    rows = tuple(
        (
            parameter_name(str(row["parameter"])),
            *_place(row["context"]),
            level_words(str(row["parameter"]), float(row["level"])),
            _cell(REACHED, row),
        )
        for _, row in table.iterrows()
    )
    contexts = ("context",) if (table["context"] != "").any() else ()
    return TableOf(
        "Each lever by itself, averaged over the levels of all others.",
        ("lever", *contexts, "level", REACHED.axis),
        rows,
    )


def levels(answers: Answers) -> TableOf:
    """Least level of a lever that reaches a chance."""
    table = answers.tables["levels"]
    has_dips = bool(table["dips"].any())
    rows = tuple(_level(row, has_dips=has_dips) for _, row in table.iterrows())
    label = parameter_label(str(table["parameter"].iloc[0]))
    return TableOf(
        f"Least level of {label} that reaches a chance of the shared result, and the"
        " least that reaches it surely: with the lower limit of the interval. A chance"
        " is the mean over the levels of all else that was varied.",
        (
            "chance (in 100)",
            *(("context",) if (table["context"] != "").any() else ()),
            "least level",
            "surely",
            *(("remark",) if table["dips"].any() else ()),
        ),
        rows,
    )


def _level(row: pd.Series, *, has_dips: bool) -> tuple[str, ...]:
    name = str(row["parameter"])
    found = [
        "not reached" if math.isnan(row[level]) else level_label(name, row[level])
        for level in ("level", "sure_level")
    ]
    remark = "a higher level falls below it again" if row["dips"] else ""
    return (
        f"{100 * row['chance']:.0f}",
        *_place(row["context"]),
        *found,
        *((remark,) if has_dips else ()),
    )


def signs(study: Study, answers: Answers) -> TableOf:
    """What becomes of the runs that show signs seen so far."""
    words = {sign.name: sign.words for sign in study.experiment.signs}
    table, names = answers.tables["signs"], point_names(study)
    rows = tuple(
        (
            words.get(str(row["sign"]), str(row["sign"])),
            names[int(row["point"])],
            *_place(row["context"]),
            _cell(REACHED, row, "share"),
            _cell(REACHED, row, "chance"),
            _cell(REACHED, row, "difference"),
        )
        for _, row in table.iterrows()
    )
    measured = ("show them (in 100)", "then reach the result (in 100)", "difference")
    return TableOf(
        "Among the runs that show the signs: how many reach the shared result, and how"
        " many more than with the reference.",
        ("signs", *_headings(table, *measured)),
        rows,
    )
