"""Hypothesis generators of admissible settings, dated changes, scenarios and seeds."""

import math
import string
import unicodedata
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from cisim.configuration.combinations import CONSTRAINTS
from cisim.configuration.documents import BASES
from cisim.configuration.parameters import (
    Parameter,
    Parameters,
    declared,
    group_types,
    replaced,
)
from cisim.configuration.rosters import (
    MEMBER,
    OUTSIDE,
    Cell,
    GivenTie,
    Listed,
    Roster,
    cells,
)
from cisim.configuration.scenarios import Change, Scenario
from cisim.model.preparation import for_laws

NAMES = sorted(declared())
SHARES = [c.names for c in CONSTRAINTS if c.message.endswith("at most 1 (share)")]
GROUPS = {group_type: name for name, group_type in group_types().items()}
CHANGEABLE = [n for n in NAMES if not declared()[n].declaration.initial]

SMALL = {
    "organisations.at_table": (3, 30),
    "organisations.outside": (0, 10),
    "organisations.invited_first": (3, 40),
    "organisations.ties_each": (2, 60),
}
"""Ranges within the admissible ones, for rosters that are simulated in a moment."""

names = st.sampled_from(NAMES)
seeds = st.integers(0, 2**63 - 1)
shares = st.floats(0.0, 1.0, allow_subnormal=False)


def admissible(parameter: Parameter) -> st.SearchStrategy[float]:
    if parameter.is_choice:
        return st.sampled_from([parameter.read(word) for word in parameter.words])
    low, high = parameter.declaration.low, parameter.declaration.high
    if parameter.type is int:
        return st.integers(int(low), int(high))
    return st.floats(low, high, allow_nan=False)


def out_of_range(parameter: Parameter) -> st.SearchStrategy[float | str]:
    if parameter.is_choice:  # also the numbers by which the laws know its members
        return st.text().filter(lambda t: t not in parameter.words) | st.integers(-9, 9)
    low, high = parameter.declaration.low, parameter.declaration.high
    if parameter.type is int:
        return st.integers(max_value=int(low) - 1) | st.integers(int(high) + 1)
    below = st.floats(max_value=low, exclude_max=True, allow_infinity=False)
    return below | st.floats(min_value=high, exclude_min=True, allow_infinity=False)


def small(parameter: Parameter) -> st.SearchStrategy[float]:
    """Admissible values, but that rosters are small; then networks may be sparse."""
    if parameter.name in SMALL:
        return st.integers(*SMALL[parameter.name])
    return admissible(parameter)


@st.composite
def settings(
    draw: st.DrawFn, allowed: list[str] = NAMES, least: int = 0, most: int = 8
) -> dict[str, float]:
    """Admissible settings of small rosters."""
    some = st.lists(
        st.sampled_from(allowed), min_size=least, max_size=most, unique=True
    )
    chosen = draw(some)
    return {name: draw(small(declared()[name])) for name in chosen}


def possible(parameters: Parameters) -> bool:
    return not any(constraint.is_broken(parameters) for constraint in CONSTRAINTS)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    parameters = replaced(Parameters(), draw(settings()))
    months = draw(
        st.lists(st.integers(1, parameters.horizon_months - 1), max_size=3, unique=True)
    )
    changes = tuple(
        Change(month, change)
        for month in months
        if (change := draw(settings(CHANGEABLE, most=3)))
    )
    scenario = Scenario(
        name=draw(st.text(string.ascii_lowercase, min_size=1, max_size=8)),
        title=draw(text),
        note=draw(text),
        parameters=parameters,
        changes=changes,
        basis=draw(st.dictionaries(names, st.sampled_from(BASES), max_size=4)),
    )
    assume(all(possible(p) for p in scenario.parameters_by_month().values()))
    return scenario


