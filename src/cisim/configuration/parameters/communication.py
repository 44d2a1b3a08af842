"""Communication: meetings, the story that is told, honesty about time."""

from typing import Annotated, NamedTuple

from cisim.configuration.declare import context, lever, pace, rate


class Communication(NamedTuple):
    """Meetings, the story that is told, and how honest it is about time."""

    meetings_per_year: Annotated[
        float,
        lever("meetings per year", 0, 52, "How often the table meets.", "seed003"),
    ] = 12.0
    narrative: Annotated[
        float, lever("index", 0, 1, "Effort put into the common story.", "seed000")
    ] = 0.5
    honest_horizon: Annotated[
        float,
        lever(
            "index",
            0,
            1,
            "How plainly it is said that the result takes ten years or more.",
            "seed004",
        ),
    ] = 0.4
    honest_months: Annotated[
        float,
        context("months", 12, 360, "How long the result is honestly said to take."),
    ] = 120.0
    horizon_learning: Annotated[
        float,
        rate("1/month", 0, 2, "How fast honest words change the believed horizon."),
    ] = 0.015
    unaided_share: Annotated[
        float,
        rate(
            "share",
            0,
            1,
            "Share of planned meetings that others may call without a backbone.",
        ),
    ] = 0.1
    contact_rate: Annotated[
        float, rate("1/meeting", 0, 5, "Contact that a meeting makes.")
    ] = 1.8
    hesitation: Annotated[
        float,
        rate("share", 0, 1, "Joining lost where the long way is told in full."),
    ] = 0.4
    seats: Annotated[
        float, rate("organisations", 1, 100, "Table size at which all are heard.")
    ] = 12.0
    time_per_meeting: Annotated[
        float,
        rate("share of a month", 0, 0.5, "Time for joint work that a meeting takes."),
    ] = 0.06
    condition_rate: Annotated[
        float,
        rate("1/meeting", 0, 10, "How fast meetings make communication continuous."),
    ] = 1.5
    continuity_rate: Annotated[
        float, pace(5, "How fast communication is kept or lost.")
    ] = 0.25
    attendance_intercept: Annotated[
        float, rate("log odds", -10, 10, "Attendance where nothing draws people.")
    ] = -0.5
    attendance_morale: Annotated[
        float, rate("log odds", 0, 10, "Effect of morale on attendance.")
    ] = 1.8
    attendance_urgency: Annotated[
        float, rate("log odds", 0, 10, "Effect of urgency on attendance.")
    ] = 0.8
    attendance_champion: Annotated[
        float, rate("log odds", 0, 10, "Effect of the champion on attendance.")
    ] = 0.8
    attendance_backbone: Annotated[
        float, rate("log odds", 0, 10, "Effect of trust in the backbone on attendance.")
    ] = 1.4
    attendance_council: Annotated[
        float, rate("log odds", 0, 10, "Effect of the council on attendance.")
    ] = 0.6
    attendance_unheard: Annotated[
        float, rate("log odds", 0, 10, "Attendance lost by those whom nobody hears.")
    ] = 1.0
    will_adjustment: Annotated[
        float, pace(2, "How fast public will follows the story.")
    ] = 0.03
    will_unaided: Annotated[
        float, rate("share", 0, 1, "Reach of a story that no backbone carries.")
    ] = 0.3
    will_of_wins: Annotated[
        float, rate("share", 0, 1, "Public will that remembered wins add.")
    ] = 0.4
