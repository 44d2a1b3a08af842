"""Meetings: whether they are held, what they take, whom they join."""

import pytest

from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.meeting import contacts, held, time_left
from tests.histories import scenario


def model_of(**settings):
    return CollectiveImpactModel(scenario(**settings), rng=1)


def test_a_full_backbone_and_a_caller_hold_what_is_planned():
    model = model_of(champion__influence=1.0, communication__meetings_per_year=36.0)
    model.backbone.fullness = 1.0
    assert held(model.initiative) == pytest.approx(3.0)


def test_without_backbone_and_caller_nothing_is_held():
    model = model_of(champion__influence=0.0, communication__meetings_per_year=36.0)
    assert held(model.initiative) == 0.0


def test_an_initiative_that_has_proved_itself_calls():
    model = model_of(
        champion__influence=0.0,
        communication__unaided_share=1.0,
        communication__meetings_per_year=36.0,
    )
    model.initiative.legitimacy = 0.5
    assert held(model.initiative) == pytest.approx(1.5)


def test_a_full_backbone_and_few_meetings_leave_time():
    model = model_of(community__involvement=0.0)
    p = model.parameters.backbone
    assert time_left(model.initiative, 0.0) == pytest.approx(1.0 - p.largest_overhead)
    model.backbone.fullness = 1.0
    full = time_left(model.initiative, 0.0)
    assert full > 1.0 - p.largest_overhead
    assert time_left(model.initiative, 2.0) < full


def test_contact_is_reach_as_far_as_members_hear_each_other():
    model = model_of(communication__seats=10.0, governance__bridging=0.5)
    model.backbone.capacity = 0.4
    found = contacts(model.initiative, 0.8)
    assert found["contact_inside"] == pytest.approx((0.4,))
    assert found["contact_across"] == pytest.approx(0.16)
    assert found["contact_steering"] == 0.0
    assert not any(contacts(model.initiative, 0.0)["contact_inside"])
