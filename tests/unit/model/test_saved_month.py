"""What a saved month is made of, and which scenarios can go on from it."""

import json
import math
from collections import UserList
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.scenarios import Change
from cisim.model.saved_month import SavedMonth, plain, restored
from cisim.model.state import Status
from tests.histories import identical, scenario

KEYS = st.text(max_size=5) | st.integers()
NUMBERS = st.none() | st.booleans() | st.integers() | st.floats()
STATES = st.recursive(
    NUMBERS | st.text() | st.frozensets(st.text()) | st.sets(st.integers()),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(KEYS | st.tuples(KEYS, KEYS), inner)
    ),
    max_leaves=12,
)
SAVED = SavedMonth(
    scenario(Change(12, {"place.urgency": 0.9}), Change(48, {"place.urgency": 0.8})),
    seed=1,
    month=36,
    agents={},
    series={},
    events=(),
)


class Named(NamedTuple):
    number: float


@given(STATES)
def test_a_state_comes_back_as_it_was(value):
    assert identical(restored(json.loads(json.dumps(plain(value)))), value)


@pytest.mark.parametrize("value", [math.nan, -0.0, 5e-324, math.inf, 0.1 + 0.2])
def test_a_number_comes_back_to_the_last_bit(value):
    back = restored(json.loads(json.dumps(plain((value,)))))
    assert repr(back) == repr((value,))


@pytest.mark.parametrize(
    "value",
    [object(), [object()], (Status.MEMBER,), {Status.MEMBER: 1}, Named(1), UserList()],
)
def test_what_would_come_back_as_something_else_is_refused(value):
    with pytest.raises(TypeError, match="cannot be saved"):
        plain(value)


def test_the_scenario_itself_and_later_changes_go_on():
    SAVED.check_past(SAVED.scenario)
    SAVED.check_past(SAVED.scenario.from_month(36, place={"urgency": 0.5}))
    SAVED.check_past(replace(SAVED.scenario, changes=SAVED.scenario.changes[:1]))


def test_how_a_change_is_written_does_not_matter():
    two = {"place.urgency": 0.9, "champion.influence": 0.1}
    saved = replace(SAVED, scenario=scenario(Change(12, two)))
    ones = (Change(12, {name: value}) for name, value in two.items())
    saved.check_past(scenario(*ones))


def test_all_that_differs_in_the_past_is_told():
    other = scenario(
        Change(12, {"place.urgency": 0.7}),
        Change(35, {"place.urgency": 0.9}),
        funding__duration_years=7,
        result__horizon_years=30,
    )
    with pytest.raises(ConfigurationError) as refused:
        SAVED.check_past(other)
    assert [line.partition(":")[0] for line in refused.value.mistakes] == [
        "baseline › funding.duration_years = 7",
        "baseline › result.horizon_years = 30",
        "baseline › change in month 12",
        "baseline › change in month 35",
    ]
    assert "must be 3, with which the saved run began" in refused.value.mistakes[0]
    assert "Scenario.from_month(36, …)" in refused.value.mistakes[0]


def test_a_choice_that_differs_is_told_in_words():
    other = scenario(*SAVED.scenario.changes).with_(
        governance={"structure": "working_groups"}
    )
    with pytest.raises(ConfigurationError) as refused:
        SAVED.check_past(other)
    (line,) = refused.value.mistakes
    assert line.startswith("baseline › governance.structure = working_groups: must be")
    assert "must be one_table, with which" in line
