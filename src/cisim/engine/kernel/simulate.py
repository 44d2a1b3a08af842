"""Runs of the compiled engine, from scenario and seed to their records."""

from collections.abc import Collection, Iterator, Sequence
from itertools import batched, groupby

import numpy as np

from cisim.configuration.outcomes import EVENTS, EXIT_REASONS, MILESTONES, SERIES
from cisim.configuration.scenarios import Scenario
from cisim.engine.kernel import journey, layout
from cisim.engine.kernel.beginning import packed
from cisim.engine.kernel.checks import check
from cisim.engine.kernel.log import events_in
from cisim.engine.kernel.months import Kept, room_for, simulate_months
from cisim.engine.kernel.state import State, allocated
from cisim.model.initialization import mixed_initial_states
from cisim.model.observation import Integers, Records, Run, joined, recorded
from cisim.model.outcomes import Outcomes, run_rows, stacked
from cisim.model.preparation import Shape, shape
from cisim.model.saved_month import SavedMonth
from cisim.model.state import Vector
from cisim.model.streams import mixed_seed

_RUNS = 64
"""Runs of a batch of several scenarios."""

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
    is_watched = bool(saved) or save_month is not None

    def walks_alone(replicate: int) -> bool:
        return is_watched or replicate in pictures

    def walk(replicate: int, beginning: SavedMonth | None) -> Run:
        return journey.simulate(
            scenario,
            beginning.seed if beginning else mixed_seed(experiment_seed, replicate),
            replicate,
            pictures=replicate in pictures,
            save_month=save_month,
            saved=beginning,
        )

    parts: list[Records] = []
    for alone, some in groupby(replicates, walks_alone):
        if alone:
            parts.append(recorded(walk, list(some), saved, events=events))
        else:
            parts += _batches(scenario, experiment_seed, list(some), events=events)
    return joined(parts)


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
    return journey.simulate(
        scenario,
        saved.seed if saved else mixed_seed(experiment_seed, replicate),
        replicate,
        pictures=pictures,
        save_month=save_month,
        saved=saved,
    )


def _batches(
    scenario: Scenario, experiment_seed: int, replicates: list[int], *, events: bool
) -> Iterator[Records]:
    """Records of runs, a batch at a time."""
    size = _batch_size(scenario)
    for first in range(0, len(replicates), size):
        some = replicates[first : first + size]
        yield batch([scenario], experiment_seed, some, events=events)


def _batch_size(scenario: Scenario) -> int:
    """Runs at once, so few that their starting states need little memory."""
    p = scenario.parameters.organisations
    size = p.at_table + p.outside
    return max(1, _ROOM // (size * min(size, p.ties_each)))


def batch(
    scenarios: Sequence[Scenario],
    experiment_seed: int,
    replicates: Sequence[int],
    *,
    events: bool,
) -> Records:
    """Simulate replicates of scenarios of one shape at once, scenario by scenario.

    The interpreter is let go meanwhile, so threads can simulate batches side by side.
    """
    each = [mixed_seed(experiment_seed, replicate) for replicate in replicates]
    seeds = np.array(each * len(scenarios), dtype=np.int64)
    whose = np.repeat(np.arange(len(scenarios)), len(each))
    p, roster = scenarios[0].parameters, scenarios[0].roster
    sets = [scenario.parameters for scenario in scenarios]
    starts = packed(mixed_initial_states(sets, whose, seeds.tolist(), roster))
    ties = starts.offsets.shape[1]
    state = allocated(p, ties, events_of=len(seeds) if events else 0)
    kept, last = room_for(len(seeds), p.horizon_months), p.horizon_months
    settings, table, spans = layout.periods(scenarios)
    simulate_months(
        settings, table, spans[whose], state, starts, seeds, kept, 0, last, events
    )
    numbers = np.array(list(replicates) * len(scenarios), dtype=np.int64)
    return _records(numbers, seeds, starts.difficulty, kept, state, events=events)


def simulate_mixed(
    scenarios: Sequence[Scenario], experiment_seed: int, replicates: Sequence[int]
) -> Outcomes:
    """Outcomes of the replicates of several scenarios; see `MixedEngine`.

    Raises
    ------
    ConfigurationError
        If a setting is not admissible; nothing is simulated.
    """
    for scenario in scenarios:
        check(scenario)
    groups: dict[Shape, list[int]] = {}
    for place, scenario in enumerate(scenarios):
        groups.setdefault(shape(scenario), []).append(place)
    parts = [
        _rows([scenarios[place] for place in places], experiment_seed, replicates)
        for places in groups.values()
    ]
    order = np.concatenate([np.array(places) for places in groups.values()])
    return _in_order(stacked(parts), order, len(replicates))


def _rows(
    scenarios: Sequence[Scenario], experiment_seed: int, replicates: Sequence[int]
) -> Outcomes:
    """Outcomes of scenarios of one shape, a batch at a time."""
    most = min(_RUNS, _batch_size(scenarios[0]))
    return stacked(
        run_rows(
            some[0].parameters, batch(some, experiment_seed, numbers, events=False)
        )
        for some in batched(scenarios, max(1, most // len(replicates)))
        for numbers in batched(replicates, most)
    )


def _in_order(rows: Outcomes, order: Integers, runs: int) -> Outcomes:
    """Rows of scenarios, so many of each, in the order of the scenarios."""
    place = np.argsort(order, kind="stable")
    where = (place[:, np.newaxis] * runs + np.arange(runs)).ravel()
    return {name: values[where] for name, values in rows.items()}


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
