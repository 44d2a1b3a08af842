"""Who sits at the table, in which seats, with how much say."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.pairs import mark_members
from cisim.engine.kernel.state import State
from cisim.model.compilation import inlined
from cisim.model.state import Status
from cisim.model.submodels import (
    activities,
    common_agenda,
    convening,
    governance,
)

SECTORS = 6


@inlined
def list_members(s: State) -> None:
    """List the places of those at the table, in the order of the roster."""
    status, count = s.organisations.status, 0
    for place in range(len(status)):
        if status[place] == Status.MEMBER:
            s.members[count] = place
            count += 1
    s.now.members = count


@inlined
def seat_members(p: Parameters, s: State) -> None:
    """Let members take the seats of a month."""
    list_members(s)
    mark_members(s)
    _form_groups(p, s)
    _form_steering_group(p, s)
    _weigh(p, s)
    s.now.leaders = _leaders(p, s)


@inlined
def _form_groups(p: Parameters, s: State) -> None:
    groups, sizes = governance.groups(p.governance), s.seats.sizes
    if groups != s.now.groups:
        s.now.groups = groups
        for place in range(len(s.partners.group)):
            s.partners.group[place] = (place % len(s.seats.say)) % groups
    sizes[:groups] = 0
    for k in range(s.now.members):
        sizes[int(s.partners.group[s.members[k]])] += 1
    for group in range(groups):
        s.seats.inside[group] = convening.airtime(p.communication, sizes[group])


@inlined
def _form_steering_group(p: Parameters, s: State) -> None:
    """Seat the most powerful members, as many as there are seats."""
    size = len(s.seats.say)
    s.partners.steers[:] = 0.0
    seats = min(governance.steering_seats(p.governance), s.now.members)
    for _ in range(seats):
        place = _most_powerful(s)
        s.partners.steers[place] = s.partners.steers[place + size] = 1.0
    s.now.steering_seats = seats
    s.now.steering = convening.airtime(p.communication, seats) if seats else 0.0


@inlined
def _most_powerful(s: State) -> int:
    """Place of the most powerful member that does not steer yet, the first of equals."""
    best, power = -1, -1.0
    for k in range(s.now.members):
        place = s.members[k]
        if s.partners.steers[place] == 0.0 and s.organisations.power[place] > power:
            best, power = place, s.organisations.power[place]
    return best


@inlined
def _weigh(p: Parameters, s: State) -> None:
    """Weigh every organisation in the common agenda."""
    for place in range(len(s.seats.say)):
        seat = governance.weight_of_seat(p.governance, steers(s, place))
        power = s.organisations.power[place]
        say = common_agenda.say(p.agenda, power, s.initiative.mean_power)
        s.seats.say[place] = say * seat


@inlined
def steers(s: State, place: int) -> bool:
    """Whether an organisation has a seat in the steering group."""
    return s.partners.steers[place] > 0.0


@inlined
def sends_leader(p: Parameters, s: State, place: int) -> bool:
    """Whether an organisation sends a leader to its seat, and not a manager."""
    return governance.sends_leader(
        p.governance, s.organisations.level[place], steers(s, place)
    )


@inlined
def heard(s: State, place: int) -> float:
    """Share of those it sits with that a member hears at best."""
    inside = s.seats.inside[int(s.partners.group[place])]
    return max(inside, s.now.steering) if steers(s, place) else inside


@inlined
def _leaders(p: Parameters, s: State) -> float:
    """Share of leaders among those who have a seat where decisions are made."""
    steered = s.now.steering_seats > 0
    deciding = leading = 0
    for k in range(s.now.members):
        place = s.members[k]
        if steers(s, place) >= steered:
            deciding += 1
            leading += sends_leader(p, s, place)
    return leading / deciding if deciding else 0.0


@inlined
def sector_mix(s: State) -> float:
    """How evenly the sectors share the table; 0 where nobody sits there."""
    members = s.now.members
    if members == 0:
        return 0.0
    squares = 0.0
    for sector in range(SECTORS):
        count = 0
        for k in range(members):
            count += s.organisations.sector[s.members[k]] == sector
        share = count / members
        squares += share * share
    return activities.sector_mix(squares)
