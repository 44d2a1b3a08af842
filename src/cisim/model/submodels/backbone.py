"""Backbone: staff, workload, fullness, skill, overhead (ODD 7.3)."""

from typing import TYPE_CHECKING

from cisim.configuration.choices import Host
from cisim.model.compilation import compiled
from cisim.model.elementary import toward

if TYPE_CHECKING:
    from cisim.configuration.parameters.backbone import Backbone


@compiled
def next_staff(p: "Backbone", staff: float, wanted: float) -> float:
    """Staff (FTE) a month later, hired more slowly than laid off. Assumed."""
    return toward(staff, wanted, p.hiring if wanted > staff else p.layoff)


@compiled
def workload(p: "Backbone", members: int, groups: int, burden: float) -> float:
    """Staff (FTE) that facilitating this many members and groups would take.

    (w0 + w1 n (1 - r [g > 1]) + w2 (g - 1)) burden: working groups do part r of the
    work for their members themselves. Assumed.
    """
    grouped = p.group_relief if groups > 1 else 0.0
    members_work = p.workload_per_member * members * (1.0 - grouped)
    groups_work = p.workload_per_group * (groups - 1)
    return (p.workload_base + members_work + groups_work) * burden


@compiled
def is_hosted(p: "Backbone", month: int) -> bool:
    """Tell whether a council hosts the backbone in this month."""
    incubated = p.host == Host.INCUBATED and month <= p.incubation_months
    return p.host == Host.COUNCIL or incubated


@compiled
def neutrality(p: "Backbone", hosted: bool, domination: float) -> float:
    """How far all see the backbone as neutral ground, nu.

    Less while a council hosts it [seed001], where participants staff it [seed003], and
    where a funder steers [seed000]. Sizes assumed.
    """
    host = 1.0 - p.hosted_loss * hosted
    staff = 1.0 - p.seconded_loss * p.seconded
    funder = 1.0 - p.dominated_loss * domination
    return p.neutrality * host * staff * funder


@compiled
def mediation(capacity: float, neutrality: float, antagonism: float) -> float:
    """Mediated ground, B (1 - a (1 - nu)): able, and neutral where interests oppose.

    The more distance hurts (antagonism a), the more it takes a neutral backbone to
    bridge opposing interests [seed000]. Form assumed.
    """
    return capacity * (1.0 - antagonism * (1.0 - neutrality))


@compiled
def after_hosts_election(p: "Backbone", value: float) -> float:
    """Staff, or trust of members, left after the host got a new administration."""
    return value * (1.0 - p.hosted_upheaval)


@compiled
def fullness(staff: float, load: float) -> float:
    """Staff against workload, q = min(1, F / w); 0 where there is no staff."""
    if staff <= 0.0:
        return 0.0
    return min(1.0, staff / load) if load > 0.0 else 1.0


@compiled
def next_experience(p: "Backbone", experience: float) -> float:
    """Share of the place that the director knows, a month later. Assumed."""
    return toward(experience, 1.0, p.director_learning)


@compiled
def capacity(p: "Backbone", experience: float, full: float) -> float:
    """Capacity of the backbone, B = s (1 - w (1 - e)) q.

    Skill s, less the part w that a new director has not learnt yet (experience e),
    times fullness q. Assumed.
    """
    return p.skill * (1.0 - p.director_weight * (1.0 - experience)) * full


@compiled
def overhead(p: "Backbone", full: float) -> float:
    """Share of partners' time that is not spent on agreed activities. Assumed."""
    return p.largest_overhead * (1.0 - p.overhead_relief * full)
