"""Every declared parameter acts somewhere: no input is without effect.

Each is set to another admissible value, in a busy place where most things happen
within months, or where it shows; the run must differ from the same run without it.
"""

import math
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from cisim.configuration.choices import Host, Structure
from cisim.configuration.parameters import Parameters, declared, replaced
from cisim.configuration.scenarios import Change, Scenario
from cisim.engine.agents import CollectiveImpactModel
from cisim.model.observation import Event
from tests.strategies import possible

SEEDS = (5, 2, 3, 4)
"""Where chance hides an effect in one place, it may show in another."""
NOTICEABLE = 1e-9

BUSY = {
    "organisations.at_table": 7,
    "organisations.outside": 4,
    "result.horizon_years": 4,
    "result.target_improvement": 0.02,
    "communication.meetings_per_year": 18.0,
    "place.election_interval_months": 6,
    "place.leader_turnover": 0.3,
    "place.public_leader_turnover": 0.3,
    "place.director_turnover": 0.3,
    "place.champion_turnover": 0.3,
    "place.downturn": 0.3,
    "place.conflict": 0.1,
    "problem.shift": 0.3,
    "quick_wins.pilots_per_year": 8.0,
    "funding.duration_years": 1.0,
    "funding.renewal_years": 1.0,
    "agenda.reach": 0.4,
    "champion.succession": 0.6,
    "council.strategic_plan": 0.3,
    "plan.joint_months": 3,
    "plan.joint_level": 0.1,
    "quick_wins.effort": 0.05,
    "backbone.hiring": 1.0,
    "membership.joining": 0.3,
    "system.growth": 0.5,
}
"""A small table in a restless place where results come early."""

HOSTED = {"backbone.host": Host.COUNCIL, "place.administration_change": 1.0}
STEERED = {"governance.structure": Structure.STEERING_GROUP, "communication.seats": 2.0}
UNCLEAR = {
    "agenda.reach": 1.0,
    "agenda.quorum": 0.5,
    "agenda.presence": 0.0,
    "governance.decision_least": 0.0,
    "governance.decision_clear": 0.5,
    "governance.decision_authority": 0.3,
}
WATCHED = {
    "funding.funders": 6,
    "funding.duration_years": 0.5,
    "funding.renewal_years": 0.5,
    "funding.engagement": 1.0,
    "funding.renewal_without_progress": 0.1,
    "funding.confidence_adjustment": 0.5,
}
MIXED = {
    "organisations.at_table": 20,
    "organisations.government_share": 0.1,
    "organisations.nonprofit_share": 0.1,
}
HOSTILE = {
    "disagreement.antagonism": 1.0,
    "disagreement.between_sectors": 1.0,
    "place.conflict": 0.5,
    "trust.within_sector": 0.9,
    "trust.across_sectors": 0.9,
}
WAITING = {"organisations.believed_horizon_months": 6.0}
FORLORN = {
    "morale.rest": 0.1,
    "morale.belief_at_start": 0.0,
    "organisations.outside": 0,
    "membership.exit_hazard": 2.0,
}
SILENCE = (Change(7, {"communication.meetings_per_year": 0.0}),)
"""Where nobody meets any more, only effort is a sign of life."""

WHERE: dict[str, dict[str, float]] = {
    "backbone.dominated_loss": {"funding.domination": 0.8},
    "backbone.group_relief": STEERED,
    "backbone.hosted_loss": HOSTED,
    "backbone.hosted_upheaval": HOSTED,
    "backbone.incubation_months": HOSTED | {"backbone.host": Host.INCUBATED},
    "backbone.seconded_loss": {"backbone.seconded": 0.8},
    "backbone.staffed_level": {"funding.yearly_amount": 120_000.0},
    "backbone.workload_per_group": STEERED,
    "champion.succession": {"place.champion_turnover": 0.5},
    "champion.succession_rate": {"place.champion_turnover": 0.5},
    "communication.attendance_unheard": STEERED,
    "communication.hesitation": {"communication.honest_horizon": 1.0},
    "funding.confidence_of_process": WATCHED,
    "funding.confidence_per_failure": WATCHED,
    "funding.domination_cost": {"funding.domination": 0.8},
    "funding.programme_hold": {"funding.programme_only": 0.8},
    "funding.renewal_with_progress": WATCHED,
    "funding.start_month": {"result.horizon_years": 21},
    "funding.visible_progress": {"funding.patience_years": 0.5},
    "funding.wage_of_skill": {"backbone.skill": 0.9},
    "governance.bridging": STEERED,
    "governance.decision_authority": UNCLEAR,
    "governance.decision_clear": UNCLEAR,
    "governance.decision_least": UNCLEAR,
    "governance.decision_of_leaders": UNCLEAR,
    "governance.representation": STEERED,
    "governance.steering_seats": STEERED,
    "governance.working_groups": STEERED,
    "membership.active_window_months": {"membership.active_effort": 1.0},
    "membership.collapse_months": FORLORN,
    "membership.conflict_exit": HOSTILE,
    "membership.exit_hazard": FORLORN,
    "morale.hindsight": WAITING,
    "morale.hindsight_span": WAITING,
    "morale.largest_expectation": WAITING,
    "organisations.academia_share": MIXED,
    "organisations.business_share": MIXED,
    "organisations.invited_first": {"organisations.staging_months": 12},
    "organisations.philanthropy_share": MIXED,
    "place.conflict_damage": HOSTILE,
    "place.downturn_depth": {"place.downturn": 0.5},
    "place.downturn_recovery_months": {"place.downturn": 0.5},
    "trust.loss_mediation": HOSTILE,
    "trust.loss_ratio": HOSTILE,
}
"""What else must be so for a parameter to show; all others show where it is busy."""

