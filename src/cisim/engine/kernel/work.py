"""The joint work of a month: measurement, plan, pilots, and what it changes."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel.draws import Lot, drawn
from cisim.engine.kernel.layout import Mark, Own
from cisim.engine.kernel.log import NO_REASON, NOBODY, kind, record
from cisim.engine.kernel.state import State, roster
from cisim.model.compilation import inlined
from cisim.model.elementary import clip, distance
from cisim.model.state import Status
from cisim.model.streams import Purpose
from cisim.model.submodels import (
    activities,
    backbone,
    common_agenda,
    funding,
    governance,
    measurement,
    morale,
    people,
    quick_wins,
    story,
    system,
)

WON, FAILED = kind("pilot_won"), kind("pilot_failed")


@inlined
def mediation(p: Parameters, s: State) -> float:
    """Able and, where interests oppose, neutral ground."""
    return backbone.mediation(
        s.backbone.capacity, s.backbone.neutrality, p.disagreement.antagonism
    )


@inlined
def fit(p: Parameters, s: State) -> float:
    """How well the common agenda or its draft meets what works."""
    table, place = s.initiative, s.place
    away = distance(
        table.agenda_x, table.agenda_y, place.leverage_point_x, place.leverage_point_y
    )
    return common_agenda.fit(p.agenda, away)


@inlined
def room_for_systems(p: Parameters, s: State) -> float:
    """Part of systems work that shared credit and unbound money leave possible."""
    paying = 0
    for place in range(len(s.funders)):
        paying += s.funders[place].pays
    unbound = funding.room_for_systems(p.funding, paying / len(s.funders))
    return unbound * governance.room_for_credit(p.governance)


@inlined
def improvement(p: Parameters, s: State) -> float:
    """Improvement of the community-wide indicator."""
    result = clip(s.place.lives_change + s.place.programme_result)
    return p.result.largest_improvement * result


@inlined
def result_share(p: Parameters, s: State) -> float:
    """Improvement against the target, at most 1."""
    return min(1.0, improvement(p, s) / p.result.target_improvement)


@inlined
def process_progress(p: Parameters, s: State) -> float:
    """Progress of the process: agreement on an adopted agenda, and the plan."""
    table = s.initiative
    adopted = 1.0 if table.adopted else 0.0
    return morale.process_progress(p.morale, table.agreement, adopted, table.plan)


@inlined
def measured_result(p: Parameters, s: State) -> float:
    """Result against the target, as far as it is measured."""
    return result_share(p, s) * s.initiative.measurement


@inlined
def perceived_progress(p: Parameters, s: State) -> float:
    """Progress that members feel: wins, measured result, a well told process."""
    told = p.communication.narrative * process_progress(p, s)
    return morale.perceived_progress(
        p.morale, s.initiative.wins_memory, measured_result(p, s), told
    )


@inlined
def build_shared_measurement(p: Parameters, s: State) -> None:
    """Find common words, open data, agree on metrics; lose what nobody keeps."""
    table, able, full = s.initiative, s.backbone.capacity, s.backbone.fullness
    words = measurement.vocabulary_growth(p.measurement, table.reach * table.attended)
    opened = 0.0
    if table.meetings > 0.0:
        opened = measurement.access_growth(
            p.measurement,
            s.observer.trust,
            able,
            p.council.open_data,
            system.kept_open(p.system, s.place.hurdles),
        )
    metrics = measurement.measurement_growth(
        p.measurement, able, table.vocabulary, table.data_access
    )
    table.vocabulary = measurement.grown(p.measurement, table.vocabulary, words, full)
    table.data_access = measurement.grown(
        p.measurement, table.data_access, opened, full
    )
    table.measurement = measurement.grown(
        p.measurement, table.measurement, metrics, full
    )


@inlined
def plan_activities(p: Parameters, s: State) -> None:
    """Let the mutual action plan grow."""
    table = s.initiative
    table.plan = activities.next_plan(
        p.plan,
        table.plan,
        1.0 if table.adopted else 0.0,
        s.backbone.fullness,
        table.agreement,
        governance.planning_practice(p.governance, s.now.leaders),
    )


@inlined
def run_pilots(p: Parameters, s: State) -> None:
    """End pilots that have run their time; begin those that are dared."""
    table, month = s.initiative, s.now.month
    u = s.lots[Lot.PILOTS_TRIED]
    begun = quick_wins.pilots_tried(p.quick_wins, _willingness(p, s), u)
    ended = _end_pilots(p, s)
    chance = quick_wins.success_probability(
        p.quick_wins,
        s.place.coordination,
        s.now.fit,
        p.community.involvement,
        people.content_known(p.support),
    )
    wins = 0
    for pilot in range(ended):
        won = drawn(s, Purpose.PILOT_SUCCESS, 0, pilot) < chance
        record(s, WON if won else FAILED, NOBODY, NO_REASON)
        wins += won
    s.pilots[month] = begun
    s.now.pilots += begun - ended
    table.wins, table.failures = wins, ended - wins
    table.wins_memory = quick_wins.next_memory(p.quick_wins, table.wins_memory, wins)


@inlined
def _end_pilots(p: Parameters, s: State) -> int:
    """How many pilots have run their time; they no longer run."""
    ended = 0
    while s.now.oldest_pilot <= s.now.month - p.quick_wins.duration_months:
        ended += s.pilots[s.now.oldest_pilot]
        s.pilots[s.now.oldest_pilot] = 0
        s.now.oldest_pilot += 1
    return ended


@inlined
def _willingness(p: Parameters, s: State) -> float:
    """Willingness to dare of those who attend, over all members."""
    willing = 0.0
    if s.initiative.meetings <= 0.0 or s.now.members == 0:
        return 0.0
    for k in range(s.now.members):
        place = s.members[k]
        dares = quick_wins.willingness(p.quick_wins, s.own[Own.MORALE, place])
        willing += dares if s.marks[Mark.ATTENDS, place] > 0 else 0.0
    return willing / s.now.members


@inlined
def change_system(p: Parameters, s: State) -> None:
    """Turn coordinated work into system change, and that into the result."""
    place, table, size = s.place, s.initiative, roster(s)
    _work(p, s)
    coordinated = system.coordination(p.system, conditions(s))
    place.coordination = coordinated
    growth = system.growth_rate(
        p.system,
        place.difficulty,
        s.now.fit,
        coordinated,
        place.systems_work / size,
        place.hurdles,
    )
    gate = system.gate(
        p.system, place.policy_support, place.public_will, table.legitimacy
    )
    most = system.cap(p.problem.state_dependence, gate)
    programmes = place.programme_work + p.system.isolated_discount * place.isolated_work
    _respond(p, s, programmes / size)
    place.system_change = system.next_system_change(
        p.system, place.system_change, growth, most, coordinated
    )
    place.hurdles = system.next_hurdles(
        p.system, place.hurdles, s.observer.trust, table.measurement
    )
    place.policy_support = governance.policy_support_won(
        p.governance,
        place.policy_support,
        s.now.leaders,
        table.measurement,
        table.legitimacy,
    )


@inlined
def _respond(p: Parameters, s: State, programmes: float) -> None:
    """Let lives follow services, services the system, each with its delay."""
    place = s.place
    place.lives_change = system.delayed(
        place.lives_change, place.services_change, p.system.second_delay_months
    )
    place.services_change = system.delayed(
        place.services_change, place.system_change, p.system.first_delay_months
    )
    place.programme_result = system.next_programme_result(
        p.system, place.programme_result, system.programme_effect(p.system, programmes)
    )


@inlined
def conditions(s: State) -> tuple[float, float, float, float, float]:
    """Scores of the five conditions, in the order of their declaration."""
    table = s.initiative
    return (
        table.agreement * table.adopted,
        table.measurement,
        table.plan,
        table.continuity,
        s.backbone.capacity,
    )


@inlined
def _work(p: Parameters, s: State) -> None:
    """Systems work, aligned programme work and isolated work (FTE)."""
    mix, room = s.now.sector_mix, room_for_systems(p, s)
    systems = programmes = isolated = 0.0
    for place in range(roster(s)):
        capacity = s.own[Own.OWN_CAPACITY, place] * s.place.economy
        is_member = s.marks[Mark.STATUS, place] == Status.MEMBER
        capacity = capacity + s.initiative.posts_each if is_member else capacity
        given = s.own[Own.EFFORT, place] * capacity
        useful = activities.complementary(
            p.plan, given, s.initiative.plan, s.own[Own.ADVANTAGE, place], mix
        )
        share = activities.systems_share(s.own[Own.SYSTEMS_MINDSET, place], room)
        systems += useful * share
        programmes += useful * (1.0 - share)
        isolated += (capacity - given) * s.own[Own.OWN_WORK, place]
    piloting = quick_wins.pilot_work(p.quick_wins, s.now.pilots, systems)
    s.place.systems_work = systems - piloting
    s.place.programme_work = programmes
    s.place.isolated_work = isolated


@inlined
def build_public_will(p: Parameters, s: State) -> None:
    """Build public will by a story that wins make true."""
    s.place.public_will = story.next_public_will(
        p.communication,
        s.place.public_will,
        s.backbone.capacity,
        s.initiative.wins_memory,
        people.public_ear(p.council),
    )
