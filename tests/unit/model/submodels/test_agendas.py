"""Agendas move by what pulls them, inside the hull of what they know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Agenda
from cisim.model.submodels.agendas import (
    closing_rate,
    evidence_pull,
    evidence_seen,
    facilitation_pull,
    influence_weight,
    mandate_pull,
    partners_pull,
    pulled,
    uptake,
)
from tests.strategies import group, in_laws, shares

P = in_laws(Agenda())
NO_PULL = (0.0, 0.0, 0.0, 0.0)
fours = st.tuples(shares, shares, shares, shares)


@given(shares, fours)
def test_without_pulls_an_agenda_stays(own, goals):
    assert pulled(own, NO_PULL, goals) == own


@given(shares, fours, fours)
def test_an_agenda_stays_within_what_it_knows(own, pulls, goals):
    known = (own, *goals)
    assert min(known) - 1e-12 <= pulled(own, pulls, goals) <= max(known) + 1e-12


@given(shares, fours)
def test_at_its_goal_an_agenda_rests(own, pulls):
    assert pulled(own, pulls, (own, own, own, own)) == own


def test_one_full_pull_arrives_and_two_meet_in_the_middle():
    assert pulled(0.2, (1.0, 0.0, 0.0, 0.0), (0.9, 0.0, 0.0, 0.0)) == pytest.approx(0.9)
    both = pulled(0.2, (1.0, 1.0, 0.0, 0.0), (0.4, 0.8, 0.0, 0.0))
    assert both == pytest.approx(0.6)


@given(group(Agenda), shares)
def test_words_widen_the_bound(p, vocabulary):
    assert closing_rate(p, vocabulary) <= closing_rate(p, 0.0)
    assert closing_rate(p, 0.0) == pytest.approx(p.bound**-2)


@given(shares, shares, st.integers(0, 4))
def test_nobody_is_persuaded_beyond_the_bound(contact, trust, exponent):
    bound = 0.35
    outside = influence_weight(
        contact, trust, (1.001 * bound) ** 2, bound**-2, exponent
    )
    assert outside == 0.0


@given(shares, shares, shares)
def test_a_sharp_bound_weighs_all_inside_alike(contact, trust, away):
    inside = influence_weight(contact, trust, 0.9 * away, 1.0, 0)
    assert inside == contact * trust


@given(shares, shares, st.integers(0, 4))
def test_without_a_bound_weights_are_contact_times_trust(contact, trust, exponent):
    assert influence_weight(contact, trust, 2.0, 0.0, exponent) == contact * trust


@pytest.mark.parametrize("exponent", [1, 2, 3, 4])
def test_nearer_partners_weigh_more(exponent):
    weights = [
        influence_weight(1.0, 1.0, d * d, 4.0, exponent) for d in (0.1, 0.2, 0.4)
    ]
    assert weights == sorted(weights, reverse=True)
    assert weights[2] == pytest.approx((1.0 - 0.16 * 4.0) ** exponent)


@given(group(Agenda))
def test_nobody_met_is_no_pull(p):
    assert partners_pull(p, 0.0) == 0.0
    assert partners_pull(p._replace(caution=0.0), 0.0) == 0.0


def test_caution_weighs_against_partners():
    assert partners_pull(P._replace(caution=0.0), 3.0) == pytest.approx(P.influence)
    assert partners_pull(P._replace(caution=3.0), 3.0) == pytest.approx(P.influence / 2)


@given(group(Agenda), shares, shares)
def test_without_push_facilitation_needs_attendance_mediation_and_trust(p, some, other):
    assert facilitation_pull(p, 0.0, some, other, 1.0) == 0.0
    assert facilitation_pull(p, 1.0, 0.0, some, 0.0) == 0.0
    assert facilitation_pull(p, 1.0, some, 0.0, 0.0) == 0.0
    assert facilitation_pull(p, 1.0, 1.0, 1.0, 0.0) == p.facilitation


@given(group(Agenda), shares, shares, shares, shares)
def test_push_adds_to_mediated_ground_up_to_all(p, mediation, openness, some, other):
    low, high = sorted((some, other))
    less, more = (
        facilitation_pull(p, 1.0, mediation, openness, push) for push in (low, high)
    )
    assert less <= more <= p.facilitation
    assert facilitation_pull(p, 1.0, 0.0, 0.0, some) == p.facilitation * some


def test_good_morale_halves_the_pull_of_the_mandate():
    assert mandate_pull(P, 1.0) == pytest.approx(0.5 * mandate_pull(P, 0.0))


@given(group(Agenda), shares, shares, st.integers(0, 9), shares)
def test_evidence_reaches_only_those_who_come(p, measurement, people, pilots, taken):
    assert evidence_seen(p, 0.0, measurement, people, pilots) == 0.0
    assert evidence_seen(p, 1.0, 0.0, 0.0, 0) == 0.0
    assert evidence_pull(p, 0.0, taken) == 0.0
    assert evidence_pull(p, taken, 0.0) == 0.0
    assert evidence_pull(p, 1.0, 1.0) == p.evidence


def test_measurement_people_and_pilots_are_evidence_up_to_all():
    p = P._replace(of_measurement=0.5, of_people=0.25, of_pilots=0.2)
    assert evidence_seen(p, 1.0, 1.0, 0.0, 0) == 0.5
    assert evidence_seen(p, 1.0, 0.0, 1.0, 0) == 0.25
    assert evidence_seen(p, 1.0, 0.0, 0.0, 2) == 0.4
    assert evidence_seen(p, 1.0, 1.0, 1.0, 4) == 1.0


@given(shares, shares)
def test_evidence_is_taken_up_where_nothing_is_in_its_way(some, other):
    assert uptake(1.0, 1.0, 1.0) == 1.0
    assert uptake(0.0, some, other) == uptake(some, 0.0, other) == 0.0
    assert uptake(some, other, 0.0) == 0.0
