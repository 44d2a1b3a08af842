"""What an experiment expects: which keys belong together, and which points."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

from cisim.configuration.experiments.asked import Expectation
from cisim.configuration.experiments.page import Page
from cisim.configuration.experiments.seen import beyond_horizon, outcome_mistakes
from cisim.configuration.experiments.selectors import Selectable
from cisim.configuration.mistakes import Location, Mistake, shown
from cisim.configuration.outcomes import run_columns
from cisim.configuration.parameters import declared
from cisim.configuration.wording import one_of

type Entry = Mapping[str, Any]


class _Needs(NamedTuple):
    """Keys that must and that may stand beside words and kind."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


_BOUNDS: Final = ("at_least", "at_most")

_OF_KIND: Final[Mapping[str, _Needs]] = {
    "difference": _Needs(("contrast",), _BOUNDS),
    "difference_in_differences": _Needs(("contrast",), _BOUNDS),
    "range": _Needs(("contrast",), _BOUNDS),
    "equivalence": _Needs(("contrast", "margin")),
    "order": _Needs(("contrast",), ("best", *_BOUNDS)),
    "optimum": _Needs(("parameter",), ("contrast", "best", *_BOUNDS)),
    "hazard_ratio": _Needs(("contrast", "event", "window"), _BOUNDS),
    "best_of": _Needs(("contrast", "best"), _BOUNDS),
}

_OF_STATISTIC: Final[Mapping[str, _Needs]] = {
    "mean": _Needs(("outcome",)),
    "share": _Needs(("outcome",)),
    "median": _Needs(("outcome",)),
    "by_month": _Needs(("event", "month")),
    "in_order": _Needs(("event", "later"), ("lag",)),
}

WITHOUT_STATISTIC: Final = "hazard_ratio"
"""The kind that looks at events alone."""

EXTREMES: Final = ("lowest", "highest")
"""Which value is the best, where an expectation says so itself."""

_SHARES: Final = ("order", "best_of")
"""Kinds whose effect is a share of replicates."""

_SHARE_STATISTICS: Final = ("share", "by_month", "in_order")

_TRUTHS: Final = frozenset(c.name for c in run_columns() if c.type == "truth")

_WITHOUT_SHARES: Final = ("optimum", WITHOUT_STATISTIC)
"""Kinds whose effect is no share whatever is looked at."""

_LEAST: Final = {"difference": 2, "difference_in_differences": 3, "equivalence": 2}
"""Names that a contrast of this kind weighs at least; its weights come to nothing."""


def expectation_mistakes(
    page: Page, selectable: Selectable | None, horizon: int
) -> Iterator[Mistake]:
    """What is wrong with expectations beyond their form.

    Points are looked for where the design is in order (``selectable``); ``horizon``
    is in months.
    """
    for at, entry in page.rows("expect"):
        yield from _key_mistakes(page, at, entry)
        yield from _bound_mistakes(page, at, entry)
        yield from _time_mistakes(page, at, entry, horizon)
        yield from _outcome_mistakes(page, at, entry, horizon)
        if "contrast" in entry:
            yield from _contrast_mistakes(page, at, entry)
            yield from _name_mistakes(page, at, entry, selectable)
        yield from _best_mistakes(page, at, entry)
        if selectable and "parameter" in entry:
            yield from _parameter_mistakes(page, at, entry, selectable)


# ---- Keys that belong together ----


def _statistic(entry: Entry) -> str:
    statistic: str = entry.get("statistic", "mean")
    return statistic


def _key_mistakes(page: Page, at: Location, entry: Entry) -> Iterator[Mistake]:
    kind = entry["kind"]
    of_kind = _OF_KIND[kind]
    of_statistic, title = _Needs(()), kind
    if kind != WITHOUT_STATISTIC:
        of_statistic = _OF_STATISTIC[_statistic(entry)]
        title = f"{kind} with statistic {_statistic(entry)}"
    for key in (*of_kind.required, *of_statistic.required):
        if key not in entry:
            yield page.lack((*at, key), f"is missing; {title} needs it")
    known = {"words", "kind", *of_kind.required, *of_kind.optional}
    known |= {*of_statistic.required, *of_statistic.optional}
    known |= set() if kind == WITHOUT_STATISTIC else {"statistic"}
    for key in entry:
        if key not in known:
            yield page.mistake((*at, key), f"does not belong to {title}")


def _bound_mistakes(page: Page, at: Location, entry: Entry) -> Iterator[Mistake]:
    kind = entry["kind"]
    given = [key for key in _BOUNDS if key in entry]
    if not given and kind != "equivalence":
        yield page.lack(at, "at_least or at_most is missing: what is expected?")
    if len(given) == len(_BOUNDS) and entry["at_least"] > entry["at_most"]:
        words = f"must be at least {shown(entry['at_least'])}, which is at_least"
        yield page.mistake((*at, "at_most"), words)
    for key in given:
        low, high = _possible(entry)
        if not low <= entry[key] <= high:
            words = f"must be between {low:g} and {high:g} (share)"
            yield page.mistake((*at, key), words)
        if kind == "hazard_ratio" and entry[key] < 0:
            yield page.mistake((*at, key), "must be at least 0 (ratio)")


def _possible(entry: Entry) -> tuple[float, float]:
    """Least and largest effect that there can be: shares lie between 0 and 1."""
    if entry["kind"] in _SHARES:
        return 0.0, 1.0
    is_share = _statistic(entry) in _SHARE_STATISTICS or entry.get("outcome") in _TRUTHS
    if entry["kind"] in _WITHOUT_SHARES or not is_share:
        return -math.inf, math.inf
    weights = list(entry.get("contrast", {}).values())
    return sum(min(w, 0.0) for w in weights), sum(max(w, 0.0) for w in weights)


