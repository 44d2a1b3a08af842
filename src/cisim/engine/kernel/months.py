"""A run through its months: every process in its turn (ODD 3)."""

from typing import NamedTuple

import numpy as np

from cisim.configuration.outcomes import EVENTS, EXIT_REASONS
from cisim.configuration.parameters import Parameters
from cisim.engine.kernel import layout
from cisim.engine.kernel.beginning import Starts, begin
from cisim.engine.kernel.behaviour import align_agendas, build_trust, commit_effort
from cisim.engine.kernel.layout import Records
from cisim.engine.kernel.observation import observe
from cisim.engine.kernel.progress import feel_progress, join_or_leave, tell_story
from cisim.engine.kernel.seating import seat_members
from cisim.engine.kernel.state import Integers, State
from cisim.engine.kernel.support import fund_backbone, staff_backbone
from cisim.engine.kernel.surroundings import change_context
from cisim.engine.kernel.table import agree_common_agenda, convene
from cisim.engine.kernel.work import (
    build_shared_measurement,
    change_system,
    plan_activities,
    run_pilots,
)
from cisim.model.compilation import inlined, released


class Kept(NamedTuple):
    """What is kept of runs: (run, month), (run, kind), (run, reason), (run)."""

    rows: Records
    tally: Records
    exits: Integers
    ends: Integers


def room_for(runs: int, horizon: int) -> Kept:
    """Room for what is kept of so many runs of so many months."""
    return Kept(
        rows=np.zeros((runs, horizon + 1), dtype=layout.ROW),
        tally=np.zeros((runs, len(EVENTS)), dtype=layout.TALLY),
        exits=np.zeros((runs, len(EXIT_REASONS)), dtype=np.int64),
        ends=np.zeros(runs, dtype=np.int64),
    )


@inlined
def simulate_month(p: Parameters, s: State, row: np.record) -> None:
    """Let a month pass: members take their seats, then every process in its turn."""
    seat_members(p, s)
    change_context(p, s)
    fund_backbone(p, s)
    staff_backbone(p, s)
    convene(p, s)
    build_trust(p, s)
    align_agendas(p, s)
    agree_common_agenda(p, s)
    build_shared_measurement(p, s)
    plan_activities(p, s)
    commit_effort(p, s)
    run_pilots(p, s)
    change_system(p, s)
    tell_story(p, s)
    feel_progress(p, s)
    join_or_leave(p, s)
    observe(p, s, row)


@inlined
def _date(s: State, period: np.record, month: int) -> None:
    """Know the month, and which dated changes are events of it."""
    now, begins = s.now, period.month == month
    now.month, now.left = month, 0
    now.is_seated, now.is_summed = now.is_seated and not begins, False
    now.urgency_dated = begins and period.urgency_dated
    now.policy_dated = begins and period.policy_dated
    now.champion_dated = begins and period.champion_dated
    now.shift_dated = begins and period.shift_dated


@released
def simulate_months(
    settings: Records,
    periods: Records,
    spans: Integers,
    s: State,
    starts: Starts,
    seeds: Integers,
    kept: Kept,
    first: int,
    last: int,
    whole: bool,
) -> None:
    """Simulate months of runs, one run after the other.

    ``spans`` (run, first-end) tells which of the periods are those of a run. Runs begin
    in month 0; where ``first`` is a later one, the state goes on in it. The trust
    network is surveyed once a year, and every month where ``whole``.
    """
    for run in range(len(seeds)):
        rows, at, end = kept.rows[run], spans[run, 0], spans[run, 1]
        if first == 0:
            held = settings[periods[at].settings]
            begin(held, s, starts, run, seeds[run], rows[0])
        for month in range(max(first, 1), last + 1):
            while at + 1 < end and periods[at + 1].month <= month:
                at += 1
            _date(s, periods[at], month)
            s.now.is_surveyed = whole or month % 12 == 0
            simulate_month(settings[periods[at].settings], s, rows[month])
        _keep(s, kept, run)


@inlined
def _keep(s: State, kept: Kept, run: int) -> None:
    """Keep what is not recorded month by month."""
    for kind in range(len(s.tally)):
        kept.tally[run, kind].first = s.tally[kind].first
        kept.tally[run, kind].count = s.tally[kind].count
    for reason in range(len(s.exits)):
        kept.exits[run, reason] = s.exits[reason]
    kept.ends[run] = s.now.events
