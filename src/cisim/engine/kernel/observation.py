"""Observation: what is recorded of a month, milestones, the end of life (ODD 7.16)."""

import math

import numpy as np

from cisim.configuration.outcomes import STRONG_TIE
from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.log import MILESTONE_COUNT, kind, record
from cisim.engine.kernel.state import State
from cisim.engine.kernel.support import capacity, grants
from cisim.engine.kernel.surroundings import influence
from cisim.engine.kernel.work import conditions, fit, improvement
from cisim.model.compilation import compiled, inlined
from cisim.model.observation import LEAST_NETWORK
from cisim.model.state import Vector
from cisim.model.submodels import effort, membership

FINISHED = kind("finished")
INITIATED, FIRST_WIN = kind("initiated"), kind("first_win")
COMMON_WORDS, MEASURED = kind("common_words"), kind("measurement_agreed")
ADOPTED, ORGANISED = kind("agenda_adopted"), kind("organised")
JOINT, RESULT, COLLAPSE = (
    kind("joint_milestone"),
    kind("shared_result"),
    kind("collapse"),
)
SECTORS = 6


@compiled
def observe(p: Parameters, s: State, row: np.record) -> None:
    """Record the month, its milestones, and whether the initiative lives."""
    _note_exits(s)
    _count(p, s)
    stopped = s.observer.stopped
    over = s.observer.lifeless_months >= p.membership.collapse_months
    if not stopped:
        _note_milestones(s, _milestones(p, s, over))
        if over and s.reached[RESULT]:
            record(s.log, s.now.month, FINISHED)
    s.observer.stopped = stopped or over
    survey(p, s, row)


@inlined
def _note_exits(s: State) -> None:
    """Note which share of the table has left this month."""
    left, left_month = 0, s.organisations.left_month
    for place in range(len(left_month)):
        left += left_month[place] == s.now.month
    s.initiative.exits = left / (left + s.now.members) if left else 0.0


@inlined
def _count(p: Parameters, s: State) -> None:
    """Count the months for which what has to last has lasted."""
    observer, work = s.observer, s.place.systems_work / len(s.organisations.effort)
    lifeless = s.initiative.convened and not _is_alive(p, s)
    observer.lifeless_months = membership.lasted(observer.lifeless_months, lifeless)
    planned = s.initiative.plan >= p.plan.joint_level
    joint = planned and work >= p.plan.joint_systems_work
    observer.joint_months = membership.lasted(observer.joint_months, joint)
    result = improvement(p, s) >= p.result.target_improvement
    observer.result_months = membership.lasted(observer.result_months, result)


@inlined
def _is_alive(p: Parameters, s: State) -> bool:
    active = 0
    for k in range(s.now.members):
        months = s.now.month - s.organisations.last_active[s.members[k]]
        active += membership.is_active(p.membership, months)
    return membership.is_alive(p.membership, active)


@inlined
def _milestones(p: Parameters, s: State, over: bool) -> int:
    """Which milestones hold now, a bit for each in the order of their declaration."""
    table, observer = s.initiative, s.observer
    lasting = observer.result_months >= p.result.hold_months
    agreed = table.measurement >= p.measurement.agreed_level
    staffed = s.backbone.fullness >= p.backbone.staffed_level
    return (
        (_is_initiated(p, s) << INITIATED)
        | ((table.wins > 0) << FIRST_WIN)
        | ((table.vocabulary >= p.measurement.words_level) << COMMON_WORDS)
        | (agreed << MEASURED)
        | (table.adopted << ADOPTED)
        | ((table.adopted and staffed and agreed) << ORGANISED)
        | ((observer.joint_months >= p.plan.joint_months) << JOINT)
        | ((lasting and not s.reached[COLLAPSE]) << RESULT)
        | ((over and not lasting and not s.reached[RESULT]) << COLLAPSE)
    )


@inlined
def _note_milestones(s: State, holding: int) -> None:
    """Record each milestone in the first month in which it holds."""
    for milestone in range(MILESTONE_COUNT):
        if (holding >> milestone) & 1 and not s.reached[milestone]:
            s.reached[milestone] = True
            record(s.log, s.now.month, milestone)


@inlined
def _is_initiated(p: Parameters, s: State) -> bool:
    """Whether somebody convenes, several sectors come and data make the case."""
    table, own, seen = s.initiative, s.organisations, 0
    for k in range(s.now.members):
        if own.attends[s.members[k]]:
            seen |= 1 << own.sector[s.members[k]]
    sectors = 0
    for sector in range(SECTORS):
        sectors += (seen >> sector) & 1
    return (
        (influence(p, s) > 0.0 or s.backbone.staff > 0.0)
        and sectors >= p.membership.cross_sectors
        and table.meetings > 0.0
        and table.data_access >= p.measurement.data_case_level
    )


@inlined
def survey(p: Parameters, s: State, row: np.record) -> None:
    """Record the state of every declared series; means over no members are 0."""
    _survey_table(p, s, row)
    _survey_place(p, s, row)
    _survey_members(p, s, row)
    _survey_network(s, row)
    s.observer.trust = row.trust


