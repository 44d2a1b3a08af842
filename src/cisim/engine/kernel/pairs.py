"""What happens between two organisations, for all at once (ODD 7.5, 7.6, 7.10).

Ties are the outer loop and organisations the inner one: each organisation adds up its
partners in the order of its ties, however wide the vectors of a machine are, and all
that the inner loop reads lies side by side. It has no branch and no exponential.
"""

from typing import NamedTuple

from cisim.engine.kernel.layout import Mark, Own, Shown, Summed
from cisim.engine.kernel.state import LANES, Integers, State, roster
from cisim.model.compilation import apart, inlined
from cisim.model.elementary import distance
from cisim.model.state import Vector
from cisim.model.submodels import agendas, convening, governance, trust


class Contact(NamedTuple):
    """Contact of this month across groups, and of those who steer."""

    across: float
    steering: float


class Ground(NamedTuple):
    """What is the same in all experiences of a month."""

    common: float
    effort: float
    hurt: float
    past: float
    shares: tuple[float, float, float]


class Persuasion(NamedTuple):
    """What is the same in all persuasion of a month."""

    closing: float
    exponent: int


@inlined
def show(s: State) -> None:
    """Let all show what partners will see: who came, agenda, effort."""
    size, table = roster(s), s.initiative
    twice(s.own[Own.AGENDA_X], s.shown[Shown.AGENDA_X], size)
    twice(s.own[Own.AGENDA_Y], s.shown[Shown.AGENDA_Y], size)
    twice(s.own[Own.EFFORT], s.shown[Shown.EFFORT], size)
    came = s.shown[Shown.CAME]
    say_who_came(s.marks[Mark.ATTENDS], table.meetings > 0.0, came, size)
    within(s.own[Own.INSIDE], table.reach, s.shown[Shown.CONTACT], size)


@apart
def twice(values: Vector, shown: Vector, size: int) -> None:
    """Show a variable of the roster twice, one behind the other."""
    for place in range(size):
        shown[place] = values[place]
    for place in range(size):
        shown[place + size] = values[place]


@apart
def say_who_came(attends: Integers, met: bool, came: Vector, size: int) -> None:
    """Show twice who attended meetings, if there were any."""
    for place in range(size):
        came[place] = 1.0 if met & (attends[place] > 0) else 0.0
    for place in range(size):
        came[place + size] = 1.0 if met & (attends[place] > 0) else 0.0


@apart
def within(inside: Vector, reach: float, contact: Vector, size: int) -> None:
    """Contact of each organisation with those of its group."""
    for place in range(size):
        contact[place] = convening.contact(reach, inside[place])


