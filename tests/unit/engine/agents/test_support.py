"""Backbone, funders, champion and community do what they should, when they should."""

import pytest

from cisim.configuration.scenarios import Change
from cisim.engine.agents import CollectiveImpactModel
from tests.histories import lived, monthly, months_of, scenario

YEARLY = 360_000.0
FUNDED = {
    "funding__yearly_amount": YEARLY,
    "funding__funders": 3,
    "funding__duration_years": 2.0,
    "funding__renewal_years": 1.0,
    "result__horizon_years": 6,
}
NEVER = {
    "funding__renewal_without_progress": 0.0,
    "funding__renewal_with_progress": 0.0,
}
DECIDED = {"grant_renewed", "grant_ended"}
ALWAYS = {
    "funding__renewal_without_progress": 1.0,
    "funding__renewal_with_progress": 1.0,
}


def paid(*changes, **settings):
    model = lived(scenario(*changes, **(FUNDED | settings)))
    return model, monthly(model)["grants"]


def test_a_grant_pays_for_its_duration_and_ends():
    model, grants = paid(**NEVER)
    assert grants[0] == 0.0
    assert grants[1:25] == pytest.approx([YEARLY / 12.0] * 24)
    assert grants[25:] == [0.0] * 48
    assert months_of(model, "grant_started") == [1, 1, 1]
    assert months_of(model, "grant_ended") == [25, 25, 25]


def test_a_grant_that_is_always_renewed_goes_on():
    model, grants = paid(**ALWAYS)
    assert grants[1:] == pytest.approx([YEARLY / 12.0] * 72)
    assert months_of(model, "grant_renewed") == sorted([25, 37, 49, 61] * 3)
    assert not months_of(model, "grant_ended")


def test_a_renewed_grant_of_no_months_is_no_renewal():
    model, grants = paid(**(ALWAYS | {"funding__renewal_years": 0.0}))
    assert grants[25:] == [0.0] * 48
    assert not months_of(model, "grant_renewed")


def test_grants_begin_when_they_are_dated():
    model, grants = paid(**(NEVER | {"funding__start_month": 10}))
    assert grants[:10] == [0.0] * 10
    assert grants[10:34] == pytest.approx([YEARLY / 12.0] * 24)
    assert months_of(model, "grant_started") == [10] * 3


def test_no_duration_is_no_grant():
    model, grants = paid(**(ALWAYS | {"funding__duration_years": 0.0}))
    assert not any(grants)
    assert not months_of(model, "grant_started")


def test_a_change_of_the_amount_takes_effect_in_its_month():
    _, grants = paid(Change(7, {"funding.yearly_amount": 2 * YEARLY}), **NEVER)
    assert grants[6:8] == pytest.approx([YEARLY / 12.0, YEARLY / 6.0])


def test_funders_decide_one_by_one():
    sometimes = {
        "funding__renewal_without_progress": 0.5,
        "funding__renewal_with_progress": 0.5,
    }
    decided = set()
    for seed in range(1, 4):
        model = lived(scenario(**(FUNDED | sometimes)), seed)
        log = [e for e in model.event_log() if e.month == 25 and e.kind in DECIDED]
        assert len(log) == 3
        decided.add(tuple(event.kind for event in log))
    assert len(decided) > 1
    assert any(len(set(kinds)) > 1 for kinds in decided)


def test_a_change_prolongs_a_first_grant():
    model, grants = paid(Change(10, {"funding.duration_years": 4.0}), **NEVER)
    assert grants[1:49] == pytest.approx([YEARLY / 12.0] * 48)
    assert months_of(model, "grant_ended") == [49] * 3


def test_a_stopped_initiative_is_paid_no_more():
    hopeless = ALWAYS | {
        "membership__exit_hazard": 2.0,
        "morale__at_start": 0.0,
        "morale__rest": 0.0,
        "morale__belief_at_start": 0.0,
    }
    model, grants = paid(**hopeless)
    (stop,) = months_of(model, "collapse")
    assert grants[stop] > 0.0
    assert not any(grants[stop + 1 :])
    assert monthly(model)["staff"][stop + 12] < 0.2 * monthly(model)["staff"][stop]


# ---- Backbone, champion, community ----


def model_of(**settings):
    return CollectiveImpactModel(scenario(**settings), rng=1)


def test_posts_follow_money_and_capacity_follows_posts():
    model = model_of(place__director_turnover=0.0)
    model.run_for(24)
    backbone = model.backbone
    assert backbone.staff > 1.0
    assert backbone.experience == 1.0
    assert backbone.capacity == pytest.approx(
        model.parameters.backbone.skill * backbone.fullness
    )
    neutral = model.parameters.backbone.neutrality
    assert backbone.mediation == backbone.capacity * neutral


def test_without_money_and_partners_there_is_no_backbone():
    model = lived(
        scenario(
            funding__yearly_amount=0.0,
            funding__partner_share=0.0,
            result__horizon_years=2,
        )
    )
    assert not any(monthly(model)["staff"])
    assert not any(monthly(model)["backbone_support"])


def test_a_new_director_has_to_learn():
    model = model_of(place__director_turnover=0.5)
    while not months_of(model, "director_left"):
        model.step()
    assert model.backbone.experience == 0.0
    model.parameters = model.parameters._replace(
        place=model.parameters.place._replace(director_turnover=0.0)
    )
    model.backbone.change_context()
    model.backbone.settle()
    assert 0.0 < model.backbone.experience < 1.0


def test_where_nobody_directs_no_director_leaves():
    model = model_of(place__director_turnover=0.5, funding__yearly_amount=0.0)
    model.backbone.staff = 0.0
    for _ in range(50):
        model.backbone.change_context()
        model.backbone.settle()
    assert not model.events


def test_a_champion_leaves_once_and_takes_the_influence():
    model = lived(scenario(place__champion_turnover=0.5, result__horizon_years=10))
    assert len(months_of(model, "champion_left")) == 1
    assert model.champion.influence == 0.0


def test_no_champion_no_influence():
    model = lived(scenario(champion__influence=0.0, result__horizon_years=3))
    assert not months_of(model, "champion_left")
    assert model.champion.influence == 0.0


def test_the_community_has_its_weight_in_the_draft():
    model = model_of(
        community__voice=1.0, community__involvement=1.0, agenda__top_down=0.0
    )
    assert model.initiative.drafted() == pytest.approx(model.community.view)
    silent = model_of(community__voice=0.0, agenda__top_down=0.0)
    mean = [sum(o.agenda[a] for o in silent.members) / 20 for a in (0, 1)]
    assert silent.initiative.drafted() == pytest.approx(mean)
