"""Quick wins: who dares a pilot, and whether it succeeds."""

from typing import TYPE_CHECKING

from cisim.model.elementary import total
from cisim.model.streams import Purpose
from cisim.model.submodels import people, quick_wins

if TYPE_CHECKING:
    from cisim.engine.agents.initiative import Initiative


def willingness(table: "Initiative") -> float:
    """Willingness to dare of those who attend, over all members."""
    if table.meetings <= 0.0 or not table.members:
        return 0.0
    p = table.parameters.quick_wins
    willing = total(
        quick_wins.willingness(p, m.morale) for m in table.members if m.attends
    )
    return willing / len(table.members)


def succeeds(table: "Initiative", pilot: int) -> bool:
    """Whether the pilot of this number among those that end now succeeds."""
    p, model = table.parameters, table.model
    probability = quick_wins.success_probability(
        p.quick_wins,
        model.place.coordination,
        table.fit,
        p.community.involvement,
        people.content_known(p.support),
    )
    is_won = table.draw(Purpose.PILOT_SUCCESS, pilot) < probability
    model.record("pilot_won" if is_won else "pilot_failed")
    return is_won
