"""What may stand in an experiment file: every key once, with meaning and range.

Validation, the words about mistakes, the JSON Schema and the tables of the
documentation are all derived from here.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from cisim.configuration.experiments.asked import (
    KINDS,
    METHODS,
    SPACE_FILLING,
    STATISTICS,
    Distribution,
    Experiment,
)
from cisim.configuration.experiments.holds import (
    Key,
    Levels,
    Name,
    Number,
    ScenarioHere,
    Setting,
    Settings,
    Several,
    Table,
    Tables,
    Text,
    Truth,
    Values,
    Weights,
    Whole,
)
from cisim.configuration.outcomes import MILESTONES, run_columns
from cisim.configuration.parameters import declared

# ---- What is known by name ----

HORIZON: Final = "result.horizon_years"
"""The frame of all runs of an experiment, which none of its points changes."""

LARGEST_SEED: Final = 2**63 - 1

OUTCOMES: Final = tuple(
    column.name for column in run_columns() if column.name not in {"replicate", "seed"}
)
"""Columns of the table of runs that say what came out."""

_OUTCOME: Final = Text(OUTCOMES, "outcome", "docs/codebook.md lists all outcomes")
_EVENT: Final = Text(tuple(one.event for one in MILESTONES), "milestone")
_PARAMETER: Final = Text(
    tuple(declared()), "parameter", "cisim explain lists all parameters"
)
_LATEST: Final = int(12 * declared()[HORIZON].declaration.high)


def _months(low: int = 0) -> Whole:
    return Whole("months", low, _LATEST)


# ---- The tables of a file ----

FACTOR: Final = {
    "parameter": Key("Parameter that is varied, by dotted name.", _PARAMETER, True),
    "low": Key("Lower end of its range.", Number()),
    "high": Key("Upper end of its range.", Number()),
    "distribution": Key(
        "How it is distributed between its ends; uniform by default.",
        Text(tuple(distribution.value for distribution in Distribution)),
    ),
    "mode": Key("Peak of a triangular distribution.", Number()),
    "mean": Key("Mean of a normal distribution, median of a lognormal one.", Number()),
    "sd": Key(
        "Standard deviation of a normal distribution, of the logarithm for a lognormal"
        " one.",
        Number(above=0),
    ),
    "values": Key(
        "Words of a choice, or a few numbers, all equally likely, instead of a range.",
        Values(),
    ),
}
"""Keys of a factor of a sample."""

GROUPED_FACTOR: Final = FACTOR | {
    "group": Key(
        "Factors of one group are moved together (Morris and Sobol' methods).", Name()
    )
}
"""Keys of a factor of a sensitivity analysis."""

SAMPLE: Final = {
    "method": Key("How points are spread.", Text(SPACE_FILLING), True),
    "points": Key(
        "How many points; a power of two for sobol.", Whole("points", 1), True
    ),
    "factor": Key("The parameters that are varied together.", Tables(FACTOR), True),
}

SENSITIVITY: Final = {
    "method": Key("Method of sensitivity analysis.", Text(tuple(METHODS)), True),
    "samples": Key(
        "The N of the method: base samples, trajectories or points; none for"
        " fractional_factorial.",
        Whole("samples", 1),
    ),
    "outcomes": Key(
        "Columns of the table of runs that are looked at.",
        Several(_OUTCOME, '["shared_result_observed"]'),
        True,
    ),
    "factor": Key("The parameters that are varied.", Tables(GROUPED_FACTOR), True),
}

CHANGE: Final = {
    "at_month": Key(
        "Month at whose beginning the change takes effect.",
        Whole("months", 1, _LATEST - 1),
        True,
    ),
    "set": Key("What it sets.", Settings(dated=True), True),
}

ALTERNATIVE: Final = {
    "name": Key("Name, used in expectations and tables.", Name(), True),
    "title": Key("Name as figures and reports show it.", Text()),
    "sites": Key(
        "Places that get it; 1 by default. Costs and results are counted over them.",
        Whole("sites", 1, 1_000_000),
    ),
    "reference": Key("Whether the others are held against it.", Truth()),
    "scenario": Key("Another scenario to start from.", ScenarioHere()),
    "set": Key("What it sets at the start.", Settings()),
    "change": Key("What it sets later, by month.", Tables(CHANGE)),
}

CONTEXT: Final = {
    "name": Key("Name, used in expectations and tables.", Name(), True),
    "scenario": Key("Another scenario to start from.", ScenarioHere()),
    "set": Key("What it sets at the start.", Settings()),
}

UNTIL: Final = {
    "outcome": Key("Outcome whose mean has to be known.", _OUTCOME, True),
    "standard_error": Key(
        "Largest standard error of the mean, at any point, in the unit of the outcome.",
        Number(above=0),
        True,
    ),
    "looks": Key(
        "Replicates after which precision is looked at, the last being the cap; an"
        " eighth, a quarter, a half and all by default.",
        Several(Whole("replicates", 2), "[50, 100, 200]"),
    ),
}

AIM: Final = {
    "chance": Key(
        "Chance of the shared result that is wanted.",
        Number("share", above=0, high=1),
        True,
    ),
    "parameter": Key(
        "Parameter whose smallest sufficient level is asked for.", _PARAMETER, True
    ),
}

CONDITION: Final = {
    "event": Key("Milestone that was seen.", _EVENT),
    "by_month": Key("Month by which it was seen.", _months(1)),
    "seen": Key("False: it was not seen by then; true by default.", Truth()),
    "outcome": Key("Or a column of the table of runs.", _OUTCOME),
    "at_least": Key("Smallest value that fits.", Number()),
    "at_most": Key("Largest value that fits.", Number()),
}

SIGN: Final = {
    "name": Key("Name of the sign.", Name(), True),
    "words": Key("What is seen, in plain words.", Text(), True),
    "seen": Key("Conditions that all hold.", Tables(CONDITION), True),
}

EXPECTATION: Final = {
    "words": Key("What is expected, in plain words.", Text(), True),
    "kind": Key("What the interval is an interval of.", Text(tuple(KINDS)), True),
    "statistic": Key(
        "How the outcome of many replicates becomes a number; mean by default.",
        Text(tuple(STATISTICS)),
    ),
    "contrast": Key(
        'Weights by alternative, or by settings, such as "funding.duration_years=3,'
        ' context=polarised".',
        Weights(),
    ),
    "outcome": Key("Column of the table of runs.", _OUTCOME),
    "at_least": Key("The effect is at least this (unit of the outcome).", Number()),
    "at_most": Key("The effect is at most this.", Number()),
    "margin": Key(
        "Differences up to this do not matter (equivalence).", Number(above=0)
    ),
    "event": Key("Milestone (by_month, in_order, hazard_ratio).", _EVENT),
    "later": Key("Milestone that comes later (in_order).", _EVENT),
    "month": Key("Month by which it is seen (by_month).", _months(1)),
    "lag": Key("Months at least between both (in_order); 0 by default.", _months()),
    "window": Key(
        "First and last month of the window (hazard_ratio).",
        Several(_months(), "[12, 36]"),
    ),
    "parameter": Key("Parameter whose best level is asked for (optimum).", _PARAMETER),
    "best": Key(
        "Alternative that is expected to be the best (best_of); lowest or highest where"
        " the outcome does not tell which is better (order, optimum).",
        Text(),
    ),
}

DESIGNS: Final = {
    "grid": Key("Every combination of the levels of some parameters.", Levels()),
    "one_at_a_time": Key(
        "The scenario itself, and each level of each parameter alone.", Levels()
    ),
    "sample": Key("Points spread over ranges.", Table(SAMPLE)),
    "alternative": Key("What could be done instead.", Tables(ALTERNATIVE)),
    "sensitivity": Key(
        "Points that a method of sensitivity analysis asks for.", Table(SENSITIVITY)
    ),
}
"""Of these, exactly one stands in a file."""

FILE: Final[Mapping[str, Key]] = {
    "title": Key("Heading of the report.", Text(), True),
    "question": Key("What is asked, as a funder would ask it.", Text(), True),
    "scenario": Key("What everything starts from.", ScenarioHere(), True),
    "replicates": Key(
        "Runs of each point, by default 200; the cap where until stands.",
        Whole("runs of each point", 1),
    ),
    "seed": Key(
        "Seed of the random numbers, 1 by default.", Whole("integer", 0, LARGEST_SEED)
    ),
    "horizon_years": Key(
        "Length of all runs, put over the scenario.", Setting(HORIZON)
    ),
    "finding": Key("What was found, shown in the report.", Text()),
    **DESIGNS,
    "context": Key("Places in each of which the design is run.", Tables(CONTEXT)),
    "until": Key("Stop adding replicates once a mean is known.", Table(UNTIL)),
    "sign": Key("What may be seen on the way, to set runs apart.", Tables(SIGN)),
    "aim": Key("A chance that is wanted, and what it takes.", Table(AIM)),
    "expect": Key("What is expected, each with a verdict.", Tables(EXPECTATION)),
}
"""Everything that may stand at the top of an experiment file."""

DEFAULTS: Final[Mapping[str, Any]] = {
    f.name: f.default for f in fields(Experiment) if f.name in {"replicates", "seed"}
}
"""Values of keys that need not be given."""


def form_tables(
    keys: Mapping[str, Key] = FILE, above: tuple[str, ...] = ()
) -> dict[str, Mapping[str, Key]]:
    """Return the keys of every table of a file by its dotted heading."""
    found: dict[str, Mapping[str, Key]] = {".".join(above): keys}
    for name, key in keys.items():
        if isinstance(key.holds, Table | Tables):
            found |= form_tables(key.holds.keys, (*above, name))
    return found
