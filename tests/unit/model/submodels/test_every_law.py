"""What is promised of every law: range, purity, and that compiling changes nothing."""

import importlib
import inspect
import math
import pkgutil
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import group_types
from cisim.model import elementary, submodels
from cisim.model.elementary import WIDEST_DISTANCE
from tests.strategies import group, shares

ROUNDING = 1e-12
"""How far the last bits may carry a share beyond its range."""


def numbers(low, high):
    return st.floats(low, high, allow_subnormal=False)


distances = numbers(0.0, WIDEST_DISTANCE)
people = st.integers(0, 100)
few = st.integers(0, 20)

DOMAINS = {
    "attends": st.sampled_from((0.0, 1.0)),
    "adopted": st.sampled_from((0.0, 1.0)),
    "distance": distances,
    "mean_distance": distances,
    "distance_squared": numbers(0.0, 2.0),
    "closing": numbers(0.0, 1e4),
    "exponent": st.integers(0, 4),
    "weights": numbers(0.0, 100.0),
    "pulls": st.tuples(shares, shares, shares, shares),
    "goals": st.tuples(shares, shares, shares, shares),
    "staff": numbers(0.0, 1000.0),
    "wanted": numbers(0.0, 1000.0),
    "members": people,
    "groups": st.integers(1, 20),
    "burden": numbers(1.0, 3.0),
    "hosted": st.booleans(),
    "month": st.integers(0, 600),
    "advantage": numbers(0.0, 6.0),
    "due": numbers(0.0, 52.0 / 12.0),
    "absence": numbers(0.0, 5.0),
    "elapsed": st.integers(-600, 600),
    "money": numbers(0.0, 2e6),
    "pilots": few,
    "ceded": numbers(0.0, 2.0),
    "push": numbers(0.0, 2.0),
    "same_group": st.booleans(),
    "both_steer": st.booleans(),
    "steers": st.booleans(),
    "at_table": st.integers(3, 10_000),
    "invited_first": st.integers(3, 10_000),
    "staging_months": st.integers(0, 120),
    "same_sector": numbers(1.0 / 6.0, 1.0),
    "celebration": numbers(0.0, 2.0),
    "past": numbers(0.0, 2.0),
    "load": numbers(0.0, 20.0),
    "power": numbers(1e-3, 1e3),
    "mean_power": numbers(1e-3, 1e3),
    "relative_say": numbers(0.0, 1e3),
    "meetings": numbers(0.0, 52.0 / 12.0),
    "cooperation": st.sampled_from((0, 1, 2)),
    "ready": numbers(-10.0, 70.0),
    "years": numbers(0.0, 30.0),
    "failures": few,
    "grants": numbers(0.0, 5e6 / 12.0),
    "joint_effort": numbers(0.0, 5e3),
    "growth": numbers(0.0, 1e6),
    "leader_left": st.booleans(),
    "in_conflict": st.booleans(),
    "holds": st.booleans(),
    "months_since_activity": st.integers(0, 600),
    "active_members": people,
    "months": st.integers(0, 600),
    "tenure": st.integers(0, 600),
    "horizon": numbers(6.0, 360.0),
    "shortfall": numbers(-3.0, 3.0),
    "progress": numbers(0.0, 3.0),
    "practice": numbers(0.0, 4.0),
    "proved": numbers(0.0, 5e3),
    "running": few,
    "systems_work": numbers(0.0, 5e3),
    "conditions": st.tuples(shares, shares, shares, shares, shares),
    "difficulty": numbers(1e-6, 1e6),
    "work": numbers(0.0, 1e3),
    "delay_months": numbers(1.0, 60.0),
    "ground": numbers(-1.0, 3.0),
    "ceiling": numbers(0.05, 1.0),
    "hurt": numbers(0.0, 1.0),
    "hazards": st.tuples(shares, shares, shares, shares, shares),
    "shares": st.tuples(shares, shares, shares),
}
"""Admissible values of a law's arguments by name; all others are shares."""

OTHER_DOMAINS = {
    ("quick_wins.next_memory", "wins"): few,
    ("quick_wins.unlifted", "wins"): few,
    ("funding.next_confidence", "wins"): few,
    ("effort.next_effort", "wanted"): shares,
    ("funding.staff_wanted", "capacity"): numbers(0.0, 5e3),
    ("funding.start_month", "place"): st.integers(0, 5),
    ("membership.invitation_month", "place"): st.integers(0, 2),
    ("backbone.after_hosts_election", "value"): shares,
    ("people.strengthened", "support"): shares,
}
"""Arguments that mean something else than their name does elsewhere."""

