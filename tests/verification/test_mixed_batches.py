"""Scenarios that are computed together have the rows of each by itself."""

from dataclasses import replace

import pytest
from numpy.testing import assert_array_equal

from cisim.configuration.rosters import SECTORS, Listed, Roster
from cisim.engine.registry import ENGINES, engine_named, mixed_engine_named
from cisim.experiment.batches import mixed_outcomes
from cisim.model.outcomes import run_rows, stacked
from tests.histories import scenario
from tests.verification.busy_places import BUSY

SEED = 11
BRIEF = scenario(result__horizon_years=2)


def by_themselves(scenarios, replicates, engine):
    """Rows of scenarios that are computed one after the other."""
    simulate = engine_named(engine)
    return stacked(
        run_rows(one.parameters, simulate(one, SEED, replicates, events=False))
        for one in scenarios
    )


def assert_same_rows(scenarios, replicates, engine="compiled"):
    mixed = mixed_engine_named(engine)(scenarios, SEED, replicates)
    alone = by_themselves(scenarios, replicates, engine)
    assert list(mixed) == list(alone)
    for name, values in alone.items():
        assert mixed[name].dtype == values.dtype, name
        assert_array_equal(mixed[name], values, err_msg=name)


def of_many_kinds():
    """Scenarios of several shapes, with and without dated changes."""
    starts = (
        {"organisations": {"capacity": 0.5, "government_share": 0.15}},
        {"organisations": {"conditional_share": 0.1, "grit_spread": 0.3}},
        {"trust": {"initial_spread": 0.3}, "disagreement": {"within_sectors": 0.25}},
        {"problem": {"difficulty_spread": 0.9}, "champion": {"own_view_spread": 0.3}},
        {"funding": {"funders": 3}, "council": {"plan_error": 0.4}},
        {"organisations": {"ties_each": 6}},
        {"organisations": {"at_table": 7, "invited_first": 7}},
    )
    changed = [BRIEF.with_(**start) for start in starts]
    dated = [one.from_month(5, backbone={"skill": 0.9}) for one in changed[::2]]
    later = dated[0].from_month(9, place={"urgency": 0.9})
    return [BRIEF, *changed, *dated, later, BRIEF]


def test_mixed_scenarios_have_the_rows_of_each_by_itself():
    assert_same_rows(of_many_kinds(), [0, 1, 4])


@pytest.mark.parametrize("engine", ENGINES)
def test_busy_places_have_the_rows_of_each_by_itself(engine):
    assert_same_rows([BUSY["steered, with turns"], BUSY["sparse"]], [3], engine)


def test_more_runs_than_a_batch_takes_have_the_same_rows():
    levels = (0.1, 0.3, 0.5, 0.7, 0.9)
    scenarios = [BRIEF.with_(place={"urgency": level}) for level in levels]
    assert_same_rows(scenarios, range(30))
    assert_same_rows(scenarios[:2], range(70))


def test_own_rosters_are_kept_apart():
    listed = [Listed(f"O{n}", SECTORS[n % 6], power=1.0 + n) for n in range(8)]
    rosters = (Roster(tuple(listed)), Roster(tuple(reversed(listed))))
    places = [replace(BRIEF, roster=roster) for roster in rosters]
    assert_same_rows([*places, BRIEF, places[0]], [0, 2])


def test_runs_that_begin_and_end_within_a_point_have_their_rows():
    one, other, third = (BRIEF.with_(place={"urgency": x}) for x in (0.2, 0.5, 0.8))
    pairs = [(one, 3), *((other, k) for k in range(4)), (third, 0), (third, 1)]
    rows = mixed_outcomes([s for s, _ in pairs], [k for _, k in pairs], SEED)
    alone = [by_themselves([s], [k], "compiled") for s, k in pairs]
    for name, values in stacked(alone).items():
        assert_array_equal(rows[name], values, err_msg=name)


def test_nothing_to_simulate_is_refused():
    with pytest.raises(ValueError, match="must be 1 or more"):
        mixed_outcomes([], [], SEED)
