"""What members do in a month: learn whom to trust, move, give, hope."""

from cisim.configuration.parameters import Parameters
from cisim.engine.kernel import pairs
from cisim.engine.kernel.state import State
from cisim.engine.kernel.table import keep_contact, push
from cisim.engine.kernel.upheaval import lose_partners_trust
from cisim.engine.kernel.work import (
    mediation,
    perceived_progress,
    room_for_systems,
)
from cisim.model.compilation import compiled, inlined
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


@compiled
def build_trust(p: Parameters, s: State) -> None:
    """Let members learn from what partners do, and trust the backbone for its work."""
    keep_contact(p, s)
    pairs.show(s)
    pairs.learn_trust(s.ties, s.partners, _contact(s), _ground(p, s), pairs.last(s))
    lose_partners_trust(p, s, people.made_good(p.support))
    quality = trust.backbone_quality(s.backbone.capacity, s.backbone.neutrality)
    in_backbone = s.organisations.trust_in_backbone
    for k in range(s.now.members):
        place = s.members[k]
        trusted = in_backbone[place]
        if s.now.shaken:
            trusted = backbone.after_hosts_election(p.backbone, trusted)
        in_backbone[place] = trust.next_trust_in_backbone(p.trust, trusted, quality)


@inlined
def _contact(s: State) -> pairs.Contact:
    table = s.initiative
    return pairs.Contact(
        s.seats.contact, table.contact_across, table.contact_steering
    )


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


@compiled
def align_agendas(p: Parameters, s: State) -> None:
    """Move members' agendas: partners, backbone, evidence, own mandate."""
    table = s.initiative
    by = pairs.Persuasion(
        agendas.closing_rate(p.agenda, table.vocabulary), p.agenda.bound_exponent
    )
    pairs.persuade(s.ties, s.partners, _contact(s), by, s.sums, pairs.last(s))
    _move(p, s)


@inlined
def _move(p: Parameters, s: State) -> None:
    own, table = s.organisations, s.initiative
    heard = people.people_heard(p.community, table.vocabulary)
    uptake = agendas.uptake(
        people.evidence_kept(p.support),
        p.governance.evidence_in_decisions,
        quick_wins.daring(p.quick_wins),
    )
    ended, pressed, mediated = table.wins + table.failures, push(p, s), mediation(p, s)
    for k in range(s.now.members):
        place = s.members[k]
        came = s.partners.came[place] > 0.0
        x, y, weights = own.agenda_x[place], own.agenda_y[place], s.sums.weight[place]
        mean_x, mean_y, drawn = x, y, 0.0
        if weights > 0.0:
            drawn = agendas.partners_pull(p.agenda, weights)
            mean_x = x + s.sums.x[place] / weights
            mean_y = y + s.sums.y[place] / weights
        evidence = agendas.evidence_seen(
            p.agenda, came, table.measurement, heard, ended
        )
        pulls = (
            drawn,
            agendas.facilitation_pull(
                p.agenda, came, mediated, own.trust_in_backbone[place], pressed
            ),
            agendas.evidence_pull(p.agenda, evidence, uptake),
            agendas.mandate_pull(p.agenda, own.morale[place]),
        )
        goals_x = (
            mean_x,
            table.agenda_x,
            s.place.leverage_point_x,
            own.mandate_x[place],
        )
        goals_y = (
            mean_y,
            table.agenda_y,
            s.place.leverage_point_y,
            own.mandate_y[place],
        )
        own.agenda_x[place] = agendas.pulled(x, pulls, goals_x)
        own.agenda_y[place] = agendas.pulled(y, pulls, goals_y)


@compiled
def commit_effort(p: Parameters, s: State) -> None:
    """Move effort toward what agenda, trust, morale and others speak for."""
    own_work, came = s.organisations.own_work, s.partners.came
    for place in range(len(own_work)):
        own_work[place] = effort.next_own_work(
            p.effort, own_work[place], came[place] > 0.0
        )
    if s.initiative.convened:
        measured = s.initiative.measurement
        pairs.see(s.ties, s.partners, measured, s.sums, pairs.last(s))
        _give(p, s)


