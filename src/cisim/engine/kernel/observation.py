"""Observation: what is recorded of a month, milestones, the end of life (ODD 7.16)."""

import math

import numpy as np

from cisim.configuration.outcomes import MILESTONES, STRONG_TIE
from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.feelings import count_active
from cisim.engine.kernel.layout import Mark, Own, Shown, Summed
from cisim.engine.kernel.log import NO_REASON, NOBODY, kind, record
from cisim.engine.kernel.network import count_strong
from cisim.engine.kernel.pairs import reach, sum_up, twice
from cisim.engine.kernel.seating import SECTORS
from cisim.engine.kernel.state import State, roster
from cisim.engine.kernel.support import capacity, grants
from cisim.engine.kernel.surroundings import influence
from cisim.engine.kernel.work import conditions, improvement
from cisim.model.compilation import inlined
from cisim.model.observation import LEAST_NETWORK
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
MILESTONES_DECLARED = len(MILESTONES)


@inlined
def observe(p: Parameters, s: State, row: np.record) -> None:
    """Record the month, its milestones, and whether the initiative lives."""
    _note_exits(s)
    _count(p, s)
    stopped = s.observer.stopped
    over = s.observer.lifeless_months >= p.membership.collapse_months
    if not stopped:
        _note_milestones(s, _milestones(p, s, over))
        if over and has_reached(s, RESULT):
            record(s, FINISHED, NOBODY, NO_REASON)
    s.observer.stopped = stopped or over
    survey(p, s, row)


@inlined
def _note_exits(s: State) -> None:
    """Note which share of the table has left this month."""
    left = s.now.left
    s.initiative.exits = left / (left + s.now.members) if left else 0.0


@inlined
def _count(p: Parameters, s: State) -> None:
    """Count the months for which what has to last has lasted."""
    observer, work = s.observer, s.place.systems_work / roster(s)
    lifeless = s.initiative.convened and not _is_alive(p, s)
    observer.lifeless_months = membership.lasted(observer.lifeless_months, lifeless)
    planned = s.initiative.plan >= p.plan.joint_level
    joint = planned and work >= p.plan.joint_systems_work
    observer.joint_months = membership.lasted(observer.joint_months, joint)
    result = improvement(p, s) >= p.result.target_improvement
    observer.result_months = membership.lasted(observer.result_months, result)


@inlined
def has_reached(s: State, milestone: int) -> bool:
    """Whether a milestone has been seen."""
    return (s.observer.reached >> milestone) & 1 == 1


@inlined
def _is_alive(p: Parameters, s: State) -> bool:
    active = count_active(
        p.membership,
        s.now.month,
        s.marks[Mark.STATUS],
        s.marks[Mark.LAST_ACTIVE],
        reach(s),
    )
    return membership.is_alive(p.membership, active)


@inlined
def _milestones(p: Parameters, s: State, over: bool) -> int:
    """Which milestones hold now, a bit for each in the order of their declaration."""
    table, observer = s.initiative, s.observer
    lasting = observer.result_months >= p.result.hold_months
    agreed = table.measurement >= p.measurement.agreed_level
    staffed = s.backbone.fullness >= p.backbone.staffed_level
    return (
        ((not has_reached(s, INITIATED) and _is_initiated(p, s)) << INITIATED)
        | ((table.wins > 0) << FIRST_WIN)
        | ((table.vocabulary >= p.measurement.words_level) << COMMON_WORDS)
        | (agreed << MEASURED)
        | (table.adopted << ADOPTED)
        | ((table.adopted and staffed and agreed) << ORGANISED)
        | ((observer.joint_months >= p.plan.joint_months) << JOINT)
        | ((lasting and not has_reached(s, COLLAPSE)) << RESULT)
        | ((over and not lasting and not has_reached(s, RESULT)) << COLLAPSE)
    )


