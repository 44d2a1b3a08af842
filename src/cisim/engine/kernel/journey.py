"""One run with stops on its way: a picture of its network, a month that is saved."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from cisim.configuration.outcomes import SERIES
from cisim.configuration.scenarios import Scenario
from cisim.engine.kernel import layout
from cisim.engine.kernel.beginning import begin, packed
from cisim.engine.kernel.layout import Records
from cisim.engine.kernel.log import events_in
from cisim.engine.kernel.months import simulate_months
from cisim.engine.kernel.saving import saved_month, take_up
from cisim.engine.kernel.state import State, allocated
from cisim.model.initialization import initial_states
from cisim.model.observation import PICTURE_MONTHS, Run, Tie, in_order
from cisim.model.saved_month import SavedMonth


def simulate(  # noqa: PLR0913 - what every engine is told, see Engine
    scenario: Scenario,
    seed: int,
    replicate: int,
    *,
    pictures: bool,
    save_month: int | None,
    saved: SavedMonth | None,
) -> Run:
    """Simulate a run to its horizon, stopping where something is to be kept."""
    state, rows, month = _begun(scenario, seed, saved)
    horizon = scenario.parameters.horizon_months
    before = saved.events if saved else ()
    ties = list(saved.ties) if saved else []
    if pictures and not saved:
        ties += _pictured(state)
    kept = None
    for stop in _stops(month, horizon, save_month, pictures=pictures):
        if month + 1 == save_month:
            kept = replace(saved_month(scenario, state, rows, before), ties=tuple(ties))
        walk(scenario, state, rows, month + 1, stop)
        month = stop
        if pictures and month in PICTURE_MONTHS:
            ties += _pictured(state)
    return Run(
        replicate=replicate,
        seed=seed,
        difficulty=float(state.place.difficulty),
        monthly={column.name: rows[column.name].copy() for column in SERIES},
        events=in_order((*before, *events_in(state.events[: state.now.events]))),
        ties=tuple(ties),
        saved=kept,
    )


def _begun(
    scenario: Scenario, seed: int, saved: SavedMonth | None
) -> tuple[State, Records, int]:
    """State, rows and month of a run: at its start, or where it was saved."""
    parameters = scenario.parameters
    starts = packed(initial_states(parameters, [seed], scenario.roster))
    state = allocated(parameters, starts.offsets.shape[1], events_of=1)
    rows = np.zeros(parameters.horizon_months + 1, dtype=layout.ROW)
    settings, _ = layout.periods(scenario)
    begin(_first(settings), state, starts, 0, seed, _first(rows))
    if saved is None:
        return state, rows, 0
    saved.check_past(scenario)
    take_up(saved, state, rows)
    return state, rows, saved.month - 1


def _first(records: Records) -> np.record:
    first: np.record = records.view(np.recarray)[0]
    return first


def _stops(
    month: int, horizon: int, save_month: int | None, *, pictures: bool
) -> list[int]:
    """Months after this one at which a run pauses, the horizon last."""
    at = set(PICTURE_MONTHS) if pictures else set()
    if save_month is not None:
        at.add(save_month - 1)
    return [*sorted(stop for stop in at if month < stop < horizon), horizon]


def walk(scenario: Scenario, state: State, rows: Records, first: int, last: int) -> None:
    """Let months pass, each of them recorded in whole."""
    settings, periods = layout.periods(scenario)
    simulate_months(settings, periods, state, rows, first, last, True)


def _pictured(state: State) -> Iterator[Tie]:
    """Every tie of the present members, those to the backbone last."""
    month, size = int(state.now.month), len(state.organisations)
    members = state.members[: state.now.members].tolist()
    for place in members:
        for offset, trust in zip(
            state.offsets.tolist(), state.trust[:, place].tolist(), strict=True
        ):
            partner = (place + offset) % size
            if partner in members:
                yield Tie(month, place, partner, trust)
    backed = state.organisations["trust_in_backbone"]
    for place in members:
        yield Tie(month, place, None, float(backed[place]))
