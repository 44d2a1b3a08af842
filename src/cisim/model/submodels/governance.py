"""Governance: groups, seats, decisions, the way to the political sphere (ODD 7.17)."""

from typing import TYPE_CHECKING

from cisim.configuration.choices import Structure
from cisim.model.compilation import compiled
from cisim.model.elementary import step

if TYPE_CHECKING:
    from cisim.configuration.parameters.governance import Governance


@compiled
def groups(p: "Governance") -> int:
    """Groups that meet: one table, or the working groups."""
    return 1 if p.structure == Structure.ONE_TABLE else p.working_groups


@compiled
def steering_seats(p: "Governance") -> int:
    """Seats of the steering group; none where there is no such group."""
    return p.steering_seats if p.structure == Structure.STEERING_GROUP else 0


@compiled
def hearing_across(p: "Governance", capacity: float) -> float:
    """Share of each other that members of different groups hear.

    The backbone's capacity B makes the bridge. Assumed.
    """
    return p.bridging * capacity


@compiled
def contact(
    same_group: bool,
    both_steer: bool,
    inside: float,
    across: float,
    steering: float,
) -> float:
    """Contact in a month of two members who both attend, by where they sit together.

    Within their group, else across groups; in the steering group where that is more.
    """
    met = inside if same_group else across
    return max(met, steering) if both_steer else met


@compiled
def sends_leader(p: "Governance", level: float, steers: bool) -> bool:
    """Tell whether a member of this level, in [0, 1), sends a leader to its seat."""
    seat_of_leaders = p.structure != Structure.STEERING_GROUP or steers
    return level < p.leader_share and seat_of_leaders


@compiled
def weight_of_seat(p: "Governance", steers: bool) -> float:
    """Factor of a member's say: less without a seat in a group that steers."""
    if p.structure == Structure.STEERING_GROUP and not steers:
        return p.representation
    return 1.0


@compiled
def decision_probability(p: "Governance", leaders: float) -> float:
    """Monthly probability that a table that could agree also decides.

    1 - exp(-(r0 + r a (1 - w + w l))): authority a, share of leaders l among those who
    decide. Cross-boundary work needs a basis that can decide [seed000]. Sizes assumed.
    """
    by_leaders = 1.0 - p.decision_of_leaders + p.decision_of_leaders * leaders
    return step(p.decision_least + p.decision_clear * p.decision_authority * by_leaders)


@compiled
def planning_practice(p: "Governance", leaders: float) -> float:
    """Part of the planning that can be done with those at hand, 1 - w (1 - m).

    Managers m know the practice; under a steering group they staff the working groups.
    Assumed.
    """
    managers = 1.0 if p.structure == Structure.STEERING_GROUP else 1.0 - leaders
    return 1.0 - p.practice_of_managers * (1.0 - managers)


@compiled
def room_for_credit(p: "Governance") -> float:
    """Part of systems work that is possible with credit as it is shared. Assumed."""
    return 1.0 - p.credit_hold * (1.0 - p.shared_credit)


@compiled
def policy_support_won(
    p: "Governance",
    support: float,
    leaders: float,
    measurement: float,
    legitimacy: float,
) -> float:
    """Policy support a month later, won by what the table has learnt.

    S' = S + (1 - exp(-r l M L))(1 - S): joint practice is a gateway to the political
    sphere where leaders l carry measured (M), legitimate (L) practice there [seed002].
    Rate assumed.
    """
    return support + step(p.gateway * leaders * measurement * legitimacy) * (
        1.0 - support
    )
