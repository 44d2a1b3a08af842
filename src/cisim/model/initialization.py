"""Starting states, drawn from parameters and seeds (ODD 5).

Every number is keyed by what it decides and for whom, so a roster that grows or a
scenario that differs keeps the numbers of everybody it shares. Many runs are drawn at
once; a run alone is the first of one.
"""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cisim.configuration.parameters import Parameters
from cisim.configuration.parameters.roster import Organisations
from cisim.configuration.rosters import Roster
from cisim.model import own_data
from cisim.model.compilation import allocating
from cisim.model.draws import (
    Integers,
    each,
    lognormal,
    normal,
    normal_points,
    normals,
    uniforms_of_ties,
)
from cisim.model.state import ManyStarts, OneStart, Sector, StartingState, Vector
from cisim.model.streams import Purpose
from cisim.model.submodels import effort

CENTRE = 0.5
POINTS = ("leverage_point", "community_view", "champion_view", "council_plan")


def initial_state(
    parameters: Parameters, seed: int, roster: Roster | None = None
) -> OneStart:
    """Draw the place and the organisations of one run, but for own data."""
    many = initial_states(parameters, [seed], roster)
    one = {field.name: getattr(many, field.name)[0] for field in fields(many)}
    points = {name: tuple(one[name].tolist()) for name in POINTS}
    return StartingState(**one | points | {"difficulty": float(one["difficulty"])})


def initial_states(
    parameters: Parameters, seeds: Sequence[int], roster: Roster | None = None
) -> ManyStarts:
    """Draw the places and the organisations of runs with these seeds.

    Raises
    ------
    ValueError
        If the roster knows ties but not all organisations know each other.
    """
    whose = np.zeros(len(seeds), dtype=np.int64)
    return mixed_initial_states([parameters], whose, seeds, roster)


def mixed_initial_states(
    sets: Sequence[Parameters],
    whose: Integers,
    seeds: Sequence[int],
    roster: Roster | None = None,
) -> ManyStarts:
    """Draw the places and the organisations of runs, each with its own parameters.

    ``whose`` (run) tells which of the sets holds in a run. All have as many
    organisations and ties.

    Raises
    ------
    ValueError
        If the roster knows ties but not all organisations know each other.
    """
    runs = np.array(seeds, dtype=np.int64)
    size, ties = _size(sets[0].organisations), sets[0].organisations.ties_each
    columns = _columns(sets, whose if len(sets) > 1 else np.zeros(1, dtype=np.int64))
    p = columns.organisations
    sector = own_data.sectors(roster, runs.size) if roster else _sectors(p, runs, size)
    offsets = _offsets(ties, runs, size)
    leverage = _near(
        CENTRE, runs, Purpose.LEVERAGE_POINT, columns.problem.leverage_spread
    )
    drawn = StartingState(
        sector=sector,
        **_traits(p, runs, size),
        mandate=_mandates(columns, runs, sector, leverage),
        offsets=offsets,
        trust=_initial_trust(columns, runs, sector, offsets),
        leverage_point=leverage,
        **_views(columns, runs, leverage),
        difficulty=_difficulty(columns, runs),
    )
    return own_data.with_own_data(drawn, roster) if roster else drawn


def _size(p: Organisations) -> int:
    return p.at_table + p.outside


GROUPS = (
    *("organisations", "problem", "disagreement", "trust"),
    *("champion", "community", "council"),
)
"""Groups of parameters that shape a starting state."""


def _columns(sets: Sequence[Parameters], whose: Integers) -> Parameters:
    """Parameters as columns of axes (run, 1), which numbers of all runs meet at once.

    One row alone holds for all runs.
    """
    columns: dict[str, Any] = {}
    for name in GROUPS:
        rows = np.array([getattr(one, name) for one in sets], dtype=np.float64)
        kind = type(getattr(sets[0], name))
        columns[name] = kind(*rows[whose].T[..., np.newaxis])
    return sets[0]._replace(**columns)


def _deep(column: float) -> Vector:
    """A column for numbers of axes (run, entity, axis or partner)."""
    return np.asarray(column)[..., np.newaxis]


# ---- The place ----


def _pair(seeds: Integers, purpose: Purpose) -> Vector:
    """Two standard normal deviates of axes (run, axis of agenda space)."""
    return normal_points(seeds, purpose, 1)[:, 0]


def _near(
    points: Vector | float, seeds: Integers, purpose: Purpose, spread: float
) -> Vector:
    """Points of agenda space that miss others by a keyed error."""
    return np.clip(points + spread * _pair(seeds, purpose), 0.0, 1.0)


def _views(parameters: Parameters, seeds: Integers, leverage: Vector) -> dict[str, Any]:
    """What people affected, champion and council hold true: what works, missed.

    The champion is a professional and shares their bias.
    """
    biased = leverage + _shared_bias(parameters, seeds)
    champion = parameters.champion.own_view_spread
    community = parameters.community.own_view_spread
    plan = parameters.council.plan_error
    return {
        "community_view": _near(leverage, seeds, Purpose.COMMUNITY_VIEW, community),
        "champion_view": _near(biased, seeds, Purpose.CHAMPION_VIEW, champion),
        "council_plan": _near(leverage, seeds, Purpose.COUNCIL_PLAN, plan),
    }


