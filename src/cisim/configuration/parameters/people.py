"""Those around the table: champion, people affected, council, outside support."""

from typing import Annotated, NamedTuple

from cisim.configuration.declare import context, lever, rate


class Champion(NamedTuple):
    """Those who bring people together who never worked together."""

    influence: Annotated[
        float, lever("index", 0, 1, "Standing of the champion; 0 for none.", "seed002")
    ] = 0.55
    advocacy: Annotated[
        float,
        lever(
            "index",
            0,
            1,
            "From letting others find the answer (0) to pressing an own one (1).",
            "seed002",
        ),
    ] = 0.2
    succession: Annotated[
        float, lever("index", 0, 1, "How far a successor is prepared.")
    ] = 0.2
    own_view_spread: Annotated[
        float,
        context(
            "s.d.",
            0,
            0.4,
            "How far the champion's own answer misses what would really work.",
            initial=True,
        ),
    ] = 0.2
    draft_weight: Annotated[
        float,
        rate("weight", 0, 1, "Weight of a champion who presses in the common agenda."),
    ] = 0.4
    push: Annotated[
        float, rate("weight", 0, 1, "How hard such a champion draws members to it.")
    ] = 0.5
    succession_rate: Annotated[
        float, rate("1/month", 0, 1, "Rate at which a prepared successor steps in.")
    ] = 0.04


class Community(NamedTuple):
    """The people affected by the problem."""

    involvement: Annotated[
        float,
        lever(
            "index", 0, 1, "How far people affected take part in the work.", "seed000"
        ),
    ] = 0.4
    control_sharing: Annotated[
        float,
        lever(
            "index",
            0,
            1,
            "How far those who take part also decide.",
            "seed000",
        ),
    ] = 0.3
    voice: Annotated[
        float,
        rate(
            "share of all weights",
            0,
            1,
            "Weight of the community in the common agenda at full involvement and"
            " control.",
        ),
    ] = 0.4
    voice_unshared: Annotated[
        float, rate("share", 0, 1, "Part of that voice without any control.")
    ] = 0.4
    time: Annotated[
        float,
        rate("share of time", 0, 0.5, "Partners' time that full involvement takes."),
    ] = 0.1
    challenge: Annotated[
        float,
        rate("share", 0, 1, "Part of what people say that professionals first refuse."),
    ] = 0.6
    handover: Annotated[
        float,
        rate(
            "share", 0, 1, "Ownership that professionals lose where control is shared."
        ),
    ] = 0.15
    own_view_spread: Annotated[
        float,
        context(
            "s.d.",
            0,
            0.3,
            "How far people affected miss what would really work.",
            initial=True,
        ),
    ] = 0.05


class Council(NamedTuple):
    """The local government as a partner."""

    presence: Annotated[
        float, lever("index", 0, 1, "How far the council takes part.", "seed001")
    ] = 0.4
    strategic_plan: Annotated[
        float,
        lever(
            "index",
            0,
            1,
            "How far a strategic plan of the council gives a basis for the agenda.",
            "seed001",
        ),
    ] = 0.0
    open_data: Annotated[
        float,
        lever("index", 0, 1, "How far public data holders open their data.", "seed001"),
    ] = 0.3
    plan_error: Annotated[
        float,
        context(
            "s.d.",
            0,
            0.4,
            "How far the council's plan misses what would really work.",
            initial=True,
        ),
    ] = 0.15
    plan_weight: Annotated[
        float, rate("weight", 0, 1, "Weight of the plan in the first drafts.")
    ] = 0.4
    plan_push: Annotated[
        float, rate("weight", 0, 1, "How hard the plan draws members to the draft.")
    ] = 0.3
    public_ear: Annotated[
        float, rate("weight", 0, 1, "Reach that a council lends to the common story.")
    ] = 0.5
    celebration: Annotated[
        float, rate("share", 0, 2, "How much more a win lifts where it is celebrated.")
    ] = 0.5
    education: Annotated[
        float,
        rate("weight", 0, 1, "Honesty about time that a council's plan adds."),
    ] = 0.4


class Support(NamedTuple):
    """What the place can do by itself, and support from outside."""

    process_capacity: Annotated[
        float, context("index", 0, 1, "How well the place knows how to work together.")
    ] = 0.5
    content_capacity: Annotated[
        float, context("index", 0, 1, "How well the place knows what works.")
    ] = 0.5
    leadership_capacity: Annotated[
        float, context("index", 0, 1, "How many in the place can lead.")
    ] = 0.5
    process: Annotated[
        float, lever("index", 0, 1, "Outside support in process (how).", "seed004")
    ] = 0.0
    content: Annotated[
        float, lever("index", 0, 1, "Outside support in content (what).", "seed004")
    ] = 0.0
    leadership: Annotated[
        float, lever("index", 0, 1, "Outside support in leadership (who).", "seed004")
    ] = 0.0
    process_burden: Annotated[
        float, rate("share", 0, 2, "Workload added where nobody knows how.")
    ] = 0.6
    content_weight: Annotated[
        float, rate("share", 0, 1, "Part of the evidence lost where nobody knows what.")
    ] = 0.6
    leadership_relief: Annotated[
        float, rate("share", 0, 1, "Part of a leader's loss that others make good.")
    ] = 0.6
