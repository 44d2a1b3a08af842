"""The place: the result, the problem, the surroundings."""

from typing import Annotated, NamedTuple

from cisim.configuration.declare import context, rate


class Result(NamedTuple):
    """The shared result and the time in which it is looked for."""

    horizon_years: Annotated[
        int, context("years", 1, 50, "How long every run lasts.", initial=True)
    ] = 20
    largest_improvement: Annotated[
        float,
        context(
            "share of the indicator",
            0.01,
            1,
            "Improvement of the community-wide indicator when all that can change"
            " has changed.",
        ),
    ] = 0.20
    target_improvement: Annotated[
        float,
        context(
            "share of the indicator",
            0.005,
            1,
            "Improvement that counts as the shared result.",
            "E08",
        ),
    ] = 0.10
    hold_months: Annotated[
        int,
        context("months", 1, 60, "How long the improvement must hold to count."),
    ] = 6


class Problem(NamedTuple):
    """The problem: how hard it is and whose help it needs."""

    difficulty: Annotated[
        float,
        context(
            "factor", 0.05, 20, "Median difficulty; 1 is the reference.", initial=True
        ),
    ] = 1.0
    difficulty_spread: Annotated[
        float,
        context(
            "s.d. of log",
            0,
            2,
            "How much difficulty varies between places that look alike.",
            initial=True,
        ),
    ] = 0.9
    leverage_spread: Annotated[
        float,
        context(
            "s.d.",
            0,
            0.4,
            "How far from the centre of opinion the agenda that works may lie.",
            initial=True,
        ),
    ] = 0.12
    state_dependence: Annotated[
        float,
        context("share", 0, 1, "Share of the system that only the state can open."),
    ] = 0.35
    shift: Annotated[
        float,
        context(
            "probability per year",
            0,
            0.5,
            "Chance that what would really work changes.",
        ),
    ] = 0.02
    shift_distance: Annotated[
        float,
        context(
            "distance",
            0,
            1,
            "How far what would work moves then; a dated change moves it at once.",
        ),
    ] = 0.2


class Place(NamedTuple):
    """The surroundings: urgency, politics, turnover, shocks."""

    urgency: Annotated[
        float,
        context(
            "index",
            0,
            1,
            "Urgency at the start; a dated change sets it anew, as a crisis does.",
        ),
    ] = 0.55
    urgency_half_life_months: Annotated[
        float, context("months", 1, 240, "Time in which urgency halves.")
    ] = 15.0
    policy_support: Annotated[
        float,
        context(
            "index",
            0,
            1,
            "Support by the administration at the start; a dated change is a turn"
            " of policy.",
        ),
    ] = 0.5
    hurdles: Annotated[
        float,
        context(
            "index",
            0,
            1,
            "Legal, data and funding hurdles to joint work at the start.",
            "seed001",
            initial=True,
        ),
    ] = 0.5
    election_interval_months: Annotated[
        int,
        context("months", 0, 60, "Time between elections; 0 for none."),
    ] = 48
    administration_change: Annotated[
        float,
        context(
            "probability", 0, 1, "Chance that an election changes the administration."
        ),
    ] = 0.4
    election_swing: Annotated[
        float,
        context(
            "index", 0, 1, "Largest change of policy support by a new administration."
        ),
    ] = 0.35
    agenda_swing: Annotated[
        float,
        context(
            "distance",
            0,
            0.5,
            "Largest shift of a government member's agenda by a new administration.",
        ),
    ] = 0.08
    leader_turnover: Annotated[
        float,
        context(
            "probability per year",
            0,
            0.5,
            "Chance that an organisation outside government loses its leader.",
        ),
    ] = 0.09
    public_leader_turnover: Annotated[
        float,
        context(
            "probability per year",
            0,
            0.5,
            "Chance that a government organisation loses its leader.",
        ),
    ] = 0.17
    lost_with_leader: Annotated[
        float,
        rate("share", 0, 1, "Trust, mindset and effort that go with a leader."),
    ] = 0.43
    director_turnover: Annotated[
        float,
        context(
            "probability per year",
            0,
            0.5,
            "Chance that the backbone loses its director.",
        ),
    ] = 0.14
    champion_turnover: Annotated[
        float,
        context("probability per year", 0, 0.5, "Chance that the champion leaves."),
    ] = 0.12
    downturn: Annotated[
        float,
        context("probability per year", 0, 0.5, "Chance of an economic downturn."),
    ] = 0.10
    downturn_depth: Annotated[
        float, context("share", 0, 0.9, "Capacity lost in a downturn.")
    ] = 0.2
    downturn_recovery_months: Annotated[
        float, context("months", 1, 120, "Time constant of recovery from a downturn.")
    ] = 24.0
    conflict: Annotated[
        float,
        rate(
            "1/month",
            0,
            0.5,
            "Rate of open conflict of a member at the widest distance, unmediated.",
        ),
    ] = 0.028
    conflict_damage: Annotated[
        float, rate("share", 0, 1, "Trust and morale lost in an open conflict.")
    ] = 0.25