@inlined
def _survey_table(p: Parameters, s: State, row: np.record) -> None:
    table, support = s.initiative, s.backbone
    row.members = float(s.now.members)
    row.staff = support.staff
    row.fullness = support.fullness
    row.neutrality = support.neutrality
    row.agreed_time = table.time_left
    row.meetings = table.meetings
    row.attendance = table.attended
    row.agreement = table.agreement
    row.fit = fit(p, s)
    row.vocabulary = table.vocabulary
    row.data_access = table.data_access
    row.plan = table.plan
    row.wins_memory = table.wins_memory
    row.pilots_running = float(s.now.pilots)
    row.legitimacy = table.legitimacy
    row.grants = grants(p, s)
    row.co_funding = table.co_funding
    row.alive = math.nan
    if table.convened:
        row.alive = 1.0 if _is_alive(p, s) else 0.0


@inlined
def _survey_place(p: Parameters, s: State, row: np.record) -> None:
    place, scores = s.place, conditions(s)
    row.systems_work = place.systems_work
    row.programme_work = place.programme_work
    row.hurdles = place.hurdles
    row.urgency = place.urgency
    row.policy_support = place.policy_support
    row.public_will = place.public_will
    row.common_agenda = scores[0]
    row.shared_measurement = scores[1]
    row.reinforcing_activities = scores[2]
    row.continuous_communication = scores[3]
    row.backbone_support = scores[4]
    row.coordination = place.coordination
    row.system_change = place.system_change
    row.improvement = improvement(p, s)


@inlined
def _survey_members(p: Parameters, s: State, row: np.record) -> None:
    own, left = s.organisations, s.initiative.time_left
    given = in_backbone = morale = belief = mindset = spent = 0.0
    for k in range(s.now.members):
        place = s.members[k]
        given += own.effort[place]
        in_backbone += own.trust_in_backbone[place]
        morale += own.morale[place]
        belief += own.belief[place]
        mindset += own.systems_mindset[place]
        time = effort.time_given(p.effort, own.effort[place], left)
        spent += time * capacity(s, place)
    members = float(max(s.now.members, 1))
    row.effort = given / members
    row.trust_in_backbone = in_backbone / members
    row.morale = morale / members
    row.belief = belief / members
    row.systems_mindset = mindset / members
    row.partner_time = spent


@inlined
def _survey_network(s: State, row: np.record) -> None:
    """Record mean trust, and how dense and central the strong ties are."""
    sums, ties, size = s.sums, s.ties, len(s.organisations.effort)
    sums.trusted[:] = 0.0
    sums.partners[:] = 0.0
    sums.seen[:] = 0.0
    sums.weight[:] = 0.0
    for tie in range(len(ties.offsets)):
        begin = ties.offsets[tie]
        _add_ties(s, ties.trust[tie], begin)
        back = ties.trust[ties.mirror[tie]]
        turn = size - begin
        _add_degrees(s, ties.trust[tie][:turn], back[begin:], 0, begin)
        _add_degrees(s, ties.trust[tie][turn:], back[:begin], turn, begin)
    trusted = known = strong = 0.0
    for k in range(s.now.members):
        trusted += sums.trusted[s.members[k]]
        known += sums.partners[s.members[k]]
        strong += sums.seen[s.members[k]]
    members = s.now.members
    row.trust = trusted / known if known > 0.0 else 0.0
    row.density = strong / (members * (members - 1)) if members > 1 else 0.0
    row.centralisation = _centralisation(s)


@inlined
def _add_ties(s: State, trust: Vector, begin: int) -> None:
    """Add up the trust and the strong ties that lead to members."""
    sums, size = s.sums, len(trust)
    there = s.partners.here[begin : begin + size]
    for own in range(size):
        sums.trusted[own] += trust[own] * there[own]
        sums.partners[own] += there[own]
        sums.seen[own] += there[own] if trust[own] > STRONG_TIE else 0.0


@inlined
def _add_degrees(
    s: State, trust: Vector, back: Vector, first: int, begin: int
) -> None:
    """Add up the partners with whom trust is strong on average, both ways."""
    degree = s.sums.weight[first : first + len(trust)]
    there = s.partners.here[first + begin :]
    for own in range(len(trust)):
        degree[own] += there[own] if (trust[own] + back[own]) / 2.0 > STRONG_TIE else 0.0


@inlined
def _centralisation(s: State) -> float:
    """Freeman degree centralisation, the backbone counted as a node [freeman1978]."""
    members, degree = s.now.members, s.sums.weight
    nodes = members + 1
    if nodes < LEAST_NETWORK:
        return 0.0
    of_backbone = most = total = 0.0
    for k in range(members):
        place = s.members[k]
        to_backbone = s.organisations.trust_in_backbone[place] > STRONG_TIE
        of_backbone += to_backbone
        total += degree[place] + to_backbone
        most = max(most, degree[place] + to_backbone)
    most, total = max(most, of_backbone), total + of_backbone
    return (most * nodes - total) / ((nodes - 1) * (nodes - 2))
