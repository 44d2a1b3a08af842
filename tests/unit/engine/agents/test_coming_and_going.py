"""Joining the table, by invitation or by chance, and leaving it."""

import pytest

from cisim.configuration.outcomes import EXIT_REASONS
from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.agents.coming_and_going import (
    consider_joining,
    consider_leaving,
    is_invited,
)
from cisim.model.state import Status
from tests.histories import lived, months_of, scenario

TABLE = {
    "organisations__at_table": 10,
    "organisations__outside": 2,
    "result__horizon_years": 2,
}
STAGED = TABLE | {
    "organisations__invited_first": 4,
    "organisations__staging_months": 12,
    "membership__joining": 0.0,
}


def model_of(**settings):
    return CollectiveImpactModel(scenario(**(TABLE | settings)), rng=1)


def joined(model):
    return [(e.month, e.organisation) for e in model.event_log() if e.kind == "joined"]


def test_staged_members_come_in_their_month_and_in_order():
    model = model_of(**STAGED)
    assert [own.place for own in model.members] == [0, 1, 2, 3]
    model.run_for(24)
    assert joined(model) == list(zip((2, 4, 6, 8, 10, 12), range(4, 10), strict=True))
    assert model.roster[6].joined_month == 6


def test_the_invited_come_also_where_nobody_meets():
    silent = {"communication__meetings_per_year": 0.0}
    assert joined(lived(scenario(**(STAGED | silent)))) == joined(
        lived(scenario(**STAGED))
    )


def test_nobody_is_invited_before_the_month_or_from_outside():
    model = model_of(**STAGED)
    late, outsider = model.roster[9], model.roster[10]
    model.month = 11
    assert not is_invited(late)
    model.month = 12
    assert is_invited(late)
    assert not is_invited(outsider)


def test_nobody_joins_unasked_where_nobody_meets():
    eager = {"communication__meetings_per_year": 0.0, "membership__joining": 1.0}
    assert not joined(lived(scenario(**(TABLE | eager))))


@pytest.mark.parametrize("draw", ["standing", "will", "call"])
def test_outsiders_join_what_attracts_them(draw):
    model = model_of(membership__joining=1.0, champion__influence=0.0)
    model.initiative.meetings = 1.0
    outsider = model.roster[10]
    consider_joining(outsider)
    assert not model.events
    match draw:
        case "standing":
            model.initiative.legitimacy = 1.0
        case "will":
            model.place.public_will = 1.0
        case "call":
            model.parameters = model.parameters._replace(
                champion=model.parameters.champion._replace(influence=1.0)
            )
            model.place.urgency = 1.0
    for month in range(1, 20):
        model.month = month
        consider_joining(outsider)
    assert model.events


def test_who_joins_is_a_member_from_then_on():
    model = model_of(membership__joining=1.0)
    model.initiative.meetings = model.initiative.legitimacy = 1.0
    own = model.roster[10]
    for month in range(1, 20):
        model.month = month
        if own.status is Status.OUTSIDE:
            consider_joining(own)
            own.settle()
    assert own.status is Status.MEMBER
    assert own.joined_month == own.last_active == model.events[0].month


HOPELESS = {"morale__at_start": 0.0, "membership__exit_hazard": 2.0}


def test_who_leaves_gives_and_attends_no_more():
    model = model_of(**HOPELESS)
    own = model.members[0]
    own.effort, own.attends = 0.4, True
    for month in range(1, 20):
        model.month = month
        if own.is_member:
            consider_leaving(own)
            own.settle()
    assert own.status is Status.LEFT
    assert own.left_month == model.events[0].month
    assert (own.effort, own.attends) == (0.0, False)
    assert model.events[0].reason == "frustration"


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        (HOPELESS, "frustration"),
        (
            {"morale__belief_at_start": 0.0, "membership__exit_hazard": 2.0},
            "lost_belief",
        ),
        ({"membership__turnover_exit": 2.0}, "leader_change"),
        ({"membership__conflict_exit": 2.0}, "conflict"),
        ({"membership__drift_exit": 1.0}, "drift"),
    ],
)
def test_every_reason_to_leave_is_told(settings, reason):
    assert reason in EXIT_REASONS
    content = {"morale__at_start": 1.0, "morale__belief_at_start": 1.0}
    model = model_of(**(content | settings))
    for own in model.members:
        own.leader_left, own.in_conflict = (
            reason == "leader_change",
            reason == "conflict",
        )
        own.effort = 0.0 if reason == "drift" else 0.5
        consider_leaving(own)
    assert {event.reason for event in model.events} == {reason}


def test_those_who_meet_do_not_drift_away():
    met = model_of(membership__drift_exit=1.0, morale__belief_at_start=1.0)
    met.initiative.reach = 1.0
    for own in met.members:
        own.attends, own.morale = True, 1.0
        consider_leaving(own)
    assert not months_of(met, "left")
