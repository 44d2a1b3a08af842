"""Every admissible scenario is sound in every month, whatever changes in mid-course."""

from itertools import permutations

import pytest
from hypothesis import given, settings

from cisim.configuration.choices import Host, Structure
from cisim.configuration.parameters import declared
from cisim.configuration.scenarios import Change, Scenario
from tests.both_engines import each_engine
from tests.histories import lived, months_of, scenario
from tests.strategies import CHANGEABLE, possible, seeds, short_scenarios
from tests.verification.invariants import assert_records_are_sound, assert_sound

SMALL = {
    "organisations__at_table": 5,
    "organisations__outside": 2,
    "organisations__staging_months": 4,
    "organisations__invited_first": 3,
    "result__horizon_years": 1,
    "place__election_interval_months": 4,
    "funding__to_members": 0.3,
}
TOGETHER = 12
"""Parameters that are changed in one run."""


@each_engine
@settings(max_examples=12)
@given(short_scenarios(most_years=1), seeds)
def test_every_admissible_scenario_is_sound(engine, setting, seed):
    assert_sound(setting, seed, engine)


@pytest.mark.slow
@each_engine
@settings(max_examples=200)
@given(short_scenarios(), seeds)
def test_many_admissible_scenarios_are_sound(engine, setting, seed):
    assert_sound(setting, seed, engine)


@settings(max_examples=30)
@given(short_scenarios(most_years=20), seeds)
def test_the_records_of_every_admissible_scenario_are_sound(setting, seed):
    assert_records_are_sound(setting, seed)


@pytest.mark.slow
@settings(max_examples=2000)
@given(short_scenarios(most_years=20), seeds)
def test_the_records_of_very_many_admissible_scenarios_are_sound(setting, seed):
    assert_records_are_sound(setting, seed)


@each_engine
@pytest.mark.parametrize("seed", range(2))
def test_twenty_years_are_sound(engine, seed):
    assert_sound(Scenario(), seed, engine)


@each_engine
def test_a_collapsed_initiative_is_sound(engine):
    hopeless = scenario(
        morale__at_start=0.1,
        morale__rest=0.05,
        funding__yearly_amount=0.0,
        communication__attendance_intercept=-8.0,
        communication__unaided_share=1.0,
        quick_wins__pilots_per_year=12.0,
        result__horizon_years=8,
    )
    assert months_of(lived(hopeless, 1, engine), "collapse")
    assert_sound(hopeless, 1, engine)


# ---- Dated changes in mid-course ----


def is_possible(*changes):
    history = scenario(*changes, **SMALL).parameters_by_month()
    return all(possible(parameters) for parameters in history.values())


@each_engine
@pytest.mark.parametrize("first", range(0, len(CHANGEABLE), TOGETHER))
def test_a_change_to_either_end_in_mid_course_is_sound(engine, first):
    names = CHANGEABLE[first : first + TOGETHER]
    for ends in (("high", "low"), ("low", "high")):
        changes = [
            Change(month, {name: declared()[name].read(value)})
            for month, end in zip((5, 9), ends, strict=True)
            for name in names
            for value in [getattr(declared()[name].declaration, end)]
        ]
        sound: list[Change] = []
        for change in changes:
            if is_possible(*sound, change):
                sound.append(change)
        assert len(sound) > len(changes) / 2
        assert_sound(scenario(*sound, **SMALL), 3, engine)


@each_engine
@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        (name, one, other)
        for name, kind in (("governance.structure", Structure), ("backbone.host", Host))
        for one, other in permutations(kind, 2)
    ],
)
def test_a_choice_may_change_to_any_other(engine, name, one, other):
    changes = (
        Change(7, {name: other, "governance.working_groups": 5}),
        Change(11, {"governance.working_groups": 1, "governance.steering_seats": 2}),
    )
    setting = scenario(*changes, **(SMALL | {name.replace(".", "__"): one}))
    assert_sound(setting, 2, engine)


@each_engine
@pytest.mark.parametrize(
    "changes",
    [
        {"funding.duration_years": 0.5, "funding.front_loading": 1.0},
        {"funding.duration_years": 5.0, "funding.start_month": 9},
        {"funding.start_month": 3, "funding.stagger_months": 2},
        {"funding.patience_years": 0.5, "funding.yearly_amount": 5e6},
        {"funding.renewal_years": 0.0, "funding.to_members": 1.0},
    ],
)
def test_a_change_of_contract_is_paid_as_it_says(engine, changes):
    for month in (2, 7):
        assert_sound(scenario(Change(month, changes), **SMALL), 4, engine)
