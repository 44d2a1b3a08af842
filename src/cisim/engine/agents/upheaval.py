"""What may befall an organisation: elections, new leaders, open conflict."""

from typing import TYPE_CHECKING

from cisim.model.state import Sector
from cisim.model.streams import Purpose
from cisim.model.submodels import backbone, context, people

if TYPE_CHECKING:
    from cisim.engine.agents.organisation import Organisation


def turnover_probability(own: "Organisation") -> float:
    """Monthly probability that the leader leaves."""
    place = own.parameters.place
    public = own.sector is Sector.GOVERNMENT
    return place.public_leader_turnover if public else place.leader_turnover


def conflict_hazard(own: "Organisation") -> float:
    """Monthly hazard of an open conflict with the table."""
    return context.conflict_hazard(
        own.parameters.place,
        own.parameters.disagreement.antagonism,
        own.distance_to_agenda,
        own.model.backbone.mediation,
    )


def follow_administration(own: "Organisation") -> None:
    """Take over the views of a new administration; part of the effort is lost."""
    p = own.parameters.place
    x, y = (
        context.shifted_mandate(p, at, own.draw(Purpose.AGENDA_SWING, axis))
        for axis, at in enumerate(own.mandate)
    )
    own.intend(mandate=(x, y), effort=_kept(own, own.effort, 0.0))


def _kept(own: "Organisation", value: float, floor: float) -> float:
    """What is left of a value when those who carried it have gone."""
    made_good = people.made_good(own.parameters.support)
    return context.kept_after_turnover(own.parameters.place, value, floor, made_good)


def trust_after_leader(own: "Organisation", partner: int, trusted: float) -> float:
    """Trust in an organisation that it knows after its or the own leader has gone."""
    return _kept(own, trusted, own.first_trust[partner])


def trust_in_host(own: "Organisation") -> float:
    """Trust in the backbone, less where its host has a new administration."""
    if not own.model.backbone.is_shaken:
        return own.trust_in_backbone
    return backbone.after_hosts_election(own.parameters.backbone, own.trust_in_backbone)


def lose_leader(own: "Organisation") -> None:
    """Lose the trust and the mindset that the leader carried."""
    first_mindset = own.parameters.organisations.systems_mindset
    own.model.record("leader_left", own.place)
    own.intend(
        leader_left=True,
        trust={
            partner: trust_after_leader(own, partner, now)
            for partner, now in own.trust.items()
        },
        trust_in_backbone=_kept(own, own.trust_in_backbone, 0.0),
        systems_mindset=_kept(own, own.systems_mindset, first_mindset),
    )


def fall_into_conflict(own: "Organisation") -> None:
    """Lose goodwill in an open conflict; the others' trust follows."""
    own.model.record("conflict", own.place)
    own.intend(
        in_conflict=True,
        morale=context.after_conflict(own.parameters.place, own.morale),
    )
