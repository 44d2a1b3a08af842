"""What happens in a month, in which order (ODD 3)."""

PROCESSES = (
    "change_context",
    "fund_backbone",
    "staff_backbone",
    "convene",
    "build_trust",
    "align_agendas",
    "agree_common_agenda",
    "build_shared_measurement",
    "plan_activities",
    "commit_effort",
    "run_pilots",
    "change_system",
    "tell_story",
    "feel_progress",
    "join_or_leave",
    "observe",
)
"""The processes of a month.

Each reads what the one before left. Within a process all read old values and write
new ones (two phases), so the order of visits cannot matter.
"""