@inlined
def _note_milestones(s: State, holding: int) -> None:
    """Record each milestone in the first month in which it holds."""
    for milestone in range(MILESTONES_DECLARED):
        if (holding >> milestone) & 1 and not has_reached(s, milestone):
            s.observer.reached |= 1 << milestone
            record(s, milestone, NOBODY, NO_REASON)


@inlined
def _is_initiated(p: Parameters, s: State) -> bool:
    """Whether somebody convenes, several sectors come and data make the case."""
    table, seen = s.initiative, 0
    for k in range(s.now.members):
        place = s.members[k]
        if s.marks[Mark.ATTENDS, place]:
            seen |= 1 << s.marks[Mark.SECTOR, place]
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
    _survey_ties(s, row)
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
    row.fit = s.now.fit
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
    left = s.initiative.time_left
    given = in_backbone = morale = belief = mindset = spent = 0.0
    for k in range(s.now.members):
        place = s.members[k]
        given += s.own[Own.EFFORT, place]
        in_backbone += s.own[Own.TRUST_IN_BACKBONE, place]
        morale += s.own[Own.MORALE, place]
        belief += s.own[Own.BELIEF, place]
        mindset += s.own[Own.SYSTEMS_MINDSET, place]
        time = effort.time_given(p.effort, s.own[Own.EFFORT, place], left)
        spent += time * capacity(s, place)
    members = float(max(s.now.members, 1))
    row.effort = given / members
    row.trust_in_backbone = in_backbone / members
    row.morale = morale / members
    row.belief = belief / members
    row.systems_mindset = mindset / members
    row.partner_time = spent


@inlined
def _survey_ties(s: State, row: np.record) -> None:
    """Record mean trust; sums of this month hold while nobody comes or goes."""
    if not s.now.is_summed:
        sum_up(s)
    trusted = known = 0.0
    for k in range(s.now.members):
        trusted += s.sums[Summed.TRUSTED, s.members[k]]
        known += s.sums[Summed.PARTNERS, s.members[k]]
    row.trust = trusted / known if known > 0.0 else 0.0


@inlined
def _survey_network(s: State, row: np.record) -> None:
    """Record how dense and how central the strong ties are."""
    row.density = row.centralisation = math.nan
    if s.now.is_surveyed:
        _count_strong(s)
        strong, members = 0.0, s.now.members
        for k in range(members):
            strong += s.sums[Summed.STRONG, s.members[k]]
        row.density = strong / (members * (members - 1)) if members > 1 else 0.0
        row.centralisation = _centralisation(s)


@inlined
def _count_strong(s: State) -> None:
    """Count the strong ties of each organisation, one way and both."""
    size, last = reach(s), len(s.offsets) - 1
    strong, degree = s.sums[Summed.STRONG], s.sums[Summed.DEGREE]
    for place in range(size):
        strong[place] = degree[place] = 0.0
    for tie in range(last + 1):
        begin = s.offsets[tie]
        # The tie that leads back.
        twice(s.trust[last - tie], s.shown[Shown.TRUST], roster(s))
        count_strong(
            s.trust[tie],
            s.shown[Shown.TRUST][begin : begin + size],
            s.shown[Shown.HERE][begin : begin + size],
            STRONG_TIE,
            strong,
            degree,
            size,
        )


@inlined
def _centralisation(s: State) -> float:
    """Freeman degree centralisation, the backbone counted as a node [freeman1978]."""
    nodes = s.now.members + 1
    if nodes < LEAST_NETWORK:
        return 0.0
    of_backbone = most = whole = 0.0
    for k in range(s.now.members):
        place = s.members[k]
        backed = s.own[Own.TRUST_IN_BACKBONE, place] > STRONG_TIE
        degree = s.sums[Summed.DEGREE, place] + backed
        of_backbone += backed
        whole += degree
        most = max(most, degree)
    most, whole = max(most, of_backbone), whole + of_backbone
    return (most * nodes - whole) / ((nodes - 1) * (nodes - 2))
