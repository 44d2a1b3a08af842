"""What an organisation decides by: attending, giving, owning."""

from typing import TYPE_CHECKING

from cisim.engine.agents.partnership import sight_of_partners
from cisim.model.state import Sector
from cisim.model.submodels import (
    common_agenda,
    convening,
    effort,
    funding,
    people,
)

if TYPE_CHECKING:
    from cisim.engine.agents.organisation import Organisation


def attendance_probability(own: "Organisation") -> float:
    """Probability that a member attends this month's meetings."""
    p = own.parameters
    return convening.attendance_probability(
        p.communication,
        own.morale,
        own.model.place.urgency,
        own.model.champion.influence,
        own.trust_in_backbone,
        p.council.presence,
        own.model.seats.heard(own.place),
        p.governance.leader_absence if own.sends_leader else 0.0,
    )


def readiness(own: "Organisation") -> float:
    """Log odds with which a member gives all that it could give."""
    initiative = own.model.initiative
    p = own.parameters
    others, trusted = sight_of_partners(own)
    return effort.readiness(
        p.effort,
        common_agenda.agreement(p.agenda, own.distance_to_agenda),
        ownership(own),
        trusted,
        own.morale,
        own.belief,
        effort.encouragement(p.effort, own.cooperation, others, initiative.measurement),
        float(initiative.adopted),
        own.model.place.urgency,
    )


def ownership(own: "Organisation") -> float:
    """Ownership of the adopted agenda: by own say, least for those who came later."""
    initiative = own.model.initiative
    if not initiative.adopted:
        return 0.0
    p = own.parameters
    had_say = own.joined_month < initiative.adopted_month
    expected = common_agenda.expected_say(own.power, initiative.mean_power)
    relative = own.say / (initiative.mean_say * expected) if had_say else 0.0
    ceded = funding.steered(p.funding)
    if own.sector is not Sector.COMMUNITY:
        ceded += people.handed_over(p.community)
    return common_agenda.ownership(p.agenda, relative, ceded)
