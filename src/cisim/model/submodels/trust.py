"""Trust between organisations and in the backbone (ODD 7.5)."""

import math
from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import WIDEST_DISTANCE, clip, step, toward

if TYPE_CHECKING:
    from cisim.configuration.parameters.behaviour import Trust


@compiled
def common_ground(
    p: "Trust", mediation: float, wins: float, by_strongest: float
) -> float:
    """Part of an experience that is the same for all partners of a month.

    w_c + w_m beta + w_w W - w_p S: closeness at no distance, mediated ground beta,
    remembered wins W for which credit is shared, less what decisions by the strongest
    (S) take. Weights assumed; that fair process and small wins make trust:
    [ansell2008].
    """
    shared = p.of_mediation * mediation + p.of_wins * wins
    return p.of_closeness + shared - p.of_power * by_strongest


@compiled
def hurt_of_distance(p: "Trust", antagonism: float) -> float:
    """What a unit of distance takes from an experience, w_c a / sqrt 2. Assumed."""
    return p.of_closeness * antagonism / WIDEST_DISTANCE


@compiled
def weight_of_effort(p: "Trust", ceiling: float) -> float:
    """Weight of a partner's effort, w_e over the most that an organisation gives."""
    return p.of_effort / ceiling


@compiled
def experience(
    ground: float, visible: float, hurt: float, distance: float, past: float
) -> float:
    """What an organisation makes of a partner this month, in [0, 1].

    x = clip(ground + w_e e - hurt d + w_b t0): ``visible`` is the partner's effort
    times its weight, d the distance of the two agendas, ``past`` the trust with which
    the two began, times its weight.
    """
    return clip(ground + visible - hurt * distance + past)


@compiled
def trust_shares(p: "Trust", mediation: float) -> tuple[float, float, float]:
    """Shares of a distance that trust covers in a month: up, down, drifting.

    Up at rate eta, down at lambda eta, less where mediated; that loss is faster than
    gain: [slovic1993]. Taken out of the pair loop, which then has no exponential.
    """
    loss = step(p.loss_ratio * p.gain) * (1.0 - p.loss_mediation * mediation)
    return step(p.gain), loss, p.drift


@compiled
def next_trust(
    trust: float,
    felt: float,
    contact: float,
    shares: tuple[float, float, float],
    base: float,
) -> float:
    """Trust a month later.

    With contact k it follows experience x up or down; the part 1 - k drifts back to
    where it began: t' = t + k (up max(0, x - t) + down min(0, x - t)) + (1 - k) drift
    (base - t).
    """
    rise = max(0.0, felt - trust)
    fall = min(0.0, felt - trust)
    moved = contact * (shares[0] * rise + shares[1] * fall)
    return trust + moved + (1.0 - contact) * shares[2] * (base - trust)


@compiled
def backbone_quality(capacity: float, neutrality: float) -> float:
    """What the backbone is worth to members: the geometric mean of B and nu. Assumed.

    The product would lie below both, so that even an able and neutral backbone would
    be distrusted, against its central place in mature networks (E13).
    """
    return math.sqrt(capacity * neutrality)


@compiled
def next_trust_in_backbone(p: "Trust", trust: float, quality: float) -> float:
    """Trust in the backbone a month later, on its way to the quality of its work."""
    return toward(trust, quality, p.backbone_rate)