def _shared_bias(parameters: Parameters, seeds: Integers) -> Vector:
    """How far professionals as a body miss what would work, per axis."""
    return parameters.disagreement.shared_bias * _pair(seeds, Purpose.SHARED_BIAS)


def _difficulty(parameters: Parameters, seeds: Integers) -> Vector:
    p, purpose = parameters.problem, Purpose.DIFFICULTY
    return lognormal(seeds, purpose, 1, p.difficulty, p.difficulty_spread)[:, 0]


# ---- The organisations ----


def _traits(p: Organisations, seeds: Integers, n: int) -> dict[str, Any]:
    """What an organisation is, its sector and its agenda apart."""
    grit = p.grit + p.grit_spread * normals(seeds, Purpose.GRIT, n)
    advantage = p.advantage_spread * normals(seeds, Purpose.ADVANTAGE, n)
    return {
        "capacity": lognormal(
            seeds, Purpose.CAPACITY, n, p.capacity, p.capacity_spread
        ),
        "power": lognormal(seeds, Purpose.POWER, n, 1.0, p.power_spread),
        "grit": np.clip(grit, 0.0, 1.0),
        "cooperation": _cooperation(p, seeds, n),
        "level": each(seeds, Purpose.LEVEL, n),
        "advantage": np.maximum(p.advantage + advantage, 0.0),
        "believed_horizon": lognormal(
            seeds,
            Purpose.BELIEVED_HORIZON,
            n,
            p.believed_horizon_months,
            p.believed_horizon_spread,
        ),
    }


def _sectors(p: Organisations, seeds: Integers, n: int) -> Integers:
    shares = (
        p.government_share,
        p.nonprofit_share,
        p.business_share,
        p.philanthropy_share,
        p.academia_share,
    )
    return _parts(shares, each(seeds, Purpose.SECTOR, n))


def _cooperation(p: Organisations, seeds: Integers, n: int) -> Integers:
    """Type of cooperation by keyed draw, in the order of the laws of effort."""
    kinds = np.array((effort.CONDITIONAL, effort.FREE_RIDING, effort.OTHER))
    shares = (p.conditional_share, p.free_riding_share)
    return kinds[_parts(shares, each(seeds, Purpose.COOPERATION, n))]


def _parts(shares: Sequence[float], u: Vector) -> Integers:
    """Into which part of the whole each number falls; the last one is the rest."""
    bound, part = np.zeros(()), np.zeros(u.shape, dtype=np.int64)
    for share in shares:
        bound = bound + share
        part += u >= bound
    return part


def _mandates(
    parameters: Parameters, seeds: Integers, sector: Integers, leverage: Vector
) -> Vector:
    """Own agendas: x* + shared bias + sector offset + own noise (ODD 5).

    Community organisations do not share the bias of the professionals.
    """
    p = parameters.disagreement
    of_sectors = normal_points(seeds, Purpose.SECTOR_OFFSET, len(Sector))
    of_sector = np.take_along_axis(of_sectors, sector[..., np.newaxis], axis=1)
    own = normal_points(seeds, Purpose.MANDATE, sector.shape[1])
    bias = _shared_bias(parameters, seeds)[:, np.newaxis]
    biased = (sector != Sector.COMMUNITY)[..., np.newaxis]
    mandates: Vector = np.clip(
        leverage[:, np.newaxis]
        + biased * bias
        + _deep(p.between_sectors * p.widest_offset) * of_sector
        + _deep(p.within_sectors) * own,
        0.0,
        1.0,
    )
    return mandates


# ---- The network ----


def _offsets(ties: int, seeds: Integers, n: int) -> Integers:
    """Offsets of axes (run, tie), ascending: all, or some with their opposites.

    The distances whose keyed number is smallest are taken, so that those who know more
    know all whom they would know otherwise.
    """
    if n - 1 <= ties:
        return np.tile(np.arange(1, n), (seeds.size, 1))
    u = each(seeds, Purpose.TIES, (n - 1) // 2 + 1)[:, 1:]  # no tie to itself
    nearest = np.argsort(u, axis=1, kind="stable")[:, : ties // 2] + 1
    return np.sort(np.concatenate((nearest, n - nearest), axis=1), axis=1)


@allocating
def _share_a_sector(sector: Integers, offsets: Integers) -> NDArray[np.bool_]:
    """Whether both ends of a tie are of one sector; axes (run, tie, organisation)."""
    runs, size = sector.shape
    same = np.empty((runs, offsets.shape[1], size), np.bool_)
    for run in range(runs):
        for tie in range(offsets.shape[1]):
            for place in range(size):
                partner = (place + offsets[run, tie]) % size
                same[run, tie, place] = sector[run, place] == sector[run, partner]
    return same


def _initial_trust(
    parameters: Parameters, seeds: Integers, sector: Integers, offsets: Integers
) -> Vector:
    p = parameters.trust
    within, across = _deep(p.within_sector), _deep(p.across_sectors)
    base = np.where(_share_a_sector(sector, offsets), within, across)
    purpose, size = int(Purpose.INITIAL_TRUST), sector.shape[1]
    noise = normal(uniforms_of_ties(seeds, purpose, offsets, size))
    return np.clip(base + _deep(p.initial_spread) * noise, 0.0, 1.0)
