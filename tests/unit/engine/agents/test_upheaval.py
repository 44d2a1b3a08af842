"""Elections, new leaders and open conflicts befall those they should."""

import pytest

from cisim.configuration.scenarios import Change
from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.upheaval import (
    conflict_hazard,
    fall_into_conflict,
    lose_leader,
    turnover_probability,
)
from cisim.model.elementary import monthly_probability
from cisim.model.state import Sector
from tests.histories import lived, months_of, scenario

ALONE = {"support__leadership_relief": 0.0}
"""Nobody makes good what a leader leaves undone."""

QUIET = {
    "place__leader_turnover": 0.0,
    "place__public_leader_turnover": 0.0,
    "place__conflict": 0.0,
    "result__horizon_years": 2,
}


def model_of(**settings):
    return CollectiveImpactModel(scenario(**(QUIET | settings)), rng=2)


def member_of(model, sector):
    return next(own for own in model.members if own.sector is sector)


def test_leaders_in_government_leave_at_their_own_rate():
    model = model_of(place__leader_turnover=0.1, place__public_leader_turnover=0.3)
    public = turnover_probability(member_of(model, Sector.GOVERNMENT))
    private = turnover_probability(member_of(model, Sector.NONPROFIT))
    assert public == monthly_probability(0.3)
    assert private == monthly_probability(0.1)


def test_in_a_quiet_place_nobody_loses_a_leader_or_quarrels():
    model = lived(scenario(**QUIET))
    assert not months_of(model, "leader_left")
    assert not months_of(model, "conflict")


def test_a_new_leader_loses_what_the_old_one_carried():
    model = model_of(place__lost_with_leader=0.5, **ALONE)
    own, other = model.members[0], model.members[1]
    own.trust[other.place] = own.first_trust[other.place] + 0.4
    own.trust_in_backbone, own.systems_mindset = 0.8, 0.65
    lose_leader(own)
    own.settle()
    built = own.trust[other.place] - own.first_trust[other.place]
    assert built == pytest.approx(0.2)
    assert own.trust_in_backbone == pytest.approx(0.4)
    assert own.systems_mindset == pytest.approx(0.45)
    assert own.leader_left
    assert model.events[-1].kind == "leader_left"


def test_others_who_can_lead_make_part_of_it_good():
    alone, led = (
        model_of(
            place__lost_with_leader=1.0,
            support__leadership=1.0,
            support__leadership_relief=relief,
        )
        for relief in (0.0, 0.5)
    )
    for model in (alone, led):
        model.members[0].trust_in_backbone = 0.8
        lose_leader(model.members[0])
        model.members[0].settle()
    assert alone.members[0].trust_in_backbone == 0.0
    assert led.members[0].trust_in_backbone == pytest.approx(0.4)


def test_partners_trust_a_new_leader_less():
    kept, lost = (
        model_of(
            place__lost_with_leader=share,
            communication__meetings_per_year=0.0,
            **ALONE,
        )
        for share in (0.0, 1.0)
    )
    for model in (kept, lost):
        own, other = model.members[:2]
        own.trust[other.place] = 0.9
        other.leader_left = True
        own.build_trust()
        own.settle()
    first = lost.members[0].first_trust[1]
    assert lost.members[0].trust[1] == pytest.approx(first)
    assert kept.members[0].trust[1] > first


def test_a_conflict_costs_goodwill_and_the_trust_of_partners():
    model = model_of(
        place__conflict_damage=0.25,
        communication__meetings_per_year=0.0,
        trust__drift=0.0,
    )
    own, other = model.members[:2]
    morale, trusted = own.morale, other.trust[own.place]
    fall_into_conflict(own)
    own.settle()
    other.build_trust()
    other.settle()
    assert own.in_conflict
    assert own.morale == pytest.approx(0.75 * morale)
    assert other.trust[own.place] == pytest.approx(0.75 * trusted)


def test_a_mediated_table_quarrels_less():
    model = model_of(place__conflict=0.3, backbone__skill=1.0, backbone__neutrality=1.0)
    own = model.members[0]
    before = conflict_hazard(own)
    model.backbone.capacity = 1.0
    assert before > 0.0
    assert conflict_hazard(own) == 0.0


def test_upheavals_last_a_month():
    model = model_of()
    own = model.members[0]
    own.leader_left = own.in_conflict = True
    own.change_context()
    own.settle()
    assert not own.leader_left
    assert not own.in_conflict


