"""Money: grants for the backbone, the conduct of funders, what partners add."""

from typing import Annotated, NamedTuple

from cisim.configuration.declare import context, lever, pace, rate


class Funding(NamedTuple):
    """Grants for the backbone, the conduct of funders, what partners add."""

    duration_years: Annotated[
        float, lever("years", 0, 30, "How long the first grants last.", "seed002")
    ] = 3.0
    yearly_amount: Annotated[
        float,
        lever("currency per year", 0, 5e6, "All grants together, while paid."),
    ] = 400_000.0
    start_month: Annotated[
        int, lever("months", 0, 240, "Month in which the grants begin.")
    ] = 0
    funders: Annotated[
        int,
        context(
            "funders", 1, 6, "Funders that share the amount.", "norc2012", initial=True
        ),
    ] = 3
    stagger_months: Annotated[
        int, lever("months", 0, 60, "How much later each further funder begins.")
    ] = 0
    front_loading: Annotated[
        float,
        lever(
            "index",
            -1,
            1,
            "Tranches of the first grants: 1 falls to nothing, 0 is even, -1 rises"
            " from nothing; the total is the same.",
        ),
    ] = 0.0
    engagement: Annotated[
        float,
        lever(
            "index",
            0,
            1,
            "How closely funders follow the work and win others for it.",
            "seed002",
        ),
    ] = 0.4
    patience_years: Annotated[
        float,
        lever(
            "years",
            0.5,
            30,
            "How long funders go on paying without visible progress, even within a"
            " term.",
        ),
    ] = 30.0
    domination: Annotated[
        float,
        lever("index", 0, 1, "How far a funder, and not the table, steers.", "seed000"),
    ] = 0.0
    programme_only: Annotated[
        float,
        lever("index", 0, 1, "How far money is bound to programmes.", "seed004"),
    ] = 0.0
    to_members: Annotated[
        float,
        lever("share", 0, 1, "Grants spread over the members instead of the backbone."),
    ] = 0.0
    partner_share: Annotated[
        float,
        lever(
            "share",
            0,
            1,
            "Share of joint effort, and of what they promise, that partners lend to"
            " the backbone.",
            "seed000",
        ),
    ] = 0.05
    renewal_years: Annotated[
        float, lever("years", 0, 30, "How long a renewed grant lasts.")
    ] = 3.0
    renewal_without_progress: Annotated[
        float,
        context(
            "probability", 0, 1, "Chance of renewal by a funder without confidence."
        ),
    ] = 0.3
    renewal_with_progress: Annotated[
        float,
        context(
            "probability",
            0,
            1,
            "Chance of renewal by a fully confident funder.",
            "mtauburn2014",
        ),
    ] = 0.8
    cost_per_staff: Annotated[
        float,
        context(
            "currency per FTE and year",
            20_000,
            400_000,
            "Wage and office for staff of the reference skill.",
        ),
    ] = 130_000.0
    reference_skill: Annotated[
        float, context("index", 0, 1, "Skill that earns the wage above.")
    ] = 0.65
    wage_of_skill: Annotated[
        float, rate("share", 0, 2, "How much more of the wage full skill earns.")
    ] = 0.8
    co_funding: Annotated[
        float,
        rate("share", 0, 2, "Money that an engaged funder wins at full legitimacy."),
    ] = 0.4
    partner_promise: Annotated[
        float,
        rate("share of capacity", 0, 1, "Work that partners promise at the outset."),
    ] = 0.06
    confidence_adjustment: Annotated[
        float, pace(2, "How fast confidence follows what is seen.")
    ] = 0.04
    confidence_of_process: Annotated[
        float, rate("weight", 0, 1, "Progress that an engaged funder sees in process.")
    ] = 0.5
    confidence_per_win: Annotated[
        float, rate("share", 0, 1, "Rise of confidence by a quick win.")
    ] = 0.06
    confidence_per_failure: Annotated[
        float, rate("share", 0, 1, "Fall of confidence by a failed pilot.")
    ] = 0.05
    visible_progress: Annotated[
        float,
        rate("index", 0, 1, "Remembered wins and measured result that can be seen."),
    ] = 0.35
    domination_cost: Annotated[
        float, rate("share", 0, 1, "Ownership lost to a funder that steers.")
    ] = 0.4
    programme_hold: Annotated[
        float, rate("share", 0, 1, "Systems work that bound money holds back.")
    ] = 0.6
