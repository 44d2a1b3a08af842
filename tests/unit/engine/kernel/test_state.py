"""State has the names of the readable engine's, and room for all that may happen."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.state import LANES, allocated, most_events_of
from tests.both_engines import Agents, Compiled
from tests.histories import scenario, stepped
from tests.strategies import seeds
from tests.verification.busy_places import BUSY, busy_scenarios


def test_agents_and_variables_have_the_names_of_the_readable_engine():
    one, other = (engine(scenario(), 1).states() for engine in (Agents, Compiled))
    assert list(one) == list(other)
    for kind, agents in one.items():
        assert len(agents) == len(other[kind])
        assert agents[0].keys() == other[kind][0].keys()


@settings(max_examples=20)
@given(busy_scenarios() | st.sampled_from(list(BUSY.values())), seeds)
def test_there_is_room_for_all_events(setting, seed):
    run = stepped(Compiled(setting, seed))
    assert run.state.now.events <= len(run.state.events)
    assert len(run.event_log()) == run.state.now.events


def test_room_grows_with_runs_and_is_none_where_events_are_not_kept():
    p = Parameters()
    size = p.organisations.at_table + p.organisations.outside
    most = most_events_of(size, p.funding.funders, p.horizon_months)
    rooms = [len(allocated(p, 2, events_of=runs).events) for runs in (0, 1, 3)]
    assert rooms == [0, most, 3 * most]


def test_rows_are_filled_up_to_whole_vectors_and_twos():
    p = scenario(organisations__at_table=9, organisations__outside=2).parameters
    state = allocated(p, ties=5)
    assert state.trust.shape == (6, 16)
    assert state.trust.shape[1] % LANES == state.sums.shape[1] % LANES == 0
    assert len(state.paired) == 6
    beyond = max(11, state.paired[-1]) + state.trust.shape[1]
    assert state.shown.shape[1] >= beyond
    assert not state.shown.any()


def test_ties_are_taken_in_twos_and_an_odd_one_with_nobody():
    """Whom the last of them meets shows nothing, whatever happens."""
    even = scenario(organisations__at_table=6, organisations__outside=4)
    state = stepped(Compiled(even, 3)).state
    assert len(state.offsets) == 9
    assert state.paired[:9].tolist() == state.offsets.tolist()
    nobody = state.paired[9]
    assert not state.shown[:, nobody:].any()
    assert nobody + state.sums.shape[1] <= state.shown.shape[1]
    assert not state.trust[9].any()
