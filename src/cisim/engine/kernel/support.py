"""The support of a month: funders and the backbone that they pay."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.draws import happens
from cisim.engine.kernel.layout import Own
from cisim.engine.kernel.log import NO_REASON, kind, record
from cisim.engine.kernel.state import State
from cisim.model.compilation import inlined
from cisim.model.streams import Purpose
from cisim.model.submodels import backbone, funding, governance, people

STARTED, RENEWED = kind("grant_started"), kind("grant_renewed")
ENDED, STOPPED = kind("grant_ended"), kind("grant_stopped")


@inlined
def fund_backbone(p: Parameters, s: State) -> None:
    """Let funders pay while patience lasts; at the end of a grant go on or not."""
    for place in range(len(s.funders)):
        _decide(p, s, place)


@inlined
def _decide(p: Parameters, s: State, place: int) -> None:
    funder, month = s.funders[place], s.now.month
    if s.observer.stopped or funder.has_stopped:
        funder.pays = False
    elif funder.pays and not funding.is_patient(p.funding, funder.months_waiting):
        record(s, STOPPED, place, NO_REASON)
        funder.pays = False
        funder.has_stopped = True
    elif _is_first_term(p, month, place) or month < funder.renewed_until:
        if not funder.pays:
            record(s, STARTED, place, NO_REASON)
        funder.pays = True
    elif funder.pays:
        _renew(p, s, place)


@inlined
def _is_first_term(p: Parameters, month: int, place: int) -> bool:
    start = funding.start_month(p.funding, place)
    return start <= month < start + funding.grant_months(p.funding.duration_years)


@inlined
def _renew(p: Parameters, s: State, place: int) -> None:
    """Decide by confidence whether a grant that has ended goes on."""
    funder, months = s.funders[place], funding.grant_months(p.funding.renewal_years)
    goes_on = funding.renewal_probability(p.funding, funder.confidence)
    if months > 0 and happens(s, Purpose.RENEWAL, place, goes_on):
        record(s, RENEWED, place, NO_REASON)
        funder.renewed_until = s.now.month + months
    else:
        record(s, ENDED, place, NO_REASON)
        funder.pays = False


@inlined
def grants(p: Parameters, s: State) -> float:
    """Currency that all funders pay this month."""
    paid, months = 0.0, funding.grant_months(p.funding.duration_years)
    for place in range(len(s.funders)):
        if s.funders[place].pays:
            elapsed = s.now.month - funding.start_month(p.funding, place)
            tranche = funding.tranche(p.funding, elapsed, months)
            paid += funding.monthly_grant(p.funding) * tranche
    return paid


@inlined
def capacity(s: State, place: int) -> float:
    """Staff (FTE) of a member for work on the problem: its own, and paid by grants."""
    own = s.own[Own.OWN_CAPACITY, place] * s.place.economy
    return own + s.initiative.posts_each


@inlined
def staff_backbone(p: Parameters, s: State) -> None:
    """Hire or lay off toward what can be paid or lent; spread what members are paid."""
    granted = grants(p, s)
    won = funding.co_funding(p.funding, granted, s.initiative.legitimacy)
    _staff(p, s, _wanted(p, s, granted + won))
    posts, members = funding.posts_of_members(p.funding, granted + won), s.now.members
    s.initiative.co_funding = won
    s.initiative.posts_each = posts / members if members else 0.0


@inlined
def _staff(p: Parameters, s: State, wanted: float) -> None:
    support = s.backbone
    load = backbone.workload(
        p.backbone,
        s.now.members,
        governance.groups(p.governance),
        people.process_burden(p.support),
    )
    support.staff = backbone.next_staff(p.backbone, support.staff, wanted)
    support.fullness = backbone.fullness(support.staff, load)
    support.capacity = backbone.capacity(
        p.backbone, support.experience, support.fullness
    )


@inlined
def _wanted(p: Parameters, s: State, money: float) -> float:
    """Posts that can be paid or lent; none once the initiative has stopped."""
    if s.observer.stopped:
        return 0.0
    joint = whole = 0.0
    for k in range(s.now.members):
        place = s.members[k]
        joint += s.own[Own.EFFORT, place] * capacity(s, place)
        whole += capacity(s, place)
    return funding.staff_wanted(
        p.funding, money, p.backbone.skill, joint * s.initiative.legitimacy, whole
    )
