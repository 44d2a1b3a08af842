"""Champion, people affected, council and support: what each adds, and its price."""

import pytest
from hypothesis import given

from cisim.configuration.parameters import Champion, Community, Council, Support
from cisim.model.elementary import step
from cisim.model.submodels.people import (
    celebration,
    champion_push,
    champion_weight,
    community_voice,
    content_known,
    education,
    evidence_kept,
    handed_over,
    leadership,
    made_good,
    people_heard,
    plan_push,
    plan_weight,
    process_burden,
    public_ear,
    strengthened,
    succession_probability,
    time_to_involve,
)
from tests.strategies import group, shares

# ---- Champion ----


@given(group(Champion), shares)
def test_a_champion_who_lets_others_find_the_answer_does_not_press(p, influence):
    humble = p._replace(advocacy=0.0)
    assert champion_weight(humble, influence) == champion_push(humble, influence) == 0.0
    assert champion_weight(p, 0.0) == champion_push(p, 0.0) == 0.0


def test_a_champion_who_presses_has_weight_and_push():
    p = Champion(advocacy=0.5, draft_weight=0.4, push=0.8)
    assert champion_weight(p, 0.5) == pytest.approx(0.1)
    assert champion_push(p, 0.5) == pytest.approx(0.2)


@given(group(Champion), shares, shares)
def test_succession_is_prepared_or_comes_from_the_place(p, some, other):
    low, high = sorted((some, other))
    assert succession_probability(p, low) <= succession_probability(p, high)
    assert succession_probability(p._replace(succession=0.0), 0.0) == 0.0
    ready = succession_probability(p._replace(succession=1.0), 0.0)
    assert ready == step(p.succession_rate)


# ---- People affected ----


@given(group(Community))
def test_voice_comes_with_involvement_and_control(p):
    assert community_voice(p._replace(involvement=0.0)) == 0.0
    full = p._replace(involvement=1.0, control_sharing=1.0)
    assert community_voice(full) == pytest.approx(p.voice)
    unshared = community_voice(full._replace(control_sharing=0.0))
    assert unshared == pytest.approx(p.voice * p.voice_unshared)


@given(group(Community), shares, shares)
def test_common_words_let_people_be_heard(p, some, other):
    low, high = sorted((some, other))
    assert people_heard(p, low) <= people_heard(p, high) <= p.involvement
    assert people_heard(p, 1.0) == p.involvement


@given(group(Community))
def test_involving_takes_time_and_sharing_takes_ownership(p):
    assert time_to_involve(p._replace(involvement=1.0)) == p.time
    assert time_to_involve(p._replace(involvement=0.0)) == 0.0
    assert handed_over(p._replace(control_sharing=1.0)) == p.handover
    assert handed_over(p._replace(control_sharing=0.0)) == 0.0


# ---- Council ----


@pytest.mark.parametrize("law", [plan_weight, plan_push, education])
@given(p=group(Council))
def test_a_plan_needs_a_council_that_is_there(law, p):
    assert law(p._replace(presence=0.0)) == law(p._replace(strategic_plan=0.0)) == 0.0
    assert law(p) <= law(p._replace(presence=1.0, strategic_plan=1.0))


@pytest.mark.parametrize("law", [public_ear, celebration])
@given(p=group(Council))
def test_a_council_that_is_there_is_heard(law, p):
    assert law(p._replace(presence=0.0)) == 0.0
    assert law(p) <= law(p._replace(presence=1.0))


def test_a_full_council_adds_its_weights():
    p = Council(presence=1.0, strategic_plan=1.0)
    assert plan_weight(p) == p.plan_weight
    assert plan_push(p) == p.plan_push
    assert education(p) == p.education
    assert public_ear(p) == p.public_ear
    assert celebration(p) == p.celebration


# ---- Support ----


@given(shares, shares)
def test_support_fills_part_of_what_is_missing(capacity, support):
    assert strengthened(capacity, 0.0) == capacity
    assert strengthened(capacity, 1.0) == pytest.approx(1.0)
    assert strengthened(1.0, support) == 1.0
    assert strengthened(capacity, support) >= capacity


@given(group(Support))
def test_who_knows_how_has_less_of_a_burden(p):
    assert process_burden(p._replace(process=1.0)) == pytest.approx(1.0)
    lost = p._replace(process_capacity=0.0, process=0.0)
    assert process_burden(lost) == 1.0 + p.process_burden
    assert 1.0 <= process_burden(p) <= process_burden(lost)


@given(group(Support))
def test_who_knows_what_keeps_the_evidence(p):
    assert content_known(p._replace(content=1.0)) == pytest.approx(1.0)
    assert content_known(p._replace(content=0.0)) == p.content_capacity
    assert evidence_kept(p._replace(content=1.0)) == pytest.approx(1.0)
    lost = p._replace(content_capacity=0.0, content=0.0)
    assert evidence_kept(lost) == 1.0 - p.content_weight


@given(group(Support))
def test_who_can_lead_makes_good_for_a_leader(p):
    assert leadership(p._replace(leadership=0.0)) == p.leadership_capacity
    assert leadership(p._replace(leadership=1.0)) == pytest.approx(1.0)
    assert made_good(p) == p.leadership_relief * leadership(p)
