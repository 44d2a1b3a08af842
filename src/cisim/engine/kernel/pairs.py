"""What happens between two organisations, for all at once (ODD 7.5, 7.6, 7.10).

Ties are the outer loop and organisations the inner one: each organisation adds up its
partners in the order of its ties, however wide the vectors of a machine are, and all
that the inner loop reads lies side by side. It has no branch and no exponential.
"""

from typing import NamedTuple

from cisim.engine.kernel.state import Partners, State, Sums, Ties
from cisim.model.compilation import compiled, inlined
from cisim.model.elementary import distance
from cisim.model.state import Vector
from cisim.model.submodels import agendas, governance, trust


class Contact(NamedTuple):
    """Contact of this month: with those of the own group by (organisation), else."""

    inside: Vector
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
def mark_members(s: State) -> None:
    """Let partners see who is here."""
    here, size = s.partners.here, len(s.organisations.effort)
    here[:] = 0.0
    for k in range(s.now.members):
        place = s.members[k]
        here[place] = here[place + size] = 1.0


@inlined
def show(s: State) -> None:
    """Let all show what partners will see: who came, agenda, effort."""
    shown, own = s.partners, s.organisations
    size, met = len(own.effort), s.initiative.meetings > 0.0
    shown.came[:] = 0.0
    for k in range(s.now.members):
        place = s.members[k]
        came = 1.0 if met and own.attends[place] else 0.0
        shown.came[place] = shown.came[place + size] = came
        shown.agenda_x[place] = shown.agenda_x[place + size] = own.agenda_x[place]
        shown.agenda_y[place] = shown.agenda_y[place + size] = own.agenda_y[place]
        shown.effort[place] = shown.effort[place + size] = own.effort[place]


@inlined
def last(s: State) -> int:
    """How many places of the roster reach to the last of the members."""
    return s.members[s.now.members - 1] + 1 if s.now.members else 0


@compiled
def learn_trust(
    ties: Ties, all_: Partners, contact: Contact, ground: Ground, size: int
) -> None:
    """Move the trust of every tie between members by what the two experience."""
    here, came, x, y = all_.here, all_.came, all_.agenda_x, all_.agenda_y
    group, steers, inside = all_.group, all_.steers, contact.inside
    for tie in range(len(ties.offsets)):
        begin = ties.offsets[tie]
        there, met = here[begin : begin + size], came[begin : begin + size]
        their_x, their_y = x[begin : begin + size], y[begin : begin + size]
        effort = all_.effort[begin : begin + size]
        their_group = group[begin : begin + size]
        steering = steers[begin : begin + size]
        trusted, first = ties.trust[tie], ties.first_trust[tie]
        for own in range(size):
            away = distance(x[own], y[own], their_x[own], their_y[own])
            felt = trust.experience(
                ground.common,
                ground.effort * effort[own],
                ground.hurt,
                away,
                ground.past * first[own],
            )
            contact_now = governance.contact(
                group[own] == their_group[own],
                steers[own] * steering[own] > 0.0,
                inside[own],
                contact.across,
                contact.steering,
            )
            both = came[own] * met[own]
            after = trust.next_trust(
                trusted[own],
                felt * both,
                contact_now * both,
                ground.shares,
                first[own],
            )
            is_tie = here[own] * there[own] > 0.0
            trusted[own] = after if is_tie else trusted[own]


@compiled
def persuade(
    ties: Ties,
    all_: Partners,
    contact: Contact,
    by: Persuasion,
    sums: Sums,
    size: int,
) -> None:
    """Add up the weights of the partners met, and where they draw each organisation."""
    came, x, y = all_.came, all_.agenda_x, all_.agenda_y
    group, steers, inside = all_.group, all_.steers, contact.inside
    weights, sum_x, sum_y = sums.weight, sums.x, sums.y
    weights[:size] = 0.0
    sum_x[:size] = 0.0
    sum_y[:size] = 0.0
    for tie in range(len(ties.offsets)):
        begin = ties.offsets[tie]
        met = came[begin : begin + size]
        their_x, their_y = x[begin : begin + size], y[begin : begin + size]
        their_group = group[begin : begin + size]
        steering = steers[begin : begin + size]
        trusted = ties.trust[tie]
        for own in range(size):
            dx, dy = their_x[own] - x[own], their_y[own] - y[own]
            contact_now = governance.contact(
                group[own] == their_group[own],
                steers[own] * steering[own] > 0.0,
                inside[own],
                contact.across,
                contact.steering,
            )
            weight = agendas.influence_weight(
                contact_now * (came[own] * met[own]),
                trusted[own],
                dx * dx + dy * dy,
                by.closing,
                by.exponent,
            )
            weights[own] += weight
            sum_x[own] += weight * dx
            sum_y[own] += weight * dy


@compiled
def see(
    ties: Ties, all_: Partners, measured: float, sums: Sums, size: int
) -> None:
    """Add up what each organisation sees of its partners' effort, and its trust."""
    here, came = all_.here, all_.came
    seen, trust_sum, partners = sums.seen, sums.trusted, sums.partners
    seen[:size] = 0.0
    trust_sum[:size] = 0.0
    partners[:size] = 0.0
    for tie in range(len(ties.offsets)):
        begin = ties.offsets[tie]
        there, met = here[begin : begin + size], came[begin : begin + size]
        effort = all_.effort[begin : begin + size]
        trusted = ties.trust[tie]
        for own in range(size):
            visible = 1.0 if came[own] * met[own] > 0.0 else measured
            seen[own] += effort[own] * visible * there[own]
            trust_sum[own] += trusted[own] * there[own]
            partners[own] += there[own]
