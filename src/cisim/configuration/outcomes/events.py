"""What may happen in a run: milestones, other events, reasons."""

from typing import NamedTuple


class Milestone(NamedTuple):
    """An event that happens at most once in a run and has a duration."""

    event: str
    label: str
    meaning: str


MILESTONES = (
    Milestone(
        "initiated",
        "Phase 1 done",
        "a champion, a cross-sector group that attends, and the data to make the case",
    ),
    Milestone("first_win", "First quick win", "the first pilot succeeded"),
    Milestone(
        "common_words",
        "Common language",
        "the members shared a vocabulary",
    ),
    Milestone(
        "measurement_agreed",
        "Shared measurement agreed",
        "shared measurement had grown to agreed metrics",
    ),
    Milestone(
        "agenda_adopted",
        "Common agenda agreed",
        "members holding the quorum came within reach of one agenda and decided",
    ),
    Milestone(
        "organised",
        "Phase 2 done",
        "agenda adopted, backbone staffed, shared metrics agreed",
    ),
    Milestone(
        "joint_milestone",
        "Joint projects under way",
        "action plan and systems work above their levels for the stated months",
    ),
    Milestone(
        "shared_result",
        "Shared result",
        "the target improvement had been held for the stated months",
    ),
    Milestone(
        "collapse",
        "Collapse",
        "the stated months without life, before any shared result",
    ),
)

EVENTS = {m.event: m.meaning for m in MILESTONES} | {
    "crisis": "a dated change raised urgency",
    "policy_turn": "a dated change moved policy support",
    "election": "an election was held",
    "downturn": "an economic downturn began",
    "leader_left": "an organisation lost its leader",
    "director_left": "the backbone lost its director",
    "champion_left": "the champion left",
    "champion_arrived": "a successor of the champion stepped in",
    "problem_shifted": "what would really work changed",
    "conflict": "a member came into open conflict with the table",
    "grant_started": "a funder began to pay",
    "grant_renewed": "a funder went on after the end of a grant",
    "grant_ended": "a funder stopped at the end of a grant",
    "grant_stopped": "a funder lost patience within a term",
    "pilot_won": "a pilot succeeded",
    "pilot_failed": "a pilot failed",
    "joined": "an organisation joined the table",
    "left": "an organisation left the table",
    "finished": "the stated months without life, after the shared result",
}
"""Kinds of events with what they mean."""

EXIT_REASONS = {
    "frustration": "morale had gone because progress stayed away",
    "lost_belief": "the belief that efforts lead anywhere had gone",
    "leader_change": "the new leader ended the engagement",
    "conflict": "an open conflict came last",
    "drift": "nobody met and other work took its place",
}
"""Why an organisation left, in the order of the exit columns."""

REASONS = EXIT_REASONS | {
    "administration_kept": "the election kept the administration",
    "administration_changed": "the election changed the administration",
    "": "no reason applies",
}
"""What the reason column of the events table may hold."""
