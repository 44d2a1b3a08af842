"""Scenarios with changes that are put in at a month."""

import pytest

from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.parameters import value_of
from cisim.configuration.scenarios import Change, Scenario
from tests.histories import scenario

URGENCY, DURATION = "place.urgency", "funding.duration_years"
CHANGED = scenario(Change(12, {URGENCY: 0.9}), Change(48, {DURATION: 1.0}))


def test_a_change_joins_those_that_are_there():
    changed = CHANGED.from_month(36, funding={"duration_years": 7})
    assert changed.changes == (*CHANGED.changes, Change(36, {DURATION: 7.0}))
    assert changed.parameters == CHANGED.parameters


def test_a_change_overrides_the_same_setting_of_its_month_alone():
    before = scenario(Change(12, {URGENCY: 0.9, DURATION: 2.0}))
    changed = before.from_month(12, funding={"duration_years": 7})
    assert changed.changes == (Change(12, {URGENCY: 0.9}), Change(12, {DURATION: 7.0}))
    assert changed.names_changed(12) == {URGENCY, DURATION}
    assert changed.names_changed(13) == set()


def test_no_settings_are_no_change():
    assert CHANGED.from_month(36) == CHANGED
    assert CHANGED.from_month(36, funding={}) == CHANGED


@pytest.mark.parametrize(("month", "years"), [(0, 3), (47, 3), (48, 1), (200, 1)])
def test_parameters_of_a_month_are_those_of_the_last_change(month, years):
    assert value_of(CHANGED.parameters_in(month), DURATION) == years


def test_all_mistakes_of_a_change_are_told():
    with pytest.raises(ConfigurationError) as refused:
        Scenario().from_month(
            36,
            funding={"duration_years": 300, "duration_yeers": 3},
            result={"horizon_years": 30},
        )
    assert refused.value.mistakes == (
        "baseline › funding.duration_years = 300: must be between 0 and 30 (years)",
        (
            "baseline › funding.duration_yeers = 3: is unknown; did you mean"
            " 'funding.duration_years'?"
        ),
        (
            "baseline › result.horizon_years = 30: shapes the start, it cannot change"
            " from month 36 on"
        ),
    )


@pytest.mark.parametrize("month", [-1, 0, 240, 1000])
def test_a_change_lies_within_the_horizon(month):
    with pytest.raises(ConfigurationError, match="must be between 1 and 239"):
        Scenario().from_month(month, place={"urgency": 0.9})


def test_a_change_must_go_together_with_what_holds_then():
    lower = scenario(Change(12, {"funding.renewal_with_progress": 0.1}))
    with pytest.raises(ConfigurationError, match=r"from month 36 › .*renewal without"):
        lower.from_month(36, funding={"renewal_without_progress": 0.5})


def test_a_change_must_leave_later_changes_possible():
    later = scenario(Change(48, {"funding.renewal_with_progress": 0.4}))
    with pytest.raises(ConfigurationError, match="change in month 48 › "):
        later.from_month(36, funding={"renewal_without_progress": 0.5})
