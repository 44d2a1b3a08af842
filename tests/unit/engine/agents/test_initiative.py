"""What the table does together: drafting, adopting, piloting."""

import math

import pytest

from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.drafting import drafted
from tests.histories import lived, monthly, months_of, scenario

BRIEF = {"result__horizon_years": 4}


def model_of(**settings):
    return CollectiveImpactModel(scenario(**(BRIEF | settings)), rng=1)


CLEAR = {
    "governance__decision_least": 2.0,
    "governance__decision_clear": 5.0,
    "governance__decision_authority": 1.0,
    "governance__decision_of_leaders": 0.0,
}


def test_a_table_that_agrees_adopts():
    model = model_of(agenda__top_down=0.0, community__voice=0.0, **CLEAR)
    initiative, model.month = model.initiative, 3
    initiative.meetings = 1.0
    for member in model.members:
        member.attends, member.agenda = True, (0.4, 0.4)
    model.champion.present = False
    initiative.agree_common_agenda()
    initiative.settle()
    assert initiative.adopted
    assert initiative.adopted_month == 3
    assert initiative.agenda == pytest.approx((0.4, 0.4))
    assert initiative.agreement == pytest.approx(1.0)
    assert initiative.mean_say == 1.0


def test_without_meetings_nothing_is_adopted():
    model = model_of(communication__meetings_per_year=0.0, agenda__reach=1.0)
    model.run_for(12)
    assert not model.initiative.adopted


def test_an_adopted_agenda_moves_only_by_feedback():
    model = model_of(
        agenda__feedback=0.0, agenda__reach=1.0, agenda__quorum=0.5, **CLEAR
    )
    while not model.initiative.adopted:
        model.step()
    agenda = model.initiative.agenda
    model.run_for(12)
    assert model.initiative.agenda == agenda


def test_feedback_moves_it_toward_the_members():
    model = model_of(agenda__feedback=1.0)
    initiative = model.initiative
    initiative.adopted, initiative.adopted_month = True, 0
    initiative.measurement = initiative.reach = initiative.meetings = 1.0
    for member in model.members:
        member.attends = True
    initiative.agenda = (0.0, 1.0)
    before = math.dist(initiative.agenda, drafted(initiative))
    initiative.agree_common_agenda()
    initiative.settle()
    assert math.dist(initiative.agenda, drafted(initiative)) < before


def test_pilots_run_their_time():
    model = model_of(
        quick_wins__pilots_per_year=12.0,
        quick_wins__dared_per_year=48.0,
        quick_wins__duration_months=4,
        quick_wins__pooled_risk=1.0,
        communication__meetings_per_year=52.0,
        communication__attendance_intercept=10.0,
        communication__unaided_share=1.0,
        champion__influence=1.0,
        place__champion_turnover=0.0,
        morale__at_start=1.0,
        morale__rest=1.0,
    )
    model.run_for(12)
    assert monthly(model)["pilots_running"][1:6] == [1.0, 2.0, 3.0, 4.0, 4.0]
    ended = sorted([*months_of(model, "pilot_won"), *months_of(model, "pilot_failed")])
    assert ended == list(range(5, 13))


def test_no_pilots_no_wins():
    model = lived(scenario(quick_wins__pilots_per_year=0.0, **BRIEF))
    assert not any(monthly(model)["pilots_running"])
    assert not any(monthly(model)["wins_memory"])
    assert not months_of(model, "first_win")


def test_exits_are_the_share_that_left():
    model = model_of()
    leaving = model.roster[0]
    leaving.left_month, model.members = model.month, model.roster[1:20]
    model.initiative.observe()
    model.initiative.settle()
    assert model.initiative.exits == pytest.approx(1 / 20)
    leaving.left_month = model.month - 1
    model.initiative.observe()
    model.initiative.settle()
    assert model.initiative.exits == 0.0


def test_one_at_the_table_holds_no_meetings():
    model = model_of()
    model.members = model.members[:1]
    model.initiative.convene()
    model.initiative.settle()
    assert model.initiative.meetings == 0.0
    assert model.initiative.attendance == 0.0


def test_an_empty_table_agrees_on_nothing():
    model = model_of()
    model.members = []
    model.initiative.agree_common_agenda()
    model.initiative.settle()
    assert model.initiative.agreement == 0.0


def test_conditions_stand_in_the_declared_order():
    model = model_of()
    initiative = model.initiative
    initiative.adopted, initiative.agreement = True, 0.1
    initiative.measurement, initiative.plan = 0.2, 0.3
    initiative.continuity = 0.4
    model.backbone.capacity = 0.5
    assert initiative.conditions == (0.1, 0.2, 0.3, 0.4, 0.5)


def test_meetings_that_are_rare_take_place_or_not():
    model = lived(
        scenario(
            communication__meetings_per_year=6.0,
            organisations__at_table=4,
            organisations__outside=0,
            **BRIEF,
        )
    )
    held = monthly(model)["meetings"][1:]
    assert set(held) == {0.0, 1.0}
    continuity = monthly(model)["continuous_communication"]
    quiet = [m for m, f in enumerate(held, 1) if f == 0.0 and continuity[m - 1] > 0.0]
    assert quiet
    assert all(0.0 < continuity[m] < continuity[m - 1] for m in quiet)


def test_nobody_calls_where_there_is_no_backbone_champion_or_standing():
    model = model_of(
        funding__yearly_amount=0.0,
        funding__partner_promise=0.0,
        champion__influence=0.0,
    )
    model.run_for(12)
    assert not any(monthly(model)["meetings"])


@pytest.mark.parametrize("hold", ["bound", "credit", "both"])
def test_bound_money_and_kept_credit_leave_less_room_for_systems_work(hold):
    settings: dict[str, float] = {
        "funding__programme_only": 0.0,
        "governance__shared_credit": 1.0,
    }
    assert model_of(**settings).initiative.room_for_systems == 1.0
    if hold != "credit":
        settings["funding__programme_only"] = 1.0
    if hold != "bound":
        settings["governance__shared_credit"] = 0.0
    model = model_of(
        funding__programme_hold=0.5, governance__credit_hold=0.4, **settings
    )
    for funder in model.funders:
        funder.pays = True
    room = {"bound": 0.5, "credit": 0.6, "both": 0.3}[hold]
    assert model.initiative.room_for_systems == pytest.approx(room)
