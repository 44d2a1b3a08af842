"""The end of a month: story, progress felt, joining and leaving."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.behaviour import compare, hear_story
from cisim.engine.kernel.draws import happens
from cisim.engine.kernel.log import kind, record
from cisim.engine.kernel.pairs import mark_members
from cisim.engine.kernel.seating import list_members
from cisim.engine.kernel.state import State
from cisim.engine.kernel.surroundings import influence
from cisim.engine.kernel.work import (
    build_public_will,
    measured_result,
    process_progress,
    result_share,
)
from cisim.model.compilation import compiled, inlined
from cisim.model.state import Status
from cisim.model.streams import Purpose, uniform
from cisim.model.submodels import funding, membership, story, system

JOINED, LEFT = kind("joined"), kind("left")


@compiled
def tell_story(p: Parameters, s: State) -> None:
    """Tell how long the way is and what has been won."""
    build_public_will(p, s)
    hear_story(p, s)


@compiled
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
    table, funders, process = s.initiative, s.funders, process_progress(p, s)
    seen = funding.sees_progress(p.funding, table.wins_memory, measured_result(p, s))
    for funder in range(len(funders.pays)):
        funders.confidence[funder] = funding.next_confidence(
            p.funding,
            funders.confidence[funder],
            table.legitimacy,
            process,
            table.wins,
            table.failures,
        )
        waits = funders.pays[funder] and not seen
        funders.months_waiting[funder] = membership.lasted(
            funders.months_waiting[funder], waits
        )


@compiled
def join_or_leave(p: Parameters, s: State) -> None:
    """Let organisations join, stay, leave; a table that has stopped is left by all."""
    if s.observer.stopped:
        _disperse(s)
    else:
        if s.initiative.convened:
            _consider_leaving(p, s)
        _consider_joining(p, s)
    list_members(s)
    mark_members(s)


@inlined
def _disperse(s: State) -> None:
    for k in range(s.now.members):
        _go(s, s.members[k])


@inlined
def _go(s: State, place: int) -> None:
    own = s.organisations
    own.status[place] = Status.LEFT
    own.effort[place] = 0.0
    own.attends[place] = False


@inlined
def _consider_leaving(p: Parameters, s: State) -> None:
    """Let members leave or stay, by chance."""
    own, month = s.organisations, s.now.month
    for k in range(s.now.members):
        place = s.members[k]
        reach = s.initiative.reach if own.attends[place] else 0.0
        cause = membership.exit_cause(
            p.membership,
            own.morale[place],
            own.belief[place],
            own.leader_left[place],
            own.in_conflict[place],
            membership.idleness(reach, own.effort[place], p.effort.ceiling),
            uniform(s.now.seed, Purpose.LEAVING, place, month),
        )
        if cause != membership.STAYS:
            record(s.log, month, LEFT, place, cause)
            own.left_month[place] = month
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
def _consider_joining(p: Parameters, s: State) -> None:
    """Let those outside join where invited, or by chance a table that meets."""
    own, month, probability = s.organisations, s.now.month, 0.0
    if s.initiative.meetings > 0.0:
        probability = membership.joining_probability(
            p.membership,
            s.initiative.legitimacy,
            s.place.public_will,
            influence(p, s) * s.place.urgency,
            story.undeterred(p.communication),
        )
    for place in range(len(own.status)):
        if own.status[place] == Status.OUTSIDE:
            chance = 1.0 if is_invited(p, place, month) else probability
            if happens(s, Purpose.JOINING, place, chance):
                record(s.log, month, JOINED, place)
                own.status[place] = Status.MEMBER
                own.joined_month[place] = own.last_active[place] = month