def group(group_type: type) -> st.SearchStrategy:
    """Admissible values of one group of parameters, as the laws take it."""
    parameters = [p for p in declared().values() if p.group == GROUPS[group_type]]
    given = st.builds(group_type, **{p.key: admissible(p) for p in parameters})
    return given.map(in_laws)


def in_laws(group: Any) -> Any:
    """The same group as the laws take it: choices as integers, paces as shares."""
    name = GROUPS[type(group)]
    return getattr(for_laws(Parameters()._replace(**{name: group})), name)


def made_possible(given: dict[str, float]) -> dict[str, float]:
    """The same settings, with those drawn in that would break a combination."""
    at = {name: p.default for name, p in declared().items()} | given
    for names_of_shares in SHARES:
        whole = math.fsum(at[name] for name in names_of_shares)
        if whole > 1.0:
            at |= {name: at[name] / whole * (1.0 - 1e-9) for name in names_of_shares}
    months = 12 * int(at["result.horizon_years"])
    return at | {
        "result.target_improvement": min(
            at["result.target_improvement"], at["result.largest_improvement"]
        ),
        "funding.renewal_without_progress": min(
            at["funding.renewal_without_progress"],
            at["funding.renewal_with_progress"],
        ),
        "funding.start_month": min(at["funding.start_month"], months - 1),
        "result.hold_months": min(at["result.hold_months"], months - 1),
    }


@st.composite
def short_scenarios(draw: st.DrawFn, most_years: int = 3) -> Scenario:
    """Scenarios from the whole admissible space, up to a few years long."""
    frame = {
        "result.horizon_years": draw(st.integers(1, most_years)),
        "organisations.ties_each": draw(small(declared()["organisations.ties_each"])),
    }
    least = draw(st.sampled_from((0, 20, 80)))
    given = draw(settings(least=least, most=len(NAMES)))
    parameters = replaced(Parameters(), made_possible(given | frame))
    months = draw(
        st.lists(st.integers(1, parameters.horizon_months - 1), max_size=2, unique=True)
    )
    changes = tuple(
        Change(month, draw(settings(CHANGEABLE, least=1, most=3))) for month in months
    )
    scenario = Scenario(parameters=parameters, changes=changes)
    assume(all(possible(p) for p in scenario.parameters_by_month().values()))
    return scenario


# ---- Own data ----

ORGANISATION_NAMES = (
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=100)
    .map(lambda text: unicodedata.normalize("NFC", text).strip()[:100].strip())
    .filter(lambda text: text and text.isprintable())
)


def held(cell: Cell) -> st.SearchStrategy[Any]:
    return st.sampled_from(cell.words) if cell.words else st.floats(cell.low, cell.high)


@st.composite
def rosters(draw: st.DrawFn, most: int = 8) -> Roster:
    """Sound rosters with blanks and ties, their rows in any order."""
    listed = draw(st.lists(ORGANISATION_NAMES, min_size=3, max_size=most, unique=True))
    organisations = [draw(listed_as(name)) for name in listed]
    members = [one._replace(status=MEMBER) for one in organisations[:3]]
    rows = draw(st.permutations([*members, *organisations[3:]]))
    pairs = [(a, b) for a in listed for b in listed if a != b]
    ends = draw(st.lists(st.sampled_from(pairs), max_size=10, unique=True))
    ties = tuple(GivenTie(*pair, draw(shares)) for pair in ends)
    return Roster(tuple(rows), ties)


@st.composite
def listed_as(draw: st.DrawFn, name: str) -> Listed:
    columns = cells(Listed)
    optional = ("capacity", "power", "grit", "cooperation")
    given = {n: draw(st.none() | held(columns[n])) for n in optional}
    views = draw(st.none() | st.tuples(shares, shares)) or (None, None)
    return Listed(
        name=name,
        sector=draw(held(columns["sector"])),
        status=draw(st.sampled_from((MEMBER, OUTSIDE))),
        view_x=views[0],
        view_y=views[1],
        **given,
    )