LATER = {
    "membership.active_effort": SILENCE,
    "membership.active_window_months": SILENCE,
}
"""Dated changes without which a parameter does not show."""


class Seen(NamedTuple):
    """What a month shows to those who look on."""

    series: dict[str, float]
    events: list[Event]
    running: bool

    def differs(self, other: "Seen") -> bool:
        """Tell whether somebody who looks on would notice."""
        if (self.events, self.running) != (other.events, other.running):
            return True
        return any(
            math.isnan(value) != math.isnan(other.series[name])
            or abs(value - other.series[name]) > NOTICEABLE
            for name, value in self.series.items()
        )


def months(
    parameters: Parameters, changes: tuple[Change, ...], seed: int
) -> Iterator[Seen]:
    """The months of a run, the start first, as far as they are asked for."""
    setting = Scenario(parameters=parameters, changes=changes)
    model = CollectiveImpactModel(setting, rng=seed, record_organisations=False)
    while True:
        now = [event for event in model.event_log() if event.month == model.month]
        yield Seen(dict(model.observer.series), now, model.running)
        if not model.running:
            return
        model.step()


class Told:
    """The months of a run, simulated once and told as often as one likes."""

    def __init__(self, coming: Iterator[Seen]) -> None:
        self._coming = coming
        self._told: list[Seen] = []

    def __iter__(self) -> Iterator[Seen]:
        yield from self._told
        for month in self._coming:
            self._told.append(month)
            yield month


@cache
def unchanged(circumstances: frozenset, changes_of: str, seed: int) -> Told:
    """The run of some circumstances, shared by all parameters that show there."""
    parameters = replaced(Parameters(), dict(circumstances))
    return Told(months(parameters, LATER.get(changes_of, ()), seed))


def others(parameters: Parameters, name: str) -> Iterator[Parameters]:
    """The same with other admissible values of one parameter."""
    low, high = declared()[name].declaration.low, declared()[name].declaration.high
    for value in (low, high, (low + high) / 2.0, low + (high - low) / 10.0):
        other = replaced(parameters, {name: value})
        if other != parameters and possible(other):
            yield other


def acts(name: str, seed: int) -> bool:
    """Tell whether another value of a parameter shows in the runs of a seed."""
    circumstances = BUSY | WHERE.get(name, {})
    base = unchanged(
        frozenset(circumstances.items()), name if name in LATER else "", seed
    )
    return any(
        one.differs(other)
        for parameters in others(replaced(Parameters(), circumstances), name)
        for one, other in zip(
            base, months(parameters, LATER.get(name, ()), seed), strict=False
        )
    )


@pytest.mark.parametrize("name", declared())
def test_parameter_acts(name):
    assert any(acts(name, seed) for seed in SEEDS)


def test_the_table_names_parameters():
    assert set(WHERE) | set(LATER) <= set(declared())
    assert set().union(BUSY, *WHERE.values()) <= set(declared())


def test_a_parameter_that_nothing_reads_would_be_noticed():
    """Where nobody dares a pilot, how long one runs shows nowhere."""
    calm = replaced(Parameters(), BUSY | {"quick_wins.pilots_per_year": 0.0})
    for other in others(calm, "quick_wins.duration_months"):
        pairs = zip(months(calm, (), 5), months(other, (), 5), strict=True)
        assert not any(one.differs(two) for one, two in pairs)
