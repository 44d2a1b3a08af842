"""Month 0: a state is put where its run begins (ODD 5)."""

from dataclasses import fields
from typing import NamedTuple

import numpy as np

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.layout import Mark, Own
from cisim.engine.kernel.log import clear
from cisim.engine.kernel.observation import survey
from cisim.engine.kernel.pairs import show
from cisim.engine.kernel.progress import is_invited
from cisim.engine.kernel.seating import seat_members
from cisim.engine.kernel.state import Integers, State, roster
from cisim.engine.kernel.table import agreement_on, drafted
from cisim.engine.kernel.work import fit
from cisim.model.compilation import inlined
from cisim.model.state import ManyStarts, Status, Vector
from cisim.model.submodels import backbone


class Starts(NamedTuple):
    """Starting states of many runs, see `cisim.model.state.StartingState`."""

    sector: Integers
    capacity: Vector
    power: Vector
    grit: Vector
    cooperation: Integers
    level: Vector
    advantage: Vector
    believed_horizon: Vector
    mandate: Vector
    offsets: Integers
    trust: Vector
    leverage_point: Vector
    community_view: Vector
    champion_view: Vector
    council_plan: Vector
    difficulty: Vector


def packed(many: ManyStarts) -> Starts:
    """Starting states in the form in which compiled code takes them."""
    arrays = {field.name: getattr(many, field.name) for field in fields(many)}
    return Starts(**{name: np.ascontiguousarray(a) for name, a in arrays.items()})


@inlined
def begin(
    p: Parameters, s: State, starts: Starts, run: int, seed: int, row: np.record
) -> None:
    """Put a state where one of the runs begins, and record month 0."""
    _begin_month(s, seed)
    _begin_organisations(p, s, starts, run)
    _begin_ties(s, starts, run)
    _begin_place(p, s, starts, run)
    _begin_around(s, starts, run)
    _begin_support(p, s)
    _begin_initiative(p, s)
    _begin_observer(s)
    seat_members(p, s)
    x, y = drafted(p, s)
    s.initiative.agenda_x, s.initiative.agenda_y = x, y
    s.initiative.agreement = agreement_on(p, s, x, y)
    s.now.fit = fit(p, s)
    show(s)
    survey(p, s, row)


@inlined
def _begin_month(s: State, seed: int) -> None:
    now = s.now
    now.seed, now.month, now.members, now.left = seed, 0, 0, 0
    now.oldest_pilot = now.pilots = 0
    now.groups = now.groups_met = 0
    now.steering_seats = 1  # so that seats of a run before are given up
    now.steering = now.leaders = 0.0
    now.is_seated = now.is_summed = False
    now.is_surveyed = True
    now.is_upset = False
    now.urgency_dated = now.policy_dated = False
    now.champion_dated = now.shift_dated = False
    for month in range(len(s.pilots)):
        s.pilots[month] = 0
    clear(s)


@inlined
def _begin_organisations(p: Parameters, s: State, starts: Starts, run: int) -> None:
    own, marks = s.own, s.marks
    for place in range(roster(s)):
        _bring(s, starts, run, place)
        own[Own.TRUST_IN_BACKBONE, place] = p.trust.across_sectors
        own[Own.EFFORT, place], own[Own.OWN_WORK, place] = 0.0, 1.0
        own[Own.MORALE, place] = p.morale.at_start
        own[Own.BELIEF, place] = p.morale.belief_at_start
        own[Own.SYSTEMS_MINDSET, place] = p.organisations.systems_mindset
        marks[Mark.JOINED_MONTH, place] = marks[Mark.LAST_ACTIVE, place] = 0
        marks[Mark.LEFT_MONTH, place] = -1
        marks[Mark.ATTENDS, place] = marks[Mark.LEADER_LEFT, place] = 0
        marks[Mark.IN_CONFLICT, place] = 0
        invited = is_invited(p, place, 0)
        marks[Mark.STATUS, place] = Status.MEMBER if invited else Status.OUTSIDE


