"""System and result: coordination, system change, population result (ODD 7.12)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import approach, clip, step
from cisim.model.exponential import exponential, logarithm, power

if TYPE_CHECKING:
    from cisim.configuration.parameters.system import System

GEOMETRIC = 1e-6
"""Substitution exponents nearer to 0 than this are the geometric mean."""


@compiled
def coordination(
    p: "System", conditions: tuple[float, float, float, float, float]
) -> float:
    """The five conditions together, a mean with constant elasticity of substitution.

    C = (mean of max(c, floor)^rho)^(1/rho) [arrow1961]; rho = 1 is the plain mean,
    rho -> 0 the geometric mean, rho < 0 lets the weakest condition decide.
    """
    rho = p.substitution
    total = 0.0
    for condition in conditions:
        level = max(condition, p.condition_floor)
        total += logarithm(level) if abs(rho) < GEOMETRIC else power(level, rho)
    mean = total / 5.0
    return exponential(mean) if abs(rho) < GEOMETRIC else power(mean, 1.0 / rho)


@compiled
def gate(
    p: "System", policy_support: float, public_will: float, legitimacy: float
) -> float:
    """How far the part of the system that only the state can open stands open."""
    return clip(
        p.gate_policy * policy_support
        + p.gate_will * public_will
        + p.gate_legitimacy * legitimacy
    )


@compiled
def cap(state_dependence: float, opened: float) -> float:
    """Most that the system can change: 1 - state dependence (1 - gate)."""
    return 1.0 - state_dependence * (1.0 - opened)


@compiled
def growth_rate(
    p: "System",
    difficulty: float,
    fit: float,
    coordinated: float,
    work: float,
    hurdles: float,
) -> float:
    """Monthly rate of system change: sigma / difficulty fit C^2 Q / (1 + theta Q).

    Q is systems work per organisation of the roster in units of the reference; hurdles
    stop part of it.
    """
    units = work / p.reference_effort
    effect = units / (1.0 + p.saturation * units)
    free = 1.0 - p.hurdle_system * hurdles
    return p.growth / difficulty * fit * coordinated * coordinated * effect * free


@compiled
def next_hurdles(
    p: "System", hurdles: float, trust: float, measurement: float
) -> float:
    """Legal, data and funding hurdles a month later, H' = H exp(-r t M).

    Only trust together with shared measurement lowers them, for good [seed001]. Rate
    assumed.
    """
    return hurdles * (1.0 - step(p.hurdle_fall * trust * measurement))


@compiled
def kept_open(p: "System", hurdles: float) -> float:
    """Part of the opening of data that hurdles leave. Assumed."""
    return 1.0 - p.hurdle_access * hurdles


@compiled
def next_system_change(
    p: "System", change: float, growth: float, most: float, coordinated: float
) -> float:
    """System change a month later.

    S' = S + step(growth) max(0, cap - S) - step(delta (1 - h C)) S.
    """
    fading = step(p.decay * (1.0 - p.holding * coordinated))
    return change + step(growth) * max(0.0, most - change) - fading * change


@compiled
def delayed(value: float, source: float, delay_months: float) -> float:
    """One stage of a linear delay; two stages make an Erlang response."""
    return value + (source - value) / delay_months


@compiled
def programme_effect(p: "System", work: float) -> float:
    """Part of the result that programmes hold while they go on, capped. Assumed."""
    return p.programme_share * step(work / p.programme_reference)


@compiled
def next_programme_result(p: "System", result: float, effect: float) -> float:
    """Result of programmes a month later, on its way to their present effect."""
    return approach(result, effect, 1.0 / p.programme_delay_months)


@compiled
def legitimacy(
    p: "System", agreement: float, wins: float, result: float, adopted: float
) -> float:
    """Standing of the initiative: agreement, remembered wins, the result.

    ``result`` is the improvement against the target, at most 1. Assumed.
    """
    merit = clip(
        p.legitimacy_agreement * agreement
        + p.legitimacy_wins * wins
        + p.legitimacy_result * result
    )
    return merit * (p.legitimacy_before + (1.0 - p.legitimacy_before) * adopted)