ELECTED = QUIET | {"place__election_interval_months": 12}


def test_elections_come_at_their_interval():
    model = lived(scenario(**ELECTED))
    assert months_of(model, "election") == [12, 24]


def test_no_interval_no_elections():
    none = ELECTED | {"place__election_interval_months": 0}
    assert not months_of(lived(scenario(**none)), "election")


def after_election(change):
    settings = ELECTED | {"place__administration_change": change}
    settings |= {"governance__gateway": 0.0}
    model = CollectiveImpactModel(scenario(**settings), rng=2)
    before = {own.place: own.mandate for own in model.roster}
    support = model.place.policy_support
    model.run_for(12)
    moved = [own for own in model.roster if own.mandate != before[own.place]]
    return model, moved, model.place.policy_support != support


def test_a_new_administration_moves_government_alone():
    model, moved, turned = after_election(change=1.0)
    assert model.events
    assert moved
    assert {own.sector for own in moved} == {Sector.GOVERNMENT}
    assert turned
    reasons = [e.reason for e in model.events if e.kind == "election"]
    assert reasons == ["administration_changed"]


def test_a_kept_administration_moves_nobody():
    model, moved, turned = after_election(change=0.0)
    assert not moved
    assert not turned
    reasons = [e.reason for e in model.events if e.kind == "election"]
    assert reasons == ["administration_kept"]


def test_a_downturn_takes_capacity_and_passes():
    p = QUIET | {"place__downturn": 0.5, "place__downturn_depth": 0.4}
    model = CollectiveImpactModel(scenario(**p), rng=1)
    model.run_for(24)
    hit = months_of(model, "downturn")
    assert hit
    assert model.place.economy < 1.0
    own = model.roster[0]
    assert own.capacity == own.own_capacity * model.place.economy


# ---- Dated changes ----


def test_a_dated_crisis_raises_urgency_in_its_month():
    crisis = Change(6, {"place.urgency": 0.95})
    model = CollectiveImpactModel(scenario(crisis, **QUIET), rng=1)
    model.run_for(5)
    assert model.place.urgency < 0.55
    model.step()
    assert model.place.urgency == 0.95
    assert months_of(model, "crisis") == [6]
    model.step()
    assert model.place.urgency < 0.95
    assert months_of(model, "crisis") == [6]


def test_a_second_crisis_of_the_same_size_is_a_crisis_too():
    crises = (Change(6, {"place.urgency": 0.9}), Change(18, {"place.urgency": 0.9}))
    model = CollectiveImpactModel(scenario(*crises, **QUIET), rng=1)
    model.run_for(18)
    assert model.place.urgency == 0.9
    assert months_of(model, "crisis") == [6, 18]


def test_a_dated_turn_of_policy_moves_support_in_its_month():
    turn = Change(6, {"place.policy_support": 0.1})
    still = {"governance__gateway": 0.0}
    model = CollectiveImpactModel(scenario(turn, **(QUIET | still)), rng=1)
    model.run_for(6)
    assert model.place.policy_support == 0.1
    assert months_of(model, "policy_turn") == [6]


def test_other_changes_make_no_crisis():
    other = Change(6, {"communication.meetings_per_year": 24.0})
    model = lived(scenario(other, **QUIET))
    assert not months_of(model, "crisis")
    assert not months_of(model, "policy_turn")


def test_a_change_of_meetings_takes_effect_in_its_month():
    full = {
        "communication__unaided_share": 1.0,
        "communication__meetings_per_year": 12.0,
        "champion__influence": 1.0,
        "place__champion_turnover": 0.0,
    }
    more = Change(6, {"communication.meetings_per_year": 36.0})
    model = lived(scenario(more, **(QUIET | full)))
    held = model.datacollector.model_vars["meetings"]
    assert held[1:6] == pytest.approx([1.0] * 5)
    assert held[6:] == pytest.approx([3.0] * 19)


def test_two_changes_of_one_month_both_take_effect():
    both = (Change(6, {"place.urgency": 0.9}), Change(6, {"place.policy_support": 0.1}))
    still = QUIET | {"governance__gateway": 0.0}
    model = CollectiveImpactModel(scenario(*both, **still), rng=1)
    model.run_for(6)
    assert (model.place.urgency, model.place.policy_support) == (0.9, 0.1)
    assert months_of(model, "crisis") == months_of(model, "policy_turn") == [6]
