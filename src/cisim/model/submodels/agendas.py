"""Agendas: persuasion, facilitation, evidence, mandate (ODD 7.6)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import clip

if TYPE_CHECKING:
    from cisim.configuration.parameters.behaviour import Agenda


@compiled
def closing_rate(p: "Agenda", vocabulary: float) -> float:
    """How fast persuasion closes with squared distance, 1 / epsilon^2.

    epsilon = bound (1 + w V), the distance at which nobody is persuaded any more:
    bounded confidence after [hegselmann2002]; that words V widen it is assumed.
    """
    bound = p.bound * (1.0 + p.bound_widening * vocabulary)
    return 1.0 / (bound * bound)


@compiled
def influence_weight(
    contact: float, trust: float, distance_squared: float, closing: float, exponent: int
) -> float:
    """Weight of a partner's agenda, w = k tau (1 - d^2 / epsilon^2)^p inside the bound.

    p = 0 is the sharp bound of [hegselmann2002]; closing = 0, no bound at all, leaves
    k tau, the weights of [degroot1974].
    """
    nearness = 1.0 - distance_squared * closing
    weight = contact * trust
    # A step for each exponent that is allowed: a loop would keep pairs from vectors.
    weight = weight * nearness if exponent >= 1 else weight
    weight = weight * nearness if exponent >= 2 else weight  # noqa: PLR2004
    weight = weight * nearness if exponent >= 3 else weight  # noqa: PLR2004
    weight = weight * nearness if exponent >= 4 else weight  # noqa: PLR2004
    return weight if nearness > 0.0 else 0.0


@compiled
def partners_pull(p: "Agenda", weights: float) -> float:
    """Share of the way to the partners' mean agenda, mu W / (W + c).

    mu is the influence, W the sum of the weights, c the caution of those who hardly
    meet.
    """
    total = weights + p.caution
    return p.influence * weights / total if total > 0.0 else 0.0


@compiled
def facilitation_pull(
    p: "Agenda", attends: float, mediation: float, openness: float, push: float
) -> float:
    """Share of the way to the common draft: phi att clip(beta b + push).

    Mediated ground beta draws those who trust the backbone (b); a champion who presses
    and a council's plan push all. Assumed.
    """
    return p.facilitation * attends * clip(mediation * openness + push)


@compiled
def evidence_pull(p: "Agenda", evidence: float, uptake: float) -> float:
    """Share of the way to what really works that this month's evidence makes."""
    return p.evidence * evidence * uptake


@compiled
def uptake(understood: float, by_evidence: float, daring: float) -> float:
    """Part of the evidence that is taken up: understood, decisive, acted upon.

    It needs content capacity, decisions by evidence and freedom to leave proven
    models. Assumed.
    """
    return understood * by_evidence * daring


@compiled
def mandate_pull(p: "Agenda", morale: float) -> float:
    """Share of the way back to the own mandate, less where morale is good.

    A fixed pull to the starting point is the stubbornness of [friedkin1990].
    """
    return p.mandate * (1.0 - p.mandate_relief * morale)


@compiled
def evidence_seen(
    p: "Agenda", attends: float, measurement: float, people: float, pilots: int
) -> float:
    """Evidence that reaches a member who comes, in [0, 1]. Weights assumed.

    From measurement, from people affected, and from pilots that ended the month
    before, the failed as well as the won.
    """
    return attends * clip(
        p.of_measurement * measurement + p.of_people * people + p.of_pilots * pilots
    )


@compiled
def pulled(
    own: float,
    pulls: tuple[float, float, float, float],
    goals: tuple[float, float, float, float],
) -> float:
    """One axis of an agenda after all pulls: a' = a + sum of pull (goal - a).

    Pulls that together exceed 1 are scaled to 1, so that an agenda never leaves the
    hull of what it knows.
    """
    total = pulls[0] + pulls[1] + pulls[2] + pulls[3]
    scale = 1.0 / total if total > 1.0 else 1.0
    moved = (
        pulls[0] * (goals[0] - own)
        + pulls[1] * (goals[1] - own)
        + pulls[2] * (goals[2] - own)
        + pulls[3] * (goals[3] - own)
    )
    return own + scale * moved
