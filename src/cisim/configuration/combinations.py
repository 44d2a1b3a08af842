"""Combinations of settings that cannot be, and changes that fit no run."""

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple, Protocol

from cisim.configuration.mistakes import Mistake, shown
from cisim.configuration.parameters import (
    Parameters,
    declared,
    replaced,
    value_of,
)
from cisim.configuration.rosters import Roster


class Constraint(NamedTuple):
    """What several parameters must fulfil together.

    ``holds`` is asked with the values in the order of ``names``; ``message`` says
    what is allowed.
    """

    names: tuple[str, ...]
    holds: Callable[..., bool]
    message: str

    def is_broken(self, parameters: Parameters) -> bool:
        """Tell whether these parameters do not go together."""
        return not self.holds(*(value_of(parameters, name) for name in self.names))

    def told(self, parameters: Parameters) -> str:
        """Return the settings concerned with what is allowed."""
        values = (f"{n} = {_shown(parameters, n)}" for n in self.names)
        return f"{', '.join(values)}: {self.message}"


def _shown(parameters: Parameters, name: str) -> str:
    parameter = declared()[name]
    text = parameter.shown(value_of(parameters, name))
    return shown(text) if parameter.is_choice else text


def _at_most_all(*shares: float) -> bool:
    return math.fsum(shares) <= 1  # decimal shares of 1 come to 1 without rounding


CONSTRAINTS: Final = (
    Constraint(
        (
            "organisations.government_share",
            "organisations.nonprofit_share",
            "organisations.business_share",
            "organisations.philanthropy_share",
            "organisations.academia_share",
        ),
        _at_most_all,
        "together must be at most 1 (share)",
    ),
    Constraint(
        ("organisations.conditional_share", "organisations.free_riding_share"),
        _at_most_all,
        "together must be at most 1 (share)",
    ),
    Constraint(
        ("result.target_improvement", "result.largest_improvement"),
        lambda target, largest: target <= largest,
        "the target must be within reach, at most the largest improvement"
        " (share of the indicator)",
    ),
    Constraint(
        ("funding.renewal_without_progress", "funding.renewal_with_progress"),
        lambda without, with_progress: without <= with_progress,
        "renewal without progress must not be likelier than with progress"
        " (probability)",
    ),
    Constraint(
        ("funding.start_month", "result.horizon_years"),
        lambda start, years: start < 12 * years,
        "the grants must begin before the horizon (12 months a year)",
    ),
    Constraint(
        ("result.hold_months", "result.horizon_years"),
        lambda hold, years: hold < 12 * years,
        "the months to hold must be fewer than those of the horizon (12 months a year)",
    ),
)
"""Every combination that is looked at, for the start and after each change."""


class Dated(Protocol):
    """Settings that take effect at the beginning of a month."""

    @property
    def at_month(self) -> int:
        """Month in which they take effect."""

    @property
    def settings(self) -> Mapping[str, float]:
        """Values by dotted name."""


class DatedSettings(NamedTuple):
    """A change with the words by which it is told: its place, or its month."""

    label: str
    at_month: int
    settings: Mapping[str, float]


def broken_constraints(
    parameters: Parameters, touched: Collection[str]
) -> Iterator[Constraint]:
    """Constraints that do not hold and that one of the touched settings is part of."""
    for constraint in CONSTRAINTS:
        concerned = not set(constraint.names).isdisjoint(touched)
        if concerned and constraint.is_broken(parameters):
            yield constraint


def roster_mistakes(
    parameters: Parameters,
    settings: Mapping[str, float],
    roster: Roster | None,
    where: str,
) -> Iterator[Mistake]:
    """Settings that say something else than the roster, or do not go with its ties."""
    for name, number in roster.settings.items() if roster else ():
        if settings.get(name, number) != number:
            words = f"follows from the roster, which has {number}; leave it out"
            group, _, key = name.partition(".")
            given = f"{where} › {name} = {shown(settings[name])}"
            yield Mistake((group, key), f"{given}: {words}")
    if roster and roster.ties:
        yield from _unknown_partners(parameters, len(roster.organisations) - 1, where)


def _unknown_partners(
    parameters: Parameters, others: int, where: str
) -> Iterator[Mistake]:
    """Fewer ties each than there are others: which ties there are is then drawn."""
    known = parameters.organisations.ties_each
    if known < others:
        given = f"{where} › organisations.ties_each = {known}"
        words = f"must be at least {others} (ties), as ties of the roster are given"
        yield Mistake(("organisations", "ties_each"), f"{given}: {words}")


def change_mistakes(
    parameters: Parameters, changes: Sequence[DatedSettings]
) -> Iterator[tuple[int, str]]:
    """Positions of changes that cannot be made, each with the words about it."""
    for position, change in enumerate(changes):
        if not 1 <= change.at_month < parameters.horizon_months:
            yield position, _outside_horizon(change, parameters.horizon_months)
    yield from _broken_later(parameters, changes)


def _outside_horizon(change: DatedSettings, horizon: int) -> str:
    given = f"{change.label} › at_month = {shown(change.at_month)}"
    return f"{given}: must be between 1 and {horizon - 1}, within the horizon (months)"


def _broken_later(
    parameters: Parameters, changes: Sequence[DatedSettings]
) -> Iterator[tuple[int, str]]:
    def month(position: int) -> int:
        return changes[position].at_month

    within = (i for i in range(len(changes)) if month(i) < parameters.horizon_months)
    for _, together in groupby(sorted(within, key=month), key=month):
        positions = list(together)
        for position in positions:
            parameters = replaced(parameters, changes[position].settings)
        touched = {name for i in positions for name in changes[i].settings}
        for constraint in broken_constraints(parameters, touched):
            label = changes[positions[-1]].label
            yield positions[-1], f"{label} › {constraint.told(parameters)}"
