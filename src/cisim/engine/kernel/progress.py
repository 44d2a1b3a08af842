"""The end of a month: story, progress felt, joining and leaving."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.behaviour import compare, hear_story
from cisim.engine.kernel.draws import draw_each
from cisim.engine.kernel.feelings import count_tempted
from cisim.engine.kernel.layout import Mark, Own
from cisim.engine.kernel.log import NO_REASON, kind, record
from cisim.engine.kernel.pairs import reach
from cisim.engine.kernel.seating import list_members
from cisim.engine.kernel.state import State, roster
from cisim.engine.kernel.surroundings import influence
from cisim.engine.kernel.work import (
    build_public_will,
    measured_result,
    process_progress,
    result_share,
)
from cisim.model.compilation import inlined
from cisim.model.state import Status
from cisim.model.streams import Purpose
from cisim.model.submodels import funding, membership, story, system

JOINED, LEFT = kind("joined"), kind("left")


@inlined
def tell_story(p: Parameters, s: State) -> None:
    """Tell how long the way is and what has been won."""
    build_public_will(p, s)
    hear_story(p, s)


@inlined
def feel_progress(p: Parameters, s: State) -> None:
    """Let members and funders see how far it has come; gain or lose legitimacy."""
    if s.initiative.convened:
        compare(p, s)
    _convince_funders(p, s)
    table = s.initiative
    table.legitimacy = system.legitimacy(
        p.system,
        table.agreement,
        table.wins_memory,
        result_share(p, s),
        1.0 if table.adopted else 0.0,
    )


@inlined
def _convince_funders(p: Parameters, s: State) -> None:
    """Let funders gain or lose confidence, and wait for what can be seen."""
    table, process = s.initiative, process_progress(p, s)
    seen = funding.sees_progress(p.funding, table.wins_memory, measured_result(p, s))
    for place in range(len(s.funders)):
        funder = s.funders[place]
        funder.confidence = funding.next_confidence(
            p.funding,
            funder.confidence,
            table.legitimacy,
            process,
            table.wins,
            table.failures,
        )
        waits = funder.pays and not seen
        funder.months_waiting = membership.lasted(funder.months_waiting, waits)


@inlined
def join_or_leave(p: Parameters, s: State) -> None:
    """Let organisations join, stay, leave; a table that has stopped is left by all."""
    if s.observer.stopped:
        changed = _disperse(s)
    else:
        changed = _consider_joining(p, s)
        if s.initiative.convened:
            changed |= _consider_leaving(p, s)
    if changed:
        s.now.is_seated = s.now.is_summed = False
        list_members(s)


@inlined
def _disperse(s: State) -> bool:
    for k in range(s.now.members):
        _go(s, s.members[k])
    return s.now.members > 0


@inlined
def _go(s: State, place: int) -> None:
    s.marks[Mark.STATUS, place] = Status.LEFT
    s.marks[Mark.ATTENDS, place] = 0
    s.own[Own.EFFORT, place] = 0.0


@inlined
def _consider_leaving(p: Parameters, s: State) -> bool:
    """Let members leave or stay, by chance; say whether anybody left."""
    draw_each(s, Purpose.LEAVING, reach(s))
    tempted = count_tempted(
        p.membership,
        p.effort.ceiling,
        s.initiative.reach,
        s.luck,
        s.marks[Mark.STATUS],
        s.marks[Mark.ATTENDS],
        s.marks[Mark.LEADER_LEFT],
        s.marks[Mark.IN_CONFLICT],
        s.own[Own.MORALE],
        s.own[Own.BELIEF],
        s.own[Own.EFFORT],
        reach(s),
    )
    if tempted > 0:
        _decide_on_leaving(p, s)
    return s.now.left > 0


@inlined
def _decide_on_leaving(p: Parameters, s: State) -> None:
    """Let each member leave or stay; in most months none comes near it."""
    for k in range(s.now.members):
        place = s.members[k]
        met = s.initiative.reach if s.marks[Mark.ATTENDS, place] else 0.0
        cause = membership.exit_cause(
            p.membership,
            s.own[Own.MORALE, place],
            s.own[Own.BELIEF, place],
            s.marks[Mark.LEADER_LEFT, place] > 0,
            s.marks[Mark.IN_CONFLICT, place] > 0,
            membership.idleness(met, s.own[Own.EFFORT, place], p.effort.ceiling),
            s.luck[place],
        )
        if cause != membership.STAYS:
            record(s, LEFT, place, cause)
            s.marks[Mark.LEFT_MONTH, place] = s.now.month
            s.now.left += 1
            _go(s, place)


@inlined
def is_invited(p: Parameters, place: int, month: int) -> bool:
    """Whether it is one of the members of the start, and its month has come."""
    roster = p.organisations
    invitation = membership.invitation_month(
        place, roster.at_table, roster.invited_first, roster.staging_months
    )
    return place < roster.at_table and month >= invitation


@inlined
def _consider_joining(p: Parameters, s: State) -> bool:
    """Let those outside join where invited, or by chance a table that meets."""
    probability, changed, status = 0.0, False, s.marks[Mark.STATUS]
    if s.initiative.meetings > 0.0:
        probability = membership.joining_probability(
            p.membership,
            s.initiative.legitimacy,
            s.place.public_will,
            influence(p, s) * s.place.urgency,
            story.undeterred(p.communication),
        )
    if probability > 0.0:
        draw_each(s, Purpose.JOINING, len(s.luck))
    for place in range(roster(s)):
        if status[place] == Status.OUTSIDE:
            joins = probability > 0.0 and s.luck[place] < probability
            if joins or is_invited(p, place, s.now.month):
                record(s, JOINED, place, NO_REASON)
                status[place] = Status.MEMBER
                s.marks[Mark.JOINED_MONTH, place] = s.now.month
                s.marks[Mark.LAST_ACTIVE, place] = s.now.month
                changed = True
    return changed
