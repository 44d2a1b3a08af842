"""One run with stops on its way: a picture of its network, a month that is saved."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from cisim.configuration.outcomes import SERIES
from cisim.configuration.scenarios import Scenario
from cisim.engine.kernel import layout
from cisim.engine.kernel.beginning import packed
from cisim.engine.kernel.layout import Own, Records
from cisim.engine.kernel.log import events_in
from cisim.engine.kernel.months import room_for, simulate_months
from cisim.engine.kernel.saving import saved_month, take_up
from cisim.engine.kernel.state import allocated
from cisim.model.initialization import initial_states
from cisim.model.observation import PICTURE_MONTHS, Event, Run, Tie, in_order
from cisim.model.saved_month import SavedMonth


class Journey:
    """A run that stands at the end of a month, and can be walked on.

    Raises
    ------
    ConfigurationError
        If the scenario has another past than the saved run.
    ValueError
        If it was saved with other agents, state variables or ties.
    """

    def __init__(
        self, scenario: Scenario, seed: int, saved: SavedMonth | None = None
    ) -> None:
        parameters = scenario.parameters
        if saved:
            saved.check_past(scenario)
        self.scenario = scenario
        self.seeds = np.array([seed], dtype=np.int64)
        self.starts = packed(initial_states(parameters, [seed], scenario.roster))
        self.state = allocated(parameters, self.starts.offsets.shape[1], events_of=1)
        self.kept = room_for(1, parameters.horizon_months)
        self.settings, self.periods, self.spans = layout.periods([scenario])
        self._walk(0, 0)
        self._before = saved.events if saved else ()
        if saved:
            take_up(saved, self.state, self.rows)

    @property
    def month(self) -> int:
        """Month that has just been simulated; 0 is the start."""
        return int(self.state.now.month)

    @property
    def rows(self) -> Records:
        """Recorded series by month."""
        rows: Records = self.kept.rows[0]
        return rows

    @property
    def events(self) -> tuple[Event, ...]:
        """Events until now, those before it was taken up too."""
        written = self.state.events[: self.state.now.events]
        return in_order((*self._before, *events_in(written)))

    def walk_to(self, last: int) -> None:
        """Let the months up to this one pass, each of them recorded in whole."""
        self._walk(self.month + 1, last)

    def _walk(self, first: int, last: int) -> None:
        simulate_months(
            self.settings,
            self.periods,
            self.spans,
            self.state,
            self.starts,
            self.seeds,
            self.kept,
            first,
            last,
            True,
        )

    def saved(self) -> SavedMonth:
        """Return all that is needed to go on from the beginning of the next month."""
        return saved_month(self.scenario, self.state, self.rows, self.events)

    def ties(self) -> Iterator[Tie]:
        """Every tie of the present members, those to the backbone last."""
        members = self.state.members[: self.state.now.members].tolist()
        present, size = set(members), len(self.state.members)
        for place in members:
            known = ((place + self.state.offsets) % size).tolist()
            trust = self.state.trust[: len(self.state.offsets), place].tolist()
            for partner, trusted in zip(known, trust, strict=True):
                if partner in present:
                    yield Tie(self.month, place, partner, trusted)
        backed = self.state.own[Own.TRUST_IN_BACKBONE].tolist()
        yield from (Tie(self.month, place, None, backed[place]) for place in members)


def simulate(
    scenario: Scenario,
    seed: int,
    replicate: int,
    *,
    pictures: bool,
    save_month: int | None,
    saved: SavedMonth | None,
) -> Run:
    """Simulate a run to its horizon, stopping where something is to be kept."""
    run, kept = Journey(scenario, seed, saved), None
    ties = list(saved.ties) if saved else list(run.ties()) if pictures else []
    for stop in _stops(run, save_month, pictures=pictures):
        if run.month + 1 == save_month:
            kept = replace(run.saved(), ties=tuple(ties))
        run.walk_to(stop)
        if pictures and stop in PICTURE_MONTHS:
            ties += run.ties()
    return Run(
        replicate=replicate,
        seed=seed,
        difficulty=float(run.state.place.difficulty),
        monthly={column.name: run.rows[column.name].copy() for column in SERIES},
        events=run.events,
        ties=tuple(ties),
        saved=kept,
    )


def _stops(run: Journey, save_month: int | None, *, pictures: bool) -> list[int]:
    """Months after this one at which a run pauses, the horizon last."""
    horizon = run.scenario.parameters.horizon_months
    at = set(PICTURE_MONTHS) if pictures else set()
    if save_month is not None:
        at.add(save_month - 1)
    return [*sorted(stop for stop in at if run.month < stop < horizon), horizon]
