"""The short table of a run, in words that a funder understands."""

import math
import textwrap
from typing import Any

import pandas as pd
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from cisim.analysis.precision import Estimate
from cisim.analysis.summary import MEAN, MEDIAN, SHARE, convened, estimate
from cisim.configuration.outcomes import MILESTONES, STATED_YEARS
from cisim.experiment.results import Results
from cisim.presentation.wording import (
    CAUTION,
    counted,
    in_brackets,
    mean_with_limits,
    months_with_limits,
    share,
    share_with_limits,
)

RESULT_EVENT = "shared_result"
"""The milestone that comes without an initiative, too."""

NOT_CONVENED = "nobody was convened, so nothing could collapse"
"""Said instead of a share of collapse under isolated impact."""

_WIDTH = 80
_ALIVE_YEARS = STATED_YEARS[1:]


def headline(results: Results, summary: pd.DataFrame) -> str:
    """Say in one sentence how many reached the result and how many collapsed."""
    reached = _known(summary, "shared_result_observed", SHARE)
    words = (
        f"{share_with_words(reached, 'reached the shared result within', results)}"
        f"; {_collapse(results, summary)}"
    )
    return f"{words[0].upper()}{words[1:]}."


def share_with_words(found: Estimate, words: str, results: Results) -> str:
    """Put words and the horizon between a share and its interval."""
    number = share(found)
    limits = share_with_limits(found).removeprefix(number)
    return f"{number} {words} {counted(results.horizon_years, 'year')}{limits}"


def rows(results: Results, summary: pd.DataFrame) -> list[tuple[str, str]]:
    """Label and words of every row of the short table."""
    # Collapse stands in the headline; isolated impact has no milestones but the result.
    told = {m.event for m in MILESTONES} - {"collapse"}
    events = told if convened(results) else {RESULT_EVENT}
    milestones = [
        (milestone.label, _milestone(milestone.event, results, summary))
        for milestone in MILESTONES
        if milestone.event in events
    ]
    return [*milestones, *_alive(summary), *_improved(summary), *_spent(summary)]


def plain(results: Results, summary: pd.DataFrame) -> str:
    """Write the whole report as plain text of at most 80 columns."""
    table = rows(results, summary)
    indent = max(len(label) for label, _ in table) + 2
    parts = [
        _wrapped(_title(results)),
        "",
        _wrapped(headline(results, summary)),
        "",
        *(_wrapped(words, label.ljust(indent), indent) for label, words in table),
        "",
        _wrapped(note(results)),
        _wrapped(CAUTION),
    ]
    return "\n".join(parts)


def show(results: Results, summary: pd.DataFrame, console: Console) -> None:
    """Print the report: a table on a terminal, plain text elsewhere."""
    if not console.is_terminal:
        console.out(plain(results, summary), highlight=False)
        return
    console.print(_title(results), style="bold", markup=False, highlight=False)
    console.print(headline(results, summary), markup=False, highlight=False)
    console.print(_table(results, summary))
    console.print(
        f"{note(results)} {CAUTION}", style="dim", markup=False, highlight=False
    )


def summary_json(results: Results, summary: pd.DataFrame) -> dict[str, Any]:
    """Return the summary as one JSON object; missing numbers are null."""
    return {
        "scenario": results.scenario.name,
        "title": results.scenario.title,
        "replicates": results.replicates,
        "seed": results.seed,
        "horizon_years": results.horizon_years,
        "headline": headline(results, summary),
        "caution": CAUTION,
        "summary": [
            {str(name): _json_value(value) for name, value in row.items()}
            for row in summary.to_dict("records")
        ],
    }


def _json_value(value: str | float) -> str | float | None:
    return None if isinstance(value, float) and math.isnan(value) else value


def _table(results: Results, summary: pd.DataFrame) -> Table:
    table = Table(box=SIMPLE, show_header=False, pad_edge=False)
    for label, words in rows(results, summary):
        table.add_row(label, words)
    return table


def _collapse(results: Results, summary: pd.DataFrame) -> str:
    if not convened(results):
        return NOT_CONVENED
    found = _known(summary, "collapse_observed", SHARE)
    number = share(found)
    return f"{number} had collapsed{share_with_limits(found).removeprefix(number)}"


def _milestone(event: str, results: Results, summary: pd.DataFrame) -> str:
    found = _known(summary, f"{event}_observed", SHARE)
    median = _known(summary, f"{event}_months", MEDIAN)
    if math.isnan(median.value):
        return share_with_words(found, "had it within", results)
    when = months_with_limits(median)
    if results.replicates == 1:
        return f"the run had it by {when}"
    by_the_end = f"{share(found)} by year {results.horizon_years}"
    return f"half of the initiatives had it by {when}, {by_the_end}"


def _alive(summary: pd.DataFrame) -> list[tuple[str, str]]:
    found = (
        (year, estimate(summary, f"alive_year_{year}", SHARE)) for year in _ALIVE_YEARS
    )
    return [
        (f"Alive at year {year}", share_with_limits(known))
        for year, known in found
        if known
    ]


def _improved(summary: pd.DataFrame) -> list[tuple[str, str]]:
    found = estimate(summary, "improvement_end", MEAN)
    if found is None:
        return []
    value, low, high = (100 * number for number in found[:3])
    words = f"{value:.1f} % of the indicator on average"
    limits = "" if math.isnan(low) else in_brackets(f"{low:.1f}", f"{high:.1f}")
    return [("Improvement at the end", f"{words}{limits}")]


def _spent(summary: pd.DataFrame) -> list[tuple[str, str]]:
    money = _known(summary, "grant_money", MEAN)
    time = _known(summary, "partner_years", MEAN)
    return [
        ("Grant money", mean_with_limits(money)),
        ("Partners' time", mean_with_limits(time, " full-time years")),
    ]


def _title(results: Results) -> str:
    return f"{results.scenario.title}: {counted(results.replicates, 'run')}"


def note(results: Results) -> str:
    """Say what the brackets hold, or that a single run has none."""
    if results.replicates == 1:
        return "A single run says nothing about how runs differ: use more."
    return f"In brackets: 95 % intervals over the {results.replicates} runs."


def _known(summary: pd.DataFrame, outcome: str, statistic: str) -> Estimate:
    found = estimate(summary, outcome, statistic)
    return found or Estimate(math.nan, math.nan, math.nan, 0)


def _wrapped(words: str, label: str = "", indent: int = 0) -> str:
    return textwrap.fill(
        words,
        _WIDTH,
        initial_indent=label,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
