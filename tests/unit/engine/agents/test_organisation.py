"""What an organisation sees, weighs and decides."""

from cisim.engine.agents import CollectiveImpactModel
from cisim.model.state import Status
from tests.histories import lived, scenario

BRIEF = {"result__horizon_years": 3}


def model_of(**settings):
    return CollectiveImpactModel(scenario(**(BRIEF | settings)), rng=1)


def test_partners_are_the_other_members():
    model = model_of()
    own = model.members[0]
    assert own not in own.partners
    assert len(own.partners) == len(model.members) - 1


def test_partners_are_the_members_that_it_knows_in_the_order_of_its_ties():
    model = model_of(organisations__ties_each=4)
    assert {len(own.trust) for own in model.roster} == {4}
    for own in model.roster:
        known = [place for place in own.trust if model.roster[place].is_member]
        assert [partner.place for partner in own.partners] == known
        away = [(place - own.place) % len(model.roster) for place in own.trust]
        assert away == sorted(away)


def test_trust_in_strangers_is_nobodys():
    model = lived(scenario(organisations__ties_each=4, **BRIEF))
    assert all(own.trust.keys() == own.first_trust.keys() for own in model.roster)
    assert {len(own.trust) for own in model.roster} == {4}


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


def test_organisations_alone_keep_less_of_their_own_work():
    model = model_of(communication__meetings_per_year=0.0, effort__alone_floor=0.4)
    model.run_for(36)
    own = model.roster[0].own_work
    assert 0.4 < own < 1.0
    assert {o.own_work for o in model.roster} == {own}
