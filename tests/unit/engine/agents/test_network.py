"""What is observed of the trust between members."""

from types import SimpleNamespace

import pytest

from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.network import network
from tests.histories import scenario


def members(trust, in_backbone=0.0):
    """Members that know those in whom they have trust, by place."""
    made = [
        SimpleNamespace(place=place, trust=held, trust_in_backbone=in_backbone)
        for place, held in enumerate(trust)
    ]
    for one in made:
        one.partners = [made[place] for place in one.trust]
    return made


def complete(number, trust):
    return [
        {other: trust for other in range(number) if other != place}
        for place in range(number)
    ]


@pytest.mark.parametrize(("trust", "share"), [(0.9, 1.0), (0.5, 0.0)])
def test_ties_are_strong_where_trust_is_above_a_half(trust, share):
    observed = network(members(complete(4, trust)))
    assert observed["density"] == share
    assert observed["trust"] == pytest.approx(trust)


def test_a_tie_has_two_directions():
    trust = complete(4, 0.0)
    trust[0][1] = 0.8
    assert network(members(trust))["density"] == pytest.approx(1 / 12)


def test_pairs_that_do_not_know_each_other_are_missing_in_density_alone():
    around = [{(i + 1) % 6: 0.9, (i - 1) % 6: 0.9} for i in range(6)]
    observed = network(members(around))
    assert observed["trust"] == pytest.approx(0.9)
    assert observed["density"] == pytest.approx(12 / 30)
    assert observed["centralisation"] == pytest.approx(2 / 30)  # by the backbone


def test_a_star_around_the_backbone_is_fully_central():
    assert network(members(complete(5, 0.0), 0.9))["centralisation"] == 1.0


def test_two_are_tied_where_trust_is_strong_on_average():
    trust = complete(2, 0.9)
    trust[1][0] = 0.2
    assert network(members(trust))["centralisation"] > 0.0
    trust[1][0] = 0.05
    assert network(members(trust))["centralisation"] == 0.0


@pytest.mark.parametrize("number", [0, 1])
def test_few_members_have_no_network(number):
    nothing = {"trust": 0.0, "density": 0.0, "centralisation": 0.0}
    assert network(members(complete(number, 0.9), 0.9)) == nothing


def test_only_members_count():
    model = CollectiveImpactModel(scenario(), rng=1)
    inside = {member.place for member in model.members}
    for own in model.roster:
        own.trust = {place: 0.9 * (place in inside) for place in own.trust}
    assert network(model.members)["trust"] == pytest.approx(0.9)