@inlined
def reach(s: State) -> int:
    """How many places reach to the last of the members, in whole vectors."""
    if s.now.members == 0:
        return 0
    return (s.members[s.now.members - 1] // LANES + 1) * LANES


@inlined
def is_one_table(s: State) -> bool:
    """Whether all members sit at one table, without a steering group."""
    return s.now.groups == 1 and s.now.steering_seats == 0


@inlined
def learn(s: State, contact: Contact, ground: Ground) -> None:
    """Let members learn whom to trust."""
    size, first = reach(s), s.first_trust
    # Two calls, as the compiler leaves out what tells seats apart where there is one.
    if is_one_table(s):
        learn_trust(
            s.offsets, s.trust, first, s.contacts, s.shown, contact, ground, size, None
        )
    else:
        groups = s.now.groups
        learn_trust(
            s.offsets,
            s.trust,
            first,
            s.contacts,
            s.shown,
            contact,
            ground,
            size,
            groups,
        )


@inlined
def draw_together(s: State, by: Persuasion) -> None:
    """Let members draw each other to their agendas."""
    persuade(
        s.paired,
        s.trust,
        s.contacts,
        s.shown[Shown.AGENDA_X],
        s.shown[Shown.AGENDA_Y],
        by,
        s.sums[Summed.WEIGHT],
        s.sums[Summed.X],
        s.sums[Summed.Y],
        reach(s),
    )


@inlined
def _heard(
    contact: Contact, inside: float, same: bool, both_steer: bool, groups: int | None
) -> float:
    """Contact of two members who both came; without ``groups`` all sit together."""
    if groups is None:
        return inside
    return governance.contact(
        same, both_steer, inside, contact.across, contact.steering
    )


@inlined
def _felt(ground: Ground, effort: float, away: float, first: float) -> float:
    """What an organisation makes of a partner this month."""
    return trust.experience(
        ground.common, ground.effort * effort, ground.hurt, away, ground.past * first
    )


@apart
def learn_trust(
    offsets: Integers,
    trusts: Vector,
    firsts: Vector,
    contacts: Vector,
    shown: Vector,
    contact: Contact,
    ground: Ground,
    size: int,
    groups: int | None,
) -> None:
    """Move the trust of every tie between members by what the two experience.

    Their contact is kept for what follows in this month. Without ``groups`` all sit at
    one table; what would tell seats apart is left out.
    """
    here, came = shown[Shown.HERE], shown[Shown.CAME]
    x, y = shown[Shown.AGENDA_X], shown[Shown.AGENDA_Y]
    effort, inside = shown[Shown.EFFORT], shown[Shown.CONTACT]
    group, steers = shown[Shown.GROUP], shown[Shown.STEERS]
    for tie in range(len(offsets)):
        a, z = offsets[tie], offsets[tie] + size
        there, met, given = here[a:z], came[a:z], effort[a:z]
        their_x, their_y = x[a:z], y[a:z]
        their_group, their_seat = group[a:z], steers[a:z]
        trusted, first, mets = trusts[tie], firsts[tie], contacts[tie]
        for own in range(size):
            away = distance(x[own], y[own], their_x[own], their_y[own])
            felt = _felt(ground, given[own], away, first[own])
            same = group[own] == their_group[own]
            both_steer = steers[own] * their_seat[own] > 0.0
            heard = _heard(contact, inside[own], same, both_steer, groups)
            mets[own] = met_now = heard * (came[own] * met[own])
            after = trust.next_trust(
                trusted[own], felt, met_now, ground.shares, first[own]
            )
            is_tie = here[own] * there[own] > 0.0
            trusted[own] = after if is_tie else trusted[own]


@apart
def persuade(
    paired: Integers,
    trusts: Vector,
    contacts: Vector,
    x: Vector,
    y: Vector,
    by: Persuasion,
    weights: Vector,
    sum_x: Vector,
    sum_y: Vector,
    size: int,
) -> None:
    """Add up the weights of the partners met, and where they draw each organisation."""
    for own in range(size):
        weights[own] = sum_x[own] = sum_y[own] = 0.0
    for two in range(len(paired) // 2):
        one, other = paired[2 * two], paired[2 * two + 1]
        trust_1, trust_2 = trusts[2 * two], trusts[2 * two + 1]
        met_1, met_2 = contacts[2 * two], contacts[2 * two + 1]
        x_1, x_2 = x[one : one + size], x[other : other + size]
        y_1, y_2 = y[one : one + size], y[other : other + size]
        for own in range(size):
            dx_1, dy_1 = x_1[own] - x[own], y_1[own] - y[own]
            dx_2, dy_2 = x_2[own] - x[own], y_2[own] - y[own]
            weight_1 = _weight(by, met_1[own], trust_1[own], dx_1, dy_1)
            weight_2 = _weight(by, met_2[own], trust_2[own], dx_2, dy_2)
            weights[own] = weights[own] + weight_1 + weight_2
            sum_x[own] = sum_x[own] + weight_1 * dx_1 + weight_2 * dx_2
            sum_y[own] = sum_y[own] + weight_1 * dy_1 + weight_2 * dy_2


@inlined
def _weight(by: Persuasion, met: float, trusted: float, dx: float, dy: float) -> float:
    """Weight of a partner that lies so far away."""
    return agendas.influence_weight(
        met, trusted, dx * dx + dy * dy, by.closing, by.exponent
    )


@inlined
def sum_up(s: State) -> None:
    """Add up, for each organisation, what it sees of its partners."""
    see(
        s.paired,
        s.trust,
        s.shown,
        s.initiative.measurement,
        s.sums[Summed.SEEN],
        s.sums[Summed.TRUSTED],
        reach(s),
    )
    s.now.is_summed = True


@apart
def see(
    paired: Integers,
    trusts: Vector,
    shown: Vector,
    measured: float,
    seen: Vector,
    trust_in_all: Vector,
    size: int,
) -> None:
    """Add up what each organisation sees of its partners' effort, and its trust."""
    here, came, effort = shown[Shown.HERE], shown[Shown.CAME], shown[Shown.EFFORT]
    for own in range(size):
        seen[own] = trust_in_all[own] = 0.0
    for two in range(len(paired) // 2):
        one, other = paired[2 * two], paired[2 * two + 1]
        trust_1, trust_2 = trusts[2 * two], trusts[2 * two + 1]
        here_1, here_2 = here[one : one + size], here[other : other + size]
        came_1, came_2 = came[one : one + size], came[other : other + size]
        effort_1, effort_2 = effort[one : one + size], effort[other : other + size]
        for own in range(size):
            seen_1 = 1.0 if came[own] * came_1[own] > 0.0 else measured
            seen_2 = 1.0 if came[own] * came_2[own] > 0.0 else measured
            seen[own] = (
                seen[own]
                + effort_1[own] * seen_1 * here_1[own]
                + effort_2[own] * seen_2 * here_2[own]
            )
            trust_in_all[own] = (
                trust_in_all[own]
                + trust_1[own] * here_1[own]
                + trust_2[own] * here_2[own]
            )
