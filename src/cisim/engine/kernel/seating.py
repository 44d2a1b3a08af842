"""Who sits at the table, in which seats, with how much say."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.layout import Mark, Own, Shown, Summed
from cisim.engine.kernel.network import count_partners
from cisim.engine.kernel.pairs import reach
from cisim.engine.kernel.state import State, roster
from cisim.model.compilation import inlined
from cisim.model.state import Sector, Status
from cisim.model.submodels import activities, common_agenda, convening, governance

SECTORS = len(Sector)


@inlined
def list_members(s: State) -> None:
    """List the places of those at the table, and let partners see who is here."""
    here, size, count = s.shown[Shown.HERE], roster(s), 0
    for place in range(size):
        is_member = s.marks[Mark.STATUS, place] == Status.MEMBER
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
    _hear(p, s)
    s.now.leaders = _leaders(p, s)
    s.now.sector_mix = _sector_mix(s)
    s.now.is_seated = True


@inlined
def _form_groups(p: Parameters, s: State) -> None:
    groups, size = governance.groups(p.governance), roster(s)
    own_group = s.marks[Mark.GROUP]
    if groups != s.now.groups:
        s.now.groups = groups
        for place in range(size):
            own_group[place] = place % groups
            shown = s.shown[Shown.GROUP]
            shown[place] = shown[place + size] = place % groups
    for group in range(groups):
        s.groups[group].size = 0
    for k in range(s.now.members):
        s.groups[own_group[s.members[k]]].size += 1
    for group in range(groups):
        seats = s.groups[group]
        seats.inside = convening.airtime(p.communication, seats.size)


@inlined
def _form_steering_group(p: Parameters, s: State) -> None:
    """Seat the most powerful members, as many as there are seats."""
    size, shown = roster(s), s.shown[Shown.STEERS]
    seats = min(governance.steering_seats(p.governance), s.now.members)
    if seats > 0 or s.now.steering_seats > 0:
        for place in range(size):
            s.marks[Mark.STEERS, place] = 0
            shown[place] = shown[place + size] = 0.0
    for _ in range(seats):
        place = _most_powerful(s)
        s.marks[Mark.STEERS, place] = 1
        shown[place] = shown[place + size] = 1.0
    s.now.steering_seats = seats
    s.now.steering = convening.airtime(p.communication, seats) if seats else 0.0


@inlined
def _most_powerful(s: State) -> int:
    """Place of the most powerful member that does not steer yet, first of equals."""
    best, power = -1, -1.0
    for k in range(s.now.members):
        place = s.members[k]
        if not s.marks[Mark.STEERS, place] and s.own[Own.POWER, place] > power:
            best, power = place, s.own[Own.POWER, place]
    return best


@inlined
def _weigh(p: Parameters, s: State) -> None:
    """Weigh every member in the common agenda."""
    for k in range(s.now.members):
        place = s.members[k]
        steers = s.marks[Mark.STEERS, place] > 0
        seat = governance.weight_of_seat(p.governance, steers)
        power, mean_power = s.own[Own.POWER, place], s.initiative.mean_power
        s.own[Own.SAY, place] = common_agenda.say(p.agenda, power, mean_power) * seat


@inlined
def _hear(p: Parameters, s: State) -> None:
    """Know how far each is heard in its seat, and who sends a leader, often absent."""
    for place in range(roster(s)):
        steers = s.marks[Mark.STEERS, place] > 0
        inside = s.groups[s.marks[Mark.GROUP, place]].inside
        leads = governance.sends_leader(p.governance, s.own[Own.LEVEL, place], steers)
        s.own[Own.INSIDE, place] = inside
        s.own[Own.HEARD, place] = max(inside, s.now.steering) if steers else inside
        s.own[Own.ABSENCE, place] = p.governance.leader_absence if leads else 0.0


@inlined
def _leaders(p: Parameters, s: State) -> float:
    """Share of leaders among those who have a seat where decisions are made."""
    steered, deciding, leading = s.now.steering_seats > 0, 0, 0
    for k in range(s.now.members):
        place = s.members[k]
        steers, level = s.marks[Mark.STEERS, place] > 0, s.own[Own.LEVEL, place]
        if steers or not steered:
            deciding += 1
            leading += governance.sends_leader(p.governance, level, steers)
    return leading / deciding if deciding else 0.0


@inlined
def _sector_mix(s: State) -> float:
    """How evenly the sectors share the table; 0 where nobody sits there."""
    members, squares = s.now.members, 0.0
    for sector in range(SECTORS):
        count = 0
        for k in range(members):
            count += s.marks[Mark.SECTOR, s.members[k]] == sector
        share = count / max(members, 1)
        squares += share * share
    return activities.sector_mix(squares) if members else 0.0
