"""Who sits with whom, who steers, who leads, and how the sectors mix."""

import pytest

from cisim.configuration.choices import Structure
from cisim.configuration.scenarios import Change
from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.seating import leaders, seated, sector_mix
from cisim.model.state import Sector
from tests.histories import scenario

TABLE = {
    "organisations__at_table": 9,
    "organisations__outside": 3,
    "governance__working_groups": 3,
    "governance__steering_seats": 4,
    "communication__seats": 2.0,
}


def model_of(structure=Structure.ONE_TABLE, *changes, **settings):
    at = TABLE | {"governance__structure": structure} | settings
    return CollectiveImpactModel(scenario(*changes, **at), rng=1)


def test_at_one_table_all_sit_together():
    seats = model_of().seats
    assert set(seats.group) == {0}
    assert len(seats.group) == 12
    assert seats.inside == pytest.approx((2.0 / 9.0,))
    assert not seats.steers
    assert seats.steering == 0.0


def test_working_groups_are_of_a_size_and_hear_more_of_each_other():
    seats = model_of(Structure.WORKING_GROUPS).seats
    assert [seats.group.count(g) for g in range(3)] == [4, 4, 4]
    assert seats.inside == pytest.approx((2.0 / 3.0,) * 3)
    assert not seats.steers


def test_the_most_powerful_steer():
    model = model_of(Structure.STEERING_GROUP)
    steers = model.seats.steers
    assert len(steers) == 4
    least = min(model.roster[place].power for place in steers)
    others = [m.power for m in model.members if m.place not in steers]
    assert least >= max(others)
    assert model.seats.steering == pytest.approx(0.5)
    assert all(own.steers is (own.place in steers) for own in model.roster)


def test_of_equals_the_first_of_the_roster_steer():
    model = model_of(Structure.STEERING_GROUP, organisations__power_spread=0.0)
    assert model.seats.steers == {0, 1, 2, 3}


def test_more_seats_than_members_seat_all():
    model = model_of(Structure.STEERING_GROUP, governance__steering_seats=40)
    assert model.seats.steers == set(range(9))


def test_those_who_steer_are_heard_where_they_are_heard_best():
    model = model_of(Structure.STEERING_GROUP, governance__steering_seats=2)
    seats = model.seats
    for place in range(9):
        inside = seats.inside[seats.group[place]]
        assert seats.heard(place) == (1.0 if place in seats.steers else inside)


def test_an_empty_group_is_heard_and_nobody_steers_an_empty_table():
    model = model_of(Structure.STEERING_GROUP, governance__working_groups=20)
    assert len(model.seats.inside) == 20
    seats = seated(model.parameters, 12, [])
    assert not seats.steers
    assert set(seats.inside) == {1.0}


def test_seats_follow_a_dated_change_of_structure():
    change = Change(3, {"governance.structure": Structure.STEERING_GROUP})
    model = model_of(Structure.ONE_TABLE, change)
    model.run_for(2)
    assert set(model.seats.group) == {0}
    model.step()
    assert set(model.seats.group) == {0, 1, 2}
    assert model.seats.steers
    assert len(model.initiative.contact_inside) == 3


@pytest.mark.parametrize("structure", Structure)
def test_contact_is_that_of_seats_shared(structure):
    model = model_of(structure)
    table, seats = model.initiative, model.seats
    table.contact_inside = (0.3, 0.4, 0.5)
    table.contact_across, table.contact_steering = 0.1, 0.8
    for one in range(9):
        for other in range(9):
            group = seats.group[one]
            inside = table.contact_inside[group]
            met = inside if seats.group[other] == group else 0.1
            if {one, other} <= seats.steers:
                met = 0.8
            assert table.contact(one, other) == met


# ---- Leaders ----


def levelled(model):
    """The model, its first three members of the level of leaders."""
    for member in model.members:
        member.level = 0.2 if member.place < 3 else 0.9
    return model


@pytest.mark.parametrize(("share", "led"), [(0.0, 0.0), (0.5, 3.0 / 9.0), (1.0, 1.0)])
def test_leaders_are_counted_among_all_who_sit_at_the_table(share, led):
    assert leaders(levelled(model_of(governance__leader_share=share))) == led


def test_who_is_away_keeps_the_seat():
    model = levelled(model_of())
    before = leaders(model)
    model.members[0].attends = True
    assert leaders(model) == before


def test_nobody_leads_an_empty_table():
    model = model_of()
    model.members = []
    assert leaders(model) == 0.0


def test_under_a_steering_group_only_those_who_steer_count():
    model = levelled(model_of(Structure.STEERING_GROUP))
    steering = [model.roster[place] for place in model.seats.steers]
    expected = sum(own.level < 0.5 for own in steering) / len(steering)
    assert leaders(model) == expected
    assert not any(own.sends_leader for own in model.members if not own.steers)


# ---- Mix ----


def test_sectors_mix_as_far_as_they_share_the_table():
    model = model_of()
    for member, sector in zip(model.members, Sector, strict=False):
        member.sector = sector
    assert sector_mix(model.members[:6]) == pytest.approx(1.0)
    assert sector_mix(model.members[:1]) == 0.0
    assert sector_mix([]) == 0.0
    assert sector_mix(model.members[:2]) == pytest.approx(0.6)
