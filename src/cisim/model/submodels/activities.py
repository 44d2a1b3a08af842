"""Mutually reinforcing activities: the action plan (ODD 7.9)."""

from typing import TYPE_CHECKING

from cisim.model.compilation import compiled
from cisim.model.elementary import clip, step

if TYPE_CHECKING:
    from cisim.configuration.parameters.joint_work import Plan

SECTORS = 6.0
"""Number of sectors."""


@compiled
def next_plan(
    p: "Plan",
    plan: float,
    adopted: float,
    full: float,
    agreement: float,
    practice: float,
) -> float:
    """Maturity of the action plan a month later.

    It grows once an agenda is adopted, with fullness q, agreement A and the practice
    of those who plan, and is forgotten where no backbone keeps it. Assumed.
    """
    growth = step(p.building * adopted * full * agreement * practice) * (1.0 - plan)
    return plan + growth - step(p.decay * (1.0 - full)) * plan


@compiled
def complementary(
    p: "Plan", effort: float, plan: float, advantage: float, mix: float
) -> float:
    """Effort in what it yields: duplicates taken off, comparative advantage added.

    e (1 - d (1 - c))(1 + a m c), c = plan x specialisation: what an organisation does
    best (a) pays the more the more sectors (mix m) share the work. Assumed.
    """
    planned = plan * p.specialisation
    unique = 1.0 - p.duplication * (1.0 - planned)
    return effort * unique * (1.0 + advantage * mix * planned)


@compiled
def sector_mix(same_sector: float) -> float:
    """Chance that two members come from different sectors, 1 for an even mix of six.

    ``same_sector`` is the sum of the squared shares of the sectors [simpson1949].
    """
    return clip((1.0 - same_sector) * SECTORS / (SECTORS - 1.0))


@compiled
def systems_share(mindset: float, room: float) -> float:
    """Share of joint effort that goes to changing the system; the rest to programmes.

    A systems mindset needs room: credit that is shared, money that is not bound.
    """
    return mindset * room
