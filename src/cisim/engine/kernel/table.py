"""The table of a month: meetings, contact, the common agenda."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.draws import Lot, draw_each, happens
from cisim.engine.kernel.layout import Mark, Own
from cisim.engine.kernel.members import Invitation, attend
from cisim.engine.kernel.pairs import reach
from cisim.engine.kernel.state import State
from cisim.engine.kernel.surroundings import influence
from cisim.engine.kernel.work import fit
from cisim.model.compilation import inlined
from cisim.model.elementary import distance
from cisim.model.streams import Purpose
from cisim.model.submodels import (
    agendas,
    backbone,
    common_agenda,
    convening,
    governance,
    people,
    quick_wins,
)


@inlined
def convene(p: Parameters, s: State) -> None:
    """Let members decide whether to attend, and hold the meetings that are due."""
    _attend(p, s)
    table, full = s.initiative, s.backbone.fullness
    meetings = 0.0
    if s.now.members > 1 and not s.observer.stopped:
        called = convening.caller(influence(p, s), table.legitimacy)
        due = convening.meetings_due(p.communication, full, called)
        meetings = convening.meetings_held(due, s.lots[Lot.MEETING])
    table.convened = table.convened or meetings > 0.0
    table.meetings = meetings
    table.time_left = convening.time_left(
        backbone.overhead(p.backbone, full),
        convening.meeting_load(p.communication, meetings),
        people.time_to_involve(p.community),
    )
    table.reach = convening.meeting_reach(p.communication, meetings)
    _make_contact(p, s)


@inlined
def _make_contact(p: Parameters, s: State) -> None:
    """Contact of those who share a group, of others, and of those who steer."""
    table = s.initiative
    across = governance.hearing_across(p.governance, s.backbone.capacity)
    table.contact_across = convening.contact(table.reach, across)
    table.contact_steering = convening.contact(table.reach, s.now.steering)
    s.now.groups_met = s.now.groups
    for group in range(s.now.groups):
        seats = s.groups[group]
        seats.contact = convening.contact(table.reach, seats.inside)


@inlined
def _attend(p: Parameters, s: State) -> None:
    draw_each(s, Purpose.ATTENDANCE, reach(s))
    attend(
        p.communication,
        Invitation(s.place.urgency, influence(p, s), p.council.presence),
        s.luck,
        s.marks[Mark.STATUS],
        s.own[Own.MORALE],
        s.own[Own.TRUST_IN_BACKBONE],
        s.own[Own.HEARD],
        s.own[Own.ABSENCE],
        s.marks[Mark.ATTENDS],
        reach(s),
    )


@inlined
def attendance(s: State) -> float:
    """Share of the members who attended this month's meetings."""
    if s.now.members == 0 or s.initiative.meetings <= 0.0:
        return 0.0
    came = 0
    for k in range(s.now.members):
        came += s.marks[Mark.ATTENDS, s.members[k]]
    return came / s.now.members


@inlined
def keep_contact(p: Parameters, s: State) -> None:
    """Note who attended; keep communication going, or let it lapse."""
    table, attended = s.initiative, attendance(s)
    table.attended = attended
    table.continuity = convening.next_continuity(
        p.communication, table.continuity, table.meetings, attended
    )


@inlined
def drafted(p: Parameters, s: State) -> tuple[float, float]:
    """Draft of the common agenda: members by their say, and those around them."""
    around = s.around
    total = sum_x = sum_y = 0.0
    for k in range(s.now.members):
        place = s.members[k]
        say = s.own[Own.SAY, place]
        total += say
        sum_x += say * s.own[Own.AGENDA_X, place]
        sum_y += say * s.own[Own.AGENDA_Y, place]
    plan = 0.0 if s.initiative.adopted else people.plan_weight(p.council)
    weights = (
        people.community_voice(p.community),
        people.champion_weight(p.champion, influence(p, s)),
        plan,
        0.0,
    )
    goals_x = (
        around.community_view_x,
        around.champion_view_x,
        around.council_plan_x,
        0.0,
    )
    goals_y = (
        around.community_view_y,
        around.champion_view_y,
        around.council_plan_y,
        0.0,
    )
    x = agendas.pulled(sum_x / total, weights, goals_x)
    return x, agendas.pulled(sum_y / total, weights, goals_y)


@inlined
def _distance_to(s: State, place: int, x: float, y: float) -> float:
    """Distance of a member's agenda to this one."""
    return distance(s.own[Own.AGENDA_X, place], s.own[Own.AGENDA_Y, place], x, y)


@inlined
def agreement_on(p: Parameters, s: State, x: float, y: float) -> float:
    """How near members' agendas are to this one."""
    away = 0.0
    for k in range(s.now.members):
        away += _distance_to(s, s.members[k], x, y)
    return common_agenda.agreement(p.agenda, away / s.now.members)


@inlined
def push(p: Parameters, s: State) -> float:
    """How hard a pressing champion and the council's plan draw members to the draft."""
    champion = people.champion_push(p.champion, influence(p, s))
    return champion + (0.0 if s.initiative.adopted else people.plan_push(p.council))


@inlined
def agree_common_agenda(p: Parameters, s: State) -> None:
    """Draft, adopt, and learn from results."""
    if s.now.members > 0:
        _agree(p, s)
    else:
        s.initiative.agreement = 0.0
    s.now.fit = fit(p, s)


@inlined
def _agree(p: Parameters, s: State) -> None:
    table = s.initiative
    x, y = drafted(p, s)
    if table.adopted:
        pull = table.attended * common_agenda.feedback_pull(
            p.agenda, table.measurement, table.reach, quick_wins.daring(p.quick_wins)
        )
        x = table.agenda_x + pull * (x - table.agenda_x)
        y = table.agenda_y + pull * (y - table.agenda_y)
    table.agenda_x, table.agenda_y = x, y
    table.agreement = agreement_on(p, s, x, y)
    if not table.adopted and _is_adopted(p, s, x, y):
        table.adopted = True
        table.adopted_month = s.now.month
        total = 0.0
        for k in range(s.now.members):
            total += s.own[Own.SAY, s.members[k]]
        table.mean_say = total / s.now.members


@inlined
def _is_adopted(p: Parameters, s: State, x: float, y: float) -> bool:
    """Whether enough members, by the same weights as the draft's, agree and decide."""
    if s.initiative.meetings <= 0.0:
        return False
    total = near = present = 0.0
    for k in range(s.now.members):
        place = s.members[k]
        say = s.own[Own.SAY, place]
        total += say
        if _distance_to(s, place, x, y) <= p.agenda.reach:
            near += say
        if s.marks[Mark.ATTENDS, place]:
            present += say
    deciding = governance.decision_probability(p.governance, s.now.leaders)
    return common_agenda.is_adopted(p.agenda, near / total, present / total) and (
        happens(s, Purpose.DECISION, 0, deciding)
    )
