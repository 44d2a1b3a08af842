"""Membership: leaving, joining, being alive (ODD 7.15)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import clip, step, strikes

if TYPE_CHECKING:
    from cisim.configuration.parameters.behaviour import Membership


STAYS = -1
"""What `exit_cause` returns for a member that stays."""


@compiled
def _missing(level: float, threshold: float) -> float:
    """Part that is missing to a threshold; none above it."""
    return max(0.0, 1.0 - level / threshold) if threshold > 0.0 else 0.0


type Hazards = tuple[float, float, float, float, float]
"""A monthly hazard for each reason to leave, in the order of the exit reasons."""


@compiled
def exit_hazards(
    p: "Membership",
    morale: float,
    belief: float,
    leader_left: bool,
    in_conflict: bool,
    idleness: float,
) -> Hazards:
    """Five competing monthly hazards that a member leaves.

    Morale or belief below its threshold, in proportion to what is missing; a new
    leader; an open conflict; drifting away where nobody meets and nothing is given.
    Assumed.
    """
    return (
        p.exit_hazard * _missing(morale, p.exit_threshold),
        p.exit_hazard * _missing(belief, p.belief_threshold),
        p.turnover_exit if leader_left else 0.0,
        p.conflict_exit if in_conflict else 0.0,
        p.drift_exit * idleness,
    )


@compiled
def total_hazard(hazards: Hazards) -> float:
    """Monthly hazard of all causes together."""
    return hazards[0] + hazards[1] + hazards[2] + hazards[3] + hazards[4]


@compiled
def exit_cause(
    p: "Membership",
    morale: float,
    belief: float,
    leader_left: bool,
    in_conflict: bool,
    idleness: float,
    u: float,
) -> int:
    """Why a member leaves this month, as place in the exit reasons, or `STAYS`.

    One uniform decides whether and why, by the competing hazards.
    """
    hazards = exit_hazards(p, morale, belief, leader_left, in_conflict, idleness)
    total = total_hazard(hazards)
    if not strikes(total, u):
        return STAYS
    mark = u / step(total) * total
    if mark < hazards[0]:
        return 0
    if mark < hazards[0] + hazards[1]:
        return 1
    if mark < hazards[0] + hazards[1] + hazards[2]:
        return 2
    return 3 if mark < total - hazards[4] else 4


@compiled
def idleness(reach: float, effort: float, ceiling: float) -> float:
    """How little a member has to do with the table, (1 - reach)(1 - e / e_max)."""
    return (1.0 - reach) * (1.0 - clip(effort / ceiling))


@compiled
def joining_probability(
    p: "Membership",
    legitimacy: float,
    public_will: float,
    call: float,
    undeterred: float,
) -> float:
    """Monthly probability that an outsider joins.

    The hazard grows with legitimacy, public will and the champion's call in times of
    urgency, alike; some are deterred by the long way they are told of. Assumed.
    """
    return step(p.joining * (legitimacy + public_will + call) * undeterred)


@compiled
def invitation_month(
    place: int, at_table: int, invited_first: int, staging_months: int
) -> int:
    """Month in which a member of the start is invited, in the order of the roster.

    The first ones at once, the others evenly over the months that it is staged.
    """
    later = place - invited_first + 1
    if staging_months == 0 or later <= 0:
        return 0
    return max(1, staging_months * later // max(1, at_table - invited_first))


@compiled
def is_active(p: "Membership", months_since_activity: int) -> bool:
    """Tell whether a member's last sign of activity still counts."""
    return months_since_activity < p.active_window_months


@compiled
def is_alive(p: "Membership", active_members: int) -> bool:
    """Tell whether an initiative with so many active members is alive."""
    return active_members >= p.alive_members


@compiled
def lasted(months: int, holds: bool) -> int:
    """Months for which something has held without a break."""
    return months + 1 if holds else 0
