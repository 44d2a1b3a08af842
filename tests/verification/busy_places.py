"""Places where all that the ODD describes happens often, small enough for an oracle.

Each is a set of settings over the defaults, and what changes in some months.
"""

from hypothesis import assume
from hypothesis import strategies as st

from cisim.configuration.choices import Host, Structure
from cisim.configuration.parameters import Parameters, replaced
from cisim.configuration.scenarios import Change, Scenario
from tests.strategies import CHANGEABLE, NAMES, made_possible, possible, rosters
from tests.strategies import settings as drawn_settings

SHOCKS = {
    "place.election_interval_months": 7,
    "place.administration_change": 0.6,
    "place.downturn": 0.5,
    "place.downturn_recovery_months": 60,
    "place.leader_turnover": 0.4,
    "place.public_leader_turnover": 0.5,
    "place.director_turnover": 0.5,
    "place.champion_turnover": 0.5,
    "place.conflict": 0.5,
    "problem.shift": 0.5,
    "champion.succession": 0.8,
    "champion.succession_rate": 0.2,
}
"""Turnover, conflict, politics and the economy, far more often than anywhere."""

PILOTS = {
    "quick_wins.pilots_per_year": 24,
    "quick_wins.dared_per_year": 48,
    "quick_wins.duration_months": 3,
    "quick_wins.effort": 0.3,
}

TABLE = {
    "organisations.at_table": 9,
    "organisations.outside": 6,
    "organisations.government_share": 0.4,
    "organisations.nonprofit_share": 0.1,
}

EAGER = {
    "agenda.reach": 0.4,
    "agenda.presence": 0.2,
    "effort.intercept": -2.0,
    "membership.joining": 0.3,
    "result.target_improvement": 0.01,
    "plan.building": 0.5,
    "measurement.building": 3.0,
    "plan.joint_months": 3,
}
"""Tables that agree, give and get somewhere within a few years."""

STEERED = {
    "governance.structure": Structure.STEERING_GROUP,
    "governance.steering_seats": 4,
    "governance.working_groups": 3,
    "governance.gateway": 0.5,
    "communication.seats": 2,
    "communication.attendance_unheard": 4.0,
    "membership.cross_sectors": 4,
    "funding.stagger_months": 4,
    "funding.front_loading": 0.7,
    "funding.duration_years": 1.3,
    "funding.renewal_years": 0.5,
    "funding.programme_only": 0.6,
    "funding.to_members": 0.3,
    "funding.domination": 0.5,
    "backbone.host": Host.COUNCIL,
    "backbone.seconded": 0.4,
    "champion.advocacy": 0.9,
    "council.strategic_plan": 0.8,
    "council.presence": 0.9,
    "support.process": 0.4,
    "support.content": 0.5,
    "support.leadership": 0.6,
    "community.control_sharing": 0.7,
}

SPREAD_OUT = {
    "governance.structure": Structure.WORKING_GROUPS,
    "governance.working_groups": 4,
    "communication.seats": 2,
    "communication.meetings_per_year": 9,
    "funding.partner_share": 0.2,
    "funding.funders": 4,
    "funding.stagger_months": 2,
    "funding.start_month": 3,
    "funding.patience_years": 0.5,
    "funding.visible_progress": 0.7,
    "funding.front_loading": -0.8,
    "backbone.host": Host.INCUBATED,
    "backbone.incubation_months": 15,
    "organisations.staging_months": 10,
    "organisations.invited_first": 4,
    "system.substitution": 0.0,
    "agenda.bound_exponent": 0.0,
    "agenda.presence": 0.6,
    "membership.cross_sectors": 4,
    "quick_wins.pooled_risk": 1.0,
}

RENEWED_MONTHLY = {
    "funding.funders": 6,
    "funding.engagement": 0.9,
    "funding.duration_years": 0.1,
    "funding.renewal_years": 0.1,
    "funding.stagger_months": 5,
    "funding.renewal_without_progress": 0.5,
    "funding.confidence_adjustment": 0.5,
    "funding.renewal_with_progress": 1.0,
    "backbone.host": Host.INCUBATED,
    "backbone.incubation_months": 21,
}
"""Funders who decide in every month, so that their confidence shows."""

