"""What must hold of the engine whatever the scenario: order, identity, accounts."""

import hashlib
import os
import subprocess
import sys
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from cisim.configuration.outcomes import EVENTS, MILESTONES, REASONS, SERIES
from cisim.configuration.scenarios import Change, Scenario
from cisim.engine.agents import CollectiveImpactModel, simulate
from cisim.experiment.evaluate import evaluate
from cisim.model.state import Status
from tests.histories import lived, monthly, months_of, organisations, scenario
from tests.strategies import seeds, short_scenarios

SHORT = scenario(result__horizon_years=6)
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
}
"""Series that are no share or index but amounts of 0 or more."""


def same(one, other):
    """Whether two values are equal, a missing number to a missing number."""
    return repr(one) == repr(other)


def record(model):
    return monthly(model), model.event_log(), organisations(model)


# ---- Order and place of computation ----


@pytest.mark.parametrize("shuffles", [1, 2, 5])
def test_the_order_of_visits_never_matters(shuffles):
    model = CollectiveImpactModel(SHORT, rng=3)
    visits = [agent.unique_id for agent in model._visits["build_trust"]]  # noqa: SLF001 - that the order did change shows nowhere else
    for _ in range(shuffles):
        model.shuffle_visits()
    assert visits != [agent.unique_id for agent in model._visits["build_trust"]]  # noqa: SLF001 - as above
    while model.running:
        model.step()
    assert same(record(model), record(lived(SHORT, 3)))


def test_a_new_order_in_every_month_does_not_matter_either():
    model = CollectiveImpactModel(SHORT, rng=4)
    while model.running:
        model.shuffle_visits()
        model.step()
    assert same(record(model), record(lived(SHORT, 4)))


def test_the_same_run_twice_is_the_same():
    assert same(record(lived(SHORT, 5)), record(lived(SHORT, 5)))


def test_another_seed_is_another_run():
    assert not same(monthly(lived(SHORT, 5)), monthly(lived(SHORT, 6)))


def digest(setting, seed):
    run = simulate(setting, seed, 0, pictures=True)
    monthly_values = {name: values.tolist() for name, values in run.monthly.items()}
    return hashlib.sha256(
        repr((monthly_values, run.events, run.ties)).encode()
    ).hexdigest()


TOLD = """
from tests.verification.test_engine import SHORT, digest
print(digest(SHORT, 11))
"""


