"""What may befall an organisation: elections, new leaders, open conflict."""

from typing import TYPE_CHECKING

from cisim.model.elementary import monthly_probability
from cisim.model.state import Sector
from cisim.model.streams import Purpose
from cisim.model.submodels import context

if TYPE_CHECKING:
    from cisim.engine.agents.organisation import Organisation


def turnover_probability(own: "Organisation") -> float:
    """Monthly probability that the leader leaves."""
    place = own.parameters.place
    public = own.sector is Sector.GOVERNMENT
    yearly = place.public_leader_turnover if public else place.leader_turnover
    return monthly_probability(yearly)


def conflict_probability(own: "Organisation") -> float:
    """Monthly probability of an open conflict with the table."""
    return context.conflict_probability(
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
    own.intend(mandate=(x, y), effort=context.kept_after_turnover(p, own.effort, 0.0))


def lose_leader(own: "Organisation") -> None:
    """Lose the trust and the mindset that the leader carried."""
    p = own.parameters.place
    first_mindset = own.parameters.organisations.systems_mindset
    own.model.record("leader_left", own.place)
    own.intend(
        leader_left=True,
        trust=[
            context.kept_after_turnover(p, now, first)
            for now, first in zip(own.trust, own.first_trust, strict=True)
        ],
        trust_in_backbone=context.kept_after_turnover(p, own.trust_in_backbone, 0.0),
        systems_mindset=context.kept_after_turnover(
            p, own.systems_mindset, first_mindset
        ),
    )


def fall_into_conflict(own: "Organisation") -> None:
    """Lose goodwill in an open conflict; the others' trust follows."""
    own.model.record("conflict", own.place)
    own.intend(
        in_conflict=True,
        morale=context.after_conflict(own.parameters.place, own.morale),
    )
