"""Backbone: staff, workload, fullness, skill, overhead (ODD 7.3)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import approach

if TYPE_CHECKING:
    from cisim.configuration.parameters.initiative import Backbone


@compiled
def next_staff(p: "Backbone", staff: float, wanted: float) -> float:
    """Staff (FTE) a month later, hired more slowly than laid off. Assumed."""
    return approach(staff, wanted, p.hiring if wanted > staff else p.layoff)


@compiled
def workload(p: "Backbone", members: int) -> float:
    """Staff (FTE) that facilitating this many members would take. Assumed."""
    return p.workload_base + p.workload_per_member * members


@compiled
def fullness(staff: float, load: float) -> float:
    """Staff against workload, q = min(1, F / w); 0 where there is no staff."""
    if staff <= 0.0:
        return 0.0
    return min(1.0, staff / load) if load > 0.0 else 1.0


@compiled
def next_experience(p: "Backbone", experience: float) -> float:
    """Share of the place that the director knows, a month later. Assumed."""
    return approach(experience, 1.0, p.director_learning)


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