RANGES = {
    "agendas.closing_rate": (0.0, 1e4),
    "backbone.next_staff": (0.0, 1000.0),
    "activities.complementary": (0.0, 7.0),
    "backbone.workload": (0.0, 444.0),
    "common_agenda.say": (0.0, 1e6 + 1.0),
    "common_agenda.expected_say": (1.0, 1e3),
    "convening.meetings_due": (0.0, 52.0 / 12.0),
    "convening.meetings_held": (0.0, 52.0 / 12.0),
    "effort.readiness": (-10.0, 90.0),
    "effort.time_given": (0.0, 100.0),
    "funding.monthly_grant": (0.0, 5e6 / 12.0),
    "funding.tranche": (0.0, 2.0),
    "funding.start_month": (1, 240 + 5 * 60),
    "funding.co_funding": (0.0, 5e6 / 6.0),
    "funding.wage": (2e4 * math.exp(-2.0), 4e5 * math.exp(2.0)),
    "funding.posts_of_members": (0.0, 12 * 2e6 / 2e4),
    "funding.grant_months": (0, 360),
    "funding.staff_wanted": (0.0, 12 * 2e6 / 2e4 * math.exp(2.0) + 1e4),
    "governance.groups": (1, 20),
    "governance.steering_seats": (0, 40),
    "measurement.vocabulary_growth": (0.0, 2.0),
    "measurement.access_growth": (0.0, 4.0),
    "measurement.measurement_growth": (0.0, 5.0),
    "membership.exit_cause": (-1, 4),
    "membership.exit_hazards": (0.0, 2.0),
    "membership.invitation_month": (0, 120),
    "membership.total_hazard": (0.0, 5.0),
    "membership.lasted": (0, 601),
    "morale.expectation": (0.0, 3.0),
    "morale.perceived_progress": (0.0, 3.0),
    "morale.practice": (0.0, 4.0),
    "morale.horizon_in_hindsight": (6.0, 3000.0),
    "people.celebration": (0.0, 2.0),
    "people.process_burden": (1.0, 3.0),
    "quick_wins.pilots_tried": (0, 2),
    "quick_wins.pilot_work": (0.0, 5e3),
    "story.next_believed_horizon": (6.0, 360.0),
    "system.growth_rate": (0.0, math.inf),
    "trust.common_ground": (-1.0, 3.0),
    "trust.weight_of_effort": (0.0, 20.0),
}
"""Where results lie; those of all other laws are shares, in [0, 1]."""


def laws(module):
    """Compiled functions of a module, also the private ones, by module and name."""
    short = module.__name__.rpartition(".")[2]
    return {
        f"{short}.{name}": law
        for name, law in vars(module).items()
        if inspect.isfunction(inspect.unwrap(law)) and law.__module__ == module.__name__
    }


LAWS = {
    name: law
    for module in pkgutil.iter_modules(submodels.__path__, f"{submodels.__name__}.")
    for name, law in laws(importlib.import_module(module.name)).items()
}


NOT_COMPILED = {"elementary.total"}
"""It takes what no law has: any number of values."""


def in_order(rates):
    """Funding whose renewal is no likelier without progress than with it."""
    low, high = rates.renewal_without_progress, rates.renewal_with_progress
    return rates._replace(
        renewal_without_progress=min(low, high), renewal_with_progress=max(low, high)
    )


RATES = {kind.__name__: group(kind) for kind in group_types().values()}
RATES["Funding"] = RATES["Funding"].map(in_order)


@cache
def arguments(name):
    """Admissible arguments of a law, in its order."""
    parameters = inspect.signature(LAWS[name]).parameters.values()
    return st.tuples(*(argument(name, parameter) for parameter in parameters))


def argument(name, parameter):
    if parameter.annotation in RATES:
        return RATES[parameter.annotation]
    usual = DOMAINS.get(parameter.name, shares)
    return OTHER_DOMAINS.get((name, parameter.name), usual)


def results(value):
    return value if isinstance(value, tuple) else (value,)


def test_the_laws_were_found():
    assert len(LAWS) > 110
    assert not set(RANGES) - set(LAWS)
    assert not {name for name, _ in OTHER_DOMAINS} - set(LAWS)


@pytest.mark.parametrize("name", LAWS)
@given(data=st.data())
def test_results_are_finite_and_in_range(name, data):
    low, high = RANGES.get(name, (0.0, 1.0))
    for value in results(LAWS[name](*data.draw(arguments(name)))):
        assert low - ROUNDING <= value <= high * (1.0 + ROUNDING)
        assert math.isfinite(value)


@pytest.mark.parametrize("name", LAWS)
@given(data=st.data())
def test_compiling_and_calling_again_change_nothing(name, data):
    given_values = data.draw(arguments(name))
    compiled = LAWS[name](*given_values)
    python = inspect.unwrap(LAWS[name])(*given_values)
    assert results(compiled) == pytest.approx(results(python), rel=1e-13, abs=1e-15)
    assert LAWS[name](*given_values) == compiled


@pytest.mark.parametrize("name", sorted(set(laws(elementary)) - NOT_COMPILED))
@given(values=st.tuples(*[shares] * 4))
def test_compiling_changes_no_elementary_function(name, values):
    law = laws(elementary)[name]
    count = len(inspect.signature(law).parameters)
    given_values = tuple(0.5 * value for value in values[:count])
    expected = inspect.unwrap(law)(*given_values)
    assert law(*given_values) == pytest.approx(expected, rel=1e-13, abs=1e-15)
