"""The roster: the organisations and how far apart they stand."""

from typing import Annotated, NamedTuple

from cisim.configuration.declare import context, lever


class Organisations(NamedTuple):
    """The roster: who sits at the table, who waits outside, what they bring."""

    at_table: Annotated[
        int,
        context("organisations", 3, 10000, "Members at the start.", initial=True),
    ] = 20
    outside: Annotated[
        int,
        context(
            "organisations",
            0,
            10000,
            "Organisations that may join later.",
            initial=True,
        ),
    ] = 10
    ties_each: Annotated[
        int,
        context(
            "ties",
            2,
            9999,
            "Others that an organisation knows, rounded down to an even number; all"
            " others where there are no more.",
            initial=True,
        ),
    ] = 99
    staging_months: Annotated[
        int,
        lever(
            "months",
            0,
            120,
            "Time over which the members of the start are invited after the first;"
            " 0 invites all at once.",
            initial=True,
        ),
    ] = 0
    invited_first: Annotated[
        int,
        lever(
            "organisations",
            3,
            10000,
            "Members who are invited at once where invitation is staged.",
            initial=True,
        ),
    ] = 6
    government_share: Annotated[
        float, context("share", 0, 1, "Share from government.", initial=True)
    ] = 0.25
    nonprofit_share: Annotated[
        float, context("share", 0, 1, "Share of non-profit providers.", initial=True)
    ] = 0.40
    business_share: Annotated[
        float, context("share", 0, 1, "Share of businesses.", initial=True)
    ] = 0.10
    philanthropy_share: Annotated[
        float, context("share", 0, 1, "Share of foundations.", initial=True)
    ] = 0.05
    academia_share: Annotated[
        float,
        context(
            "share",
            0,
            1,
            "Share from academia; what is left are community organisations.",
            initial=True,
        ),
    ] = 0.08
    capacity: Annotated[
        float,
        context(
            "FTE",
            0.1,
            50,
            "Median staff that an organisation has for work on the problem.",
            initial=True,
        ),
    ] = 3.0
    capacity_spread: Annotated[
        float,
        context("s.d. of log", 0, 1.5, "How unequal capacities are.", initial=True),
    ] = 0.6
    power_spread: Annotated[
        float, context("s.d. of log", 0, 1.5, "How unequal power is.", initial=True)
    ] = 0.9
    advantage: Annotated[
        float,
        context(
            "share",
            0,
            2,
            "How much more an hour yields in what an organisation does best.",
            initial=True,
        ),
    ] = 0.3
    advantage_spread: Annotated[
        float,
        context("s.d.", 0, 0.5, "How much organisations differ in that.", initial=True),
    ] = 0.1
    grit: Annotated[
        float,
        context(
            "index",
            0,
            1,
            "How well partners bear that progress stays away.",
            initial=True,
        ),
    ] = 0.5
    grit_spread: Annotated[
        float,
        context("s.d.", 0, 0.5, "How much partners differ in grit.", initial=True),
    ] = 0.2
    systems_mindset: Annotated[
        float,
        context(
            "index",
            0,
            1,
            "Share of joint effort that goes to changing the system at first;"
            " the rest goes to programmes.",
            initial=True,
        ),
    ] = 0.25
    believed_horizon_months: Annotated[
        float,
        context(
            "months",
            6,
            240,
            "When partners at first expect the result to be there.",
            initial=True,
        ),
    ] = 44.0
    believed_horizon_spread: Annotated[
        float,
        context(
            "s.d. of log",
            0,
            1.5,
            "How much partners differ in what they expect.",
            initial=True,
        ),
    ] = 0.35
    conditional_share: Annotated[
        float,
        context(
            "share",
            0,
            1,
            "Share that gives when others are seen to give.",
            "fischbacher2001",
            initial=True,
        ),
    ] = 0.50
    free_riding_share: Annotated[
        float,
        context(
            "share",
            0,
            1,
            "Share that gives only when measurement shows who gives.",
            "fischbacher2001",
            initial=True,
        ),
    ] = 0.33


class Disagreement(NamedTuple):
    """How far apart the partners stand, and what distance does to trust."""

    between_sectors: Annotated[
        float,
        context("index", 0, 1, "How far apart the sectors stand.", initial=True),
    ] = 0.5
    within_sectors: Annotated[
        float,
        context(
            "s.d.", 0, 0.3, "How far organisations of one sector differ.", initial=True
        ),
    ] = 0.12
    widest_offset: Annotated[
        float,
        context(
            "s.d.",
            0,
            0.5,
            "Distance of sector views, per axis, where between_sectors is 1.",
            initial=True,
        ),
    ] = 0.4
    shared_bias: Annotated[
        float,
        context(
            "s.d.",
            0,
            0.4,
            "How far professionals as a body miss what would really work;"
            " people affected do not share it.",
            initial=True,
        ),
    ] = 0.16
    antagonism: Annotated[
        float,
        context("index", 0, 1, "How much distance between agendas hurts trust."),
    ] = 0.5
