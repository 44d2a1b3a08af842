"""What is seen of runs: outcomes within the horizon, signs on the way, when to stop."""

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from cisim.configuration.experiments.asked import Aim, Condition, Sign, Until
from cisim.configuration.experiments.page import Page
from cisim.configuration.experiments.selectors import Selectable
from cisim.configuration.mistakes import Location, Mistake
from cisim.configuration.parameters import declared

type Entry = Mapping[str, Any]

LEAST_FOR_AN_ERROR: Final = 2
"""Replicates without which a mean has no standard error."""


# ---- Within the horizon ----


def beyond_horizon(
    page: Page, at: Location, month: int, horizon: int
) -> Iterator[Mistake]:
    """Months after the last one of a run, of which nothing can be seen."""
    if month > horizon:
        words = f"must be at most {horizon}, the last month of all runs (months)"
        yield page.mistake(at, words)


def outcome_mistakes(page: Page, at: Location, horizon: int) -> Iterator[Mistake]:
    """Outcomes of a year after the end of all runs, which are always missing."""
    _, in_year, year = page.at(*at).rpartition("_year_")
    if in_year and 12 * int(year) > horizon:
        words = f"lies beyond the horizon of {horizon // 12} years"
        yield page.mistake(at, words)


def seen_mistakes(
    page: Page, selectable: Selectable | None, horizon: int
) -> Iterator[Mistake]:
    """What is wrong with stopping, signs and the aim beyond their form."""
    yield from _until_mistakes(page)
    for location in _outcomes(page):
        yield from outcome_mistakes(page, location, horizon)
    for at, sign in page.rows("sign"):
        for index, condition in enumerate(sign["seen"]):
            where = (*at, "seen", index)
            yield from _condition_mistakes(page, where, condition, horizon)
    if selectable and page.has("aim"):
        yield from _aim_mistakes(page, selectable)


def _outcomes(page: Page) -> Iterator[Location]:
    if page.has("sensitivity", "outcomes"):
        for index in range(len(page.at("sensitivity", "outcomes"))):
            yield "sensitivity", "outcomes", index
    if page.has("until", "outcome"):
        yield "until", "outcome"


# ---- When to stop ----


def _until_mistakes(page: Page) -> Iterator[Mistake]:
    if not (page.has("until") and page.is_sound("replicates")):
        return
    cap = page.content.get("replicates")
    if cap is not None and cap < LEAST_FOR_AN_ERROR:
        words = f"must be at least {LEAST_FOR_AN_ERROR}, as until needs an error"
        yield page.mistake(("replicates",), words)
    elif "looks" in page.at("until"):
        yield from _look_mistakes(page, page.at("until", "looks"), cap)


def _look_mistakes(page: Page, looks: list[int], cap: int | None) -> Iterator[Mistake]:
    if not all(earlier < later for earlier, later in pairwise(looks)):
        yield page.mistake(("until", "looks"), "must increase from look to look")
    elif cap is None:
        yield page.lack(
            ("replicates",), f"is missing; it is the last look, {looks[-1]}"
        )
    elif looks[-1] != cap:
        yield page.mistake(("until", "looks"), f"must end with replicates, {cap}")


def until_of(content: Mapping[str, Any], replicates: int) -> Until | None:
    """Return when to stop adding replicates, if it is not left to their number."""
    if "until" not in content:
        return None
    entry = content["until"]
    looks = tuple(entry.get("looks", default_looks(replicates)))
    return Until(entry["outcome"], float(entry["standard_error"]), looks)


def default_looks(replicates: int) -> list[int]:
    """Looks after an eighth, a quarter, a half and all of the replicates."""
    parts = (math.ceil(replicates / share) for share in (8, 4, 2, 1))
    return sorted({max(LEAST_FOR_AN_ERROR, part) for part in parts})


# ---- Signs ----


def _condition_mistakes(
    page: Page, at: Location, entry: Entry, horizon: int
) -> Iterator[Mistake]:
    match "event" in entry, "outcome" in entry:
        case True, False:
            yield from _event_mistakes(page, at, entry, horizon)
        case False, True:
            yield from _state_mistakes(page, at, entry, horizon)
        case _:
            yield page.lack(at, "needs either event with by_month, or outcome")


def _event_mistakes(
    page: Page, at: Location, entry: Entry, horizon: int
) -> Iterator[Mistake]:
    if "by_month" not in entry:
        yield page.lack((*at, "by_month"), "is missing; event needs it")
    else:
        month = entry["by_month"]
        yield from beyond_horizon(page, (*at, "by_month"), month, horizon)
    for key in ("at_least", "at_most"):
        if key in entry:
            yield page.mistake((*at, key), "does not go with event")


def _state_mistakes(
    page: Page, at: Location, entry: Entry, horizon: int
) -> Iterator[Mistake]:
    yield from outcome_mistakes(page, (*at, "outcome"), horizon)
    for key in ("by_month", "seen"):
        if key in entry:
            yield page.mistake((*at, key), "does not go with outcome")
    if "at_least" not in entry and "at_most" not in entry:
        yield page.lack(at, "outcome needs at_least, at_most or both")
    elif entry.get("at_least", -math.inf) > entry.get("at_most", math.inf):
        yield page.mistake((*at, "at_most"), "must not be below at_least")


def sign_of(entry: Entry) -> Sign:
    """Return the sign of an entry in which nothing is wrong."""
    conditions = tuple(_condition(condition) for condition in entry["seen"])
    return Sign(entry["name"], entry["words"], conditions)


def _condition(entry: Entry) -> Condition:
    return Condition(
        event=entry.get("event", ""),
        by_month=entry.get("by_month", 0),
        seen=entry.get("seen", True),
        outcome=entry.get("outcome", ""),
        low=float(entry.get("at_least", -math.inf)),
        high=float(entry.get("at_most", math.inf)),
    )


# ---- The aim ----


def _aim_mistakes(page: Page, selectable: Selectable) -> Iterator[Mistake]:
    name = page.at("aim", "parameter")
    at = ("aim", "parameter")
    if name not in selectable.levels:
        known = ", ".join(selectable.levels) or "no parameter by levels"
        yield page.mistake(at, f"must be varied; the design varies {known}")
    elif declared()[name].is_choice:
        yield page.mistake(at, "is a choice: none of its words is the smallest")


def aim_of(content: Mapping[str, Any]) -> Aim | None:
    """Return the chance that is wanted, if there is one."""
    if "aim" not in content:
        return None
    return Aim(float(content["aim"]["chance"]), content["aim"]["parameter"])
