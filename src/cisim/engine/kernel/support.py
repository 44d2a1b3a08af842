"""The support of a month: funders and the backbone that they pay."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.draws import happens
from cisim.engine.kernel.log import kind, record
from cisim.engine.kernel.state import State
from cisim.model.compilation import compiled, inlined
from cisim.model.streams import Purpose
from cisim.model.submodels import backbone, funding, governance, people

STARTED, RENEWED = kind("grant_started"), kind("grant_renewed")
ENDED, STOPPED = kind("grant_ended"), kind("grant_stopped")


@compiled
def fund_backbone(p: Parameters, s: State) -> None:
    """Let funders pay while patience lasts; at the end of a grant go on or not."""
    for funder in range(len(s.funders.pays)):
        _decide(p, s, funder)


@inlined
def _decide(p: Parameters, s: State, funder: int) -> None:
    funders, month = s.funders, s.now.month
    paid = funders.pays[funder]
    if s.observer.stopped or funders.has_stopped[funder]:
        funders.pays[funder] = False
    elif paid and not funding.is_patient(p.funding, funders.months_waiting[funder]):
        record(s.log, month, STOPPED, funder)
        funders.pays[funder] = False
        funders.has_stopped[funder] = True
    elif _is_first_term(p, month, funder) or month < funders.renewed_until[funder]:
        if not paid:
            record(s.log, month, STARTED, funder)
        funders.pays[funder] = True
    elif paid:
        _renew(p, s, funder)


@inlined
def _is_first_term(p: Parameters, month: int, funder: int) -> bool:
    start = funding.start_month(p.funding, funder)
    return start <= month < start + funding.grant_months(p.funding.duration_years)


@inlined
def _renew(p: Parameters, s: State, funder: int) -> None:
    """Decide by confidence whether a grant that has ended goes on."""
    months = funding.grant_months(p.funding.renewal_years)
    goes_on = funding.renewal_probability(p.funding, s.funders.confidence[funder])
    if months > 0 and happens(s, Purpose.RENEWAL, funder, goes_on):
        record(s.log, s.now.month, RENEWED, funder)
        s.funders.renewed_until[funder] = s.now.month + months
    else:
        record(s.log, s.now.month, ENDED, funder)
        s.funders.pays[funder] = False


@inlined
def grants(p: Parameters, s: State) -> float:
    """Currency that all funders pay this month."""
    paid = 0.0
    months = funding.grant_months(p.funding.duration_years)
    for funder in range(len(s.funders.pays)):
        if s.funders.pays[funder]:
            elapsed = s.now.month - funding.start_month(p.funding, funder)
            tranche = funding.tranche(p.funding, elapsed, months)
            paid += funding.monthly_grant(p.funding) * tranche
    return paid


@inlined
def capacity(s: State, place: int) -> float:
    """Staff (FTE) of a member for work on the problem: its own, and paid by grants."""
    own = s.organisations.own_capacity[place] * s.place.economy
    return own + s.initiative.posts_each


@compiled
def staff_backbone(p: Parameters, s: State) -> None:
    """Hire or lay off toward what can be paid or lent; spread what members are paid."""
    granted = grants(p, s)
    won = funding.co_funding(p.funding, granted, s.initiative.legitimacy)
    support, members = s.backbone, s.now.members
    wanted = _wanted(p, s, granted + won)
    support.staff = backbone.next_staff(p.backbone, support.staff, wanted)
    load = backbone.workload(
        p.backbone,
        members,
        governance.groups(p.governance),
        people.process_burden(p.support),
    )
    support.fullness = backbone.fullness(support.staff, load)
    support.capacity = backbone.capacity(
        p.backbone, support.experience, support.fullness
    )
    s.initiative.co_funding = won
    posts = funding.posts_of_members(p.funding, granted + won)
    s.initiative.posts_each = posts / members if members else 0.0


@inlined
def _wanted(p: Parameters, s: State, money: float) -> float:
    """Posts that can be paid or lent; none once the initiative has stopped."""
    if s.observer.stopped:
        return 0.0
    joint = total = 0.0
    for k in range(s.now.members):
        place = s.members[k]
        joint += s.organisations.effort[place] * capacity(s, place)
        total += capacity(s, place)
    return funding.staff_wanted(
        p.funding, money, p.backbone.skill, joint * s.initiative.legitimacy, total
    )
