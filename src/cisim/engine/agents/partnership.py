"""What happens between two organisations: experience, persuasion, sight."""

from typing import TYPE_CHECKING

from cisim.engine.agents import upheaval
from cisim.model.elementary import clip, distance
from cisim.model.submodels import agendas, context, trust

if TYPE_CHECKING:
    from cisim.engine.agents.organisation import Organisation


def trust_in_partners(own: "Organisation") -> dict[int, float]:
    """Trust in every organisation that it knows, by place, after this month."""
    p = own.parameters.trust
    initiative, mediation = own.model.initiative, own.model.backbone.mediation
    ground = initiative.common_ground
    hurt = trust.hurt_of_distance(p, own.parameters.disagreement.antagonism)
    shares = trust.trust_shares(p, mediation)
    weight = trust.weight_of_effort(p, own.parameters.effort.ceiling)
    after = dict(own.trust)
    came = own.came
    for partner in own.partners:
        place, felt, contact = partner.place, 0.0, 0.0
        if came and partner.attends:
            away = distance(*own.agenda, *partner.agenda)
            past = p.of_past * own.first_trust[place]
            felt = trust.experience(ground, weight * partner.effort, hurt, away, past)
            contact = initiative.contact(own.place, place)
        after[place] = trust.next_trust(
            own.trust[place], felt, contact, shares, own.first_trust[place]
        )
        if partner.leader_left or partner.in_conflict:
            after[place] = _after_upheaval(own, partner, after[place])
    return after


def _after_upheaval(
    own: "Organisation", partner: "Organisation", trusted: float
) -> float:
    """Trust in a partner that has a new leader or came into open conflict."""
    if partner.leader_left:
        trusted = upheaval.trust_after_leader(own, partner.place, trusted)
    if partner.in_conflict:
        trusted = context.after_conflict(own.parameters.place, trusted)
    return trusted


def persuasion(own: "Organisation") -> tuple[float, tuple[float, float]]:
    """Pull of the partners met, and the mean agenda it leads to."""
    p = own.parameters.agenda
    initiative = own.model.initiative
    closing = agendas.closing_rate(p, initiative.vocabulary)
    x, y = own.agenda
    total = sum_x = sum_y = 0.0
    for partner in own.partners_met:
        dx, dy = partner.agenda[0] - x, partner.agenda[1] - y
        weight = agendas.influence_weight(
            initiative.contact(own.place, partner.place),
            own.trust[partner.place],
            dx * dx + dy * dy,
            closing,
            p.bound_exponent,
        )
        total += weight
        sum_x += weight * dx
        sum_y += weight * dy
    if total <= 0.0:
        return 0.0, own.agenda
    mean = (x + sum_x / total, y + sum_y / total)
    return agendas.partners_pull(p, total), mean


def sight_of_partners(own: "Organisation") -> tuple[float, float]:
    """Mean visible effort of partners, of the ceiling, and mean trust in them."""
    partners = own.partners
    if not partners:
        return 0.0, 0.0
    measured, came = own.model.initiative.measurement, own.came
    seen = trusted = 0.0
    for partner in partners:
        seen += partner.effort * (1.0 if came and partner.attends else measured)
        trusted += own.trust[partner.place]
    ceiling = own.parameters.effort.ceiling
    return clip(seen / len(partners) / ceiling), trusted / len(partners)
