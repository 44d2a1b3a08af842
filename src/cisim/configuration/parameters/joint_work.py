"""Joint work: shared measurement, the action plan, quick wins."""

from typing import Annotated, NamedTuple

from cisim.configuration.declare import lever, rate


class Measurement(NamedTuple):
    """Common words, data that are opened, and shared measurement."""

    investment: Annotated[
        float, lever("index", 0, 1, "Effort put into shared measurement.", "seed003")
    ] = 0.55
    indicators: Annotated[
        int,
        lever("indicators", 1, 60, "Length of the list of indicators.", "seed003"),
    ] = 10
    few_indicators: Annotated[
        float, rate("indicators", 1, 100, "Length of list that halves the speed.")
    ] = 20.0
    vocabulary_rate: Annotated[
        float, rate("1/month", 0, 2, "How fast contact makes common words.")
    ] = 0.1
    access_rate: Annotated[
        float, rate("1/month", 0, 2, "How fast trust opens data.")
    ] = 0.13
    access_unaided: Annotated[
        float,
        rate("share", 0, 1, "Opening of data by trust alone, without a backbone."),
    ] = 0.5
    access_of_council: Annotated[
        float, rate("1/month", 0, 2, "How fast public data holders open theirs.")
    ] = 0.08
    building: Annotated[
        float, rate("1/month", 0, 5, "How fast shared measurement is built.")
    ] = 0.75
    decay: Annotated[
        float, rate("1/month", 0, 1, "How fast all three wither without a backbone.")
    ] = 0.02
    words_level: Annotated[
        float, rate("index", 0, 1, "Vocabulary that counts as a common language.")
    ] = 0.3
    agreed_level: Annotated[
        float, rate("index", 0, 1, "Measurement at which metrics count as agreed.")
    ] = 0.25
    data_case_level: Annotated[
        float, rate("index", 0, 1, "Data access at which the case can be made.")
    ] = 0.2


class Plan(NamedTuple):
    """The mutual action plan."""

    specialisation: Annotated[
        float,
        lever(
            "index", 0, 1, "How far each does what it does best, by plan.", "seed003"
        ),
    ] = 0.7
    building: Annotated[
        float, rate("1/month", 0, 2, "How fast the plan grows at best.")
    ] = 0.09
    decay: Annotated[
        float, rate("1/month", 0, 1, "How fast it is forgotten without a backbone.")
    ] = 0.015
    duplication: Annotated[
        float, rate("share", 0, 1, "Effort lost to duplicates without any plan.")
    ] = 0.5
    joint_level: Annotated[
        float, rate("index", 0, 1, "Plan that a joint milestone asks for.", "E06")
    ] = 0.5
    joint_systems_work: Annotated[
        float,
        rate(
            "FTE per organisation",
            0,
            5,
            "Systems work that a joint milestone asks for.",
        ),
    ] = 0.07
    joint_months: Annotated[
        int, rate("months", 1, 60, "How long both must hold for a joint milestone.")
    ] = 12


class QuickWins(NamedTuple):
    """Small tests that show early that things can change."""

    pilots_per_year: Annotated[
        float, lever("pilots per year", 0, 24, "Pilots that are planned.", "seed004")
    ] = 2.0
    pooled_risk: Annotated[
        float,
        lever(
            "index", 0, 1, "How far the risk of failure is borne together.", "seed001"
        ),
    ] = 0.4
    aversion: Annotated[
        float, rate("share", 0, 1, "Daring lost where each bears the risk alone.")
    ] = 0.6
    proven_models: Annotated[
        float,
        rate(
            "share",
            0,
            1,
            "Learning lost where each bears the risk alone and keeps to proven models.",
            "seed001",
        ),
    ] = 0.6
    failure_relief: Annotated[
        float, rate("share", 0, 1, "Part of the blow of a failure that pooling bears.")
    ] = 0.7
    dared_per_year: Annotated[
        float,
        rate("pilots per year", 0, 48, "Pilots that fully willing members dare."),
    ] = 36.0
    duration_months: Annotated[int, rate("months", 1, 24, "How long a pilot runs.")] = 4
    effort: Annotated[
        float, rate("FTE", 0, 10, "Systems work that a running pilot takes.")
    ] = 2.0
    success_least: Annotated[
        float, rate("probability", 0, 1, "Chance of success where all is against it.")
    ] = 0.1
    success_content: Annotated[
        float, rate("probability", 0, 1, "What knowing what works adds.")
    ] = 0.2
    success_coordination: Annotated[
        float, rate("probability", 0, 1, "What full coordination adds.")
    ] = 0.3
    success_fit: Annotated[
        float, rate("probability", 0, 1, "What an agenda that fits adds.")
    ] = 0.2
    success_involvement: Annotated[
        float, rate("probability", 0, 1, "What involving people affected adds.")
    ] = 0.2
    memory: Annotated[
        float, rate("share", 0, 1, "What a win adds to the memory of wins.")
    ] = 0.25
    memory_kept: Annotated[
        float, rate("share per month", 0, 1, "Memory of wins kept from month to month.")
    ] = 0.937
    morale_per_win: Annotated[
        float, rate("share", 0, 1, "Rise of morale by a first win.")
    ] = 0.085
    morale_per_failure: Annotated[
        float, rate("share", 0, 1, "Fall of morale by a failed pilot.")
    ] = 0.05
