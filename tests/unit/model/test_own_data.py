"""What a roster says takes the place of what is drawn, and nothing else changes."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given

from cisim.configuration.parameters import replaced
from cisim.configuration.rosters import (
    COOPERATION,
    MEMBER,
    OUTSIDE,
    SECTORS,
    GivenTie,
    Listed,
    Roster,
)
from cisim.configuration.scenarios import Scenario
from cisim.engine.agents import CollectiveImpactModel
from cisim.model.initialization import initial_state
from cisim.model.state import StartingState
from cisim.model.submodels import effort
from tests.strategies import rosters, seeds

FIELDS = [field.name for field in dataclasses.fields(StartingState)]
VECTORS = {
    "capacity": (7.5, 7.5),
    "power": (3.0, 3.0),
    "grit": (0.125, 0.125),
    "cooperation": ("other", effort.OTHER),
}


def started(roster, seed=1):
    scenario = Scenario(roster=roster)
    return initial_state(scenario.parameters, seed, scenario.roster)


def as_roster(start, at_table):
    """Everything that was drawn, as a roster that leaves nothing blank."""
    listed = tuple(
        Listed(
            name=f"Organisation {place}",
            sector=SECTORS[start.sector[place]],
            status=MEMBER if place < at_table else OUTSIDE,
            capacity=float(start.capacity[place]),
            power=float(start.power[place]),
            grit=float(start.grit[place]),
            view_x=float(start.mandate[place, 0]),
            view_y=float(start.mandate[place, 1]),
            cooperation=COOPERATION[start.cooperation[place]],
        )
        for place in range(start.size)
    )
    ties = tuple(
        GivenTie(a.name, b.name, float(start.trust[(j - i) % start.size - 1, i]))
        for i, a in enumerate(listed)
        for j, b in enumerate(listed)
        if i != j
    )
    return Roster(listed, ties)


def assert_equal(one, other, but=()):
    for field in set(FIELDS) - set(but):
        values = np.asarray(getattr(one, field)), np.asarray(getattr(other, field))
        assert np.array_equal(*values), field
        assert values[0].dtype == values[1].dtype, field


def test_a_roster_of_all_that_is_drawn_is_the_same_start_and_the_same_run():
    drawn = initial_state(Scenario().parameters, 5)
    roster = as_roster(drawn, 20)
    assert_equal(drawn, started(roster, 5))
    models = [CollectiveImpactModel(Scenario(roster=r), rng=5) for r in (None, roster)]
    for model in models:
        model.run_for(48)
    one, other = (model.datacollector.model_vars for model in models)
    assert one == other
    assert models[0].event_log() == models[1].event_log()
    assert models[0].event_log()


def test_a_full_roster_is_the_same_under_every_seed():
    roster = as_roster(initial_state(Scenario().parameters, 5), 20)
    unlisted = {"level", "advantage", "believed_horizon"}
    around = {"leverage_point", "community_view", "champion_view", "council_plan"}
    but = unlisted | around | {"difficulty"}
    assert_equal(started(roster, 6), started(roster, 7), but=but)


BLANK = Roster(tuple(Listed(f"O{n}", SECTORS[n % 6]) for n in range(12)))


def test_a_roster_of_sectors_alone_leaves_the_luck_of_all():
    blank, drawn = started(BLANK), initial_state(Scenario().parameters, 1)
    assert blank.sector.tolist() == [n % 6 for n in range(12)]
    for field in ("capacity", "power", "grit", "cooperation"):
        assert np.array_equal(getattr(blank, field), getattr(drawn, field)[:12])
    assert blank.difficulty == drawn.difficulty


def filled(**values):
    listed = list(BLANK.organisations)
    listed[4] = listed[4]._replace(**values)
    return Roster(tuple(listed))


@pytest.mark.parametrize("field", VECTORS)
def test_to_fill_a_cell_changes_that_number_alone(field):
    cell, value = VECTORS[field]
    own, blank = started(filled(**{field: cell})), started(BLANK)
    assert_equal(own, blank, but=[field])
    expected = getattr(blank, field).copy()
    assert expected[4] != value
    expected[4] = value
    assert np.array_equal(getattr(own, field), expected)


def test_a_view_is_a_mandate():
    own, blank = started(filled(view_x=0.0, view_y=1.0)), started(BLANK)
    assert_equal(own, blank, but=["mandate"])
    expected = blank.mandate.copy()
    expected[4] = (0.0, 1.0)
    assert np.array_equal(own.mandate, expected)


def test_a_tie_has_a_direction():
    ties = (GivenTie("O4", "O2", 0.0),)
    own, blank = started(Roster(BLANK.organisations, ties)), started(BLANK)
    assert_equal(own, blank, but=["trust"])
    expected = blank.trust.copy()
    tie = (2 - 4) % 12 - 1
    assert expected[tie, 4] > 0.0
    expected[tie, 4] = 0.0
    assert np.array_equal(own.trust, expected)


def test_given_ties_need_that_all_know_each_other():
    ties = (GivenTie("O4", "O2", 0.0),)
    few = {"organisations.ties_each": 4}
    parameters = replaced(Scenario(roster=BLANK).parameters, few)
    assert initial_state(parameters, 1, BLANK).trust.shape == (4, 12)
    with pytest.raises(ValueError, match="12 organisations, 4 ties each"):
        initial_state(parameters, 1, Roster(BLANK.organisations, ties))


def test_agents_have_what_their_row_says():
    roster = Roster(filled(capacity=7.5, status=OUTSIDE).organisations)
    model = CollectiveImpactModel(Scenario(roster=roster), rng=1)
    assert model.roster[11].own_capacity == 7.5
    assert len(model.members) == 11


@given(rosters(), seeds)
def test_every_sound_roster_starts_an_admissible_run(roster, seed):
    start = started(roster, seed)
    assert start.size == len(roster.organisations)
    assert all(np.isfinite(value).all() for value in dataclasses.astuple(start))
    model = CollectiveImpactModel(Scenario(roster=roster), rng=seed)
    model.run_for(2)
    reported = model.datacollector.model_vars
    finite = [name for name, series in reported.items() if np.isfinite(series).all()]
    assert set(reported) - set(finite) == {"alive"}  # known after a year only