def _time_mistakes(
    page: Page, at: Location, entry: Entry, horizon: int
) -> Iterator[Mistake]:
    for key in ("month", "lag"):
        if key in entry:
            yield from beyond_horizon(page, (*at, key), entry[key], horizon)
    if entry.get("event") == entry.get("later", ""):
        yield page.mistake((*at, "later"), "must be another milestone than event")
    window = entry.get("window", [0, 1])
    if len(window) != len((0, 1)) or window[0] >= window[-1]:
        words = "must be two months, the first before the last, such as [12, 36]"
        yield page.mistake((*at, "window"), words)
    elif "window" in entry:
        yield from beyond_horizon(page, (*at, "window"), window[1], horizon)


def _outcome_mistakes(
    page: Page, at: Location, entry: Entry, horizon: int
) -> Iterator[Mistake]:
    if "outcome" in entry:
        is_truth = entry["outcome"] in _TRUTHS
        location = (*at, "outcome")
        if _statistic(entry) == "share" and not is_truth:
            yield page.mistake(location, "is no truth, so it has no share; take mean")
        if _statistic(entry) == "median" and is_truth:
            yield page.mistake(location, "is a truth, so it has no median; take share")
        yield from outcome_mistakes(page, location, horizon)


# ---- Contrasts ----


def _contrast_mistakes(page: Page, at: Location, entry: Entry) -> Iterator[Mistake]:
    location = (*at, "contrast")
    weights = [float(weight) for weight in entry["contrast"].values()]
    if not weights:
        yield page.lack(location, "names nothing: at least one weight is needed")
    elif words := _WRONG_WEIGHTS[entry["kind"]](weights, entry["kind"]):
        yield page.lack(location, f"{entry['kind']} {words}")
    if not all(weights):
        yield page.lack(location, "a weight of 0 says nothing; leave it out")


def _not_balanced(weights: Sequence[float], kind: str) -> str:
    if len(weights) < _LEAST[kind]:
        return f"needs at least {_LEAST[kind]} names, with weights that come to 0"
    total = math.fsum(weights)
    if abs(total) > 1e-9 * max(map(abs, weights)):
        return f"needs weights that come to 0; these come to {total:.10g}"
    return ""


def _not_one(weights: Sequence[float], _: str) -> str:
    return "" if list(weights) == [1.0] else "needs one name with weight 1"


def _not_falling(weights: Sequence[float], _: str) -> str:
    is_falling = all(higher > lower for higher, lower in pairwise(weights))
    words = "needs at least 2 names, the best first, with falling weights"
    return "" if len(weights) > 1 and is_falling else words


def _not_a_ratio(weights: Sequence[float], _: str) -> str:
    words = "needs two names, as in { a = 1, b = -1 } for a over b"
    return "" if sorted(weights) == [-1.0, 1.0] else words


def _not_alike(weights: Sequence[float], _: str) -> str:
    is_right = set(weights) == {1.0} and len(weights) > 1
    return "" if is_right else "needs at least 2 names, each with weight 1"


_WRONG_WEIGHTS: Final[Mapping[str, Callable[[Sequence[float], str], str]]] = {
    "difference": _not_balanced,
    "difference_in_differences": _not_balanced,
    "range": _not_one,
    "equivalence": _not_balanced,
    "order": _not_falling,
    "optimum": lambda *_: "",
    "hazard_ratio": _not_a_ratio,
    "best_of": _not_alike,
}
"""What is wrong with the weights of each kind, if anything."""


# ---- Points ----


def _name_mistakes(
    page: Page, at: Location, entry: Entry, selectable: Selectable | None
) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    for name in entry["contrast"] if selectable else ():
        location = (*at, "contrast", name)
        if words := selectable.wrong(name) if selectable else "":
            yield page.mistake(location, words)
        elif selectable:
            first = seen.setdefault(selectable.canonical(name), name)
            if first != name:
                yield page.mistake(location, f"names the same points as {shown(first)}")


def _best_mistakes(page: Page, at: Location, entry: Entry) -> Iterator[Mistake]:
    best = entry.get("best")
    is_of_names = entry["kind"] == "best_of"
    known = entry.get("contrast", {}) if is_of_names else EXTREMES
    if best is not None and best not in known:
        yield page.mistake((*at, "best"), one_of(list(known), best))


def _parameter_mistakes(
    page: Page, at: Location, entry: Entry, selectable: Selectable
) -> Iterator[Mistake]:
    if entry["parameter"] not in selectable.levels:
        known = ", ".join(selectable.levels) or "no parameter"
        words = f"has no levels; the design varies {known}"
        yield page.mistake((*at, "parameter"), words)
    elif declared()[entry["parameter"]].is_choice:
        words = "is a choice: its words have no order, so no interval holds the best"
        yield page.mistake((*at, "parameter"), words)


# ---- What is expected ----


def expectation_of(entry: Entry, selectable: Selectable) -> Expectation:
    """Return the expectation of an entry in which nothing is wrong."""
    margin = entry.get("margin", math.inf)
    first, last = entry.get("window", (0, 0))
    best = entry.get("best", "")
    return Expectation(
        words=entry["words"],
        kind=entry["kind"],
        statistic=_statistic(entry),
        contrast={
            selectable.canonical(name): float(weight)
            for name, weight in entry.get("contrast", {}).items()
        },
        outcome=entry.get("outcome", ""),
        low=float(entry.get("at_least", -margin)),
        high=float(entry.get("at_most", margin)),
        event=entry.get("event", ""),
        later=entry.get("later", ""),
        month=entry.get("month", 0),
        lag=entry.get("lag", 0),
        window=(first, last),
        parameter=entry.get("parameter", ""),
        best=selectable.canonical(best) if entry["kind"] == "best_of" else best,
    )
