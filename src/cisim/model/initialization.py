"""The starting state, drawn from parameters and seed (ODD 5).

Every number is keyed by what it decides and for whom, so a roster that grows or a
scenario that differs keeps the numbers of everybody it shares.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from cisim.configuration.parameters import Parameters
from cisim.configuration.parameters.roster import Organisations
from cisim.configuration.rosters import Roster
from cisim.model import own_data
from cisim.model.compilation import compiled
from cisim.model.state import Sector, StartingState, Vector
from cisim.model.streams import Purpose, uniform
from cisim.model.submodels import effort

type Point = tuple[float, float]

AXES = (0, 1)
CENTRE = 0.5


@compiled
def _uniforms(seed: int, purpose: int, entities: int, partners: int) -> Vector:
    """Keyed uniforms of axes (entity, partner)."""
    u = np.empty((entities, partners))
    for entity in range(entities):
        for partner in range(partners):
            u[entity, partner] = uniform(seed, purpose, entity, 0, partner)
    return u


def _normals(seed: int, purpose: Purpose, entities: int, partners: int = 1) -> Vector:
    """Keyed standard normal deviates of axes (entity, partner), never infinite."""
    u = _uniforms(seed, int(purpose), entities, partners)
    return np.asarray(ndtri(u + 0.5**54))


def initial_state(
    parameters: Parameters, seed: int, roster: Roster | None = None
) -> StartingState:
    """Draw the place and the organisations of one run, but for own data."""
    p = parameters.organisations
    n = p.at_table + p.outside
    sector = own_data.sectors(roster) if roster else _sectors(p, seed, n)
    leverage = _near(
        (CENTRE, CENTRE),
        seed,
        Purpose.LEVERAGE_POINT,
        parameters.problem.leverage_spread,
    )
    drawn = StartingState(
        sector=sector,
        capacity=_lognormal(seed, Purpose.CAPACITY, n, p.capacity, p.capacity_spread),
        power=_lognormal(seed, Purpose.POWER, n, 1.0, p.power_spread),
        grit=np.clip(
            p.grit + p.grit_spread * _normals(seed, Purpose.GRIT, n)[:, 0], 0.0, 1.0
        ),
        cooperation=_cooperation(p, seed, n),
        level=_uniforms(seed, int(Purpose.LEVEL), n, 1)[:, 0],
        advantage=_advantage(p, seed, n),
        believed_horizon=_lognormal(
            seed,
            Purpose.BELIEVED_HORIZON,
            n,
            p.believed_horizon_months,
            p.believed_horizon_spread,
        ),
        mandate=_mandates(parameters, seed, sector, leverage),
        trust=_initial_trust(parameters, seed, sector),
        leverage_point=leverage,
        **_views(parameters, seed, leverage),
        difficulty=_difficulty(parameters, seed),
    )
    return own_data.with_own_data(drawn, roster) if roster else drawn


def _pair(seed: int, purpose: Purpose) -> Vector:
    """Two standard normal deviates, one for each axis of agenda space."""
    return np.asarray(_normals(seed, purpose, 1, len(AXES))[0])


def _near(point: Point, seed: int, purpose: Purpose, spread: float) -> Point:
    """A point of agenda space that misses another by a keyed error."""
    x, y = np.clip(point + spread * _pair(seed, purpose), 0.0, 1.0)
    return float(x), float(y)


def _views(parameters: Parameters, seed: int, leverage: Point) -> dict[str, Point]:
    """What people affected, champion and council hold true: what works, missed.

    The champion is a professional and shares their bias.
    """
    bias = _shared_bias(parameters, seed)
    biased = (leverage[0] + bias[0], leverage[1] + bias[1])
    champion = parameters.champion.own_view_spread
    community = parameters.community.own_view_spread
    plan = parameters.council.plan_error
    return {
        "community_view": _near(leverage, seed, Purpose.COMMUNITY_VIEW, community),
        "champion_view": _near(biased, seed, Purpose.CHAMPION_VIEW, champion),
        "council_plan": _near(leverage, seed, Purpose.COUNCIL_PLAN, plan),
    }


def _shared_bias(parameters: Parameters, seed: int) -> Vector:
    """How far professionals as a body miss what would work, per axis."""
    return parameters.disagreement.shared_bias * _pair(seed, Purpose.SHARED_BIAS)


def _advantage(p: Organisations, seed: int, n: int) -> Vector:
    drawn = p.advantage + p.advantage_spread * _normals(seed, Purpose.ADVANTAGE, n)
    return np.maximum(drawn[:, 0], 0.0)


def _lognormal(
    seed: int, purpose: Purpose, n: int, median: float, spread: float
) -> Vector:
    return np.asarray(median * np.exp(spread * _normals(seed, purpose, n)[:, 0]))


def _difficulty(parameters: Parameters, seed: int) -> float:
    p = parameters.problem
    drawn = _lognormal(seed, Purpose.DIFFICULTY, 1, p.difficulty, p.difficulty_spread)
    return float(drawn[0])


def _sectors(p: Organisations, seed: int, n: int) -> NDArray[np.int64]:
    shares = (
        p.government_share,
        p.nonprofit_share,
        p.business_share,
        p.philanthropy_share,
        p.academia_share,
    )
    u = _uniforms(seed, int(Purpose.SECTOR), n, 1)[:, 0]
    return np.searchsorted(np.cumsum(shares), u, side="right").astype(np.int64)


def _cooperation(p: Organisations, seed: int, n: int) -> NDArray[np.int64]:
    """Type of cooperation by keyed draw, in the order of the laws of effort."""
    bounds = np.cumsum((p.conditional_share, p.free_riding_share))
    kinds = np.array((effort.CONDITIONAL, effort.FREE_RIDING, effort.OTHER))
    u = _uniforms(seed, int(Purpose.COOPERATION), n, 1)[:, 0]
    return kinds[np.searchsorted(bounds, u, side="right")]


def _mandates(
    parameters: Parameters,
    seed: int,
    sector: NDArray[np.int64],
    leverage: Point,
) -> Vector:
    """Own agendas: x* + shared bias + sector offset + own noise (ODD 5).

    Community organisations do not share the bias of the professionals.
    """
    p = parameters.disagreement
    offsets = _normals(seed, Purpose.SECTOR_OFFSET, len(Sector), len(AXES))
    own = _normals(seed, Purpose.MANDATE, len(sector), len(AXES))
    bias = _shared_bias(parameters, seed)
    biased = (sector != Sector.COMMUNITY)[:, np.newaxis]
    mandates: Vector = np.clip(
        np.array(leverage)
        + biased * bias
        + p.between_sectors * p.widest_offset * offsets[sector]
        + p.within_sectors * own,
        0.0,
        1.0,
    )
    return mandates


def _initial_trust(
    parameters: Parameters, seed: int, sector: NDArray[np.int64]
) -> Vector:
    p = parameters.trust
    same = sector[:, np.newaxis] == sector[np.newaxis, :]
    base = np.where(same, p.within_sector, p.across_sectors)
    noise = _normals(seed, Purpose.INITIAL_TRUST, len(sector), len(sector))
    trust = np.clip(base + p.initial_spread * noise, 0.0, 1.0)
    np.fill_diagonal(trust, 0.0)
    return trust
