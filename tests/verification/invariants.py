"""What holds in every month of every run: ranges, accounts, life and death."""

from collections import Counter
from typing import Any

import numpy as np
import pytest

from cisim.configuration.outcomes import EVENTS, MILESTONES, REASONS, SERIES
from cisim.model.state import Status
from tests.both_engines import Compiled, as_agents, shown
from tests.histories import lived, monthly

ROUNDING = 1e-12
UNBOUNDED = {
    "members",
    "staff",
    "meetings",
    "systems_work",
    "programme_work",
    "partner_time",
    "pilots_running",
    "grants",
    "co_funding",
}
"""Series that are no share or index but amounts of 0 or more."""

AMOUNTS = {
    "advantage",
    "believed_horizon",
    "co_funding",
    "difficulty",
    "mean_power",
    "mean_say",
    "meetings",
    "own_capacity",
    "posts_each",
    "power",
    "programme_work",
    "staff",
    "systems_work",
}
"""State of agents that is no share, index or point but an amount of 0 or more."""


def assert_series_in_range(model):
    for name in (column.name for column in SERIES):
        values = np.array(monthly(model)[name])
        if name == "alive":
            continue
        assert np.isfinite(values).all(), name
        assert values.min() >= -ROUNDING, name
        if name not in UNBOUNDED:
            assert values.max() <= 1.0 + ROUNDING, name


def numbers(value: Any) -> list[float]:
    """Floating point numbers in a state variable, one or many."""
    if isinstance(value, dict):
        return numbers(list(value.values()))
    if isinstance(value, list | tuple):
        return [number for item in value for number in numbers(item)]
    return [value] if isinstance(value, float) else []


def assert_state_in_range(model):
    """Of every agent every number, also those that no series shows."""
    for agent in model.agents:
        for name, value in vars(agent).items():
            found = numbers(value) if name != "series" else []  # see series in range
            assert np.isfinite(found).all(), (agent, name)
            assert min(found, default=0.0) >= -ROUNDING, (agent, name)
            if name not in AMOUNTS:
                assert max(found, default=0.0) <= 1.0 + ROUNDING, (agent, name)


def assert_everybody_is_somewhere(model):
    where = Counter(own.status for own in model.roster)
    assert set(where) <= set(Status)
    assert where.total() == len(model.roster)
    assert where[Status.MEMBER] == len(model.members)
    assert model.members == [own for own in model.roster if own.is_member]
    gone = [own for own in model.roster if own.status is Status.LEFT]
    assert all(own.effort == 0.0 and not own.attends for own in gone)


def stop_of(model):
    """Month in which the initiative stopped, or one after the horizon."""
    log = [e.month for e in model.event_log() if e.kind in {"collapse", "finished"}]
    return min(log, default=model.month + 1)


def invited_at_once(model):
    p = model.setting.parameters.organisations
    return p.at_table if p.staging_months == 0 else min(p.at_table, p.invited_first)


def assert_members_add_up(model):
    members = monthly(model)["members"]
    by_month: Counter[int] = Counter()
    for event in model.event_log():
        by_month[event.month] += {"joined": 1, "left": -1}.get(event.kind, 0)
    expected = invited_at_once(model)
    assert members[0] == expected
    for month in range(1, model.month + 1):
        expected = 0 if month > stop_of(model) else expected + by_month[month]
        assert members[month] == expected


def contracted(funding, place, month):
    """What the contract of a funder that pays says of a month, by its words."""
    even = funding.yearly_amount / 12.0 / funding.funders
    first = max(1, funding.start_month + funding.stagger_months * place)
    term = round(funding.duration_years * 12.0)
    elapsed = month - first
    if not 0 <= elapsed < term:
        return even
    return even * (1.0 + funding.front_loading * (1.0 - (2 * elapsed + 1) / term))


def assert_money_adds_up(model):
    """What is paid in a month is what is contracted by those whose grants run."""
    history, now = model.setting.parameters_by_month(), model.setting.parameters
    series = monthly(model)
    paying = set()
    for month in range(1, model.month + 1):
        now = history.get(month, now)
        for event in (e for e in model.event_log() if e.month == month):
            if event.kind == "grant_started":
                assert event.organisation not in paying
                paying.add(event.organisation)
            elif event.kind == "grant_renewed":
                assert event.organisation in paying
            elif event.kind in {"grant_ended", "grant_stopped"}:
                paying.remove(event.organisation)
        if month > stop_of(model):
            paying.clear()
        p = now.funding
        due = sum(contracted(p, place, month) for place in paying)
        assert series["grants"][month] == pytest.approx(due, abs=1e-6)
        won = due * p.co_funding * p.engagement * series["legitimacy"][month - 1]
        assert series["co_funding"][month] == pytest.approx(won, abs=1e-6)