@pytest.mark.parametrize("hash_seed", ["0", "424242"])
def test_a_fresh_process_with_other_hashes_computes_the_same(hash_seed, pytestconfig):
    told = subprocess.run(
        [sys.executable, "-c", TOLD],
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        cwd=pytestconfig.rootpath,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == digest(SHORT, 11)


def assert_equal_tables(one, other):
    for name, table in one.tables().items():
        pd.testing.assert_frame_equal(table, other.tables()[name], check_exact=True)


def test_two_workers_compute_what_one_does():
    brief = scenario(result__horizon_years=2)
    assert_equal_tables(
        evaluate(brief, 4, 8, workers=1), evaluate(brief, 4, 8, workers=2)
    )


def test_a_replicate_is_the_same_among_few_and_many():
    brief = scenario(result__horizon_years=2)
    few, many = evaluate(brief, 3, 8), evaluate(brief, 5, 8)
    pd.testing.assert_frame_equal(few.runs, many.runs.head(3), check_exact=True)
    among_many = many.events[many.events["replicate"] < 3].reset_index(drop=True)
    pd.testing.assert_frame_equal(few.events, among_many, check_exact=True)


# ---- Common random numbers and identity ----


def test_histories_are_the_same_until_something_differs():
    short, long = (
        lived(scenario(result__horizon_years=5, funding__duration_years=years), 2)
        for years in (3.0, 7.0)
    )
    for name, values in monthly(short).items():
        assert same(values[:37], monthly(long)[name][:37]), name
    assert not same(monthly(short)["grants"], monthly(long)["grants"])
    before = [
        [event for event in model.event_log() if event.month <= 36]
        for model in (short, long)
    ]
    assert before[0] == before[1]


def test_a_dated_change_leaves_the_past_alone():
    plain = lived(scenario(result__horizon_years=3), 2)
    change = Change(20, {"backbone.skill": 0.95})
    changed = lived(scenario(change, result__horizon_years=3), 2)
    for name, values in monthly(plain).items():
        assert same(values[:20], monthly(changed)[name][:20]), name
    assert not same(monthly(plain)["morale"], monthly(changed)["morale"])


def test_more_outsiders_change_nobody_who_was_there():
    few, many = (
        CollectiveImpactModel(scenario(organisations__outside=outside), rng=2)
        for outside in (0, 20)
    )
    fixed = ("sector", "own_capacity", "power", "grit", "cooperation", "mandate")
    for one, other in zip(few.roster, many.roster, strict=False):
        for name in fixed:
            assert getattr(one, name) == getattr(other, name)
        assert one.first_trust == other.first_trust[: len(few.roster)]
    assert few.leverage_point == many.leverage_point
    assert few.place.difficulty == many.place.difficulty


def test_outsiders_who_never_join_are_never_noticed_by_the_table():
    """But for their isolated work, which is work in the place."""
    alone, watched = (
        lived(
            scenario(
                organisations__outside=outside,
                membership__joining=0.0,
                system__isolated_discount=0.0,
                system__programme_share=0.0,
                system__growth=0.0,
                plan__joint_systems_work=5.0,
                result__horizon_years=5,
            ),
            2,
        )
        for outside in (0, 20)
    )
    assert same(monthly(alone), monthly(watched))


# ---- What holds in every month of every admissible scenario ----


def assert_series_in_range(model):
    for name in (column.name for column in SERIES):
        values = np.array(monthly(model)[name])
        if name == "alive":
            continue
        assert np.isfinite(values).all(), name
        assert values.min() >= -ROUNDING, name
        if name not in UNBOUNDED:
            assert values.max() <= 1.0 + ROUNDING, name


def assert_state_in_range(model):
    for own in model.roster:
        shares = (
            *own.mandate,
            *own.agenda,
            *own.trust,
            own.trust_in_backbone,
            own.effort,
            own.morale,
            own.belief,
            own.systems_mindset,
        )
        assert all(-ROUNDING <= share <= 1.0 + ROUNDING for share in shares)
        assert own.status in Status
    for funder in model.funders:
        assert -ROUNDING <= funder.confidence <= 1.0 + ROUNDING
    assert 0.0 < model.place.economy <= 1.0


def stop_of(model):
    """Month in which the initiative stopped, or one after the horizon."""
    log = [e.month for e in model.event_log() if e.kind in {"collapse", "finished"}]
    return min(log, default=model.month + 1)


def assert_members_add_up(model):
    members = monthly(model)["members"]
    by_month: Counter[int] = Counter()
    for event in model.event_log():
        by_month[event.month] += {"joined": 1, "left": -1}.get(event.kind, 0)
    expected = model.setting.parameters.organisations.at_table
    assert members[0] == expected
    for month in range(1, model.month + 1):
        expected = 0 if month > stop_of(model) else expected + by_month[month]
        assert members[month] == expected


def assert_money_adds_up(model):
    """What is paid in a month is the share of those whose grants run by the events."""
    history, now = model.setting.parameters_by_month(), model.setting.parameters
    paying = set()
    for month in range(1, model.month + 1):
        now = history.get(month, now)
        for event in (e for e in model.event_log() if e.month == month):
            if event.kind == "grant_started":
                assert event.organisation not in paying
                paying.add(event.organisation)
            elif event.kind == "grant_renewed":
                assert event.organisation in paying
            elif event.kind == "grant_ended":
                paying.remove(event.organisation)
        if month > stop_of(model):
            paying.clear()
        each = now.funding.yearly_amount / 12.0 / now.funding.funders
        assert monthly(model)["grants"][month] == pytest.approx(len(paying) * each)


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
    "champion_left",
    "director_left",
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
    assert_members_add_up,
    assert_money_adds_up,
    assert_events_are_sound,
    assert_nothing_revives,
    assert_alive_is_missing_until_somebody_is_convened,
)


def assert_sound(setting, seed):
    model = CollectiveImpactModel(setting, rng=seed)
    while model.running:
        model.step()
        assert_state_in_range(model)
    for invariant in INVARIANTS:
        invariant(model)


@settings(max_examples=15)
@given(short_scenarios(), seeds)
def test_every_admissible_scenario_is_sound(setting, seed):
    assert_sound(setting, seed)


@pytest.mark.slow
@settings(max_examples=200)
@given(short_scenarios(), seeds)
def test_many_admissible_scenarios_are_sound(setting, seed):
    assert_sound(setting, seed)


@pytest.mark.parametrize("seed", range(3))
def test_twenty_years_are_sound(seed):
    assert_sound(Scenario(), seed)


def test_a_collapsed_initiative_is_sound():
    hopeless = scenario(
        morale__at_start=0.1,
        morale__rest=0.05,
        funding__yearly_amount=0.0,
        communication__attendance_intercept=-8.0,
        quick_wins__pilots_per_year=12.0,
        result__horizon_years=8,
    )
    assert months_of(lived(hopeless), "collapse")
    assert_sound(hopeless, 1)
