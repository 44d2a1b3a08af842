"""How people work together: the rates that calibration fits."""

from typing import Annotated, NamedTuple

from cisim.configuration.declare import context, lever, pace, rate


class Trust(NamedTuple):
    """Trust between organisations and in the backbone."""

    within_sector: Annotated[
        float,
        context("index", 0, 1, "Trust within a sector at the start.", initial=True),
    ] = 0.40
    across_sectors: Annotated[
        float,
        context("index", 0, 1, "Trust across sectors at the start.", initial=True),
    ] = 0.25
    initial_spread: Annotated[
        float,
        context("s.d.", 0, 0.3, "How much ties differ at the start.", initial=True),
    ] = 0.12
    gain: Annotated[
        float, rate("1/month", 0, 2, "How fast good experience builds trust.")
    ] = 0.3
    loss_ratio: Annotated[
        float,
        rate(
            "factor", 1, 4, "How much faster bad experience destroys it.", "slovic1993"
        ),
    ] = 2.0
    drift: Annotated[float, pace(1, "How fast trust without contact falls back.")] = (
        0.003
    )
    loss_mediation: Annotated[
        float, rate("share", 0, 1, "Part of a loss that mediated ground prevents.")
    ] = 0.5
    of_effort: Annotated[
        float, rate("weight", 0, 1, "Weight of a partner's visible effort.")
    ] = 0.40
    of_closeness: Annotated[
        float, rate("weight", 0, 1, "Weight of agendas that are close.")
    ] = 0.35
    of_mediation: Annotated[
        float, rate("weight", 0, 1, "Weight of mediated, neutral ground.")
    ] = 0.30
    of_power: Annotated[
        float, rate("weight", 0, 1, "Weight of decisions by the strongest, against.")
    ] = 0.25
    of_past: Annotated[
        float,
        rate("weight", 0, 2, "How far what one began with colours what one sees."),
    ] = 0.8
    of_wins: Annotated[
        float, rate("weight", 0, 1, "Weight of remembered quick wins.", "ansell2008")
    ] = 0.15
    backbone_rate: Annotated[
        float, pace(2, "How fast trust in the backbone follows its work.")
    ] = 0.12


class Agenda(NamedTuple):
    """How agendas move and how a common one is agreed."""

    top_down: Annotated[
        float, lever("index", 0, 1, "Weight of power in the common agenda.", "seed000")
    ] = 0.35
    quorum: Annotated[
        float,
        lever(
            "share of weights",
            0.5,
            1,
            "Members within reach who make it the common agenda.",
            "robertson2011",
        ),
    ] = 0.75
    presence: Annotated[
        float,
        rate("share of weights", 0, 1, "Members who must attend for a decision."),
    ] = 0.5
    influence: Annotated[
        float, pace(2, "How fast partners who meet persuade each other.")
    ] = 0.115
    caution: Annotated[
        float,
        rate("weight", 0, 10, "Weight of staying put against that of the partners."),
    ] = 0.5
    mandate: Annotated[
        float, pace(2, "How fast an organisation's own mandate pulls back.")
    ] = 0.022
    mandate_relief: Annotated[
        float, rate("share", 0, 1, "Part of that pull that full morale removes.")
    ] = 0.5
    facilitation: Annotated[
        float, pace(2, "How fast a backbone draws members to the draft.")
    ] = 0.19
    evidence: Annotated[
        float, pace(2, "How fast evidence draws them to what works.")
    ] = 0.05
    of_measurement: Annotated[
        float, rate("weight", 0, 1, "Weight of shared measurement in the evidence.")
    ] = 0.5
    of_people: Annotated[
        float, rate("weight", 0, 1, "Weight of people affected in the evidence.")
    ] = 0.5
    of_pilots: Annotated[
        float, rate("weight", 0, 1, "Weight of a pilot that ended in the evidence.")
    ] = 0.2
    bound: Annotated[
        float,
        rate("distance", 0.01, 2, "Distance at which no one is persuaded any more."),
    ] = 0.35
    bound_widening: Annotated[
        float, rate("share", 0, 2, "How much common words widen that distance.")
    ] = 0.4
    bound_exponent: Annotated[
        int, rate("exponent", 0, 4, "Shape of the bound; 0 is sharp.")
    ] = 2
    reach: Annotated[
        float, rate("distance", 0.01, 1, "Distance at which a member can agree.")
    ] = 0.2
    widest: Annotated[
        float, rate("distance", 0.05, 2, "Mean distance at which agreement is nil.")
    ] = 0.5
    fit_width: Annotated[
        float,
        rate("distance", 0.02, 1, "Error of the agenda that most of its effect bears."),
    ] = 0.18
    feedback: Annotated[
        float, pace(1, "How fast an adopted agenda learns from results.")
    ] = 0.04
    ownership_floor: Annotated[
        float, rate("index", 0, 1, "Ownership of those without a say.")
    ] = 0.3


