"""What happens is always counted, and written down where there is room for it."""

import numpy as np
import pytest

from cisim.configuration.outcomes import EVENTS, EXIT_REASONS, MILESTONES, REASONS
from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.log import (
    NO_REASON,
    NOBODY,
    clear,
    events_in,
    kind,
    reason,
    record,
)
from cisim.engine.kernel.state import allocated
from cisim.model.observation import Event
from tests.both_engines import alone


@pytest.fixture
def state():
    made = allocated(Parameters(), ties=2, events_of=1)
    alone(clear)(made)
    return made


def happen(state, month, what, whom=NOBODY, why=NO_REASON):
    state.now.month = month
    alone(record)(state, kind(what), np.int64(whom), why)


def test_numbers_are_places_among_those_declared():
    assert [kind(name) for name in EVENTS] == list(range(len(EVENTS)))
    assert [reason(name) for name in REASONS] == list(range(len(REASONS)))
    assert [kind(m.event) for m in MILESTONES] == list(range(len(MILESTONES)))
    assert [reason(why) for why in EXIT_REASONS] == list(range(len(EXIT_REASONS)))
    assert len(EXIT_REASONS) <= NO_REASON


def test_events_come_back_in_order(state):
    happen(state, 3, "left", 7, reason("conflict"))
    happen(state, 3, "joined", 4)
    happen(state, 5, "election", why=reason("administration_kept"))
    happen(state, 2, "left", 1, reason("drift"))
    assert events_in(state.events[: state.now.events]) == (
        Event(2, "left", 1, "drift"),
        Event(3, "joined", 4),
        Event(3, "left", 7, "conflict"),
        Event(5, "election", None, "administration_kept"),
    )


def test_the_first_month_and_how_often_are_counted(state):
    for month in (4, 4, 9):
        happen(state, month, "pilot_won")
    happen(state, 9, "left", 2, reason("conflict"))
    tally = state.tally[kind("pilot_won")]
    assert (tally["first"], tally["count"]) == (4, 3)
    assert state.exits.tolist() == [why == "conflict" for why in EXIT_REASONS]
    nothing = state.tally[kind("collapse")]
    assert (nothing["first"], nothing["count"]) == (-1, 0)


def test_a_new_run_counts_anew_and_writes_behind_the_last(state):
    happen(state, 4, "left", 2, reason("conflict"))
    alone(clear)(state)
    assert set(state.tally["count"].tolist()) == {0}
    assert set(state.tally["first"].tolist()) == {-1}
    assert not state.exits.any()
    happen(state, 1, "joined", 3)
    assert state.now.events == 2
    assert events_in(state.events[1:2]) == (Event(1, "joined", 3),)


def test_nothing_is_written_where_there_is_no_room():
    made = allocated(Parameters(), ties=2)
    alone(clear)(made)
    assert made.events.shape == (0, 4)
    happen(made, 4, "pilot_won")
    assert made.tally[kind("pilot_won")]["count"] == 1
