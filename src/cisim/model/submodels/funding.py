"""Funding: grants, renewal by confidence, posts that money makes (ODD 7.2)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import approach, clip

if TYPE_CHECKING:
    from cisim.configuration.parameters.initiative import Funding


@compiled
def monthly_grant(p: "Funding") -> float:
    """Currency that one funder pays in a month: an equal part of the whole."""
    return p.yearly_amount / (12.0 * p.funders)


@compiled
def grant_months(years: float) -> int:
    """Whole months that a grant of so many years pays, rounded to the nearest."""
    return int(years * 12.0 + 0.5)


@compiled
def renewal_probability(p: "Funding", confidence: float) -> float:
    """Probability that a funder goes on at the end of a grant.

    Between the values without and with progress [mtauburn2014: 4 of 5 sites], by the
    funder's confidence.
    """
    low, high = p.renewal_without_progress, p.renewal_with_progress
    return low + (high - low) * confidence


@compiled
def next_confidence(
    p: "Funding", confidence: float, legitimacy: float, wins: int, failures: int
) -> float:
    """Confidence of a funder a month later.

    It follows the initiative's legitimacy, so it falls with time where nothing shows;
    each win takes a share of the way to 1, each failure a share of what is there.
    Assumed.
    """
    followed = approach(confidence, clip(legitimacy), p.confidence_adjustment)
    lifted = 1.0 - (1.0 - followed) * (1.0 - p.confidence_per_win) ** wins
    return float(lifted * (1.0 - p.confidence_per_failure) ** failures)


@compiled
def staff_wanted(
    p: "Funding", grants: float, joint_effort: float, legitimacy: float
) -> float:
    """Backbone posts (FTE) that grants and partners together can fill.

    F* = 12 G / w + s E L: monthly grants G over the cost w of a post and year, plus
    a share s of the partners' joint effort E (FTE), lent as far as they find the
    initiative legitimate (L). Assumed.
    """
    return (
        12.0 * grants / p.cost_per_staff + p.partner_share * joint_effort * legitimacy
    )
