"""Joining the table and leaving it."""

from typing import TYPE_CHECKING

from cisim.configuration.outcomes import EXIT_REASONS
from cisim.model.state import Status
from cisim.model.streams import Purpose
from cisim.model.submodels import membership, story

if TYPE_CHECKING:
    from cisim.engine.agents.organisation import Organisation

REASONS = tuple(EXIT_REASONS)


def is_invited(own: "Organisation") -> bool:
    """Whether it is one of the members of the start, and its month has come."""
    p = own.parameters.organisations
    if own.place >= p.at_table:
        return False
    month = membership.invitation_month(
        own.place, p.at_table, p.invited_first, p.staging_months
    )
    return own.month >= month


def consider_joining(own: "Organisation") -> None:
    """Join where invited, or by chance a table that meets."""
    probability = 1.0 if is_invited(own) else _joining_probability(own)
    if own.draw(Purpose.JOINING) < probability:
        own.model.record("joined", own.place)
        own.intend(status=Status.MEMBER, joined_month=own.month, last_active=own.month)


def _joining_probability(own: "Organisation") -> float:
    initiative = own.model.initiative
    if initiative.meetings <= 0.0:
        return 0.0
    return membership.joining_probability(
        own.parameters.membership,
        initiative.legitimacy,
        own.model.place.public_will,
        own.model.champion.influence * own.model.place.urgency,
        story.undeterred(own.parameters.communication),
    )


def consider_leaving(own: "Organisation") -> None:
    """Leave or stay, by chance."""
    cause = membership.exit_cause(
        own.parameters.membership,
        own.morale,
        own.belief,
        own.leader_left,
        own.in_conflict,
        _idleness(own),
        own.draw(Purpose.LEAVING),
    )
    if cause != membership.STAYS:
        own.model.record("left", own.place, REASONS[cause])
        own.intend(status=Status.LEFT, left_month=own.month, effort=0.0, attends=False)


def _idleness(own: "Organisation") -> float:
    """How little a member has to do with the table this month."""
    reach = own.model.initiative.reach if own.attends else 0.0
    return membership.idleness(reach, own.effort, own.parameters.effort.ceiling)
