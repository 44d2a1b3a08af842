"""Start of the model by a second hand: chapter 5 of docs/odd.md in plain Python.

Written from the ODD alone and without a look at the laws, the start or the engines, so
that where both agree, text and code say the same. Only the keyed draws are shared.
"""

import math
from types import SimpleNamespace

from scipy.special import ndtri

from cisim.configuration.rosters import COOPERATION, SECTORS
from cisim.model.streams import Purpose, uniform

AXES = (0, 1)
GOVERNMENT, COMMUNITY = 0, 5
CONDITIONAL, FREE_RIDING = 0, 1


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


def pulled(point, pulls):
    """Where pulls, each a strength and a goal, draw a point (7.6)."""
    scale = max(1.0, math.fsum(pull for pull, _ in pulls))
    return [
        point[a]
        + math.fsum(pull * (goal[a] - point[a]) for pull, goal in pulls) / scale
        for a in AXES
    ]


def normal(seed, purpose, entity=0, partner=0):
    return float(ndtri(uniform(seed, purpose, entity, 0, partner) + 2.0**-54))


def by_shares(u, shares):
    """Place of the first share whose running sum lies above u, else the rest."""
    total = 0.0
    for place, share in enumerate(shares):
        total += share
        if u < total:
            return place
    return len(shares)


# ---- Points that no organisation has ----


def bias(p, seed, a):
    return p.disagreement.shared_bias * normal(seed, Purpose.SHARED_BIAS, 0, a)


def leverage_point(p, seed):
    def error(a):
        return p.problem.leverage_spread * normal(seed, Purpose.LEVERAGE_POINT, 0, a)

    return [clip(0.5 + error(a)) for a in AXES]


def view(p, seed, truth, whose):
    """What the community, the champion or the council's plan holds to work."""
    spread = {
        Purpose.COMMUNITY_VIEW: p.community.own_view_spread,
        Purpose.CHAMPION_VIEW: p.champion.own_view_spread,
        Purpose.COUNCIL_PLAN: p.council.plan_error,
    }[whose]
    shared = whose == Purpose.CHAMPION_VIEW
    return [
        clip(truth[a] + shared * bias(p, seed, a) + spread * normal(seed, whose, 0, a))
        for a in AXES
    ]


def difficulty(p, seed):
    spread = p.problem.difficulty_spread * normal(seed, Purpose.DIFFICULTY)
    return p.problem.difficulty * math.exp(spread)


# ---- Organisations ----


def drawn_sector(p, seed, number):
    org = p.organisations
    shares = [
        org.government_share,
        org.nonprofit_share,
        org.business_share,
        org.philanthropy_share,
        org.academia_share,
    ]
    return by_shares(uniform(seed, Purpose.SECTOR, number), shares)


def drawn_cooperation(p, seed, number):
    shares = [p.organisations.conditional_share, p.organisations.free_riding_share]
    return by_shares(uniform(seed, Purpose.COOPERATION, number), shares)


def drawn_mandate(p, seed, truth, number, sector):
    dis = p.disagreement
    point = []
    for a in AXES:
        offset = normal(seed, Purpose.SECTOR_OFFSET, sector, a)
        offset *= dis.between_sectors * dis.widest_offset
        own = dis.within_sectors * normal(seed, Purpose.MANDATE, number, a)
        shared = 0.0 if sector == COMMUNITY else bias(p, seed, a)
        point.append(clip(truth[a] + shared + offset + own))
    return point


def lognormal(seed, purpose, number, median, spread):
    return median * math.exp(spread * normal(seed, purpose, number))


def traits(p, seed, number):
    """What an organisation is and never changes, its sector and mandate apart."""
    org = p.organisations
    advantage = org.advantage_spread * normal(seed, Purpose.ADVANTAGE, number)
    return {
        "own_capacity": lognormal(
            seed, Purpose.CAPACITY, number, org.capacity, org.capacity_spread
        ),
        "power": lognormal(seed, Purpose.POWER, number, 1.0, org.power_spread),
        "horizon": lognormal(
            seed,
            Purpose.BELIEVED_HORIZON,
            number,
            org.believed_horizon_months,
            org.believed_horizon_spread,
        ),
        "grit": clip(org.grit + org.grit_spread * normal(seed, Purpose.GRIT, number)),
        "advantage": max(0.0, org.advantage + advantage),
        "level": uniform(seed, Purpose.LEVEL, number),
        "cooperation": drawn_cooperation(p, seed, number),
    }


def said(listed):
    """What own data say of an organisation, in the words of the oracle."""
    if listed is None:
        return {}
    given = {"own_capacity": listed.capacity, "power": listed.power}
    given |= {"grit": listed.grit, "sector": SECTORS.index(listed.sector)}
    if listed.cooperation is not None:
        given["cooperation"] = COOPERATION.index(listed.cooperation)
    if listed.view_x is not None:
        given["mandate"] = [listed.view_x, listed.view_y]
    return {name: value for name, value in given.items() if value is not None}


def organisation(p, seed, truth, number, listed):
    given = said(listed)
    sector = given.get("sector", drawn_sector(p, seed, number))
    all_traits = {
        "sector": sector,
        "mandate": drawn_mandate(p, seed, truth, number, sector),
        **traits(p, seed, number),
    } | given
    return SimpleNamespace(
        number=number,
        **all_traits,
        agenda=all_traits["mandate"],
        trust={},
        first_trust={},
        backbone_trust=p.trust.across_sectors,
        effort=0.0,
        own_work=1.0,
        morale=p.morale.at_start,
        belief=p.morale.belief_at_start,
        mindset=p.organisations.systems_mindset,
        invited=invitation_month(p, number),
        member=invitation_month(p, number) == 0,
        gone=False,
        joined=0,
        left=-1,
        last_active=0,
        attends=False,
        leader_left=False,
        in_conflict=False,
        steers=False,
    )


def invitation_month(p, number):
    """Month in which a place is invited, infinite for those outside (7.15)."""
    org = p.organisations
    if number >= org.at_table:
        return math.inf
    if number < org.invited_first or org.staging_months == 0:
        return 0
    later = org.at_table - org.invited_first
    turn = org.staging_months * (number - org.invited_first + 1) / max(1, later)
    return max(1, math.floor(turn))


def roster(p, seed, truth, own_data):
    size = p.organisations.at_table + p.organisations.outside
    listed = own_data.organisations if own_data else [None] * size
    everybody = [organisation(p, seed, truth, i, listed[i]) for i in range(size)]
    for one in everybody:
        for number in known(p, seed, one.number, size):
            one.trust[number] = drawn_trust(p, seed, one, everybody[number])
    for tie in own_data.ties if own_data else []:
        places = own_data.places
        everybody[places[tie.organisation]].trust[places[tie.partner]] = tie.trust
    for one in everybody:
        one.first_trust = dict(one.trust)
    return everybody


def known(p, seed, number, size):
    """Places that an organisation knows: all others, or those at drawn distances."""
    others = [place for place in range(size) if place != number]
    each = p.organisations.ties_each
    if len(others) <= each:
        return others
    half = range(1, (size + 1) // 2)
    drawn = sorted(half, key=lambda d: (uniform(seed, Purpose.TIES, d), d))
    apart = {d for way in drawn[: each // 2] for d in (way, size - way)}
    return [place for place in others if (place - number) % size in apart]


def drawn_trust(p, seed, one, other):
    same = one.sector == other.sector
    level = p.trust.within_sector if same else p.trust.across_sectors
    deviate = normal(seed, Purpose.INITIAL_TRUST, one.number, other.number)
    return clip(level + p.trust.initial_spread * deviate)
