"""What a member decides by: attending, giving, owning."""

import pytest

from cisim.configuration.choices import Structure
from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.decisions import (
    attendance_probability,
    ownership,
    readiness,
)
from cisim.model.state import Sector
from tests.histories import scenario

TABLE = {"organisations__at_table": 12, "organisations__outside": 4}


def model_of(**settings):
    return CollectiveImpactModel(scenario(**(TABLE | settings)), rng=1)


def test_ownership_comes_with_the_agenda_and_goes_by_say():
    model = model_of(agenda__top_down=1.0, community__control_sharing=0.0)
    own = max(model.members, key=lambda member: member.power)
    late = min(model.members, key=lambda member: member.power)
    assert ownership(own) == 0.0
    model.initiative.adopted, model.initiative.adopted_month = True, 5
    late.joined_month = 6
    assert ownership(own) == pytest.approx(1.0)
    assert ownership(late) == model.parameters.agenda.ownership_floor


def test_a_funder_that_steers_and_people_who_decide_take_ownership():
    model = model_of(
        agenda__top_down=0.0,
        funding__domination=1.0,
        funding__domination_cost=0.3,
        community__control_sharing=1.0,
        community__handover=0.2,
    )
    model.initiative.adopted, model.initiative.adopted_month = True, 1
    own = model.members[0]
    own.power = model.initiative.mean_power
    own.sector = Sector.NONPROFIT
    assert ownership(own) == pytest.approx(0.5)
    own.sector = Sector.COMMUNITY
    assert ownership(own) == pytest.approx(0.7)


def test_the_powerful_want_more_than_an_equal_say():
    model = model_of(agenda__top_down=0.0, community__control_sharing=0.0)
    model.initiative.adopted, model.initiative.adopted_month = True, 1
    own = model.members[0]
    own.power = 4.0 * model.initiative.mean_power
    floor = model.parameters.agenda.ownership_floor
    assert ownership(own) == pytest.approx(floor + (1.0 - floor) / 2.0)


def test_leaders_attend_less_and_those_unheard_too():
    model = model_of(governance__leader_share=0.5)
    own = model.members[0]
    own.level = 0.9
    manager = attendance_probability(own)
    own.level = 0.1
    assert attendance_probability(own) < manager
    crowded = model_of(communication__seats=1.0).members[0]
    crowded.level = 0.9
    assert attendance_probability(crowded) < manager


def test_a_seat_in_the_steering_group_is_a_seat_where_one_is_heard():
    settings = {"communication__seats": 4.0, "governance__steering_seats": 4}
    settings |= {"governance__working_groups": 1, "governance__leader_share": 0.0}
    model = model_of(governance__structure=Structure.STEERING_GROUP, **settings)
    steering = next(own for own in model.members if own.steers)
    other = next(own for own in model.members if not own.steers)
    assert attendance_probability(steering) > attendance_probability(other)


def test_readiness_rises_with_what_speaks_for_it():
    model = model_of()
    own = model.members[0]
    before = readiness(own)
    own.morale += 0.2
    assert readiness(own) > before
    for partner in own.partners:
        own.trust[partner.place] = 1.0
    assert readiness(own) > before + 0.2 * model.parameters.effort.of_morale
