"""The backbone: posts are filled slowly, and skill counts as far as it is staffed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.choices import Host
from cisim.configuration.parameters import Backbone
from cisim.model.submodels.backbone import (
    after_hosts_election,
    capacity,
    fullness,
    is_hosted,
    mediation,
    neutrality,
    next_experience,
    next_staff,
    overhead,
    workload,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Backbone())
posts = st.floats(0.0, 100.0)


@given(group(Backbone), posts, posts)
def test_staff_moves_toward_what_is_wanted(p, staff, wanted):
    low, high = sorted((staff, wanted))
    assert low * (1 - 1e-12) <= next_staff(p, staff, wanted) <= high * (1 + 1e-12)


def test_laying_off_is_faster_than_hiring():
    gained = next_staff(P, 1.0, 2.0) - 1.0
    assert 2.0 - next_staff(P, 2.0, 1.0) > gained > 0.0


@given(group(Backbone), st.floats(1.0, 3.0))
def test_work_grows_with_members_and_groups(p, burden):
    loads = [workload(p, members, 1, burden) for members in (0, 10, 50)]
    assert loads == sorted(loads)
    assert loads[0] == p.workload_base * burden
    grouped = [workload(p, 50, groups, burden) for groups in (2, 5, 20)]
    assert grouped == sorted(grouped)


def test_working_groups_relieve_the_backbone_of_their_members():
    p = P._replace(
        workload_base=1.0,
        workload_per_member=0.1,
        workload_per_group=0.5,
        group_relief=0.3,
    )
    assert workload(p, 20, 1, 1.0) == pytest.approx(3.0)
    assert workload(p, 20, 3, 1.0) == pytest.approx(1.0 + 1.4 + 1.0)
    assert workload(p, 20, 3, 2.0) == pytest.approx(2.0 * 3.4)


@pytest.mark.parametrize(
    ("host", "month", "hosted"),
    [
        (Host.INDEPENDENT, 1, False),
        (Host.COUNCIL, 999, True),
        (Host.INCUBATED, 24, True),
        (Host.INCUBATED, 25, False),
    ],
)
def test_a_council_hosts_for_good_or_for_the_months_of_incubation(host, month, hosted):
    assert is_hosted(P._replace(host=host, incubation_months=24), month) is hosted


@given(group(Backbone), shares)
def test_ground_that_nobody_claims_is_as_neutral_as_seen(p, domination):
    apart = p._replace(seconded=0.0)
    assert neutrality(apart, False, 0.0) == p.neutrality
    assert neutrality(p, True, domination) <= neutrality(p, False, domination)
    assert neutrality(p, False, domination) <= neutrality(p, False, 0.0)
    assert neutrality(p, False, 0.0) <= p.neutrality


def test_each_claim_takes_its_share_of_neutrality():
    p = P._replace(
        neutrality=0.8,
        seconded=0.5,
        hosted_loss=0.25,
        seconded_loss=0.4,
        dominated_loss=0.2,
    )
    assert neutrality(p, False, 0.0) == pytest.approx(0.8 * 0.8)
    assert neutrality(p, True, 0.0) == pytest.approx(0.8 * 0.8 * 0.75)
    assert neutrality(p, True, 0.5) == pytest.approx(0.8 * 0.8 * 0.75 * 0.9)


@given(group(Backbone), posts)
def test_an_election_costs_a_hosted_backbone_its_share(p, value):
    assert after_hosts_election(p, value) == value * (1.0 - p.hosted_upheaval)


@given(posts, st.floats(0.001, 100.0))
def test_fullness_is_at_most_one(staff, load):
    assert fullness(staff, load) == min(1.0, staff / load)


def test_staff_without_work_is_full_and_no_staff_is_empty():
    assert fullness(0.5, 0.0) == 1.0
    assert fullness(0.0, 0.0) == 0.0


@given(group(Backbone), shares)
def test_experience_only_grows(p, experience):
    assert next_experience(p, experience) >= experience


@given(group(Backbone), shares)
def test_an_experienced_full_backbone_has_all_its_skill(p, full):
    assert capacity(p, 1.0, 1.0) == p.skill
    assert capacity(p, 1.0, 0.0) == 0.0
    assert capacity(p, 0.0, full) <= capacity(p, 1.0, full)


def test_a_new_director_lacks_a_part_of_the_skill():
    assert capacity(P, 0.0, 1.0) == pytest.approx(P.skill * (1 - P.director_weight))


@given(group(Backbone), shares)
def test_facilitation_relieves_partners(p, full):
    assert overhead(p, full) <= overhead(p, 0.0) == p.largest_overhead


@given(shares, shares, shares)
def test_mediation_is_ability_and_neutral_ground_where_interests_oppose(
    able, neutral, antagonism
):
    assert mediation(able, neutral, 0.0) == able
    assert mediation(able, 1.0, antagonism) == able
    assert mediation(able, neutral, 1.0) == pytest.approx(able * neutral)
    found = mediation(able, neutral, antagonism)
    assert able * neutral - 1e-12 <= found <= able
