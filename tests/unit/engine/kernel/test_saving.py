"""A run of the compiled engine, kept at a month in the words of the Mesa agents."""

from dataclasses import replace

import pytest

from cisim.configuration.mistakes import ConfigurationError
from cisim.engine.kernel.journey import Journey
from tests.both_engines import Compiled, as_agents
from tests.histories import same_month, scenario, stepped
from tests.verification.busy_places import BUSY

EVENTFUL = BUSY["steered, with turns"]
MONTH = 25


@pytest.fixture(scope="module")
def run():
    made = Compiled(EVENTFUL, 2)
    made.run.walk_to(MONTH - 1)
    return made


@pytest.fixture(scope="module")
def saved(run):
    return run.saved()


def test_what_was_saved_and_taken_up_is_saved_again(saved):
    assert same_month(Compiled.continued(saved).saved(), saved)


def test_what_only_the_compiled_engine_keeps_comes_back(run, saved):
    """Counts, pilots by month, trust of the month before, contact of groups."""
    before, after = run.state, Compiled.continued(saved).state
    for name in ("tally", "exits", "pilots"):
        assert (getattr(before, name) == getattr(after, name)).all(), name
    for name in ("seed", "month", "pilots", "groups_met"):
        assert before.now[name] == after.now[name], name
    assert before.now.pilots > 0
    assert before.exits.sum() > 0
    assert before.observer.tolist() == after.observer.tolist()
    met = before.now.groups_met
    assert (before.groups["contact"][:met] == after.groups["contact"][:met]).all()


def test_a_saved_month_shares_nothing_with_the_run(saved):
    before = repr(saved)
    stepped(Compiled.continued(saved))
    assert repr(saved) == before


def test_a_run_at_its_end_has_nothing_before_it():
    whole = stepped(Compiled(scenario(result__horizon_years=1), 2))
    again = Compiled.continued(whole.saved())
    assert not again.running
    assert same_month(again.saved(), whole.saved())


def test_another_past_is_refused(saved):
    other = scenario(result__horizon_years=4)
    with pytest.raises(ConfigurationError, match="horizon_years = 4: must be 20"):
        Compiled.continued(saved, other)


def without_one(saved, kind):
    return replace(saved, agents={**saved.agents, kind: saved.agents[kind][1:]})


def with_state(saved, kind, **state):
    first, *rest = saved.agents[kind]
    return replace(saved, agents={**saved.agents, kind: [{**first, **state}, *rest]})


@pytest.mark.parametrize("kind", ["Organisation", "Funder"])
def test_agents_of_another_number_are_refused_in_the_same_words(saved, kind):
    fewer, told = without_one(saved, kind), []
    for go_on in (Compiled.continued, as_mesa):
        with pytest.raises(ValueError, match="the saved month has the agents") as error:
            go_on(fewer)
        told.append(str(error.value))
    assert told[0] == told[1]


def as_mesa(saved):
    return type(as_agents(Compiled(EVENTFUL, 2))).continued(saved)


def test_other_variables_are_refused_in_the_same_words(saved):
    famous = with_state(saved, "Champion", fame=1.0)
    for go_on in (Compiled.continued, as_mesa):
        with pytest.raises(ValueError, match="Champion: only one of two has fame"):
            go_on(famous)


def test_another_network_is_refused(saved):
    trust = {"dict": [[1, 0.5], [2, 0.5]]}
    strange = with_state(saved, "Organisation", trust=trust)
    message = r"Organisation 0: the saved one knows \[1, 2\], this one \[1, 2, 3"
    with pytest.raises(ValueError, match=message):
        Journey(EVENTFUL, saved.seed, strange)
