"""What members do in a month: learn whom to trust, move, give, hope."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel import feelings, members, pairs
from cisim.engine.kernel.layout import Mark, Own, Shown, Summed
from cisim.engine.kernel.state import State
from cisim.engine.kernel.table import keep_contact, push
from cisim.engine.kernel.upheaval import lose_partners_trust
from cisim.engine.kernel.work import (
    mediation,
    perceived_progress,
    room_for_systems,
)
from cisim.model.compilation import inlined
from cisim.model.submodels import (
    agendas,
    backbone,
    funding,
    morale,
    people,
    quick_wins,
    trust,
)


@inlined
def build_trust(p: Parameters, s: State) -> None:
    """Let members learn from what partners do, and trust the backbone for its work."""
    keep_contact(p, s)
    pairs.show(s)
    pairs.learn(s, _contact(s), _ground(p, s))
    lose_partners_trust(p, s)
    if s.backbone.is_shaken:
        _blame_host(p, s)
    quality = trust.backbone_quality(s.backbone.capacity, s.backbone.neutrality)
    trusted, status = s.own[Own.TRUST_IN_BACKBONE], s.marks[Mark.STATUS]
    members.trust_backbone(p.trust, quality, status, trusted, pairs.reach(s))


@inlined
def _blame_host(p: Parameters, s: State) -> None:
    """Trust the backbone less, as its host has a new administration."""
    trusted = s.own[Own.TRUST_IN_BACKBONE]
    for k in range(s.now.members):
        place = s.members[k]
        trusted[place] = backbone.after_hosts_election(p.backbone, trusted[place])


@inlined
def _contact(s: State) -> pairs.Contact:
    return pairs.Contact(s.initiative.contact_across, s.initiative.contact_steering)


@inlined
def _ground(p: Parameters, s: State) -> pairs.Ground:
    """What is the same in all experiences of a month."""
    mediated = mediation(p, s)
    common = trust.common_ground(
        p.trust,
        mediated,
        s.initiative.wins_memory * p.governance.shared_credit,
        1.0 - p.governance.evidence_in_decisions,
    )
    return pairs.Ground(
        common,
        trust.weight_of_effort(p.trust, p.effort.ceiling),
        trust.hurt_of_distance(p.trust, p.disagreement.antagonism),
        p.trust.of_past,
        trust.trust_shares(p.trust, mediated),
    )


@inlined
def align_agendas(p: Parameters, s: State) -> None:
    """Move members' agendas: partners, backbone, evidence, own mandate."""
    table = s.initiative
    by = pairs.Persuasion(
        agendas.closing_rate(p.agenda, table.vocabulary), p.agenda.bound_exponent
    )
    pairs.draw_together(s, by)
    _move(p, s)


@inlined
def _move(p: Parameters, s: State) -> None:
    members.move(
        p.agenda,
        _influence(p, s),
        s.marks[Mark.STATUS],
        s.shown[Shown.CAME],
        s.sums[Summed.WEIGHT],
        s.sums[Summed.X],
        s.sums[Summed.Y],
        s.own[Own.TRUST_IN_BACKBONE],
        s.own[Own.MORALE],
        s.own[Own.MANDATE_X],
        s.own[Own.MANDATE_Y],
        s.own[Own.AGENDA_X],
        s.own[Own.AGENDA_Y],
        pairs.reach(s),
    )


@inlined
def _influence(p: Parameters, s: State) -> members.Influence:
    table, place = s.initiative, s.place
    return members.Influence(
        table.measurement,
        people.people_heard(p.community, table.vocabulary),
        table.wins + table.failures,
        agendas.uptake(
            people.evidence_kept(p.support),
            p.governance.evidence_in_decisions,
            quick_wins.daring(p.quick_wins),
        ),
        mediation(p, s),
        push(p, s),
        (table.agenda_x, table.agenda_y),
        (place.leverage_point_x, place.leverage_point_y),
    )


@inlined
def commit_effort(p: Parameters, s: State) -> None:
    """Move effort toward what agenda, trust, morale and others speak for."""
    wide = len(s.luck)
    members.work_alone(p.effort, s.shown[Shown.CAME], s.own[Own.OWN_WORK], wide)
    if s.initiative.convened:
        pairs.sum_up(s)
        _give(p, s)


@inlined
def _give(p: Parameters, s: State) -> None:
    members.give(
        p.effort,
        p.agenda,
        _call(p, s),
        s.marks[Mark.STATUS],
        s.marks[Mark.SECTOR],
        s.marks[Mark.JOINED_MONTH],
        s.marks[Mark.COOPERATION],
        s.shown[Shown.CAME],
        s.sums[Summed.SEEN],
        s.sums[Summed.TRUSTED],
        s.sums[Summed.PARTNERS],
        s.own[Own.AGENDA_X],
        s.own[Own.AGENDA_Y],
        s.own[Own.SAY],
        s.own[Own.POWER],
        s.own[Own.MORALE],
        s.own[Own.BELIEF],
        s.own[Own.EFFORT],
        s.marks[Mark.LAST_ACTIVE],
        pairs.reach(s),
    )


@inlined
def _call(p: Parameters, s: State) -> members.Call:
    table = s.initiative
    return members.Call(
        s.now.month,
        (table.agenda_x, table.agenda_y),
        1.0 if table.adopted else 0.0,
        table.adopted_month,
        table.mean_power,
        table.mean_say,
        funding.steered(p.funding),
        people.handed_over(p.community),
        table.measurement,
        s.place.urgency,
        table.time_left,
        p.membership.active_effort,
    )


@inlined
def hear_story(p: Parameters, s: State) -> None:
    """Let members hear, and learn from waiting, how long the result takes."""
    feelings.hear(
        p.communication,
        p.morale,
        s.now.month,
        people.education(p.council),
        s.marks[Mark.STATUS],
        s.marks[Mark.JOINED_MONTH],
        s.shown[Shown.CAME],
        s.own[Own.GRIT],
        s.own[Own.BELIEVED_HORIZON],
        pairs.reach(s),
    )


@inlined
def compare(p: Parameters, s: State) -> None:
    """Let members compare progress with what they expected, and learn from practice."""
    feelings.feel(
        p.morale,
        _news(p, s),
        s.marks[Mark.STATUS],
        s.marks[Mark.JOINED_MONTH],
        s.shown[Shown.CAME],
        s.own[Own.GRIT],
        s.own[Own.BELIEVED_HORIZON],
        s.own[Own.MORALE],
        s.own[Own.BELIEF],
        s.own[Own.SYSTEMS_MINDSET],
        pairs.reach(s),
    )


@inlined
def _news(p: Parameters, s: State) -> feelings.News:
    table, celebrated = s.initiative, people.celebration(p.council)
    return feelings.News(
        s.now.month,
        perceived_progress(p, s),
        quick_wins.unlifted(p.quick_wins, table.wins_memory, table.wins, celebrated),
        quick_wins.unhurt(p.quick_wins, table.failures),
        table.exits,
        s.backbone.capacity,
        _learnt(p, s, True),
        _learnt(p, s, False),
    )


@inlined
def _learnt(p: Parameters, s: State, came: bool) -> float:
    """Share of the way to thinking in systems that the month teaches, by who came."""
    practice = morale.practice(
        came,
        s.backbone.capacity,
        s.initiative.wins_memory,
        p.communication.honest_horizon,
        room_for_systems(p, s),
    )
    return morale.learnt(p.morale, practice)
