"""What an experiment asks: its design, its replicates, what is expected of it.

An experiment is one question. Its *design* says which points are run: settings put over
the scenario, in every context. Each point is run with the same replicates, so replicate
k meets the same place and the same luck at all points: common random numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cisim.configuration.scenarios import Scenario

# ---- Designs ----


class Distribution(StrEnum):
    """How a factor is distributed between its low and high end."""

    UNIFORM = "uniform"
    LOG_UNIFORM = "log_uniform"
    TRIANGULAR = "triangular"
    NORMAL = "normal"
    LOGNORMAL = "lognormal"


@dataclass(frozen=True, slots=True)
class Factor:
    """A parameter that is varied, and over what range.

    ``low`` and ``high`` always bound it, so tails are truncated. ``mode`` is the peak
    of a triangular distribution; ``mean`` and ``sd`` belong to a normal one; of a
    lognormal one ``mean`` is the median and ``sd`` the standard deviation of the
    logarithm. A whole-number parameter takes whole values; ``values`` lists those of a
    choice, or of a factor that has few levels, all equally likely. ``group`` joins
    factors that sensitivity analysis moves together.
    """

    parameter: str
    low: float
    high: float
    distribution: Distribution = Distribution.UNIFORM
    mode: float | None = None
    mean: float | None = None
    sd: float | None = None
    values: tuple[float, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Every combination of the levels of some parameters, by dotted name."""

    levels: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class OneAtATime:
    """The scenario itself, and each level of each parameter while others stay."""

    levels: Mapping[str, tuple[float, ...]]


SPACE_FILLING: Final = ("latin_hypercube", "sobol", "halton")
"""Methods that spread points evenly over the factors' ranges."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Points spread over the ranges of factors."""

    method: str
    points: int
    factors: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """What could be done instead: a scenario under a name.

    ``sites`` counts the places that get it, so that ten sites for three years can be
    compared with four sites for eight. Its ``scenario`` is that of the experiment
    unless it has one of its own, with its dated changes; ``settings`` are put over it,
    see `cisim.configuration.experiments.composing.scenario_at`.
    """

    name: str
    scenario: Scenario
    settings: Mapping[str, float]
    sites: int = 1
    is_reference: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Named alternatives, one of them the reference that others are held against."""

    alternatives: tuple[Alternative, ...]

    @property
    def reference(self) -> Alternative:
        """The alternative that others are held against."""
        return next(a for a in self.alternatives if a.is_reference)


METHODS: Final = {
    "morris": "elementary effects along trajectories",
    "sobol": "first-order and total variance shares",
    "sobol_second_order": "variance shares of pairs of factors, too",
    "pawn": "distance between distributions, from a Latin hypercube",
    "regional": "which ranges lead to the result, from a Latin hypercube",
    "fast": "extended Fourier amplitudes",
    "rbd_fast": "Fourier amplitudes of a Latin hypercube",
    "delta": "moment-independent importance, from a Latin hypercube",
    "dgsm": "derivatives at points of a Sobol' sequence",
    "hdmr": "enhanced high-dimensional model representation",
    "fractional_factorial": "two levels of each factor, main effects and pairs",
    "shapley": "shares of variance that add up, by Shapley's rule",
    "discrepancy": "how evenly factors fill a plane with the outcome",
}
"""Methods of sensitivity analysis, each with the design that it needs."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Points that a method of sensitivity analysis asks for.

    ``samples`` is its N: base samples of Sobol', trajectories of Morris, points of a
    hypercube. ``outcomes`` are the columns of the table of runs that are looked at.
    """

    method: str
    samples: int
    outcomes: tuple[str, ...]
    factors: tuple[Factor, ...]


type Design = Grid | OneAtATime | Sample | Alternatives | Sensitivity


@dataclass(frozen=True, slots=True)
class Context:
    """A place in which the whole design is run: a scenario under a name.

    Its ``scenario`` is that of the experiment unless it has one of its own.
    """

    name: str
    scenario: Scenario
    settings: Mapping[str, float]


# ---- Replicates ----


@dataclass(frozen=True, slots=True)
class Until:
    """Replicates are added until the mean of an outcome is known well enough.

    Precision is looked at after ``looks`` replicates of every point, fixed in advance,
    the last of which is the cap: the largest standard error of the mean of ``outcome``
    over points has to be at most ``standard_error`` (in the unit of the outcome).
    """

    outcome: str
    standard_error: float
    looks: tuple[int, ...]


# ---- What is expected, and signs seen on the way ----

KINDS: Final = {
    "difference": "weighted sum of the statistic over alternatives",
    "difference_in_differences": "a difference of differences",
    "range": "the statistic of one alternative",
    "equivalence": "a difference that does not matter",
    "order": "share of replicates in which the alternatives stand in this order",
    "optimum": "level of a parameter at which the statistic is best",
    "hazard_ratio": "ratio of hazards of an event within a window of months",
    "best_of": "chance that an alternative is the best of several",
}
"""Kinds of expectations: what the interval is an interval of."""

STATISTICS: Final = {
    "mean": "mean over replicates",
    "share": "share of replicates in which a truth holds",
    "median": "median over all replicates; those never seen count as latest",
    "by_month": "share of replicates that saw an event by a month",
    "in_order": "share of those that saw the later event in which it came later",
}
"""How an outcome of many replicates becomes a number."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """A statement about the outcome that the experiment can support or contradict.

    ``contrast`` weighs alternatives by name; points of other designs are named by their
    settings, such as ``funding.duration_years=3, context=polarised``, which stands for
    the mean of all points that have them. The effect is expected between ``low`` and
    ``high``. Which further fields count depends on ``kind`` and ``statistic``:
    ``event`` and ``month`` for ``by_month``, ``event``, ``later`` and ``lag`` (months)
    for ``in_order``, ``event`` and ``window`` (months) for ``hazard_ratio``,
    ``parameter`` for ``optimum``, ``best`` for ``best_of``: an alternative. For
    ``order`` and ``optimum`` it may say whether the ``lowest`` or ``highest`` value is
    the best; otherwise the outcome tells.
    """

    words: str
    kind: str
    statistic: str
    contrast: Mapping[str, float]
    outcome: str = ""
    low: float = float("-inf")
    high: float = float("inf")
    event: str = ""
    later: str = ""
    month: int = 0
    lag: int = 0
    window: tuple[int, int] = (0, 0)
    parameter: str = ""
    best: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What is seen of a run by a month: an event, or a state at a stated year.

    With ``event`` it holds if the event was seen by ``by_month`` (``seen`` false: if it
    was not). With ``outcome`` it holds if that column lies in [low, high].
    """

    event: str = ""
    by_month: int = 0
    seen: bool = True
    outcome: str = ""
    low: float = float("-inf")
    high: float = float("inf")


@dataclass(frozen=True, slots=True)
class Sign:
    """Signs seen so far, which set runs apart: what if one goes on, what if not."""

    name: str
    words: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """Chance of the shared result that a funder wants to be sure of."""

    chance: float
    parameter: str


@dataclass(frozen=True, slots=True)
class Experiment:
    """One question with all that answers it; see ``docs/experiments.md``.

    All runs have the horizon of its ``scenario``.
    """

    name: str
    title: str
    question: str
    scenario: Scenario
    design: Design
    replicates: int = 200
    seed: int = 1
    until: Until | None = None
    contexts: tuple[Context, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    signs: tuple[Sign, ...] = ()
    aim: Aim | None = None
    finding: str = ""
