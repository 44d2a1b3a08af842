"""Who sits with whom: one table, working groups, a steering group."""

from typing import TYPE_CHECKING, NamedTuple

from cisim.configuration.parameters import Parameters
from cisim.model.elementary import total
from cisim.model.state import Sector
from cisim.model.submodels import activities, convening, governance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cisim.engine.agents.model import CollectiveImpactModel
    from cisim.engine.agents.organisation import Organisation


class Seats(NamedTuple):
    """Seats of a month, and what those who sit together hear of each other.

    ``group`` holds a group for every place in the roster, ``inside`` a share for every
    group, ``steers`` the places of those who sit in the steering group.
    """

    group: tuple[int, ...]
    inside: tuple[float, ...]
    steering: float
    steers: frozenset[int]

    def heard(self, place: int) -> float:
        """Share of those it sits with that a member hears at best."""
        inside = self.inside[self.group[place]]
        return max(inside, self.steering) if place in self.steers else inside


def seated(
    parameters: Parameters, roster: int, members: "Sequence[Organisation]"
) -> Seats:
    """Give every place of a roster its group, and members their seats."""
    p, talk = parameters.governance, parameters.communication
    groups = governance.groups(p)
    group = tuple(place % groups for place in range(roster))
    seats = [group[member.place] for member in members]
    steers = _steering_group(members, governance.steering_seats(p))
    return Seats(
        group=group,
        inside=tuple(convening.airtime(talk, seats.count(g)) for g in range(groups)),
        steering=convening.airtime(talk, len(steers)) if steers else 0.0,
        steers=steers,
    )


def _steering_group(members: "Sequence[Organisation]", seats: int) -> frozenset[int]:
    """Places of the most powerful members, as many as there are seats."""
    by_power = sorted(members, key=lambda member: (-member.power, member.place))
    return frozenset(member.place for member in by_power[:seats])


def leaders(model: "CollectiveImpactModel") -> float:
    """Share of leaders among those who have a seat where decisions are made."""
    steered = bool(model.seats.steers)
    deciding = [member for member in model.members if member.steers >= steered]
    return sum(m.sends_leader for m in deciding) / len(deciding) if deciding else 0.0


def sector_mix(members: "Sequence[Organisation]") -> float:
    """How evenly the sectors share the table; 0 where nobody sits there."""
    if not members:
        return 0.0
    sectors = [member.sector for member in members]
    shares = [sectors.count(sector) / len(sectors) for sector in Sector]
    return activities.sector_mix(total(share * share for share in shares))
