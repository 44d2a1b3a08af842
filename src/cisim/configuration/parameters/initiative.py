"""The initiative: money, backbone, meetings, measurement, plan, quick wins."""

from typing import Annotated, NamedTuple

from cisim.configuration.declare import context, lever, rate


class Funding(NamedTuple):
    """Grants for the backbone, their renewal, and what partners add."""

    duration_years: Annotated[
        float, lever("years", 0, 30, "How long the first grants last.", "seed002")
    ] = 3.0
    yearly_amount: Annotated[
        float,
        lever("currency per year", 0, 5e6, "All grants together, while paid."),
    ] = 400_000.0
    start_month: Annotated[
        int, lever("months", 0, 240, "Month in which the grants begin.")
    ] = 0
    funders: Annotated[
        int,
        context(
            "funders", 1, 6, "Funders that share the amount.", "norc2012", initial=True
        ),
    ] = 3
    renewal_years: Annotated[
        float, lever("years", 0, 30, "How long a renewed grant lasts.")
    ] = 3.0
    renewal_without_progress: Annotated[
        float,
        context(
            "probability", 0, 1, "Chance of renewal by a funder without confidence."
        ),
    ] = 0.3
    renewal_with_progress: Annotated[
        float,
        context(
            "probability",
            0,
            1,
            "Chance of renewal by a fully confident funder.",
            "mtauburn2014",
        ),
    ] = 0.8
    cost_per_staff: Annotated[
        float,
        context("currency per FTE and year", 20_000, 400_000, "Wage and office."),
    ] = 130_000.0
    partner_share: Annotated[
        float,
        rate(
            "share", 0, 1, "Share of joint effort that partners lend to the backbone."
        ),
    ] = 0.06
    confidence_adjustment: Annotated[
        float, rate("1/month", 0, 2, "How fast confidence follows legitimacy.")
    ] = 0.04
    confidence_per_win: Annotated[
        float, rate("share", 0, 1, "Rise of confidence by a quick win.")
    ] = 0.06
    confidence_per_failure: Annotated[
        float, rate("share", 0, 1, "Fall of confidence by a failed pilot.")
    ] = 0.05


class Backbone(NamedTuple):
    """The small organisation that facilitates."""

    skill: Annotated[
        float, lever("index", 0, 1, "Professional strength of the staff.", "seed000")
    ] = 0.65
    neutrality: Annotated[
        float, lever("index", 0, 1, "How far all see it as neutral ground.", "seed000")
    ] = 0.8
    hiring: Annotated[
        float, rate("1/month", 0, 5, "How fast posts with money are filled.")
    ] = 0.17
    layoff: Annotated[
        float, rate("1/month", 0, 5, "How fast posts without money are lost.")
    ] = 0.21
    workload_base: Annotated[
        float, rate("FTE", 0, 10, "Work that any initiative makes.")
    ] = 0.8
    workload_per_member: Annotated[
        float, rate("FTE per member", 0, 1, "Work that each member adds.")
    ] = 0.096
    staffed_level: Annotated[
        float, rate("share", 0, 1, "Fullness at which the backbone counts as staffed.")
    ] = 0.5
    largest_overhead: Annotated[
        float,
        rate("share of time", 0, 0.9, "Partners' time lost where nobody facilitates."),
    ] = 0.45
    overhead_relief: Annotated[
        float, rate("share", 0, 1, "Part of the overhead that a full backbone removes.")
    ] = 0.7
    director_weight: Annotated[
        float,
        rate("share", 0, 1, "Part of the skill that is the director's experience."),
    ] = 0.3
    director_learning: Annotated[
        float, rate("1/month", 0, 2, "How fast a new director learns the place.")
    ] = 0.08


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
            "share", 0, 1, "Share of planned meetings that happen without a backbone."
        ),
    ] = 0.2
    contact_rate: Annotated[
        float, rate("1/meeting", 0, 5, "Contact that a meeting makes.")
    ] = 0.9
    seats: Annotated[
        float, rate("organisations", 1, 100, "Table size at which all are heard.")
    ] = 12.0
    time_per_meeting: Annotated[
        float,
        rate("share of a month", 0, 0.5, "Time for joint work that a meeting takes."),
    ] = 0.04
    condition_rate: Annotated[
        float,
        rate("1/meeting", 0, 10, "How fast meetings make communication continuous."),
    ] = 1.5
    attendance_intercept: Annotated[
        float, rate("log odds", -10, 10, "Attendance where nothing draws people.")
    ] = -0.9
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
    will_adjustment: Annotated[
        float, rate("1/month", 0, 2, "How fast public will follows the story.")
    ] = 0.03
    will_unaided: Annotated[
        float, rate("share", 0, 1, "Reach of a story that no backbone carries.")
    ] = 0.3
    will_of_wins: Annotated[
        float, rate("share", 0, 1, "Public will that remembered wins add.")
    ] = 0.4


