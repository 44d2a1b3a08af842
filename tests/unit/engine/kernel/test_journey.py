"""One run with stops on its way is the run without them."""

import pytest

from cisim.engine.kernel import simulate
from cisim.engine.kernel.journey import Journey
from cisim.model.observation import PICTURE_MONTHS
from tests.both_engines import Agents
from tests.histories import same_month, scenario
from tests.verification.busy_places import BUSY

EVENTFUL = BUSY["spread out, with turns"]
HORIZON = EVENTFUL.parameters.horizon_months


@pytest.fixture(scope="module")
def whole():
    run = Journey(EVENTFUL, 3)
    run.walk_to(HORIZON)
    return run.saved()


@pytest.mark.parametrize("stops", [[1], [11, 12, 13], [100, 239], range(240)])
def test_stops_change_nothing(whole, stops):
    run = Journey(EVENTFUL, 3)
    for stop in stops:
        run.walk_to(stop)
        assert run.month == stop
    run.walk_to(HORIZON)
    assert same_month(run.saved(), whole)


def test_pictures_are_taken_at_their_months_and_change_nothing():
    plain, pictured = (simulate(scenario(), 1, 0, pictures=p) for p in (False, True))
    assert plain.ties == ()
    assert {tie.month for tie in pictured.ties} == set(PICTURE_MONTHS)
    assert plain.events == pictured.events
    for name, values in plain.monthly.items():
        assert values.tobytes() == pictured.monthly[name].tobytes(), name


@pytest.mark.parametrize("month", [1, 12, 13, 61, HORIZON])
def test_a_run_keeps_the_month_that_it_is_asked_for(month):
    run = simulate(scenario(), 1, 0, pictures=True, save_month=month)
    assert run.saved is not None
    assert run.saved.month == month
    assert run.saved.ties == tuple(tie for tie in run.ties if tie.month < month)
    assert run.saved.events == tuple(e for e in run.events if e.month < month)


def test_ties_are_those_of_members_in_the_order_of_the_roster():
    run, model = Journey(EVENTFUL, 3), Agents(EVENTFUL, 3)
    run.walk_to(1)
    model.step()
    ties = list(run.ties())
    expected = [
        (member.place, partner.place, member.trust[partner.place])
        for member in model.members
        for partner in member.partners
    ]
    between = [tie for tie in ties if tie.partner is not None]
    assert [tie[1:] for tie in between] == expected
    backed = [(m.place, None, m.trust_in_backbone) for m in model.members]
    assert [tie[1:] for tie in ties[len(between) :]] == backed
