"""Governance: how those who take part meet and decide."""

from typing import Annotated, NamedTuple

from cisim.configuration.declare import Choice, Kind, chosen


class Structure(Choice):
    """How the table is organised."""

    ONE_TABLE = 0, "all organisations meet at one table"
    WORKING_GROUPS = 1, "working groups meet, with a backbone to bridge them"
    STEERING_GROUP = 2, "a steering group decides, working groups do the work"


class Governance(NamedTuple):
    """How those who take part meet and decide."""

    structure: Annotated[
        Structure, chosen(Kind.LEVER, "How the table is organised.", "kania2011")
    ] = Structure.ONE_TABLE
