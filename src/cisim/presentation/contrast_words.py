"""A sign in plain words: what is taken from each run, and what is compared."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Final

from cisim.analysis.contrasts import Found
from cisim.configuration.claims import (
    AnyOf,
    ByMonth,
    Order,
    Outcome,
    Sign,
    Statistic,
    Within,
)
from cisim.configuration.outcomes import EXIT_REASONS, MILESTONES, run_columns
from cisim.configuration.parameters import declared
from cisim.configuration.scenarios import Scenario

_MILESTONES: Final = {m.event: m.label.lower() for m in MILESTONES}
_LABELS: Final = {c.name: c.label.lower() for c in run_columns() if c.label}
_STATED: Final = re.compile(r"_(?:year_(?P<year>\d+)|(?P<end>end))$")
_EVENT: Final = re.compile(r"(?P<event>\w+)_(?P<what>months|observed)$")
_DIFFERENCES: Final = [1.0, -1.0, -1.0, 1.0]
"""Weights of a difference in differences."""


# ---- What is taken from a run ----


def statistic_words(statistic: Statistic) -> str:
    """Say what is taken from each run."""
    match statistic:
        case Outcome(columns, per):
            words = weighted({column_words(c): w for c, w in columns.items()})
            return f"{words} per {column_words(per)}" if per else words
        case AnyOf(names):
            return f"share with {' or '.join(map(column_words, names))}"
        case ByMonth(event, month):
            return f"share with {_MILESTONES[event]} by month {month}"
        case Within():
            return _within_words(statistic)
        case Order(earlier, later, lag):
            least = f" at least {lag} months" if lag else ""
            first, then = _MILESTONES[earlier], _MILESTONES[later]
            return f"share with {first}{least} before {then}, where that came"


def column_words(name: str) -> str:
    """Say what a column of the table of runs holds."""
    event = _EVENT.fullmatch(name)
    if event and event["event"] in _MILESTONES:
        months = "months to " if event["what"] == "months" else ""
        return f"{months}{_MILESTONES[event['event']]}"
    if name.removeprefix("left_") in EXIT_REASONS:
        return f"exits by {name.removeprefix('left_').replace('_', ' ')}"
    stated = _STATED.search(name)
    words = _LABELS.get(name, _STATED.sub("", name).replace("_", " "))
    return f"{words}{_when(stated, words)}" if stated else words


def _when(stated: re.Match[str], words: str) -> str:
    """Say the time of a state, where the words about it do not."""
    when = "at the end" if stated["end"] else f"at year {stated['year']}"
    return "" if words.endswith(when) else f" {when}"


def _within_words(statistic: Within) -> str:
    counted = f" of every {statistic.every}" if statistic.every else ""
    months = f"months {statistic.first} to {statistic.end - 1}{counted}"
    return f"share with {_MILESTONES[statistic.event]} in {months}, less those outside"


# ---- What is compared ----


def weighted(weights: Mapping[str, float]) -> str:
    """Write a weighted sum; a difference in differences with its brackets."""
    names = list(weights)
    if list(weights.values()) == _DIFFERENCES:
        a, b, c, d = names
        return f"({a} − {b}) − ({c} − {d})"
    terms = [_term(name, weight) for name, weight in weights.items()]
    return " ".join(terms).removeprefix("+ ")


def _term(name: str, weight: float) -> str:
    size = "" if abs(weight) == 1 else f"{abs(weight):g} × "
    return f"{'−' if weight < 0 else '+'} {size}{name}"


def alternative_words(name: str) -> str:
    """Write the name of an alternative, of another claim with its key."""
    key, dot, own = name.rpartition(".")
    words = own.replace("_", " ")
    return f"{words} of {key}" if dot else words


def compared(sign: Sign) -> str:
    """Say what a sign compares, and of which runs."""
    parts = [
        sign.words,
        statistic_words(sign.statistic),
        weighted({alternative_words(n): w for n, w in sign.weights.items()}),
    ]
    words = ": ".join(part for part in parts if part)
    if not sign.among:
        return words
    chosen = weighted({alternative_words(n): w for n, w in sign.among.weights.items()})
    return f"{words}, where {statistic_words(sign.among.statistic)} ({chosen}) > 0"


def expected_words(sign: Sign) -> str:
    """Say where the mean is expected."""
    if sign.expected == "0":
        near = f" of {sign.reference:g}" if sign.reference else ""
        return f"within {sign.margin:g}{near}"
    return f"{'>' if sign.expected == '+' else '<'} {sign.reference:g}"


def found_words(result: Found) -> str:
    """Write a mean with its standard error, to the digits that the error allows."""
    if math.isnan(result.mean):
        return "no such runs"
    if math.isnan(result.error):
        return f"{result.mean:.3g} (one run)"
    digits = _digits(result.error)
    return f"{result.mean:.{digits}f} ± {result.error:.{digits}f}".replace("-", "−")


def _digits(error: float) -> int:
    return min(4, max(0, 1 - math.floor(math.log10(error)))) if error > 0 else 2


# ---- How scenarios differ ----


def differences(scenario: Scenario, start: Scenario) -> str:
    """Write the settings and dated changes in which a scenario differs from another."""
    before = start.all_settings()
    own = {n: v for n, v in scenario.all_settings().items() if v != before[n]}
    later = [c for c in scenario.changes if c not in start.changes]
    return "; ".join(
        [
            *_settings(own),
            *(
                f"from month {c.at_month}: {', '.join(_settings(c.settings))}"
                for c in later
            ),
        ]
    )


def _settings(settings: Mapping[str, float]) -> Iterable[str]:
    return (
        f"`{name}` {declared()[name].shown(value)}" for name, value in settings.items()
    )