class Effort(NamedTuple):
    """What organisations give to the joint work."""

    ceiling: Annotated[
        float, rate("share of capacity", 0.05, 1, "Most that an organisation gives.")
    ] = 0.5
    adjustment: Annotated[
        float, pace(2, "How fast effort moves to what is wanted.")
    ] = 0.056
    intercept: Annotated[
        float, rate("log odds", -10, 10, "Readiness where nothing speaks for it.")
    ] = -4.3
    mixed: Annotated[
        float,
        rate(
            "share", 0, 1, "Part of what others give that the mixed type needs shown."
        ),
    ] = 0.5
    least_time: Annotated[
        float, rate("share", 0.01, 1, "Least part of their time that partners work.")
    ] = 0.1
    alone_floor: Annotated[
        float, rate("share", 0, 1, "Own work that goes on where nobody is met.")
    ] = 0.5
    alone_rate: Annotated[
        float, pace(1, "How fast own work falls without meeting others.")
    ] = 0.02
    of_alignment: Annotated[float, rate("log odds", 0, 10, "Effect of alignment.")] = (
        1.2
    )
    of_ownership: Annotated[float, rate("log odds", 0, 10, "Effect of ownership.")] = (
        1.2
    )
    of_trust: Annotated[
        float, rate("log odds", 0, 10, "Effect of trust in others.")
    ] = 1.4
    of_morale: Annotated[float, rate("log odds", 0, 10, "Effect of morale.")] = 1.6
    of_belief: Annotated[
        float, rate("log odds", 0, 10, "Effect of belief in results.")
    ] = 0.8
    of_others: Annotated[
        float, rate("log odds", 0, 10, "Effect of the effort of others that is seen.")
    ] = 1.5
    of_agenda: Annotated[
        float, rate("log odds", 0, 10, "Effect of an adopted common agenda.")
    ] = 0.6
    of_urgency: Annotated[float, rate("log odds", 0, 10, "Effect of urgency.")] = 0.5


class Morale(NamedTuple):
    """Goodwill, frustration, belief in results, systems mindset."""

    at_start: Annotated[
        float, context("index", 0, 1, "Goodwill at the start.", initial=True)
    ] = 0.65
    rest: Annotated[float, rate("index", 0, 1, "Level to which morale returns.")] = 0.62
    recovery: Annotated[float, pace(2, "How fast it returns.")] = 0.080
    frustration: Annotated[
        float, rate("1/month", 0, 1, "Fall of morale by a full shortfall.")
    ] = 0.35
    grit_relief: Annotated[
        float, rate("share", 0, 1, "Part of the frustration that full grit bears.")
    ] = 0.7
    impatience: Annotated[
        float,
        rate("exponent", 0.2, 5, "How late in the believed horizon expectations rise."),
    ] = 1.97
    largest_expectation: Annotated[
        float, rate("index", 0.5, 3, "Most that is ever expected.")
    ] = 1.3
    hindsight: Annotated[
        float,
        rate(
            "1/month",
            0,
            1,
            "How fast the gritty learn from waiting that the result takes longer.",
        ),
    ] = 0.05
    hindsight_span: Annotated[
        float, rate("factor", 1, 5, "How much longer than so far they then expect.")
    ] = 2.0
    exit_blow: Annotated[
        float, rate("share", 0, 1, "Morale that goes when all others leave.")
    ] = 0.3
    process_visibility: Annotated[
        float, rate("weight", 0, 1, "Progress seen in a well told process.")
    ] = 0.27
    process_of_agenda: Annotated[
        float, rate("weight", 0, 1, "Weight of agreement in a well told process.")
    ] = 0.5
    process_of_plan: Annotated[
        float, rate("weight", 0, 1, "Weight of the action plan in it.")
    ] = 0.5
    belief_at_start: Annotated[
        float, context("index", 0, 1, "Belief in results at the start.", initial=True)
    ] = 0.5
    belief_adjustment: Annotated[
        float, pace(2, "How fast belief follows what is seen.")
    ] = 0.05
    belief_of_backbone: Annotated[
        float, rate("weight", 0, 1, "Weight of a visibly able backbone in belief.")
    ] = 0.5
    mindset_rate: Annotated[
        float, rate("1/month", 0, 1, "How fast practice teaches to think in systems.")
    ] = 0.010


class Membership(NamedTuple):
    """Joining, leaving, and what counts as alive."""

    exit_threshold: Annotated[
        float, rate("index", 0, 1, "Morale below which members may leave.")
    ] = 0.45
    exit_hazard: Annotated[
        float,
        rate("1/month", 0, 2, "Rate of leaving with no morale, or no belief, left."),
    ] = 0.35
    belief_threshold: Annotated[
        float, rate("index", 0, 1, "Belief in results below which members may leave.")
    ] = 0.3
    turnover_exit: Annotated[
        float, rate("1/month", 0, 2, "Rate of leaving in the month a leader is lost.")
    ] = 0.04
    conflict_exit: Annotated[
        float,
        rate("1/month", 0, 2, "Rate of leaving in the month of an open conflict."),
    ] = 0.08
    drift_exit: Annotated[
        float,
        rate("1/month", 0, 1, "Rate of leaving of those who neither meet nor give."),
    ] = 0.014
    joining: Annotated[
        float,
        rate("1/month", 0, 1, "Rate at which an outsider joins at full attraction."),
    ] = 0.027
    active_effort: Annotated[
        float, rate("share of capacity", 0, 1, "Joint effort that counts as active.")
    ] = 0.32
    alive_members: Annotated[
        int, rate("organisations", 1, 20, "Active members that keep it alive.")
    ] = 3
    cross_sectors: Annotated[
        int, rate("sectors", 1, 6, "Sectors that make an attending group cross-sector.")
    ] = 3
    active_window_months: Annotated[
        int, rate("months", 1, 24, "How long a sign of activity counts.")
    ] = 6
    collapse_months: Annotated[
        int, rate("months", 1, 60, "Months without life that are a collapse.")
    ] = 12
