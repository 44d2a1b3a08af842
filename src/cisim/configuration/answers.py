"""The tables that an analysis makes of a study, with their columns.

They stand apart from the outcomes of runs, which decide what was simulated.
"""

from cisim.configuration.outcomes import SUMMARY_COLUMNS, Column

_POINT = Column("point", "integer", "number", "Design point, from 0.")
_CONTEXT = Column("context", "text", "", "Context; empty where there are none.")
_ALTERNATIVE = Column("alternative", "text", "", "Alternative; empty if none.")
_WHERE = (_POINT, _CONTEXT, _ALTERNATIVE)
_RUNS = Column("runs", "integer", "runs", "Runs that the estimate rests on.")


def _estimate(name: str, unit: str, meaning: str) -> tuple[Column, ...]:
    """Columns of an estimate and the limits of its 95 % interval."""
    return (
        Column(name, "number", unit, meaning),
        Column(f"{name}_low", "number", unit, f"Lower limit. {meaning}"),
        Column(f"{name}_high", "number", unit, f"Upper limit. {meaning}"),
    )


CHANCE_COLUMNS = (*_WHERE, *SUMMARY_COLUMNS)

ERROR_COLUMNS = (
    *_WHERE,
    Column("mean", "number", "as the outcome", "Mean over replicates."),
    Column("error", "number", "as the outcome", "Standard error of the mean."),
    Column("replicates", "integer", "runs", "Replicates that gave it."),
    Column("needed", "integer", "runs", "Replicates for the error that was stated."),
)

PAIRED_COLUMNS = (
    *_WHERE,
    Column("reference", "integer", "number", "Point that it is held against."),
    Column("outcome", "text", "", "Column of runs.parquet."),
    *_estimate("difference", "as the outcome", "Mean difference within replicates."),
    Column(
        "simultaneous_low",
        "number",
        "as the outcome",
        "Lower limit that holds for all contrasts of the outcome at once (Bonferroni).",
    ),
    Column(
        "simultaneous_high",
        "number",
        "as the outcome",
        "Upper limit that holds for all contrasts of the outcome at once (Bonferroni).",
    ),
    Column("error", "number", "as the outcome", "Standard error of the difference."),
    Column("correlation", "number", "", "Correlation between the two over replicates."),
    Column(
        "saved",
        "number",
        "factor",
        "How many times more replicates independent seeds would need; infinite where"
        " the difference does not vary though the outcome does.",
    ),
    *_estimate("better", "share", "Replicates in which it is better."),
    *_estimate("equal", "share", "Replicates in which both are equal."),
    *_estimate("worse", "share", "Replicates in which it is worse."),
    Column("pairs", "integer", "replicates", "Replicates known at both points."),
)

VERDICT_COLUMNS = (
    Column("words", "text", "", "What is expected."),
    Column("kind", "text", "", "Kind of expectation."),
    Column("outcome", "text", "", "Outcome or event that is looked at."),
    Column("value", "number", "as the kind", "Estimate of the effect."),
    Column("low", "number", "as the kind", "Lower simultaneous limit."),
    Column("high", "number", "as the kind", "Upper simultaneous limit."),
    Column("confidence", "number", "share", "Confidence of the one interval."),
    Column("error", "number", "as the kind", "Standard error; of the log of a ratio."),
    Column("replicates", "integer", "replicates", "Replicates that it rests on."),
    Column("expected_low", "number", "as the kind", "Least effect that is expected."),
    Column("expected_high", "number", "as the kind", "Largest effect expected."),
    Column("verdict", "text", "", "Supported, contradicted or open."),
    Column(
        "more_replicates",
        "integer",
        "replicates",
        "About how many more would settle it; missing where it is settled, or where"
        " the estimate lies on the border.",
    ),
)

REGRET_COLUMNS = (
    *_WHERE,
    Column("mean", "number", "as the outcome", "Mean over replicates."),
    *_estimate("regret", "as the outcome", "How far it falls behind the best there."),
    Column("max_regret", "number", "as the outcome", "Largest regret over contexts."),
    Column("is_best", "truth", "truth", "Whether its mean is the best there."),
    Column("is_minimax", "truth", "truth", "Whether its largest regret is least."),
    *_estimate(
        "realised",
        "as the outcome",
        "Mean over replicates of how far it falls behind the best in that replicate.",
    ),
)

