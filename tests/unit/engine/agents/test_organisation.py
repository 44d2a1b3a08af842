"""What an organisation sees, weighs and decides."""

import pytest

from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.partnership import (
    persuasion,
    sight_of_partners,
    trust_in_partners,
)
from cisim.model.elementary import distance
from cisim.model.state import Status
from tests.histories import lived, months_of, scenario

BRIEF = {"result__horizon_years": 3}


def model_of(**settings):
    return CollectiveImpactModel(scenario(**(BRIEF | settings)), rng=1)


def met(model, *present):
    """The model at a meeting that these members attend."""
    model.initiative.meetings, model.initiative.contact = 1.0, 0.8
    for member in model.members:
        member.attends = member.place in present
    return model


def test_organisations_meet_if_both_attend_and_meetings_are_held():
    model = met(model_of(), 0, 1)
    one, two, three = model.members[:3]
    assert one.partners_met == [two]
    assert two.partners_met == [one]
    assert three.partners_met == []
    model.initiative.meetings = 0.0
    assert one.partners_met == []


def test_partners_are_the_other_members():
    model = model_of()
    own = model.members[0]
    assert own not in own.partners
    assert len(own.partners) == len(model.members) - 1


def test_who_meets_nobody_is_not_persuaded():
    model = met(model_of(), 0)
    own = model.members[0]
    assert persuasion(own) == (0.0, own.agenda)


def test_the_only_partner_met_sets_the_goal():
    model = met(model_of(agenda__bound=2.0), 0, 1)
    own, other = model.members[:2]
    pull, goal = persuasion(own)
    assert pull > 0.0
    assert goal == pytest.approx(other.agenda)


def test_partners_beyond_the_bound_persuade_nobody():
    model = met(model_of(agenda__bound=0.01), 0, 1)
    own, other = model.members[:2]
    assert distance(*own.agenda, *other.agenda) > 0.014
    assert persuasion(own) == (0.0, own.agenda)


def test_without_contact_trust_stays_at_its_start():
    model = met(model_of())
    own = model.members[0]
    assert trust_in_partners(own) == pytest.approx(own.first_trust)


def test_only_partners_met_are_trusted_otherwise():
    model = met(model_of(), 0, 1)
    own = model.members[0]
    after = trust_in_partners(own)
    changed = [i for i, t in enumerate(after) if abs(t - own.trust[i]) > 1e-9]
    assert changed == [1]


def test_effort_is_seen_at_meetings_or_through_measurement():
    model = met(model_of(), 0, 1)
    own, other, absent = model.members[:3]
    ceiling = model.parameters.effort.ceiling
    other.effort = absent.effort = ceiling
    seen, _ = sight_of_partners(own)
    assert seen == pytest.approx(1 / 19)
    model.initiative.measurement = 1.0
    seen, _ = sight_of_partners(own)
    assert seen == pytest.approx(2 / 19)


def test_ownership_comes_with_the_agenda_and_goes_by_say():
    model = model_of(agenda__top_down=1.0)
    own = max(model.members, key=lambda member: member.power)
    late = min(model.members, key=lambda member: member.power)
    assert own.ownership == 0.0
    model.initiative.adopted, model.initiative.adopted_month = True, 5
    late.joined_month = 6
    assert own.ownership == pytest.approx(1.0)
    assert late.ownership == model.parameters.agenda.ownership_floor


def test_say_has_a_mean_of_one_bottom_up():
    assert {own.say for own in model_of(agenda__top_down=0.0).members} == {1.0}


def test_those_who_leave_give_nothing_and_do_not_come_back():
    model = lived(scenario(morale__rest=0.0, membership__joining=1.0, **BRIEF))
    left = [own for own in model.roster if own.status is Status.LEFT]
    assert left
    assert all(own.effort == 0.0 and not own.attends for own in left)
    joined = [e.organisation or 0 for e in model.event_log() if e.kind == "joined"]
    assert len(joined) == len(set(joined))
    assert min(joined) >= model.parameters.organisations.at_table


def test_nobody_joins_where_nobody_meets():
    model = lived(
        scenario(communication__meetings_per_year=0.0, membership__joining=1.0, **BRIEF)
    )
    assert not months_of(model, "joined")


def test_a_stopped_table_is_left_by_all_without_a_reason():
    model = model_of()
    model.observer.stopped = True
    for own in model.roster:
        own.join_or_leave()
        own.settle()
    assert {own.status for own in model.roster} == {Status.LEFT, Status.OUTSIDE}
    assert not model.events


def test_mandates_of_members_outside_government_never_move():
    model = CollectiveImpactModel(scenario(**BRIEF), rng=1)
    before = {own.place: own.mandate for own in model.roster if own.sector != 0}
    model.run_for(36)
    assert before == {own.place: own.mandate for own in model.roster if own.sector != 0}


def test_a_state_variable_that_does_not_exist_cannot_be_intended():
    model = CollectiveImpactModel(scenario(), rng=1)
    with pytest.raises(AttributeError, match="no state variable mood"):
        model.roster[0].intend(mood=1.0)