@inlined
def _give(p: Parameters, s: State) -> None:
    own, table, month = s.organisations, s.initiative, s.now.month
    steered, handed = funding.steered(p.funding), people.handed_over(p.community)
    for k in range(s.now.members):
        place = s.members[k]
        ready = _readiness(p, s, place, steered, handed)
        wanted = effort.wanted_effort(p.effort, ready, table.time_left)
        given = effort.next_effort(p.effort, own.effort[place], wanted)
        own.effort[place] = given
        if s.partners.came[place] > 0.0 or given >= p.membership.active_effort:
            own.last_active[place] = month


@inlined
def _readiness(
    p: Parameters, s: State, place: int, steered: float, handed: float
) -> float:
    """Log odds with which a member gives all that it could give."""
    own, table, sums = s.organisations, s.initiative, s.sums
    partners, others, trusted = sums.partners[place], 0.0, 0.0
    if partners > 0.0:
        others = clip(sums.seen[place] / partners / p.effort.ceiling)
        trusted = sums.trusted[place] / partners
    away = distance(
        own.agenda_x[place], own.agenda_y[place], table.agenda_x, table.agenda_y
    )
    return effort.readiness(
        p.effort,
        common_agenda.agreement(p.agenda, away),
        _ownership(p, s, place, steered, handed) if table.adopted else 0.0,
        trusted,
        own.morale[place],
        own.belief[place],
        effort.encouragement(
            p.effort, own.cooperation[place], others, table.measurement
        ),
        1.0 if table.adopted else 0.0,
        s.place.urgency,
    )


@inlined
def _ownership(
    p: Parameters, s: State, place: int, steered: float, handed: float
) -> float:
    """Ownership of the adopted agenda: by own say, least for those who came later."""
    own, table, relative = s.organisations, s.initiative, 0.0
    if own.joined_month[place] < table.adopted_month:
        expected = common_agenda.expected_say(own.power[place], table.mean_power)
        relative = s.seats.say[place] / (table.mean_say * expected)
    professional = own.sector[place] != Sector.COMMUNITY
    ceded = steered + handed if professional else steered
    return common_agenda.ownership(p.agenda, relative, ceded)


@inlined
def hear_story(p: Parameters, s: State) -> None:
    """Let members hear, and learn from waiting, how long the result takes."""
    own, educated = s.organisations, people.education(p.council)
    for k in range(s.now.members):
        place = s.members[k]
        told = story.next_believed_horizon(
            p.communication,
            own.believed_horizon[place],
            s.partners.came[place] > 0.0,
            educated,
        )
        tenure = s.now.month - own.joined_month[place]
        own.believed_horizon[place] = morale.horizon_in_hindsight(
            p.morale, told, tenure, own.grit[place]
        )


@inlined
def compare(p: Parameters, s: State) -> None:
    """Let members compare progress with what they expected, and learn from practice."""
    own, table, progress = s.organisations, s.initiative, perceived_progress(p, s)
    room, celebrated = room_for_systems(p, s), people.celebration(p.council)
    able = s.backbone.capacity
    for k in range(s.now.members):
        place = s.members[k]
        tenure = s.now.month - own.joined_month[place]
        expected = morale.expectation(p.morale, tenure, own.believed_horizon[place])
        felt = morale.next_morale(
            p.morale, own.morale[place], expected - progress, own.grit[place]
        )
        felt = quick_wins.morale_after_pilots(
            p.quick_wins,
            felt,
            table.wins_memory,
            table.wins,
            table.failures,
            celebrated,
        )
        own.morale[place] = clip(morale.morale_after_exits(p.morale, felt, table.exits))
        own.belief[place] = morale.next_belief(
            p.morale, own.belief[place], progress, able
        )
        practice = morale.practice(
            s.partners.came[place] > 0.0,
            able,
            table.wins_memory,
            p.communication.honest_horizon,
            room,
        )
        own.systems_mindset[place] = morale.next_mindset(
            p.morale, own.systems_mindset[place], practice
        )