LEVEL_COLUMNS = (
    _CONTEXT,
    Column("parameter", "text", "", "Parameter by dotted name."),
    Column("chance", "number", "share", "Chance of the shared result aimed at."),
    Column("level", "number", "as the parameter", "Least level that reaches it."),
    Column(
        "sure_level",
        "number",
        "as the parameter",
        "Least level whose lower limit reaches it.",
    ),
    Column("reached", "text", "", "Whether it was reached within the levels."),
    Column(
        "dips",
        "truth",
        "truth",
        "Whether a level above the least one falls below the chance again.",
    ),
)

PORTFOLIO_COLUMNS = (
    *_WHERE,
    Column("sites", "integer", "places", "Places that get the alternative."),
    *_estimate("chance", "share", "Chance of the shared result of one site."),
    *_estimate("expected_sites", "places", "Expected number of sites with a result."),
    *_estimate("at_least_one", "share", "Chance of a result in at least one site."),
    *_estimate("money", "currency", "Grants paid at all sites together."),
    *_estimate("cost_per_site", "currency", "Money for each site with a result."),
)

FRONTIER_COLUMNS = (
    *_WHERE,
    *_estimate("cost", "currency", "Grants paid at all sites together."),
    *_estimate("chance", "share", "Chance of the shared result of one site."),
    Column(
        "on_frontier",
        "truth",
        "truth",
        "Whether no other gives at least the chance for at most the money.",
    ),
    Column(
        "frontier_share",
        "number",
        "share",
        "Share of resamples of the replicates in which it is on the frontier.",
    ),
)

SIGN_COLUMNS = (
    Column("sign", "text", "", "Signs seen so far, by name."),
    *_WHERE,
    Column("runs", "integer", "runs", "Runs that show them."),
    *_estimate("share", "share", "Share of runs that show them."),
    *_estimate("chance", "share", "Chance of the shared result among these."),
    *_estimate("difference", "share", "Difference from the reference among these."),
    Column("pairs", "integer", "replicates", "Replicates that show them in both."),
    Column(
        "same_runs",
        "truth",
        "truth",
        "Whether the same replicates show them in the reference: whether the past is"
        " common.",
    ),
)


SENSITIVITY_COLUMNS = (
    Column(
        "context",
        "text",
        "",
        "Place in which the design was run; empty if there is but one.",
    ),
    Column(
        "response",
        "text",
        "",
        "What is explained, such as months_without_result.",
    ),
    Column(
        "of",
        "text",
        "",
        "Mean or dispersion over replicates.",
    ),
    Column(
        "method",
        "text",
        "",
        "Method of sensitivity analysis.",
    ),
    Column(
        "index",
        "text",
        "",
        "Sensitivity index, such as S1, ST, S2, mu_star, sigma.",
    ),
    Column(
        "factor",
        "text",
        "",
        "Factor or group.",
    ),
    Column(
        "other",
        "text",
        "",
        "Second factor of a pair; empty if there is none.",
    ),
    Column(
        "value",
        "number",
        "as the index",
        "Estimate, freed of replicate noise where that can be done.",
    ),
    Column(
        "low",
        "number",
        "as the index",
        "Lower limit of the 95 % interval over points and seeds.",
    ),
    Column(
        "high",
        "number",
        "as the index",
        "Upper limit of the 95 % interval.",
    ),
    Column(
        "uncorrected",
        "number",
        "as the index",
        "The usual estimate from the means over replicates.",
    ),
    Column(
        "chance",
        "number",
        "as the index",
        "What an input without effect would reach by chance.",
    ),
    Column(
        "noise_share",
        "number",
        "share",
        "Part of the variance of the means that is replicate noise.",
    ),
    Column(
        "N",
        "integer",
        "samples",
        "Base samples, trajectories or points.",
    ),
    Column(
        "replicates",
        "integer",
        "runs",
        "Replicates of each point.",
    ),
    Column(
        "note",
        "text",
        "",
        "What to know when reading the number.",
    ),
)


def study_tables() -> dict[str, tuple[Column, ...]]:
    """Tables that an analysis makes of a study, with their columns."""
    return {
        "chances": CHANCE_COLUMNS,
        "errors": ERROR_COLUMNS,
        "paired": PAIRED_COLUMNS,
        "verdicts": VERDICT_COLUMNS,
        "regret": REGRET_COLUMNS,
        "levels": LEVEL_COLUMNS,
        "portfolio": PORTFOLIO_COLUMNS,
        "frontier": FRONTIER_COLUMNS,
        "signs": SIGN_COLUMNS,
        "sensitivity": SENSITIVITY_COLUMNS,
    }
