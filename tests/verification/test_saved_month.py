"""To go on from a saved month and to change a setting in that month is the same.

The law: a run of a scenario with a change in month m, and a run of the scenario without
it that is saved at the beginning of month m and goes on with the change, have the same
history from month 0 to the horizon.
"""

import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cisim.configuration.files import load
from cisim.configuration.parameters import declared
from cisim.configuration.scenarios import Change, Scenario
from cisim.engine import agents, kernel
from cisim.engine.registry import ENGINES as REGISTERED
from cisim.experiment import saved_runs
from cisim.experiment.batches import Batch
from cisim.experiment.evaluate import evaluate, evaluate_batch
from tests.both_engines import ENGINES, Agents
from tests.histories import lived, same_month, scenario, stepped
from tests.strategies import CHANGEABLE, admissible, possible, seeds, short_scenarios

FEW = {"organisations": {"at_table": 8, "outside": 3}, "result": {"horizon_years": 4}}
SHORT = scenario().with_(**FEW)
EVENTFUL = scenario(
    Change(1, {"champion.influence": 0.6}),
    Change(13, {"place.urgency": 0.9, "place.policy_support": 0.1}),
    Change(30, {"place.urgency": 0.5}),
    Change(40, {"communication.meetings_per_year": 24.0}),
    place__champion_turnover=0.5,
    funding__duration_years=1,
).with_(**FEW)
SCENARIOS = {
    "short": SHORT,
    "eventful": EVENTFUL,
    "isolated-impact": load("isolated-impact").with_(**FEW),
    "typical-site": load("typical-site").with_(**FEW),
}
LEVERS = {
    "place.urgency": 1.0,
    "place.policy_support": 0.05,
    "champion.influence": 0.9,
    "funding.duration_years": 7.0,
    "communication.meetings_per_year": 2.0,
}
MONTHS = (1, 13, 30, 47)


def changed(before: Scenario, month: int, given_settings: dict) -> Scenario:
    """The scenario with settings by dotted name that take effect in a month."""
    groups: dict[str, dict[str, float]] = {}
    for name, value in given_settings.items():
        group, _, key = name.partition(".")
        groups.setdefault(group, {})[key] = declared()[name].type(value)
    return before.from_month(month, **groups)


def saved_at(before, month, seed, engine=Agents):
    """The run at the beginning of a month, as if it had been written and read."""
    run = engine(before, seed)
    while run.month < month - 1:
        run.step()
    saved = run.saved()
    written = json.dumps({"agents": saved.agents, "series": saved.series})
    return replace(saved, **json.loads(written))


def assert_goes_on_as_changed(before, after, month, seed):
    """Whichever engine saved, whichever goes on."""
    saved, also = (saved_at(before, month, seed, each) for each in ENGINES.values())
    assert same_month(saved, also)
    whole = lived(after, seed, Agents).saved()
    for engine in ENGINES.values():
        assert same_month(stepped(engine.continued(saved, after)).saved(), whole)


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("lever", LEVERS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_to_go_on_with_a_lever_is_to_change_it(name, lever, month):
    before = SCENARIOS[name]
    after = changed(before, month, {lever: LEVERS[lever]})
    assert after != before
    assert_goes_on_as_changed(before, after, month, seed=month)


@pytest.mark.parametrize("month", [1, 14, 47, 48])
@pytest.mark.parametrize("name", SCENARIOS)
def test_to_go_on_unchanged_is_never_to_have_stopped(name, month):
    assert_goes_on_as_changed(SCENARIOS[name], SCENARIOS[name], month, seed=9)


@settings(max_examples=12)
@given(short_scenarios(most_years=2), seeds, st.data())
def test_the_law_holds_whatever_is_changed(before, seed, data):
    month = data.draw(st.integers(1, before.parameters.horizon_months - 1))
    names = data.draw(st.lists(st.sampled_from(CHANGEABLE), max_size=4, unique=True))
    given_settings = {n: data.draw(admissible(declared()[n])) for n in names}
    own = (Change(month, given_settings),) if given_settings else ()
    after = replace(before, changes=(*before.changes, *own))
    if all(possible(p) for p in after.parameters_by_month().values()):
        assert_goes_on_as_changed(before, after, month, seed)


def test_a_lever_does_change_what_follows():
    after = changed(EVENTFUL, 30, LEVERS)
    on = stepped(Agents.continued(saved_at(EVENTFUL, 30, 1), after)).saved()
    assert not same_month(on, replace(lived(EVENTFUL, 1).saved(), scenario=after))


@pytest.mark.parametrize("engine", [agents, kernel])
def test_a_month_saved_on_the_way_of_a_saved_run_is_that_of_the_whole(engine):
    saved = saved_at(EVENTFUL, 20, 1)
    on_the_way = engine.simulate(EVENTFUL, 1, 0, saved=saved, save_month=35).saved
    assert same_month(on_the_way, saved_at(EVENTFUL, 35, 1))


@pytest.mark.parametrize("engine", REGISTERED)
@pytest.mark.parametrize(
    ("lever", "workers"), [(None, 1), ("place.urgency", 1), ("champion.influence", 2)]
)
def test_tables_of_a_file_that_goes_on_are_those_of_the_change(
    tmp_path_factory, lever, workers, engine
):
    month, replicates, seed = 14, 3, 5
    before = scenario(result__horizon_years=2)
    after = changed(before, month, {lever: LEVERS[lever]}) if lever else before
    folder = tmp_path_factory.mktemp("saved")
    first = evaluate_batch(before, Batch(replicates, seed, engine, save_month=month))
    saved_runs.write(folder, first.saved, seed, engine)
    source = saved_runs.read(folder)
    batch = Batch(replicates, seed, engine, saved=source.runs)
    went_on = evaluate_batch(after, batch, workers=workers)
    whole = evaluate(after, replicates, seed, engine="agents")
    for name, table in whole.tables().items():
        pd.testing.assert_frame_equal(went_on.tables()[name], table, check_exact=True)
