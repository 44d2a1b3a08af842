"""Where the time of a run goes: start, draws, pairs, organisations, the rest.

Seen from outside, so that nothing slows the engine down while it is measured: the time
of the months is fitted as a + b n + c n k for rosters of n organisations with k ties.
The start is timed apart. The draws, nearly all of organisations, are counted in the
readable engine, which makes the same ones, and taken at the time of one in a row.
"""

from functools import partial
from unittest.mock import patch

import numba
import numpy as np
from measuring import Figure, in_turn
from speed import nobody_collapses

from cisim.engine import agents, kernel
from cisim.engine.agents.participant import Participant
from cisim.engine.kernel.draws import draw
from cisim.model.initialization import initial_states
from cisim.model.streams import mixed_seed

BASELINE = (30, 29)
ROSTERS = ((30, 4), (30, 16), BASELINE, (62, 4), (62, 28), (94, 4), (94, 28))
"""Organisations with ties; the first all leave the same remainder in vectors."""
OUTSIDE = 10
RUNS, REPEATS = 40, 7
DRAWS, ROW = 1_024_000, 32
"""Numbers of a timing, and those of a row: the baseline in whole vectors."""


def figures():
    """Shares of the time of a baseline run."""
    scenarios = {roster: of_size(*roster) for roster in ROSTERS}
    walks = {roster: partial(walk, one) for roster, one in scenarios.items()}
    starts = {(*roster, "start"): partial(start, scenarios[roster]) for roster in walks}
    row = {"draw": partial(drawn, DRAWS, np.zeros(ROW))}
    spent = in_turn(walks | starts | row, REPEATS)
    months = {roster: spent[roster] - spent[*roster, "start"] for roster in ROSTERS}
    rest, each, pair = fitted(months)
    size, ties = BASELINE
    draws = RUNS * draws_of(scenarios[BASELINE]) * spent["draw"] / DRAWS
    parts = {
        "start": spent[*BASELINE, "start"],
        "draws": draws,
        "pair loops": pair * size * ties,
        "organisation loop": each * size - draws,
        "rest": rest,
    }
    for part, seconds in parts.items():
        yield Figure(part, 100.0 * seconds / spent[BASELINE], "% of a run")


def of_size(size, ties):
    """The baseline with another roster, of which as many wait outside."""
    roster = {"at_table": size - OUTSIDE, "outside": OUTSIDE, "ties_each": ties}
    return nobody_collapses().with_(organisations=roster)


def walk(scenario):
    kernel.simulate_runs(scenario, 1, range(RUNS))


def start(scenario):
    seeds = np.array([mixed_seed(1, replicate) for replicate in range(RUNS)])
    initial_states(scenario.parameters, seeds)


def fitted(seconds):
    """Seconds that do not depend on the roster, of an organisation, of a pair."""
    terms = np.array([(1.0, size, size * ties) for size, ties in seconds])
    return np.linalg.lstsq(terms, np.array(list(seconds.values())))[0]


def draws_of(scenario):
    """Draws that a run asks for after its start."""
    draw, count = Participant.draw, 0

    def counted(*given):
        nonlocal count
        count += 1
        return draw(*given)

    with patch.object(Participant, "draw", counted):
        agents.simulate(scenario, 1, 0)
    return count


@numba.njit
def drawn(count, luck):
    """Draw so many numbers, a row of them for each decision as the engine does."""
    for decision in range(count // len(luck)):
        draw(luck, 1, 1, decision, len(luck))
