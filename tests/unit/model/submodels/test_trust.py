"""Trust follows experience, faster down than up, and drifts without contact."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Trust
from cisim.model.elementary import WIDEST_DISTANCE
from cisim.model.submodels.trust import (
    backbone_quality,
    common_ground,
    experience,
    hurt_of_distance,
    next_trust,
    next_trust_in_backbone,
    trust_shares,
    weight_of_effort,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Trust())
threes = st.tuples(shares, shares, shares)


@given(shares, shares, threes, shares)
def test_without_contact_trust_only_drifts(trust, felt, three, base):
    drifted = trust + three[2] * (base - trust)
    assert next_trust(trust, felt, 0.0, three, base) == pytest.approx(drifted)


@given(shares, threes, shares)
def test_full_contact_that_confirms_leaves_trust(trust, three, base):
    assert next_trust(trust, trust, 1.0, three, base) == trust


@given(shares, shares, shares, shares, threes, shares)
def test_better_experience_never_lowers_trust(trust, felt, other, contact, three, base):
    worse, better = sorted((felt, other))
    low = next_trust(trust, worse, contact, three, base)
    assert low <= next_trust(trust, better, contact, three, base) + 1e-12


@given(group(Trust))
def test_trust_is_lost_faster_than_gained_and_slower_where_mediated(p):
    up, down, drift = trust_shares(p, 0.0)
    assert down >= up
    assert drift == p.drift
    mediated = trust_shares(p, 1.0)[1]
    assert mediated == pytest.approx((1.0 - p.loss_mediation) * down)


def test_a_loss_is_twice_a_gain_at_small_rates():
    up, down, _ = trust_shares(P._replace(gain=1e-4, loss_ratio=2.0), 0.0)
    assert down / up == pytest.approx(2.0, rel=1e-3)


@given(group(Trust), shares, shares, shares)
def test_mediation_and_wins_make_better_ground_and_power_worse(p, able, wins, strong):
    assert common_ground(p, 0.0, 0.0, 0.0) == p.of_closeness
    assert common_ground(p, able, wins, 0.0) >= p.of_closeness
    worse = common_ground(p, able, wins, strong)
    assert worse <= common_ground(p, able, wins, 0.0)


@given(group(Trust), shares)
def test_where_nobody_is_hostile_distance_does_not_hurt(p, away):
    assert hurt_of_distance(p, 0.0) == 0.0
    assert experience(0.4, 0.1, 0.0, away, 0.0) == pytest.approx(0.5)


def test_full_antagonism_takes_all_closeness_at_the_widest_distance():
    ground, hurt = common_ground(P, 0.0, 0.0, 0.0), hurt_of_distance(P, 1.0)
    assert experience(ground, 0.0, hurt, WIDEST_DISTANCE, 0.0) == pytest.approx(0.0)
    assert experience(ground, 0.0, hurt, 0.0, 0.0) == P.of_closeness


@given(shares, shares, shares)
def test_the_past_and_effort_colour_an_experience(ground, visible, past):
    bare = experience(ground, 0.0, 0.0, 0.0, 0.0)
    assert experience(ground, visible, 0.0, 0.0, past) >= bare
    assert experience(1.0, visible, 0.0, 0.0, past) == 1.0


@given(group(Trust), st.floats(0.05, 1.0))
def test_effort_at_the_ceiling_has_its_full_weight(p, ceiling):
    assert weight_of_effort(p, ceiling) * ceiling == pytest.approx(p.of_effort)


@given(shares, shares)
def test_the_quality_of_a_backbone_lies_between_ability_and_neutrality(able, neutral):
    quality = backbone_quality(able, neutral)
    assert min(able, neutral) - 1e-12 <= quality <= max(able, neutral) + 1e-12
    assert backbone_quality(able, 0.0) == backbone_quality(0.0, neutral) == 0.0
    assert quality == pytest.approx(math.sqrt(able * neutral))


@given(group(Trust), shares, shares)
def test_trust_in_the_backbone_goes_to_its_quality(p, trust, quality):
    low, high = sorted((trust, quality))
    later = next_trust_in_backbone(p, trust, quality)
    assert low - 1e-12 <= later <= high + 1e-12
    assert (
        next_trust_in_backbone(p._replace(backbone_rate=0.0), trust, quality) == trust
    )
