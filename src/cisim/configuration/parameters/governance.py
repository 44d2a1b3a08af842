"""Governance: how the table is organised, who sits there, how it decides."""

from typing import Annotated, NamedTuple

from cisim.configuration.choices import Structure
from cisim.configuration.declare import Kind, chosen, lever, rate


class Governance(NamedTuple):
    """How the table is organised, who sits there, how it decides."""

    structure: Annotated[
        Structure, chosen(Kind.LEVER, "How the table is organised.", "seed004")
    ] = Structure.ONE_TABLE
    working_groups: Annotated[
        int, lever("groups", 1, 20, "Working groups, where there are any.")
    ] = 3
    steering_seats: Annotated[
        int,
        lever(
            "organisations",
            2,
            40,
            "Seats of a steering group, taken by the most powerful members.",
        ),
    ] = 8
    leader_share: Annotated[
        float,
        lever(
            "share",
            0,
            1,
            "Organisations that send a leader to the table; the others send a"
            " manager, as all do to the working groups of a steering group.",
            "seed004",
        ),
    ] = 0.5
    decision_authority: Annotated[
        float,
        lever(
            "index",
            0,
            1,
            "How clear it is who may decide across organisations.",
            "seed000",
        ),
    ] = 0.6
    evidence_in_decisions: Annotated[
        float,
        lever(
            "index",
            0,
            1,
            "Decisions by evidence (1) or by the strongest (0).",
            "seed003",
        ),
    ] = 0.6
    shared_credit: Annotated[
        float, lever("index", 0, 1, "How far credit for wins is shared.", "seed004")
    ] = 0.6
    bridging: Annotated[
        float,
        rate("share", 0, 1, "Hearing across groups that a full, able backbone makes."),
    ] = 0.6
    representation: Annotated[
        float,
        rate("share", 0, 1, "Say of a member that does not sit in a steering group."),
    ] = 0.15
    decision_least: Annotated[
        float, rate("1/month", 0, 2, "Rate of deciding where nobody may decide.")
    ] = 0.05
    decision_clear: Annotated[
        float, rate("1/month", 0, 5, "What full authority adds to that rate.")
    ] = 0.6
    decision_of_leaders: Annotated[
        float, rate("share", 0, 1, "Part of the authority that only leaders bring.")
    ] = 0.5
    practice_of_managers: Annotated[
        float, rate("share", 0, 1, "Part of the planning that only managers can do.")
    ] = 0.4
    leader_absence: Annotated[
        float, rate("log odds", 0, 5, "How much less often leaders attend.")
    ] = 0.5
    gateway: Annotated[
        float,
        rate(
            "1/month",
            0,
            1,
            "How fast leaders and measured practice win policy support.",
            "seed002",
        ),
    ] = 0.03
    credit_hold: Annotated[
        float,
        rate("share", 0, 1, "Systems work held back where no credit is shared."),
    ] = 0.4