class Measurement(NamedTuple):
    """Common words, data that are opened, and shared measurement."""

    investment: Annotated[
        float, lever("index", 0, 1, "Effort put into shared measurement.", "seed003")
    ] = 0.55
    vocabulary_rate: Annotated[
        float, rate("1/month", 0, 2, "How fast contact makes common words.")
    ] = 0.13
    access_rate: Annotated[
        float, rate("1/month", 0, 2, "How fast trust opens data.")
    ] = 0.13
    building: Annotated[
        float, rate("1/month", 0, 5, "How fast shared measurement is built.")
    ] = 0.5
    decay: Annotated[
        float, rate("1/month", 0, 1, "How fast all three wither without a backbone.")
    ] = 0.02
    agreed_level: Annotated[
        float, rate("index", 0, 1, "Measurement at which metrics count as agreed.")
    ] = 0.25
    data_case_level: Annotated[
        float, rate("index", 0, 1, "Data access at which the case can be made.")
    ] = 0.2


class Plan(NamedTuple):
    """The mutual action plan."""

    building: Annotated[
        float, rate("1/month", 0, 2, "How fast the plan grows at best.")
    ] = 0.06
    decay: Annotated[
        float, rate("1/month", 0, 1, "How fast it is forgotten without a backbone.")
    ] = 0.015
    duplication: Annotated[
        float, rate("share", 0, 1, "Effort lost to duplicates without any plan.")
    ] = 0.5
    joint_level: Annotated[
        float, rate("index", 0, 1, "Plan that a joint milestone asks for.", "E06")
    ] = 0.5
    joint_systems_work: Annotated[
        float,
        rate(
            "FTE per organisation",
            0,
            5,
            "Systems work that a joint milestone asks for.",
        ),
    ] = 0.10
    joint_months: Annotated[
        int, rate("months", 1, 60, "How long both must hold for a joint milestone.")
    ] = 12


class QuickWins(NamedTuple):
    """Small tests that show early that things can change."""

    pilots_per_year: Annotated[
        float, lever("pilots per year", 0, 24, "Pilots that are planned.", "seed004")
    ] = 2.0
    dared_per_year: Annotated[
        float,
        rate("pilots per year", 0, 48, "Pilots that fully willing members dare."),
    ] = 12.0
    duration_months: Annotated[int, rate("months", 1, 24, "How long a pilot runs.")] = 4
    effort: Annotated[
        float, rate("FTE", 0, 10, "Systems work that a running pilot takes.")
    ] = 0.7
    success_least: Annotated[
        float, rate("probability", 0, 1, "Chance of success where all is against it.")
    ] = 0.2
    success_coordination: Annotated[
        float, rate("probability", 0, 1, "What full coordination adds.")
    ] = 0.3
    success_fit: Annotated[
        float, rate("probability", 0, 1, "What an agenda that fits adds.")
    ] = 0.2
    success_involvement: Annotated[
        float, rate("probability", 0, 1, "What involving people affected adds.")
    ] = 0.2
    memory: Annotated[
        float, rate("share", 0, 1, "What a win adds to the memory of wins.")
    ] = 0.25
    memory_kept: Annotated[
        float, rate("share per month", 0, 1, "Memory of wins kept from month to month.")
    ] = 0.937
    morale_per_win: Annotated[
        float, rate("share", 0, 1, "Rise of morale by a first win.")
    ] = 0.085
    morale_per_failure: Annotated[
        float, rate("share", 0, 1, "Fall of morale by a failed pilot.")
    ] = 0.05
