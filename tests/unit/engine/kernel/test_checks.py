"""What is not admissible is refused before anything is simulated, with its month."""

import math
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.files import load, shipped
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.parameters import Parameters, declared
from cisim.configuration.rosters import MEMBER, GivenTie, Listed, Roster
from cisim.configuration.scenarios import Change, Scenario
from cisim.engine import kernel
from cisim.engine.kernel import journey
from cisim.engine.kernel.checks import check
from tests.histories import scenario
from tests.strategies import CHANGEABLE, NAMES, out_of_range, scenarios, short_scenarios


def with_raw(name, value):
    """A scenario with a value as it was given, of whatever type."""
    p = Parameters()
    group, _, key = name.partition(".")
    changed = getattr(p, group)._replace(**{key: value})
    return Scenario(parameters=p._replace(**{group: changed}))


def mistakes_of(setting):
    with pytest.raises(ConfigurationError) as refused:
        check(setting)
    return refused.value.mistakes


@pytest.mark.parametrize("name", shipped())
def test_shipped_scenarios_are_admissible(name):
    check(load(name))


@given(scenarios() | short_scenarios())
def test_what_can_be_read_is_admissible(setting):
    check(setting)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("place.urgency", 1.5, "1.5: must be between 0 and 1 (index)"),
        ("place.urgency", -0.1, "-0.1: must be between 0 and 1 (index)"),
        ("place.urgency", math.nan, "nan: must be between 0 and 1 (index)"),
        ("place.urgency", math.inf, "inf: must be between 0 and 1 (index)"),
        ("organisations.at_table", 2, "2: must be a whole number between 3 and"),
        ("organisations.at_table", 5.5, "5.5: must be a whole number between 3 and"),
        ("organisations.at_table", math.nan, "nan: must be a whole number between"),
        ("governance.structure", 7, "7: must be a whole number between 0 and 2"),
        ("quick_wins.duration_months", 1.5, "1.5: must be a whole number between 1"),
    ],
)
def test_a_setting_is_refused_in_words(name, value, told):
    (line,) = mistakes_of(with_raw(name, value))
    assert line.startswith(f"baseline › month 0 › {name} = {told}")


@given(st.data(), st.integers(0, 200))
def test_nothing_out_of_range_is_ever_simulated(data, month):
    name = data.draw(st.sampled_from(CHANGEABLE if month else NAMES))
    value = data.draw(out_of_range(declared()[name]).filter(is_number))
    dated = Scenario(changes=(Change(month, {name: value}),))
    lines = mistakes_of(dated if month else with_raw(name, value))
    assert lines[0].startswith(f"baseline › month {month} › {name} = ")
    assert "must be" in lines[0]


def is_number(value):
    return isinstance(value, int | float)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"place.urgency": 2.0}, "place.urgency = 2: must be between 0 and 1"),
        ({"place.urgency": math.nan}, "place.urgency = nan: must be between 0 and 1"),
        (
            {"governance.steering_seats": 2.5},
            "governance.steering_seats = 2.5: must be",
        ),
        ({"organisations.at_table": 9}, "at_table = 9: shapes the start, it cannot"),
        ({"funding.renewal_without_progress": 1.0}, "must not be likelier than with"),
    ],
)
def test_a_dated_change_is_refused_with_its_month(change, told):
    fine = Change(30, {"place.urgency": 0.4})
    (line,) = mistakes_of(scenario(fine, Change(20, change)))
    assert line.startswith("baseline › month 20 › ")
    assert told in line


@pytest.mark.parametrize("month", [-1, 0, 24, 99])
def test_a_change_outside_the_horizon_is_refused(month):
    change = Change(month, {"place.urgency": 0.5})
    (line,) = mistakes_of(scenario(change, result__horizon_years=2))
    assert f"at_month = {month}: must be between 1 and 23" in line


def test_a_combination_that_cannot_be_is_refused():
    (line,) = mistakes_of(scenario(result__target_improvement=0.9))
    assert line.startswith("baseline › month 0 › result.target_improvement = 0.9, ")


def test_every_mistake_is_told_once():
    change = Change(5, {"place.urgency": 9.0, "place.policy_support": -1.0})
    lines = mistakes_of(scenario(change, trust__gain=99.0, morale__at_start=-1.0))
    assert len(lines) == 4
    assert sum("month 0" in line for line in lines) == 2


def test_ties_of_a_roster_need_that_all_know_each_other():
    listed = tuple(Listed(name, "nonprofit", MEMBER) for name in "abcdef")
    roster = Roster(listed, (GivenTie("a", "b", 0.5),))
    parameters = scenario(organisations__ties_each=2).parameters
    (line,) = mistakes_of(Scenario(parameters=parameters, roster=roster))
    assert "ties_each = 2: must be at least 5 (ties)" in line


@pytest.mark.parametrize("simulate", ["simulate", "simulate_runs", "simulate_mixed"])
def test_the_engine_checks_before_it_simulates(simulate, monkeypatch):
    monkeypatch.setattr(import_module("cisim.engine.kernel.simulate"), "batch", None)
    monkeypatch.setattr(journey, "simulate", None)
    replicates = 0 if simulate == "simulate" else [0]
    wrong = scenario(place__urgency=2.0)
    given = [wrong] if simulate == "simulate_mixed" else wrong
    with pytest.raises(ConfigurationError, match=r"month 0 › place\.urgency = 2"):
        getattr(kernel, simulate)(given, 1, replicates)
