"""Meetings of the table: whether they are held, what they take, whom they join."""

from typing import TYPE_CHECKING, Any

from cisim.model.streams import Purpose
from cisim.model.submodels import backbone, convening, governance, people

if TYPE_CHECKING:
    from cisim.engine.agents.initiative import Initiative


def held(table: "Initiative") -> float:
    """Meetings of this month, by a backbone or whoever calls."""
    called = convening.caller(table.model.champion.influence, table.legitimacy)
    due = convening.meetings_due(
        table.parameters.communication, table.model.backbone.fullness, called
    )
    return convening.meetings_held(due, table.draw(Purpose.MEETING))


def time_left(table: "Initiative", meetings: float) -> float:
    """Share of partners' time that is left for agreed activities."""
    p = table.parameters
    return convening.time_left(
        backbone.overhead(p.backbone, table.model.backbone.fullness),
        convening.meeting_load(p.communication, meetings),
        people.time_to_involve(p.community),
    )


def contacts(table: "Initiative", reach: float) -> dict[str, Any]:
    """Contact of those who share a group, of others, and of those who steer."""
    seats, capacity = table.model.seats, table.model.backbone.capacity
    across = governance.hearing_across(table.parameters.governance, capacity)
    return {
        "contact_inside": tuple(convening.contact(reach, h) for h in seats.inside),
        "contact_across": convening.contact(reach, across),
        "contact_steering": convening.contact(reach, seats.steering),
    }
