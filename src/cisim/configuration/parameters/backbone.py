"""The backbone: the small organisation that facilitates."""

from typing import Annotated, NamedTuple

from cisim.configuration.choices import Host
from cisim.configuration.declare import Kind, chosen, lever, pace, rate


class Backbone(NamedTuple):
    """The small organisation that facilitates."""

    skill: Annotated[
        float, lever("index", 0, 1, "Professional strength of the staff.", "seed000")
    ] = 0.65
    neutrality: Annotated[
        float, lever("index", 0, 1, "How far all see it as neutral ground.", "seed000")
    ] = 0.8
    host: Annotated[
        Host, chosen(Kind.LEVER, "Who the backbone belongs to.", "seed001")
    ] = Host.INDEPENDENT
    incubation_months: Annotated[
        int, lever("months", 0, 240, "How long an incubated backbone is hosted.")
    ] = 24
    seconded: Annotated[
        float,
        lever("share", 0, 1, "Staff who are lent by participants.", "seed003"),
    ] = 0.0
    hosted_loss: Annotated[
        float, rate("share", 0, 1, "Neutrality lost while a council hosts it.")
    ] = 0.3
    seconded_loss: Annotated[
        float, rate("share", 0, 1, "Neutrality lost where all staff are lent.")
    ] = 0.4
    dominated_loss: Annotated[
        float, rate("share", 0, 1, "Neutrality lost to a funder that steers.")
    ] = 0.4
    hosted_upheaval: Annotated[
        float,
        rate(
            "share",
            0,
            1,
            "Staff, and trust of members, that a hosted backbone loses when an"
            " election changes the administration.",
            "seed001",
        ),
    ] = 0.6
    hiring: Annotated[float, pace(5, "How fast posts with money are filled.")] = 0.17
    layoff: Annotated[float, pace(5, "How fast posts without money are lost.")] = 0.21
    workload_base: Annotated[
        float, rate("FTE", 0, 10, "Work that any initiative makes.")
    ] = 0.6
    workload_per_member: Annotated[
        float, rate("FTE per member", 0, 1, "Work that each member adds.")
    ] = 0.075
    workload_per_group: Annotated[
        float, rate("FTE per group", 0, 2, "Work that each further group adds.")
    ] = 0.12
    group_relief: Annotated[
        float,
        rate("share", 0, 1, "Work per member that working groups do themselves."),
    ] = 0.3
    staffed_level: Annotated[
        float, rate("share", 0, 1, "Fullness at which the backbone counts as staffed.")
    ] = 0.5
    largest_overhead: Annotated[
        float,
        rate("share of time", 0, 0.9, "Partners' time lost where nobody facilitates."),
    ] = 0.6
    overhead_relief: Annotated[
        float, rate("share", 0, 1, "Part of the overhead that a full backbone removes.")
    ] = 0.8
    director_weight: Annotated[
        float,
        rate("share", 0, 1, "Part of the skill that is the director's experience."),
    ] = 0.3
    director_learning: Annotated[
        float, pace(2, "How fast a new director learns the place.")
    ] = 0.08
