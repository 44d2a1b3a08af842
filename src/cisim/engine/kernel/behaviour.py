"""What members do in a month: learn whom to trust, move, give, hope."""

import numpy as np

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel import pairs
from cisim.engine.kernel.layout import Shown, Summed
from cisim.engine.kernel.state import State
from cisim.engine.kernel.table import keep_contact, push
from cisim.engine.kernel.upheaval import lose_partners_trust
from cisim.engine.kernel.work import (
    mediation,
    perceived_progress,
    room_for_systems,
)
from cisim.model.compilation import inlined
from cisim.model.elementary import clip, distance
from cisim.model.state import Sector
from cisim.model.submodels import (
    agendas,
    backbone,
    common_agenda,
    effort,
    funding,
    morale,
    people,
    quick_wins,
    story,
    trust,
)


@inlined
def build_trust(p: Parameters, s: State) -> None:
    """Let members learn from what partners do, and trust the backbone for its work."""
    keep_contact(p, s)
    pairs.show(s)
    pairs.learn(s, _contact(s), _ground(p, s))
    lose_partners_trust(p, s)
    quality = trust.backbone_quality(s.backbone.capacity, s.backbone.neutrality)
    for k in range(s.now.members):
        own = s.organisations[s.members[k]]
        trusted = own.trust_in_backbone
        if s.backbone.is_shaken:
            trusted = backbone.after_hosts_election(p.backbone, trusted)
        own.trust_in_backbone = trust.next_trust_in_backbone(p.trust, trusted, quality)


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
    pairs.draw_together(s, _contact(s), by)
    _move(p, s)


@inlined
def _draw_of_partners(
    p: Parameters, s: State, place: int
) -> tuple[float, float, float]:
    """Pull of the partners met, and the mean agenda that it leads to."""
    own, weights = s.organisations[place], s.sums[Summed.WEIGHT, place]
    x, y = own.agenda_x, own.agenda_y
    if weights <= 0.0:
        return 0.0, x, y
    drawn = agendas.partners_pull(p.agenda, weights)
    x += s.sums[Summed.X, place] / weights
    y += s.sums[Summed.Y, place] / weights
    return drawn, x, y


@inlined
def _move(p: Parameters, s: State) -> None:
    table = s.initiative
    heard = people.people_heard(p.community, table.vocabulary)
    uptake = agendas.uptake(
        people.evidence_kept(p.support),
        p.governance.evidence_in_decisions,
        quick_wins.daring(p.quick_wins),
    )
    ended, pressed, mediated = table.wins + table.failures, push(p, s), mediation(p, s)
    for k in range(s.now.members):
        place = s.members[k]
        own = s.organisations[place]
        came = s.shown[Shown.CAME, place] > 0.0
        x, y = own.agenda_x, own.agenda_y
        drawn, mean_x, mean_y = _draw_of_partners(p, s, place)
        evidence = agendas.evidence_seen(
            p.agenda, came, table.measurement, heard, ended
        )
        pulls = (
            drawn,
            agendas.facilitation_pull(
                p.agenda, came, mediated, own.trust_in_backbone, pressed
            ),
            agendas.evidence_pull(p.agenda, evidence, uptake),
            agendas.mandate_pull(p.agenda, own.morale),
        )
        goals_x = (
            mean_x,
            table.agenda_x,
            s.place.leverage_point_x,
            own.mandate_x,
        )
        goals_y = (
            mean_y,
            table.agenda_y,
            s.place.leverage_point_y,
            own.mandate_y,
        )
        own.agenda_x = agendas.pulled(x, pulls, goals_x)
        own.agenda_y = agendas.pulled(y, pulls, goals_y)


@inlined
def commit_effort(p: Parameters, s: State) -> None:
    """Move effort toward what agenda, trust, morale and others speak for."""
    for place in range(len(s.organisations)):
        own = s.organisations[place]
        came = s.shown[Shown.CAME, place] > 0.0
        own.own_work = effort.next_own_work(p.effort, own.own_work, came)
    if s.initiative.convened:
        pairs.sum_up(s)
        _give(p, s)


