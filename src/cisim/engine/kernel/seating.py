"""Who sits at the table, in which seats, with how much say."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.layout import Shown, Summed
from cisim.engine.kernel.network import count_partners
from cisim.engine.kernel.pairs import reach
from cisim.engine.kernel.state import State
from cisim.model.compilation import inlined
from cisim.model.state import Sector, Status
from cisim.model.submodels import activities, common_agenda, convening, governance

SECTORS = len(Sector)


@inlined
def list_members(s: State) -> None:
    """List the places of those at the table, and let partners see who is here."""
    here, size, count = s.shown[Shown.HERE], len(s.organisations), 0
    for place in range(size):
        is_member = s.organisations[place].status == Status.MEMBER
        here[place] = here[place + size] = 1.0 if is_member else 0.0
        if is_member:
            s.members[count] = place
            count += 1
    s.now.members = count
    known = s.sums[Summed.PARTNERS]
    count_partners(s.offsets, here, known, reach(s))


@inlined
def seat_members(p: Parameters, s: State) -> None:
    """Let members take their seats, unless they sit there already."""
    if s.now.is_seated:
        return
    list_members(s)
    _form_groups(p, s)
    _form_steering_group(p, s)
    _weigh(p, s)
    s.now.leaders = _leaders(p, s)
    s.now.sector_mix = _sector_mix(s)
    s.now.is_seated = True


@inlined
def _form_groups(p: Parameters, s: State) -> None:
    groups, size = governance.groups(p.governance), len(s.organisations)
    if groups != s.now.groups:
        s.now.groups = groups
        for place in range(size):
            s.organisations[place].group = place % groups
            shown = s.shown[Shown.GROUP]
            shown[place] = shown[place + size] = place % groups
    for group in range(groups):
        s.groups[group].size = 0
    for k in range(s.now.members):
        s.groups[s.organisations[s.members[k]].group].size += 1
    for group in range(groups):
        seats = s.groups[group]
        seats.inside = convening.airtime(p.communication, seats.size)


@inlined
def _form_steering_group(p: Parameters, s: State) -> None:
    """Seat the most powerful members, as many as there are seats."""
    size, shown = len(s.organisations), s.shown[Shown.STEERS]
    seats = min(governance.steering_seats(p.governance), s.now.members)
    if seats > 0 or s.now.steering_seats > 0:
        for place in range(size):
            s.organisations[place].steers = False
            shown[place] = shown[place + size] = 0.0
    for _ in range(seats):
        place = _most_powerful(s)
        s.organisations[place].steers = True
        shown[place] = shown[place + size] = 1.0
    s.now.steering_seats = seats
    s.now.steering = convening.airtime(p.communication, seats) if seats else 0.0


@inlined
def _most_powerful(s: State) -> int:
    """Place of the most powerful member that does not steer yet, first of equals."""
    best, power = -1, -1.0
    for k in range(s.now.members):
        own = s.organisations[s.members[k]]
        if not own.steers and own.power > power:
            best, power = s.members[k], own.power
    return best


@inlined
def _weigh(p: Parameters, s: State) -> None:
    """Weigh every member in the common agenda."""
    for k in range(s.now.members):
        own = s.organisations[s.members[k]]
        seat = governance.weight_of_seat(p.governance, own.steers)
        say = common_agenda.say(p.agenda, own.power, s.initiative.mean_power)
        own.say = say * seat


@inlined
def _leaders(p: Parameters, s: State) -> float:
    """Share of leaders among those who have a seat where decisions are made."""
    steered, deciding, leading = s.now.steering_seats > 0, 0, 0
    for k in range(s.now.members):
        own = s.organisations[s.members[k]]
        if own.steers or not steered:
            deciding += 1
            leading += governance.sends_leader(p.governance, own.level, own.steers)
    return leading / deciding if deciding else 0.0


@inlined
def _sector_mix(s: State) -> float:
    """How evenly the sectors share the table; 0 where nobody sits there."""
    members, squares = s.now.members, 0.0
    for sector in range(SECTORS):
        count = 0
        for k in range(members):
            count += s.organisations[s.members[k]].sector == sector
        share = count / max(members, 1)
        squares += share * share
    return activities.sector_mix(squares) if members else 0.0
