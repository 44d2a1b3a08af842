"""Pilots: who dares them, whether they succeed, what is recorded."""

import pytest

from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.piloting import succeeds, willingness
from tests.histories import scenario

TABLE = {"organisations__at_table": 10, "organisations__outside": 0}


def model_of(**settings):
    return CollectiveImpactModel(scenario(**(TABLE | settings)), rng=1)


def test_those_who_attend_dare_for_all():
    model = model_of(quick_wins__pooled_risk=1.0, morale__at_start=0.8)
    model.initiative.meetings = 1.0
    for member in model.members[:5]:
        member.attends = True
    assert willingness(model.initiative) == pytest.approx(0.4)


def test_a_risk_that_each_bears_alone_is_dared_less():
    model = model_of(quick_wins__pooled_risk=0.0, quick_wins__aversion=0.5)
    model.initiative.meetings = 1.0
    for member in model.members:
        member.attends, member.morale = True, 0.8
    assert willingness(model.initiative) == pytest.approx(0.4)


def test_without_meeting_or_members_nobody_dares():
    model = model_of()
    for member in model.members:
        member.attends = True
    assert willingness(model.initiative) == 0.0
    model.initiative.meetings = 1.0
    model.members = []
    assert willingness(model.initiative) == 0.0


HOPELESS = {
    "quick_wins__success_least": 0.0,
    "quick_wins__success_content": 0.0,
    "quick_wins__success_coordination": 0.0,
    "quick_wins__success_fit": 0.0,
    "quick_wins__success_involvement": 0.0,
}


@pytest.mark.parametrize(("least", "kind"), [(0.0, "pilot_failed"), (1.0, "pilot_won")])
def test_a_pilot_that_ends_is_recorded(least, kind):
    model = model_of(**(HOPELESS | {"quick_wins__success_least": least}))
    assert succeeds(model.initiative, 0) is (kind == "pilot_won")
    assert [event.kind for event in model.events] == [kind]


def test_pilots_that_end_together_have_luck_of_their_own():
    model = model_of(**(HOPELESS | {"quick_wins__success_least": 0.5}))
    ended = [succeeds(model.initiative, pilot) for pilot in range(50)]
    assert 10 < sum(ended) < 40
    assert ended == [succeeds(model.initiative, pilot) for pilot in range(50)]
