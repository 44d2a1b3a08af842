"""Convening: meetings, attendance, contact (ODD 7.4)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import clip, logistic, step, toward

if TYPE_CHECKING:
    from cisim.configuration.parameters.communication import Communication


@compiled
def caller(champion: float, legitimacy: float) -> float:
    """Who calls people together without a backbone, in [0, 1].

    A champion, and an initiative that has proved itself. Assumed.
    """
    return clip(champion + legitimacy)


@compiled
def meetings_due(p: "Communication", full: float, called: float) -> float:
    """Meetings a month that those planned come to, f = (M / 12)(f0 k + (1 - f0) q).

    A backbone of fullness q holds most of them, the rest depends on somebody who calls
    (k). Assumed.
    """
    held = p.unaided_share * called + (1.0 - p.unaided_share) * full
    return p.meetings_per_year / 12.0 * held


@compiled
def meetings_held(due: float, u: float) -> float:
    """Meetings of a month: those due, or one in some months where fewer are due."""
    if due >= 1.0:
        return due
    return 1.0 if u < due else 0.0


@compiled
def attendance_probability(
    p: "Communication",
    morale: float,
    urgency: float,
    champion: float,
    trust_in_backbone: float,
    council: float,
    heard: float,
    absence: float,
) -> float:
    """Probability that a member attends the meetings of a month.

    Logistic in morale, urgency, champion, trust in the backbone, presence of a council;
    less where the member is not heard, and by the absence of busy leaders. Assumed.
    """
    return logistic(
        p.attendance_intercept
        + p.attendance_morale * morale
        + p.attendance_urgency * urgency
        + p.attendance_champion * champion
        + p.attendance_backbone * trust_in_backbone
        + p.attendance_council * council
        - p.attendance_unheard * (1.0 - heard)
        - absence
    )


@compiled
def meeting_reach(p: "Communication", meetings: float) -> float:
    """Contact that the meetings of a month make, 1 - exp(-c f). Assumed."""
    return step(p.contact_rate * meetings)


@compiled
def airtime(p: "Communication", members: int) -> float:
    """Share of each other that members of a group hear, min(1, seats / n). Assumed."""
    return min(1.0, p.seats / max(members, 1))


@compiled
def contact(reach: float, hearing: float) -> float:
    """Contact in a month of two members who both attend, in [0, 1].

    What the meetings reach, as far as the two hear each other.
    """
    return reach * hearing


@compiled
def meeting_load(p: "Communication", meetings: float) -> float:
    """Share of the time for joint work that meetings take, 1 - exp(-t f). Assumed."""
    return step(p.time_per_meeting * meetings)


@compiled
def time_left(overhead: float, load: float, involving: float) -> float:
    """Share of partners' time that is left for agreed activities.

    What overhead, meetings and involving people affected do not take.
    """
    return clip(1.0 - overhead - load - involving)


@compiled
def next_continuity(
    p: "Communication", continuity: float, meetings: float, attendance: float
) -> float:
    """Score of continuous communication, on its way to attendance x (1 - exp(-c f)).

    A month without a meeting does not end it, several do. Assumed.
    """
    goal = attendance * step(p.condition_rate * meetings)
    return toward(continuity, goal, p.continuity_rate)
