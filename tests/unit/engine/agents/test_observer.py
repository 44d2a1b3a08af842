"""Milestones, life and death as the observer sees them."""

import math

import pytest

from cisim.engine.agents import CollectiveImpactModel
from tests.histories import lived, monthly, months_of, scenario

BRIEF = {"result__horizon_years": 3}


def model_of(**settings):
    return CollectiveImpactModel(scenario(**(BRIEF | settings)), rng=1)


def observed(model, months=1):
    """The model after the observer alone has seen some months."""
    for _ in range(months):
        model.observer.observe()
        model.observer.settle()
    return model


def kinds(model):
    return [event.kind for event in model.events]


def lifeless(**settings):
    """A table that was convened and where nobody is active any more."""
    model = model_of(**settings)
    model.initiative.convened = True
    for member in model.members:
        member.last_active = -100
    return model


def reach_result(model, share=1.0):
    model.place.programme_result = 0.0
    model.place.lives_change = share


def test_twelve_lifeless_months_are_a_collapse():
    model = observed(lifeless(), 11)
    assert not kinds(model)
    assert not model.observer.stopped
    observed(model)
    assert kinds(model) == ["collapse"]
    assert model.observer.stopped
    observed(model, 24)
    assert kinds(model) == ["collapse"]


def test_a_sign_of_life_begins_the_count_again():
    model = observed(lifeless(), 11)
    for member in model.members[:3]:
        member.last_active = model.month
    observed(model)
    for member in model.members:
        member.last_active = -100
    observed(model, 11)
    assert not kinds(model)
    observed(model)
    assert kinds(model) == ["collapse"]


def test_a_table_that_was_never_convened_cannot_collapse():
    model = lifeless()
    model.initiative.convened = False
    observed(model, 36)
    assert not kinds(model)
    assert math.isnan(model.observer.series["alive"])


def test_a_stop_after_the_result_is_finished():
    model = lifeless(result__hold_months=1)
    reach_result(model)
    observed(model, 12)
    assert kinds(model) == ["shared_result", "finished"]
    assert model.observer.stopped


def test_result_and_stop_in_the_same_month_are_result_and_finished():
    model = lifeless(result__hold_months=11, membership__collapse_months=11)
    reach_result(model)
    observed(model, 11)
    assert kinds(model) == ["shared_result", "finished"]


def test_after_a_collapse_no_result_is_recorded():
    model = observed(lifeless(), 12)
    reach_result(model)
    observed(model, 24)
    assert kinds(model) == ["collapse"]


def test_after_a_collapse_no_milestone_is_recorded():
    """Fewer members are less work, so that a backbone that shrinks may look full."""
    model = observed(lifeless(), 12)
    model.initiative.adopted, model.initiative.measurement = True, 1.0
    model.initiative.wins, model.backbone.fullness = 1, 1.0
    assert kinds(observed(model)) == ["collapse"]


@pytest.mark.parametrize("hold", [1, 6])
def test_a_result_has_to_hold(hold):
    model = model_of(result__hold_months=hold)
    reach_result(model)
    observed(model, hold - 1)
    assert not kinds(model)
    reach_result(model, 0.0)
    observed(model)
    reach_result(model)
    observed(model, hold)
    assert kinds(model) == ["shared_result"]


def test_improvement_is_bounded_by_all_that_can_change():
    model = model_of(result__largest_improvement=0.2)
    reach_result(model, 1.0)
    model.place.programme_result = 0.22
    assert model.place.improvement == 0.2
    assert model.place.result_share == 1.0


def test_a_joint_milestone_takes_its_months():
    model = model_of(plan__joint_months=12)
    model.initiative.plan, model.place.systems_work = 1.0, 1000.0
    observed(model, 11)
    assert not kinds(model)
    observed(model)
    assert kinds(model) == ["joint_milestone"]


@pytest.mark.parametrize("missing", ["plan", "work"])
def test_a_joint_milestone_needs_plan_and_work(missing):
    model = model_of(plan__joint_months=1)
    model.initiative.plan = 0.0 if missing == "plan" else 1.0
    model.place.systems_work = 0.0 if missing == "work" else 1000.0
    assert not kinds(observed(model, 3))


def initiated(model):
    model.initiative.meetings = 1.0
    model.initiative.data_access = 1.0
    for member in model.members:
        member.attends = True
    return model


def test_initiated_takes_a_convener_sectors_meetings_and_data():
    assert kinds(observed(initiated(model_of()))) == ["initiated"]


@pytest.mark.parametrize("missing", ["convener", "sectors", "meetings", "data"])
def test_nothing_is_initiated_while_something_is_missing(missing):
    model = initiated(model_of(membership__cross_sectors=3))
    match missing:
        case "convener":
            model.champion.present = False
        case "sectors":
            for member in model.members[1:]:
                member.attends = False
        case "meetings":
            model.initiative.meetings = 0.0
        case "data":
            model.initiative.data_access = 0.0
    assert "initiated" not in kinds(observed(model))


def test_phase_two_takes_agenda_backbone_and_metrics():
    model = model_of()
    model.initiative.adopted = True
    model.backbone.fullness = 1.0
    assert kinds(observed(model)) == ["agenda_adopted"]
    model.initiative.measurement = 1.0
    assert kinds(observed(model))[1:] == ["measurement_agreed", "organised"]


def test_words_and_metrics_are_milestones_of_their_levels():
    model = model_of(measurement__words_level=0.3, measurement__agreed_level=0.25)
    model.initiative.vocabulary, model.initiative.measurement = 0.29, 0.24
    assert not kinds(observed(model))
    model.initiative.vocabulary = 0.3
    assert kinds(observed(model)) == ["common_words"]
    model.initiative.measurement = 0.25
    assert kinds(observed(model)) == ["common_words", "measurement_agreed"]


def test_milestones_are_recorded_once():
    model = lived(scenario())
    for kind in ("initiated", "first_win", "agenda_adopted", "organised"):
        assert len(months_of(model, kind)) == 1


def test_isolated_organisations_are_never_convened():
    model = lived(
        scenario(
            communication__meetings_per_year=0.0,
            champion__influence=0.0,
            funding__yearly_amount=0.0,
            funding__partner_share=0.0,
            result__horizon_years=5,
        )
    )
    series = monthly(model)
    assert all(math.isnan(alive) for alive in series["alive"])
    assert not any(series["meetings"])
    assert not any(series["attendance"])
    events = {"collapse", "initiated", "agenda_adopted", "joined", "left", "conflict"}
    assert not events & set(kinds(model))
    for nothing in ("effort", "partner_time", "systems_work", "system_change"):
        assert not any(series[nothing]), nothing
    assert series["improvement"][-1] > 0.0


def test_series_of_an_empty_table_are_0():
    model = model_of()
    model.members = []
    series = model.observer.survey()
    for name in ("members", "effort", "morale", "trust", "density", "attendance"):
        assert series[name] == 0.0
