"""What members do in a month, for all at once (ODD 7.4 to 7.6, 7.10).

Each loop goes over all places up to the last member, a variable a row. It has no
branch, so that it uses vectors; those who are not at the table keep what they had.
"""

from typing import NamedTuple

from cisim.configuration.parameters import (
    Agenda,
    Communication,
    Effort,
    Trust,
)
from cisim.engine.kernel.state import Integers
from cisim.model.compilation import apart, inlined
from cisim.model.elementary import clip, distance
from cisim.model.state import Sector, Status, Vector
from cisim.model.submodels import (
    agendas,
    common_agenda,
    convening,
    effort,
    trust,
)


class Invitation(NamedTuple):
    """What speaks for coming, the same for all members."""

    urgency: float
    champion: float
    council: float


@apart
def attend(
    p: Communication,
    by: Invitation,
    luck: Vector,
    status: Integers,
    morales: Vector,
    trusted: Vector,
    heard: Vector,
    absence: Vector,
    attends: Integers,
    size: int,
) -> None:
    """Let members decide by chance whether they attend."""
    for own in range(size):
        probability = convening.attendance_probability(
            p,
            morales[own],
            by.urgency,
            by.champion,
            trusted[own],
            by.council,
            heard[own],
            absence[own],
        )
        comes = luck[own] < probability
        attends[own] = comes if status[own] == Status.MEMBER else attends[own]


@apart
def trust_backbone(
    p: Trust, quality: float, status: Integers, trusted: Vector, size: int
) -> None:
    """Let members trust the backbone for the quality of its work."""
    for own in range(size):
        after = trust.next_trust_in_backbone(p, trusted[own], quality)
        trusted[own] = after if status[own] == Status.MEMBER else trusted[own]


class Influence(NamedTuple):
    """What draws members, the same for all: evidence, facilitation, draft, truth."""

    measurement: float
    heard: float
    ended: int
    uptake: float
    mediated: float
    pressed: float
    draft: tuple[float, float]
    truth: tuple[float, float]


@inlined
def _toward_partners(at: float, whole: float, weights: float) -> float:
    """Mean agenda of the partners met, on one axis; the own one if none was met."""
    return at + whole / weights if weights > 0.0 else at


@inlined
def _pulls(
    p: Agenda,
    by: Influence,
    came: float,
    weights: float,
    trusted: float,
    felt: float,
) -> tuple[float, float, float, float]:
    """Pulls of partners, draft, truth and own mandate on a member."""
    evidence = agendas.evidence_seen(p, came, by.measurement, by.heard, by.ended)
    return (
        agendas.partners_pull(p, weights),
        agendas.facilitation_pull(p, came, by.mediated, trusted, by.pressed),
        agendas.evidence_pull(p, evidence, by.uptake),
        agendas.mandate_pull(p, felt),
    )


@apart
def move(
    p: Agenda,
    by: Influence,
    status: Integers,
    came: Vector,
    weights: Vector,
    sum_x: Vector,
    sum_y: Vector,
    trusted: Vector,
    morales: Vector,
    mandate_x: Vector,
    mandate_y: Vector,
    x: Vector,
    y: Vector,
    size: int,
) -> None:
    """Move members' agendas by all that draws them."""
    for own in range(size):
        pulls = _pulls(p, by, came[own], weights[own], trusted[own], morales[own])
        mean_x = _toward_partners(x[own], sum_x[own], weights[own])
        mean_y = _toward_partners(y[own], sum_y[own], weights[own])
        goals_x = (mean_x, by.draft[0], by.truth[0], mandate_x[own])
        goals_y = (mean_y, by.draft[1], by.truth[1], mandate_y[own])
        is_member = status[own] == Status.MEMBER
        x[own] = agendas.pulled(x[own], pulls, goals_x) if is_member else x[own]
        y[own] = agendas.pulled(y[own], pulls, goals_y) if is_member else y[own]


@apart
def work_alone(p: Effort, came: Vector, own_work: Vector, size: int) -> None:
    """Let own work fall where nobody is met."""
    for own in range(size):
        own_work[own] = effort.next_own_work(p, own_work[own], came[own])


class Call(NamedTuple):
    """What speaks for giving, the same for all members."""

    month: int
    agenda: tuple[float, float]
    adopted: float
    adopted_month: int
    mean_power: float
    mean_say: float
    steered: float
    handed: float
    measurement: float
    urgency: float
    time_left: float
    active_effort: float


@inlined
def _ownership(
    p: Agenda, call: Call, joined: int, sector: int, say: float, power: float
) -> float:
    """Ownership of the adopted agenda: by own say, least for those who came later."""
    expected = common_agenda.expected_say(power, call.mean_power)
    relative = say / (call.mean_say * expected)
    relative = relative if joined < call.adopted_month else 0.0
    professional = sector != Sector.COMMUNITY
    ceded = call.steered + call.handed if professional else call.steered
    owned = common_agenda.ownership(p, relative, ceded)
    return owned if call.adopted > 0.0 else 0.0


@inlined
def _mean(whole: float, partners: float) -> float:
    """Mean over partners; 0 for whom there are none."""
    return whole / partners if partners > 0.0 else 0.0


@inlined
def _encouragement(
    p: Effort, call: Call, cooperation: int, seen: float, partners: float
) -> float:
    """What speaks for giving in what a member sees others give."""
    others = clip(_mean(seen, partners) / p.ceiling)
    return effort.encouragement(p, cooperation, others, call.measurement)


@inlined
def _next_effort(p: Effort, given: float, ready: float, time_left: float) -> float:
    wanted = effort.wanted_effort(p, ready, time_left)
    return effort.next_effort(p, given, wanted)


@apart
def give(
    p: Effort,
    agenda: Agenda,
    call: Call,
    status: Integers,
    sector: Integers,
    joined: Integers,
    cooperation: Integers,
    came: Vector,
    seen: Vector,
    trusted: Vector,
    partners: Vector,
    x: Vector,
    y: Vector,
    say: Vector,
    power: Vector,
    morales: Vector,
    beliefs: Vector,
    given: Vector,
    active: Integers,
    size: int,
) -> None:
    """Move members' effort toward what they are ready for; note who is active."""
    for own in range(size):
        away = distance(x[own], y[own], call.agenda[0], call.agenda[1])
        ready = effort.readiness(
            p,
            common_agenda.agreement(agenda, away),
            _ownership(agenda, call, joined[own], sector[own], say[own], power[own]),
            _mean(trusted[own], partners[own]),
            morales[own],
            beliefs[own],
            _encouragement(p, call, cooperation[own], seen[own], partners[own]),
            call.adopted,
            call.urgency,
        )
        after = _next_effort(p, given[own], ready, call.time_left)
        is_member = status[own] == Status.MEMBER
        is_active = (came[own] > 0.0) | (after >= call.active_effort)
        given[own] = after if is_member else given[own]
        active[own] = call.month if is_member & is_active else active[own]