@inlined
def _give(p: Parameters, s: State) -> None:
    table, month = s.initiative, s.now.month
    steered, handed = funding.steered(p.funding), people.handed_over(p.community)
    for k in range(s.now.members):
        place = s.members[k]
        own = s.organisations[place]
        ready = _readiness(p, s, place, steered, handed)
        wanted = effort.wanted_effort(p.effort, ready, table.time_left)
        given = effort.next_effort(p.effort, own.effort, wanted)
        own.effort = given
        if s.shown[Shown.CAME, place] > 0.0 or given >= p.membership.active_effort:
            own.last_active = month


@inlined
def _readiness(
    p: Parameters, s: State, place: int, steered: float, handed: float
) -> float:
    """Log odds with which a member gives all that it could give."""
    own, table = s.organisations[place], s.initiative
    partners, others, trusted = s.sums[Summed.PARTNERS, place], 0.0, 0.0
    if partners > 0.0:
        others = clip(s.sums[Summed.SEEN, place] / partners / p.effort.ceiling)
        trusted = s.sums[Summed.TRUSTED, place] / partners
    away = distance(own.agenda_x, own.agenda_y, table.agenda_x, table.agenda_y)
    return effort.readiness(
        p.effort,
        common_agenda.agreement(p.agenda, away),
        _ownership(p, s, own, steered, handed) if table.adopted else 0.0,
        trusted,
        own.morale,
        own.belief,
        effort.encouragement(p.effort, own.cooperation, others, table.measurement),
        1.0 if table.adopted else 0.0,
        s.place.urgency,
    )


@inlined
def _ownership(
    p: Parameters, s: State, own: np.record, steered: float, handed: float
) -> float:
    """Ownership of the adopted agenda: by own say, least for those who came later."""
    table, relative = s.initiative, 0.0
    if own.joined_month < table.adopted_month:
        expected = common_agenda.expected_say(own.power, table.mean_power)
        relative = own.say / (table.mean_say * expected)
    professional = own.sector != Sector.COMMUNITY
    ceded = steered + handed if professional else steered
    return common_agenda.ownership(p.agenda, relative, ceded)


@inlined
def hear_story(p: Parameters, s: State) -> None:
    """Let members hear, and learn from waiting, how long the result takes."""
    educated = people.education(p.council)
    for k in range(s.now.members):
        place = s.members[k]
        own = s.organisations[place]
        told = story.next_believed_horizon(
            p.communication,
            own.believed_horizon,
            s.shown[Shown.CAME, place] > 0.0,
            educated,
        )
        tenure = s.now.month - own.joined_month
        own.believed_horizon = morale.horizon_in_hindsight(
            p.morale, told, tenure, own.grit
        )


@inlined
def compare(p: Parameters, s: State) -> None:
    """Let members compare progress with what they expected, and learn from practice."""
    table, progress = s.initiative, perceived_progress(p, s)
    celebrated = people.celebration(p.council)
    able, learnt, idle = s.backbone.capacity, _learnt(p, s, True), _learnt(p, s, False)
    for k in range(s.now.members):
        place = s.members[k]
        own = s.organisations[place]
        tenure = s.now.month - own.joined_month
        expected = morale.expectation(p.morale, tenure, own.believed_horizon)
        felt = morale.next_morale(p.morale, own.morale, expected - progress, own.grit)
        felt = quick_wins.morale_after_pilots(
            p.quick_wins,
            felt,
            table.wins_memory,
            table.wins,
            table.failures,
            celebrated,
        )
        own.morale = clip(morale.morale_after_exits(p.morale, felt, table.exits))
        own.belief = morale.next_belief(p.morale, own.belief, progress, able)
        came = s.shown[Shown.CAME, place] > 0.0
        own.systems_mindset = morale.next_mindset(
            own.systems_mindset, learnt if came else idle
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
