"""Seats, say and leaders are those of the readable engine, kept or taken anew."""

import pytest

from cisim.engine.agents.seating import leaders, sector_mix
from cisim.engine.kernel.layout import Mark, Own
from cisim.engine.kernel.seating import list_members, seat_members
from tests.both_engines import Compiled, alone, as_agents
from tests.verification.busy_places import BUSY


def seated_at(name, month):
    """The run at the end of a month, its members seated, and the same as agents."""
    run = Compiled(BUSY[name], 5)
    run.run.walk_to(month)
    alone(seat_members)(run.settings(month), run.state)
    return run.state, as_agents(run)


@pytest.mark.parametrize("month", [0, 1, 11, 12, 17, 23, 30])
@pytest.mark.parametrize("name", BUSY)
def test_members_sit_where_they_sit_among_agents(name, month):
    state, model = seated_at(name, month)
    places = [member.place for member in model.members]
    own, marks, size = state.own, state.marks, len(model.roster)
    assert state.members[: state.now.members].tolist() == places
    assert marks[Mark.GROUP, :size].tolist() == list(model.seats.group)
    assert set(marks[Mark.STEERS].nonzero()[0].tolist()) == model.seats.steers
    assert own[Own.SAY, places].tolist() == [member.say for member in model.members]


@pytest.mark.parametrize("month", [0, 11, 17, 30])
@pytest.mark.parametrize("name", BUSY)
def test_seats_hear_and_lead_as_they_do_among_agents(name, month):
    state, model = seated_at(name, month)
    inside = state.groups["inside"][: state.now.groups].tolist()
    assert inside == list(model.seats.inside)
    assert state.now.steering == model.seats.steering
    assert state.now.leaders == leaders(model)
    assert state.now.sector_mix == sector_mix(model.members)


def test_seats_are_not_taken_anew_without_need():
    run = Compiled(BUSY["steered"], 5)
    run.state.own[Own.SAY] = -1.0
    alone(seat_members)(run.settings(1), run.state)
    assert set(run.state.own[Own.SAY].tolist()) == {-1.0}
    run.state.now.is_seated = False
    alone(seat_members)(run.settings(1), run.state)
    assert -1.0 not in run.state.own[Own.SAY, run.state.members].tolist()


def test_members_are_listed_by_their_place():
    run = Compiled(BUSY["steered"], 5)
    run.state.marks[Mark.STATUS, :15] = [2, 1, 1, 0, 0, 1, *[2] * 9]
    alone(list_members)(run.state)
    assert run.state.members[: run.state.now.members].tolist() == [1, 2, 5]
    here = run.state.shown[0]
    assert here[:15].tolist() == here[15:30].tolist()
    assert here[:6].tolist() == [0.0, 1.0, 1.0, 0.0, 0.0, 1.0]


def test_of_equals_the_first_of_the_roster_steer():
    equals = BUSY["steered"].with_(organisations={"power_spread": 0.0})
    steers = Compiled(equals, 5).state.marks[Mark.STEERS]
    assert steers.nonzero()[0].tolist() == [*range(4)]
