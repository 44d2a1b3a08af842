"""Those around the table: champion, people affected, council, support (ODD 7.18)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import clip, step

if TYPE_CHECKING:
    from cisim.configuration.parameters.people import (
        Champion,
        Community,
        Council,
        Support,
    )

# ---- Champion ----


@compiled
def champion_weight(p: "Champion", influence: float) -> float:
    """Weight in the draft of a champion who presses an own answer. Assumed."""
    return p.draft_weight * p.advocacy * influence


@compiled
def champion_push(p: "Champion", influence: float) -> float:
    """How hard a champion who presses draws members to the draft. Assumed."""
    return p.push * p.advocacy * influence


@compiled
def succession_probability(p: "Champion", leadership: float) -> float:
    """Monthly probability that a successor steps in.

    1 - exp(-r (s + l)): prepared s, leadership l in the place. Assumed.
    """
    return step(p.succession_rate * (p.succession + leadership))


# ---- People affected ----


@compiled
def community_voice(p: "Community") -> float:
    """Share of all weights that people affected have in the draft.

    v i (v0 + (1 - v0) c): involvement i, control c that is shared with them. Assumed.
    """
    shared = p.voice_unshared + (1.0 - p.voice_unshared) * p.control_sharing
    return p.voice * p.involvement * shared


@compiled
def people_heard(p: "Community", vocabulary: float) -> float:
    """What people affected say and professionals take up, i (1 - h (1 - V)).

    It challenges what professionals hold true, so part of it is refused until there
    are common words V [seed000]. Size assumed.
    """
    return p.involvement * (1.0 - p.challenge * (1.0 - vocabulary))


@compiled
def time_to_involve(p: "Community") -> float:
    """Share of partners' time that involving people affected takes. Assumed."""
    return p.time * p.involvement


@compiled
def handed_over(p: "Community") -> float:
    """Share of their ownership that professionals lose by sharing control. Assumed."""
    return p.handover * p.control_sharing


# ---- Council ----


@compiled
def plan_weight(p: "Council") -> float:
    """Weight of the council's strategic plan in the drafts before one is adopted."""
    return p.plan_weight * p.strategic_plan * p.presence


@compiled
def plan_push(p: "Council") -> float:
    """How hard that plan draws members to the draft. Assumed."""
    return p.plan_push * p.strategic_plan * p.presence


@compiled
def public_ear(p: "Council") -> float:
    """Reach that the council lends to the common story [seed001]. Size assumed."""
    return p.public_ear * p.presence


@compiled
def celebration(p: "Council") -> float:
    """How much more a win lifts because the council celebrates it [seed001]."""
    return p.celebration * p.presence


@compiled
def education(p: "Council") -> float:
    """Honesty about time that the council's plan adds [seed001]. Size assumed."""
    return p.education * p.strategic_plan * p.presence


# ---- What the place can do, with support ----


@compiled
def strengthened(capacity: float, support: float) -> float:
    """Capacity with outside support, which fills part of what is missing."""
    return clip(capacity + (1.0 - capacity) * support)


@compiled
def process_burden(p: "Support") -> float:
    """Factor of the backbone's workload where nobody knows how, 1 + w (1 - c)."""
    known = strengthened(p.process_capacity, p.process)
    return 1.0 + p.process_burden * (1.0 - known)


@compiled
def content_known(p: "Support") -> float:
    """How well place and support together know what works."""
    return strengthened(p.content_capacity, p.content)


@compiled
def evidence_kept(p: "Support") -> float:
    """Part of the evidence that is understood, 1 - w (1 - c). Assumed."""
    return 1.0 - p.content_weight * (1.0 - content_known(p))


@compiled
def leadership(p: "Support") -> float:
    """How many can lead, in the place and with support."""
    return strengthened(p.leadership_capacity, p.leadership)


@compiled
def made_good(p: "Support") -> float:
    """Part of the loss of a leader that others make good. Assumed."""
    return p.leadership_relief * leadership(p)
