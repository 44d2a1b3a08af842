"""What happens between two organisations: persuasion, trust, sight."""

import pytest

from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.partnership import (
    persuasion,
    sight_of_partners,
    trust_in_partners,
)
from cisim.model.elementary import distance
from cisim.model.state import Status
from tests.histories import scenario


def model_of(**settings):
    return CollectiveImpactModel(scenario(**settings), rng=1)


def met(model, *present):
    """The model at a meeting that these members attend."""
    model.initiative.meetings, model.initiative.contact_inside = 1.0, (0.8,)
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
    changed = [i for i, t in after.items() if abs(t - own.trust[i]) > 1e-9]
    assert changed == [1]


def test_who_began_with_more_trust_sees_more_in_the_same():
    model = met(model_of(trust__drift=0.0), 0, 1, 2)
    own, one, two = model.members[:3]
    one.agenda = two.agenda = own.agenda
    own.first_trust[1], own.first_trust[2] = 0.1, 0.6
    own.trust[1] = own.trust[2] = 0.3
    after = trust_in_partners(own)
    assert after[1] < after[2]


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


def test_who_is_alone_sees_nobody():
    model = model_of()
    for other in model.members[1:]:
        other.status = Status.LEFT
    assert sight_of_partners(model.members[0]) == (0.0, 0.0)
