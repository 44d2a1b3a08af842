"""The draft: members by their say, those around them by their weights; deciding."""

import pytest

from cisim.configuration.choices import Structure
from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.drafting import agreement_on, drafted, is_adopted, push
from tests.histories import scenario

TABLE = {
    "organisations__at_table": 20,
    "organisations__outside": 0,
    "agenda__top_down": 0.0,
    "agenda__quorum": 0.75,
    "agenda__presence": 0.5,
    "community__voice": 0.0,
    "champion__advocacy": 0.0,
    "governance__decision_least": 2.0,
    "governance__decision_clear": 5.0,
    "governance__decision_authority": 1.0,
    "governance__decision_of_leaders": 0.0,
}


def model_of(**settings):
    return CollectiveImpactModel(scenario(**(TABLE | settings)), rng=1)


def mean_of(members):
    return tuple(sum(m.agenda[axis] for m in members) / len(members) for axis in (0, 1))


def test_equals_draft_their_mean():
    model = model_of()
    assert drafted(model.initiative) == pytest.approx(mean_of(model.members))


def test_the_community_has_its_weight_in_the_draft():
    full = {"community__involvement": 1.0, "community__control_sharing": 1.0}
    model = model_of(community__voice=1.0, **full)
    assert drafted(model.initiative) == pytest.approx(model.community.view)
    half = model_of(community__voice=0.5, **full)
    expected = [
        (a + b) / 2
        for a, b in zip(mean_of(half.members), half.community.view, strict=True)
    ]
    assert drafted(half.initiative) == pytest.approx(expected)


PRESSING = {
    "champion__advocacy": 1.0,
    "champion__influence": 1.0,
    "champion__draft_weight": 1.0,
    "champion__push": 0.5,
}


def test_a_champion_who_presses_is_in_the_draft_while_there():
    model = model_of(**PRESSING)
    assert drafted(model.initiative) == pytest.approx(model.champion.view)
    assert push(model.initiative) == 0.5
    model.champion.present = False
    assert drafted(model.initiative) == pytest.approx(mean_of(model.members))
    assert push(model.initiative) == 0.0


PLANNED = {
    "council__presence": 1.0,
    "council__strategic_plan": 1.0,
    "council__plan_weight": 1.0,
    "council__plan_push": 0.3,
}


def test_the_plan_of_the_council_counts_until_an_agenda_is_adopted():
    model = model_of(**PLANNED)
    assert drafted(model.initiative) == pytest.approx(model.council.plan)
    assert push(model.initiative) == 0.3
    model.initiative.adopted = True
    assert drafted(model.initiative) == pytest.approx(mean_of(model.members))
    assert push(model.initiative) == 0.0


def test_those_without_a_seat_have_no_say_where_they_are_not_represented():
    model = model_of(
        governance__structure=Structure.STEERING_GROUP, governance__representation=0.0
    )
    steering = [own for own in model.members if own.steers]
    assert len(steering) == 8
    assert drafted(model.initiative) == pytest.approx(mean_of(steering))


def test_agreement_is_full_where_all_stand_on_the_agenda():
    model = model_of()
    for member in model.members:
        member.agenda = (0.3, 0.6)
    assert agreement_on(model.initiative, (0.3, 0.6)) == 1.0
    assert agreement_on(model.initiative, (0.9, 0.6)) == 0.0


def deciding(model, present=20, near=20):
    """A table at a meeting: some members present, some near one agenda."""
    model.initiative.meetings = 1.0
    for member in model.members:
        member.attends = member.place < present
        member.agenda = (0.4, 0.4) if member.place < near else (0.9, 0.9)
    return model.initiative


@pytest.mark.parametrize(
    ("present", "near", "adopts"),
    [(10, 20, True), (9, 20, False), (20, 15, True), (20, 14, False)],
)
def test_adoption_needs_half_the_table_and_the_quorum(present, near, adopts):
    table = deciding(model_of(), present, near)
    assert is_adopted(table, (0.4, 0.4)) is adopts


def test_without_a_meeting_nothing_is_adopted():
    table = deciding(model_of())
    table.meetings = 0.0
    assert not is_adopted(table, (0.4, 0.4))


def test_where_nobody_may_decide_agreement_waits():
    lame = {
        "governance__decision_least": 0.0,
        "governance__decision_authority": 0.0,
    }
    table = deciding(model_of(**lame))
    for month in range(1, 100):
        table.model.month = month
        assert not is_adopted(table, (0.4, 0.4))


def test_the_weights_of_the_quorum_are_those_of_the_seats():
    model = model_of(
        governance__structure=Structure.STEERING_GROUP, governance__representation=0.0
    )
    table = deciding(model)
    for member in model.members:
        member.agenda = (0.4, 0.4) if member.steers else (0.9, 0.9)
    assert is_adopted(table, (0.4, 0.4))
    for member in model.members:
        member.attends = not member.steers
    assert not is_adopted(table, (0.4, 0.4))
