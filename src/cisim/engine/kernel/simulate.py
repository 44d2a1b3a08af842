"""Runs of the compiled engine, from scenario and seed to their records."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import numpy as np

from cisim.configuration.outcomes import EVENTS, EXIT_REASONS, MILESTONES, SERIES
from cisim.configuration.scenarios import Scenario
from cisim.engine.kernel import journey, layout
from cisim.engine.kernel.beginning import packed
from cisim.engine.kernel.checks import check
from cisim.engine.kernel.log import events_in
from cisim.engine.kernel.months import Kept, room_for, simulate_months
from cisim.engine.kernel.state import State, allocated
from cisim.model.initialization import initial_states
from cisim.model.observation import Integers, Records, Run, joined
from cisim.model.saved_month import SavedMonth
from cisim.model.state import Vector
from cisim.model.streams import mixed_seed

_ROOM = 5_000_000
"""Ties, summed over runs, for which starting states are drawn at once."""


def simulate_runs(
    scenario: Scenario,
    experiment_seed: int,
    replicates: Sequence[int],
    *,
    pictures: Collection[int] = (),
    save_month: int | None = None,
    saved: Sequence[SavedMonth] = (),
    events: bool = True,
) -> Records:
    """Simulate replicates of a scenario; see `Engine`.

    Runs that are looked at on their way, for a picture or a saved month, walk alone;
    all others in batches. Without ``events`` the trust network is surveyed once a
    year only, which is all that the table of runs needs.

    Raises
    ------
    ConfigurationError
        If a setting is not admissible; nothing is simulated.
    """
    check(scenario)
    if saved or save_month is not None:
        beginnings: Sequence[SavedMonth | None] = saved or [None] * len(replicates)
        runs = [
            simulate(
                scenario,
                experiment_seed,
                replicate,
                pictures=replicate in pictures,
                save_month=save_month,
                saved=beginning,
            )
            for replicate, beginning in zip(replicates, beginnings, strict=True)
        ]
        return Records.of(runs, events=events)
    return joined(
        [
            part
            for pictured, some in groupby(replicates, lambda each: each in pictures)
            for part in _parts(
                scenario, experiment_seed, list(some), events=events, pictured=pictured
            )
        ]
    )


def simulate(
    scenario: Scenario,
    experiment_seed: int,
    replicate: int,
    *,
    pictures: bool = False,
    save_month: int | None = None,
    saved: SavedMonth | None = None,
) -> Run:
    """Simulate one replicate of a scenario to the horizon, as the agents engine does.

    Raises
    ------
    ConfigurationError
        If a setting is not admissible, or the scenario has another past than the
        saved run.
    """
    check(scenario)
    seed = mixed_seed(experiment_seed, replicate)
    return journey.simulate(
        scenario,
        saved.seed if saved else seed,
        replicate,
        pictures=pictures,
        save_month=save_month,
        saved=saved,
    )


def _parts(
    scenario: Scenario,
    experiment_seed: int,
    replicates: Sequence[int],
    *,
    events: bool,
    pictured: bool,
) -> Iterator[Records]:
    """Records of runs, a batch at a time; each alone where pictures are kept."""
    if pictured:
        runs = [
            simulate(scenario, experiment_seed, r, pictures=True) for r in replicates
        ]
        yield Records.of(runs, events=events)
        return
    size = _batch_size(scenario)
    for first in range(0, len(replicates), size):
        some = np.array(replicates[first : first + size], dtype=np.int64)
        seeds = [mixed_seed(experiment_seed, each) for each in some.tolist()]
        yield batch(scenario, some, np.array(seeds, dtype=np.int64), events=events)


def _batch_size(scenario: Scenario) -> int:
    """Runs at once, so few that their starting states need little memory."""
    p = scenario.parameters.organisations
    size = p.at_table + p.outside
    return max(1, _ROOM // (size * min(size, p.ties_each)))


def batch(
    scenario: Scenario, replicates: Integers, seeds: Integers, *, events: bool
) -> Records:
    """Simulate runs with these seeds at once.

    The interpreter is let go meanwhile, so threads can simulate batches side by side.
    """
    p, runs = scenario.parameters, len(seeds)
    starts = packed(initial_states(p, seeds.tolist(), scenario.roster))
    state = allocated(p, starts.offsets.shape[1], events_of=runs if events else 0)
    kept, horizon = room_for(runs, p.horizon_months), p.horizon_months
    settings, periods = layout.periods(scenario)
    simulate_months(settings, periods, state, starts, seeds, kept, 0, horizon, events)
    return _records(replicates, seeds, starts.difficulty, kept, state, events=events)


def _records(
    replicates: Integers,
    seeds: Integers,
    difficulty: Vector,
    kept: Kept,
    state: State,
    *,
    events: bool,
) -> Records:
    counts = {name: kept.tally["count"][:, k] for k, name in enumerate(EVENTS)}
    exits = {f"left_{why}": kept.exits[:, k] for k, why in enumerate(EXIT_REASONS)}
    first = kept.tally["first"]
    written = np.split(state.events, kept.ends if events else [0] * len(seeds))[:-1]
    return Records(
        replicate=replicates,
        seed=seeds,
        difficulty=difficulty,
        monthly={column.name: kept.rows[column.name] for column in SERIES},
        milestones={m.event: first[:, k] for k, m in enumerate(MILESTONES)},
        counts=counts | exits,
        events=tuple(events_in(some) for some in written),
        ties=((),) * len(seeds),
    )
