"""What the table does together: drafting, adopting, piloting."""

import pytest

from cisim.engine.agents import CollectiveImpactModel
from cisim.model.elementary import distance
from tests.histories import lived, monthly, months_of, scenario

BRIEF = {"result__horizon_years": 4}


def model_of(**settings):
    return CollectiveImpactModel(scenario(**(BRIEF | settings)), rng=1)


def agreeing(present=20, near=20):
    """A table of equals: some of them present, some near one agenda."""
    model = model_of(agenda__top_down=0.0, community__voice=0.0, agenda__quorum=0.75)
    model.initiative.meetings = 1.0
    for member in model.members:
        member.attends = member.place < present
        member.agenda = (0.4, 0.4) if member.place < near else (0.9, 0.9)
    model.initiative.agree_common_agenda()
    model.initiative.settle()
    return model.initiative


def test_a_table_that_agrees_adopts():
    initiative = agreeing()
    assert initiative.adopted
    assert initiative.agenda == pytest.approx((0.4, 0.4))
    assert initiative.agreement == pytest.approx(1.0)
    assert initiative.mean_say == 1.0


@pytest.mark.parametrize(
    ("present", "near", "adopted"),
    [(10, 20, True), (9, 20, False), (20, 17, True), (20, 14, False)],
)
def test_adoption_needs_half_the_table_and_the_quorum(present, near, adopted):
    assert agreeing(present, near).adopted is adopted


def test_without_meetings_nothing_is_adopted():
    model = model_of(communication__meetings_per_year=0.0, agenda__reach=1.0)
    model.run_for(12)
    assert not model.initiative.adopted


def test_an_adopted_agenda_moves_only_by_feedback():
    model = model_of(agenda__feedback=0.0, agenda__reach=1.0, agenda__quorum=0.5)
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
    before = distance(*initiative.agenda, *initiative.drafted())
    initiative.agree_common_agenda()
    initiative.settle()
    assert distance(*initiative.agenda, *initiative.drafted()) < before


def test_pilots_run_their_time():
    model = model_of(
        quick_wins__pilots_per_year=12.0,
        quick_wins__dared_per_year=48.0,
        quick_wins__duration_months=4,
        communication__attendance_intercept=10.0,
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
    initiative.meetings = 0.0
    model.backbone.capacity = 0.5
    assert initiative.conditions == (0.1, 0.2, 0.3, 0.0, 0.5)