@inlined
def _bring(s: State, starts: Starts, run: int, place: int) -> None:
    """Give an organisation what it brings along."""
    own, x, y = s.own, starts.mandate[run, place, 0], starts.mandate[run, place, 1]
    s.marks[Mark.SECTOR, place] = starts.sector[run, place]
    s.marks[Mark.COOPERATION, place] = starts.cooperation[run, place]
    own[Own.OWN_CAPACITY, place] = starts.capacity[run, place]
    own[Own.POWER, place] = starts.power[run, place]
    own[Own.GRIT, place] = starts.grit[run, place]
    own[Own.LEVEL, place] = starts.level[run, place]
    own[Own.ADVANTAGE, place] = starts.advantage[run, place]
    own[Own.BELIEVED_HORIZON, place] = starts.believed_horizon[run, place]
    own[Own.MANDATE_X, place] = own[Own.AGENDA_X, place] = x
    own[Own.MANDATE_Y, place] = own[Own.AGENDA_Y, place] = y


@inlined
def _begin_ties(s: State, starts: Starts, run: int) -> None:
    for tie in range(len(s.offsets)):
        s.offsets[tie] = s.paired[tie] = starts.offsets[run, tie]
        for place in range(roster(s)):
            trust = starts.trust[run, tie, place]
            s.trust[tie, place] = s.first_trust[tie, place] = trust


@inlined
def _begin_place(p: Parameters, s: State, starts: Starts, run: int) -> None:
    place = s.place
    place.difficulty = starts.difficulty[run]
    place.leverage_point_x = starts.leverage_point[run, 0]
    place.leverage_point_y = starts.leverage_point[run, 1]
    place.urgency = p.place.urgency
    place.policy_support = p.place.policy_support
    place.hurdles = p.place.hurdles
    place.economy = 1.0
    place.public_will = 0.0
    place.systems_work = place.programme_work = place.coordination = 0.0
    place.system_change = place.services_change = place.lives_change = 0.0
    place.isolated_work = place.programme_result = 0.0


@inlined
def _begin_around(s: State, starts: Starts, run: int) -> None:
    around = s.around
    around.champion_present = True
    around.champion_view_x = starts.champion_view[run, 0]
    around.champion_view_y = starts.champion_view[run, 1]
    around.community_view_x = starts.community_view[run, 0]
    around.community_view_y = starts.community_view[run, 1]
    around.council_plan_x = starts.council_plan[run, 0]
    around.council_plan_y = starts.council_plan[run, 1]


@inlined
def _begin_support(p: Parameters, s: State) -> None:
    support = s.backbone
    support.staff = support.fullness = support.capacity = 0.0
    support.experience = 1.0
    hosted = backbone.is_hosted(p.backbone, 0)
    support.neutrality = backbone.neutrality(p.backbone, hosted, p.funding.domination)
    support.is_shaken = False
    for place in range(len(s.funders)):
        funder = s.funders[place]
        funder.confidence = 0.0
        funder.renewed_until = funder.months_waiting = 0
        funder.pays = funder.has_stopped = False


@inlined
def _begin_initiative(p: Parameters, s: State) -> None:
    table, at_table, power = s.initiative, p.organisations.at_table, 0.0
    for place in range(at_table):
        power += s.own[Own.POWER, place]
    table.mean_power = power / at_table
    table.co_funding = table.posts_each = table.meetings = table.reach = 0.0
    table.contact_across = table.contact_steering = 0.0
    table.attended = table.continuity = table.agreement = 0.0
    table.vocabulary = table.data_access = table.measurement = table.plan = 0.0
    table.wins_memory = table.legitimacy = table.exits = 0.0
    table.time_left = table.mean_say = 1.0
    table.wins = table.failures = 0
    table.adopted_month = -1
    table.convened = table.adopted = False


@inlined
def _begin_observer(s: State) -> None:
    observer = s.observer
    observer.lifeless_months = observer.joint_months = observer.result_months = 0
    observer.reached = 0
    observer.trust = 0.0
    observer.stopped = False
