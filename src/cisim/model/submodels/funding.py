"""Funding: grants, renewal by confidence, posts that money makes (ODD 7.2)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import clip, repeated, toward
from cisim.model.exponential import exponential

if TYPE_CHECKING:
    from cisim.configuration.parameters.funding import Funding


@compiled
def monthly_grant(p: "Funding") -> float:
    """Currency that one funder pays in a month: an equal part of the whole."""
    return p.yearly_amount / (12.0 * p.funders)


@compiled
def tranche(p: "Funding", elapsed: int, months: int) -> float:
    """Factor of a grant in a month of its first term; 1 on average over the term.

    1 + f (1 - 2 (k + 1/2) / T): month k of T, front loading f.
    """
    if elapsed < 0 or elapsed >= months:
        return 1.0
    return 1.0 + p.front_loading * (1.0 - 2.0 * (elapsed + 0.5) / months)


@compiled
def start_month(p: "Funding", place: int) -> int:
    """Month in which a funder begins; each further one begins later."""
    return max(1, p.start_month + p.stagger_months * place)


@compiled
def co_funding(p: "Funding", grants: float, legitimacy: float) -> float:
    """Currency a month that engaged funders win from others, G c e L. Assumed."""
    return grants * p.co_funding * p.engagement * legitimacy


@compiled
def sees_progress(p: "Funding", wins: float, result: float) -> bool:
    """Tell whether remembered wins and measured result make progress visible."""
    return wins + result >= p.visible_progress


@compiled
def is_patient(p: "Funding", months: int) -> bool:
    """Tell whether a funder still waits after so many months without progress."""
    return months < 12.0 * p.patience_years


@compiled
def steered(p: "Funding") -> float:
    """Share of their ownership that members lose to a funder that steers. Assumed."""
    return p.domination_cost * p.domination


@compiled
def room_for_systems(p: "Funding", paid: float) -> float:
    """Part of systems work that is possible beside money bound to programmes.

    ``paid`` is the share of the funders that pay now. Assumed.
    """
    return 1.0 - p.programme_hold * p.programme_only * paid


@compiled
def wage(p: "Funding", skill: float) -> float:
    """Currency a year for a post of this skill, c exp(w (s - s0)). Assumed."""
    return p.cost_per_staff * exponential(p.wage_of_skill * (skill - p.reference_skill))


@compiled
def posts_of_members(p: "Funding", money: float) -> float:
    """Posts (FTE) that money spread over the members pays there."""
    return 12.0 * money * p.to_members / p.cost_per_staff


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
    p: "Funding",
    confidence: float,
    legitimacy: float,
    process: float,
    wins: int,
    failures: int,
) -> float:
    """Confidence of a funder a month later.

    It follows the initiative's legitimacy, so it falls with time where nothing shows;
    an engaged funder also sees progress in the process. Each win takes a share of the
    way to 1, each failure a share of what is there. Assumed.
    """
    seen = clip(legitimacy + p.confidence_of_process * p.engagement * process)
    followed = toward(confidence, seen, p.confidence_adjustment)
    lifted = 1.0 - (1.0 - followed) * repeated(1.0 - p.confidence_per_win, wins)
    return lifted * repeated(1.0 - p.confidence_per_failure, failures)


@compiled
def staff_wanted(
    p: "Funding", money: float, skill: float, proved: float, capacity: float
) -> float:
    """Backbone posts (FTE) that money and partners together can fill.

    F* = 12 G (1 - m) / w(s) + c (E L + h K): monthly money G without the part m spread
    over members, over the wage for the skill; plus what partners lend, a share c of
    their joint effort where it has proved itself (effort times legitimacy, E L), and
    of the part h of their capacity K (FTE) that they promise at the outset. Assumed.
    """
    paid = 12.0 * money * (1.0 - p.to_members) / wage(p, skill)
    return paid + p.partner_share * (proved + p.partner_promise * capacity)
