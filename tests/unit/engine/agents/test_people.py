"""Champion, people affected, council: who leaves, who steps in, what they see."""

import pytest

from cisim.configuration.scenarios import Change
from cisim.engine.agents import CollectiveImpactModel
from tests.histories import lived, months_of, scenario

SMALL = {
    "organisations__at_table": 4,
    "organisations__outside": 0,
    "result__horizon_years": 5,
}
UNPREPARED = {
    "champion__succession": 0.0,
    "support__leadership_capacity": 0.0,
    "support__leadership": 0.0,
}


def test_a_champion_leaves_and_takes_the_influence():
    restless = {"place__champion_turnover": 0.5} | UNPREPARED
    model = lived(scenario(**(SMALL | restless)))
    assert len(months_of(model, "champion_left")) == 1
    assert not months_of(model, "champion_arrived")
    assert model.champion.influence == 0.0


def test_a_prepared_successor_steps_in():
    restless = {
        "place__champion_turnover": 0.5,
        "champion__succession": 1.0,
        "champion__succession_rate": 1.0,
    }
    model = lived(scenario(**(SMALL | restless)))
    left, came = (months_of(model, f"champion_{did}") for did in ("left", "arrived"))
    assert left
    assert came
    assert len(left) - len(came) in {0, 1}
    assert all(one < two for one, two in zip(left, came, strict=False))
    assert all(two < one for one, two in zip(left[1:], came, strict=False))
    assert model.champion.present is (len(left) == len(came))


def test_no_champion_no_influence_and_no_successor():
    nobody = {"champion__influence": 0.0, "champion__succession": 1.0}
    model = lived(scenario(**(SMALL | nobody)))
    assert not months_of(model, "champion_left")
    assert not months_of(model, "champion_arrived")
    assert model.champion.influence == 0.0


def test_a_dated_influence_brings_a_new_champion():
    change = Change(12, {"champion.influence": 0.9})
    setting = scenario(change, **(SMALL | UNPREPARED))
    model = CollectiveImpactModel(setting, rng=2)
    model.champion.present = False
    model.run_for(11)
    assert model.champion.influence == 0.0
    model.step()
    assert model.champion.influence == 0.9


def test_a_champion_who_comes_later_is_there():
    nobody = {"champion__influence": 0.0, "place__champion_turnover": 0.0}
    comes = Change(6, {"champion.influence": 0.8})
    assert lived(scenario(comes, **(SMALL | nobody))).champion.influence == 0.8


SHIFTING = {"problem__leverage_spread": 0.0, "community__own_view_spread": 0.05}


def test_people_affected_see_a_shift_as_it_is():
    model = CollectiveImpactModel(
        scenario(Change(2, {"problem.shift_distance": 0.2}), **(SMALL | SHIFTING)),
        rng=1,
    )
    place, people = model.place, model.community
    point, view = place.leverage_point, people.view
    champion, plan = model.champion.view, model.council.plan
    model.run_for(2)
    moved = [b - a for a, b in zip(point, place.leverage_point, strict=True)]
    seen = [b - a for a, b in zip(view, people.view, strict=True)]
    assert seen == pytest.approx(moved)
    assert any(moved)
    assert model.champion.view == champion
    assert model.council.plan == plan


def test_in_quiet_months_the_community_sees_what_it_saw():
    model = CollectiveImpactModel(scenario(problem__shift=0.0, **SMALL), rng=1)
    view = model.community.view
    model.run_for(12)
    assert model.community.view == view
