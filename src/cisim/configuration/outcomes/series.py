"""States of the initiative that are recorded every month."""

from cisim.configuration.outcomes.columns import Column

STRONG_TIE = 0.5
"""Trust above which a tie counts in the trust network (E13)."""

CONDITIONS = {
    "common_agenda": "Common agenda",
    "shared_measurement": "Shared measurement",
    "reinforcing_activities": "Mutually reinforcing activities",
    "continuous_communication": "Continuous communication",
    "backbone_support": "Backbone support",
}
"""The five conditions of collective success [kania2011] with their labels."""

SERIES = (
    Column("members", "number", "organisations", "Members of the table.", "Members"),
    Column("staff", "number", "FTE", "Staff of the backbone.", "Backbone staff"),
    Column(
        "fullness",
        "number",
        "share",
        "Staff against workload, at most 1.",
        "Backbone fullness",
    ),
    Column(
        "neutrality",
        "number",
        "index",
        "How far all see the backbone as neutral ground.",
        "Neutrality",
    ),
    Column(
        "agreed_time",
        "number",
        "share of time",
        "Partners' time for joint work that overhead, meetings and involving people"
        " affected leave.",
        "Time on agreed activities",
    ),
    Column("meetings", "number", "meetings per month", "Meetings held.", "Meetings"),
    Column("attendance", "number", "share", "Members who attended.", "Attendance"),
    Column("trust", "number", "index", "Mean trust between members.", "Trust"),
    Column(
        "density",
        "number",
        "share",
        "Ties between members with trust above one half.",
        "Density of the trust network",
    ),
    Column(
        "centralisation",
        "number",
        "index",
        "Freeman degree centralisation of the network of such ties, the backbone"
        " counted as a node [freeman1978].",
        "Centralisation of the trust network",
    ),
    Column(
        "trust_in_backbone",
        "number",
        "index",
        "Mean trust of members in the backbone.",
        "Trust in the backbone",
    ),
    Column(
        "agreement",
        "number",
        "index",
        "How near members' agendas are to the common one.",
        "Agreement",
    ),
    Column(
        "fit", "number", "index", "How well the common agenda meets what works.", "Fit"
    ),
    Column("vocabulary", "number", "index", "Common words.", "Common vocabulary"),
    Column("data_access", "number", "index", "Data that are open.", "Data access"),
    Column(
        "plan", "number", "index", "Maturity of the mutual action plan.", "Action plan"
    ),
    Column(
        "effort", "number", "share of capacity", "Mean joint effort.", "Joint effort"
    ),
    Column(
        "systems_work",
        "number",
        "FTE",
        "Complementary work on the system, pilots taken off.",
        "Systems work",
    ),
    Column(
        "programme_work", "number", "FTE", "Aligned programme work.", "Programme work"
    ),
    Column(
        "partner_time",
        "number",
        "FTE",
        "Time of partners for joint effort, meetings, involving people and overhead.",
        "Partners' time",
    ),
    Column("wins_memory", "number", "index", "Memory of quick wins.", "Memory of wins"),
    Column("pilots_running", "number", "pilots", "Pilots under way.", "Pilots"),
    Column("morale", "number", "index", "Mean morale of members.", "Morale"),
    Column("belief", "number", "index", "Mean belief in results.", "Belief in results"),
    Column(
        "systems_mindset", "number", "index", "Mean systems mindset.", "Systems mindset"
    ),
    Column(
        "hurdles",
        "number",
        "index",
        "Legal, data and funding hurdles to joint work.",
        "Hurdles",
    ),
    Column("urgency", "number", "index", "Urgency of the problem.", "Urgency"),
    Column(
        "policy_support",
        "number",
        "index",
        "Support by the administration.",
        "Policy support",
    ),
    Column("public_will", "number", "index", "Public will.", "Public will"),
    Column(
        "legitimacy", "number", "index", "Standing of the initiative.", "Legitimacy"
    ),
    *(
        Column(
            name, "number", "index", f"Score of the condition: {label.lower()}.", label
        )
        for name, label in CONDITIONS.items()
    ),
    Column(
        "coordination",
        "number",
        "index",
        "The five conditions together.",
        "Coordination",
    ),
    Column(
        "system_change",
        "number",
        "index",
        "How far the system has changed.",
        "System change",
    ),
    Column(
        "improvement",
        "number",
        "share of the indicator",
        "Improvement of the community-wide indicator.",
        "Improvement",
    ),
    Column("grants", "number", "currency", "Grants paid in the month.", "Grants"),
    Column(
        "co_funding",
        "number",
        "currency",
        "Money that engaged funders won from others in the month.",
        "Co-funding",
    ),
    Column(
        "alive",
        "number",
        "truth",
        "1 where enough members were active lately; missing where nobody was ever"
        " convened.",
        "Alive",
    ),
)
"""States of the initiative that are recorded every month.

Means over members are 0 where no member is left, so that collapsed runs stay in.
"""

YEARLY = (
    "improvement",
    "system_change",
    "trust",
    "density",
    "centralisation",
    "members",
    "attendance",
    "agreement",
    "fit",
    "shared_measurement",
    "effort",
    "agreed_time",
    "hurdles",
    "trust_in_backbone",
    "neutrality",
    "morale",
    "belief",
    "systems_mindset",
    "public_will",
    "policy_support",
)
"""Series that are reported at the stated years and at the end."""
