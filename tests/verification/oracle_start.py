"""Start of the model by a second hand: chapter 5 of docs/odd.md in plain Python.

Written from the ODD alone and without a look at the laws, the start or the engines, so
that where both agree, text and code say the same. Only the keyed draws are shared.
"""

import math
from types import SimpleNamespace

from scipy.special import ndtri

from cisim.model.streams import Purpose, uniform

AXES = (0, 1)
GOVERNMENT, COMMUNITY = 0, 5
CONDITIONAL, FREE_RIDING, BETWEEN = 0, 1, 2


def clip(value):
    return min(1.0, max(0.0, value))


def step(rate):
    return 1 - math.exp(-rate)


def approach(value, goal, rate):
    return value + (goal - value) * step(rate)


def logistic(log_odds):
    return 1 / (1 + math.exp(-log_odds))


def monthly(yearly):
    return 1 - (1 - yearly) ** (1 / 12)


def distance(one, other):
    return math.hypot(one[0] - other[0], one[1] - other[1])


def mean(values):
    values = list(values)
    return math.fsum(values) / len(values) if values else 0.0


def normal(seed, purpose, entity=0, partner=0):
    return float(ndtri(uniform(seed, purpose, entity, 0, partner)))


def by_shares(u, shares):
    """Place of the first share whose running sum lies above u, else the rest."""
    total = 0.0
    for place, share in enumerate(shares):
        total += share
        if u < total:
            return place
    return len(shares)


def community_and_leverage(p, seed):
    truth = [
        clip(
            0.5 + p.problem.leverage_spread * normal(seed, Purpose.LEVERAGE_POINT, 0, a)
        )
        for a in AXES
    ]
    view = [
        clip(
            truth[a]
            + p.community.own_view_spread * normal(seed, Purpose.COMMUNITY_VIEW, 0, a)
        )
        for a in AXES
    ]
    return truth, view


def mandate(p, seed, truth, number, sector):
    dis = p.disagreement
    point = []
    for a in AXES:
        bias = dis.shared_bias * normal(seed, Purpose.SHARED_BIAS, 0, a)
        offset = normal(seed, Purpose.SECTOR_OFFSET, sector, a)
        offset *= dis.between_sectors * dis.widest_offset
        own = dis.within_sectors * normal(seed, Purpose.MANDATE, number, a)
        bias = 0.0 if sector == COMMUNITY else bias
        point.append(clip(truth[a] + bias + offset + own))
    return point


def organisation(p, seed, truth, number):
    org = p.organisations
    sector = by_shares(
        uniform(seed, Purpose.SECTOR, number),
        [
            org.government_share,
            org.nonprofit_share,
            org.business_share,
            org.philanthropy_share,
            org.academia_share,
        ],
    )
    point = mandate(p, seed, truth, number, sector)
    return SimpleNamespace(
        number=number,
        sector=sector,
        capacity=org.capacity
        * math.exp(org.capacity_spread * normal(seed, Purpose.CAPACITY, number)),
        power=math.exp(org.power_spread * normal(seed, Purpose.POWER, number)),
        grit=clip(org.grit + org.grit_spread * normal(seed, Purpose.GRIT, number)),
        cooperation=by_shares(
            uniform(seed, Purpose.COOPERATION, number),
            [org.conditional_share, org.free_riding_share],
        ),
        mandate=point,
        agenda=point,
        trust={},
        first_trust={},
        backbone_trust=p.trust.across_sectors,
        effort=0.0,
        morale=p.morale.at_start,
        belief=p.morale.belief_at_start,
        horizon=p.organisations.believed_horizon_months,
        mindset=p.organisations.systems_mindset,
        member=number < org.at_table,
        gone=False,
        joined=0,
        last_active=0,
        attends=False,
        leader_left=False,
        in_conflict=False,
    )


def roster(p, seed, truth):
    size = p.organisations.at_table + p.organisations.outside
    everybody = [organisation(p, seed, truth, number) for number in range(size)]
    for one in everybody:
        for other in everybody:
            same = one.sector == other.sector
            level = p.trust.within_sector if same else p.trust.across_sectors
            spread = p.trust.initial_spread
            deviate = normal(seed, Purpose.INITIAL_TRUST, one.number, other.number)
            one.trust[other.number] = clip(level + spread * deviate)
        one.first_trust = dict(one.trust)
    return everybody


def difficulty(p, seed):
    spread = p.problem.difficulty_spread * normal(seed, Purpose.DIFFICULTY)
    return p.problem.difficulty * math.exp(spread)