def assert_posts_are_paid(model, staff_before, members_before):
    """No post without money: members' posts exactly, the backbone's at most."""
    p = model.parameters.funding
    series = model.observer.series
    money = series["grants"] + series["co_funding"]
    posts = model.initiative.posts_each * members_before
    spent = posts * p.cost_per_staff / 12.0
    assert spent == pytest.approx(money * p.to_members if members_before else 0.0)
    cheapest = p.cost_per_staff * np.exp(-p.wage_of_skill)
    deepest_downturn = 0.1
    lent = 2.0 * sum(own.capacity for own in model.roster) / deepest_downturn
    most = 12.0 * money * (1.0 - p.to_members) / cheapest + p.partner_share * lent
    assert model.backbone.staff <= max(staff_before, most) * (1.0 + 1e-9)


def assert_events_are_sound(model):
    log = model.event_log()
    assert {event.kind for event in log} <= set(EVENTS)
    assert {event.reason for event in log} <= set(REASONS)
    assert all(1 <= event.month <= model.month for event in log)
    kinds = Counter(event.kind for event in log)
    assert all(kinds[milestone.event] <= 1 for milestone in MILESTONES)
    assert kinds["collapse"] + kinds["finished"] <= 1
    assert not (kinds["collapse"] and kinds["shared_result"])
    assert kinds["finished"] <= kinds["shared_result"]
    assert sorted(log, key=lambda event: event.month) == list(log)
    for event in log:
        if event.organisation is not None and not event.kind.startswith("grant"):
            assert event.organisation < len(model.roster)


MILESTONE_KINDS = {milestone.event for milestone in MILESTONES}
AFTER_THE_STOP = {
    "election",
    "downturn",
    "champion_arrived",
    "champion_left",
    "director_left",
    "problem_shifted",
    "crisis",
    "policy_turn",
    "pilot_won",
    "pilot_failed",
}
"""What may happen later: the place goes on, pilots under way come to their end."""


def assert_nothing_revives(model):
    stop = stop_of(model)
    for event in model.event_log():
        assert event.month <= stop or event.kind not in MILESTONE_KINDS
        assert event.month <= stop + 1 or event.kind in AFTER_THE_STOP
    series = monthly(model)
    for month in range(stop + 1, model.month + 1):
        assert series["members"][month] == 0.0
        assert series["meetings"][month] == 0.0
        assert series["grants"][month] == 0.0
        assert series["alive"][month] == 0.0
    if stop < model.month:
        assert all(own.status is not Status.MEMBER for own in model.roster)
        assert all(own.effort == 0.0 for own in model.roster)


def assert_alive_is_missing_until_somebody_is_convened(model):
    series = monthly(model)
    convened = False
    for month in range(model.month + 1):
        convened = convened or series["meetings"][month] > 0.0
        alive = series["alive"][month]
        assert alive in {0.0, 1.0} if convened else np.isnan(alive)
    if not convened:
        assert stop_of(model) > model.month


INVARIANTS = (
    assert_series_in_range,
    assert_state_in_range,
    assert_everybody_is_somewhere,
    assert_members_add_up,
    assert_money_adds_up,
    assert_events_are_sound,
    assert_nothing_revives,
    assert_alive_is_missing_until_somebody_is_convened,
)


def assert_sound(setting, seed, engine):
    """Simulate a scenario to its horizon and look at every month."""
    staff, members = 0.0, None
    for model in shown(setting, seed, engine):
        assert_state_in_range(model)
        assert_everybody_is_somewhere(model)
        if members is not None:
            assert_posts_are_paid(model, staff, members)
        staff, members = model.backbone.staff, len(model.members)
    for invariant in INVARIANTS:
        invariant(model)


def assert_records_are_sound(setting, seed):
    """Look at a run of the compiled engine, all its records, when it is over."""
    model = as_agents(lived(setting, seed, Compiled))
    for invariant in INVARIANTS:
        invariant(model)
