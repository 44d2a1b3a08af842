"""The choices that parameters offer, by the words in which they are given.

The laws compare with these members, so they stand apart from all values.
"""

from cisim.configuration.declare import Choice


class Structure(Choice):
    """How the table is organised."""

    ONE_TABLE = 0, "all organisations meet at one table"
    WORKING_GROUPS = 1, "working groups meet, with a backbone to bridge them"
    STEERING_GROUP = 2, "a steering group decides, working groups do the work"


class Host(Choice):
    """Who the backbone belongs to."""

    INDEPENDENT = 0, "an organisation of its own"
    INCUBATED = 1, "hosted by a council at first, then independent"
    COUNCIL = 2, "hosted by a council for good"