FALLING_APART = {
    "membership.exit_hazard": 1.5,
    "membership.exit_threshold": 0.6,
    "membership.belief_threshold": 0.5,
    "membership.turnover_exit": 0.5,
    "membership.conflict_exit": 0.5,
    "membership.drift_exit": 0.3,
    "membership.collapse_months": 3,
    "membership.active_window_months": 2,
    "membership.joining": 0.02,
    "organisations.believed_horizon_months": 8,
}

TURNS = (
    Change(3, {"place.champion_turnover": 0.5, "champion.succession_rate": 0.0}),
    Change(6, {"place.urgency": 0.9, "backbone.skill": 0.4}),
    Change(7, {"place.urgency": 0.88}),
    Change(11, {"champion.influence": 0.8, "place.administration_change": 1.0}),
    Change(12, {"governance.structure": 0}),
    Change(14, {"place.policy_support": 0.2, "problem.shift_distance": 0.3}),
    Change(17, {"governance.structure": 2, "governance.steering_seats": 2}),
    Change(20, {"backbone.host": 2, "quick_wins.duration_months": 1}),
    Change(23, {"governance.working_groups": 5, "funding.duration_years": 4.0}),
    Change(28, {"place.urgency": 0.9, "champion.influence": 0.0}),
    Change(30, {"funding.stagger_months": 0, "communication.seats": 30}),
    Change(32, {"effort.ceiling": 0.05}),
)
"""Every kind of dated change that the text speaks of, and some more."""


def together(*sets):
    return {name: value for one in sets for name, value in one.items()}


def place(*sets, changes=()):
    return Scenario(parameters=replaced(Parameters(), together(*sets)), changes=changes)


FEW_TIES = {"organisations.ties_each": 5}
"""A sparse network, in which an organisation knows four others."""

BUSY = {
    "steered": place(TABLE, SHOCKS, PILOTS, EAGER, STEERED),
    "spread out": place(TABLE, SHOCKS, PILOTS, EAGER, SPREAD_OUT),
    "steered, with turns": place(TABLE, SHOCKS, PILOTS, STEERED, changes=TURNS),
    "spread out, with turns": place(TABLE, PILOTS, EAGER, SPREAD_OUT, changes=TURNS),
    "renewed monthly": place(TABLE, SHOCKS, PILOTS, EAGER, RENEWED_MONTHLY),
    "falling apart": place(TABLE, SHOCKS, PILOTS, FALLING_APART),
    "sparse": place(TABLE, SHOCKS, PILOTS, EAGER, FEW_TIES),
    "won and over": place(
        TABLE, PILOTS, EAGER, FALLING_APART, {"result.hold_months": 1}
    ),
}


# ---- Drawn ----

BASES: tuple[dict, ...] = (
    {},
    together(SHOCKS, PILOTS, EAGER, STEERED),
    together(SHOCKS, PILOTS, EAGER, SPREAD_OUT),
    together(PILOTS, FALLING_APART),
)

small_rosters = st.fixed_dictionaries(
    {
        "organisations.at_table": st.integers(3, 8),
        "organisations.outside": st.integers(0, 4),
        "organisations.invited_first": st.integers(3, 8),
        "organisations.ties_each": st.integers(2, 14),
    }
)

turns = st.lists(
    st.builds(Change, st.integers(1, 22), drawn_settings(CHANGEABLE, least=1, most=6)),
    max_size=4,
    unique_by=lambda change: change.at_month,
)


@st.composite
def busy_scenarios(draw):
    """Small places: one of the sets above with some settings drawn anew."""
    base = draw(st.sampled_from(BASES))
    given = draw(drawn_settings(NAMES, most=draw(st.sampled_from((5, 40, 150)))))
    given = base | given | draw(small_rosters) | {"result.horizon_years": 3}
    roster = draw(st.none() | rosters())
    if roster and roster.ties:  # then all know each other
        given["organisations.ties_each"] = len(roster.organisations)
    scenario = Scenario(
        parameters=replaced(Parameters(), made_possible(given)),
        changes=tuple(draw(turns)),
        roster=roster,
    )
    assume(all(possible(p) for p in scenario.parameters_by_month().values()))
    return scenario
