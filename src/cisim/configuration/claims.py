"""What a claim is: alternatives to run, and signs that are expected of them.

Alternatives are scenarios that differ in a few settings. A sign is a statistic of runs,
weighted over alternatives, with the direction that is expected: a difference, a
difference in differences and a level are thereby one notion.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cisim.configuration.scenarios import Scenario

LABELS: Final = {
    "fitted": "the rates were tuned to it",
    "by construction": "an equation says nearly the same",
    "emergent": "no equation says it; only such rows count as support",
}
"""What a sign that is found is worth."""

EXPECTATIONS: Final = ("+", "-", "0")
"""Above the reference, below it, or no further from it than the margin."""


# ---- What is taken from a run ----


class Outcome(NamedTuple):
    """Columns of the table of runs, weighted; per another one where one is named."""

    columns: Mapping[str, float]
    per: str = ""


class AnyOf(NamedTuple):
    """Whether at least one of several truths holds; missing ones count as false."""

    columns: tuple[str, ...]


class ByMonth(NamedTuple):
    """Whether a milestone was seen by a month."""

    event: str
    month: int


class Within(NamedTuple):
    """Where a milestone fell: 1 within some months, -1 outside, 0 if it was not seen.

    The months run from ``first`` to before ``end``; with ``every`` they are counted
    anew after so many.
    """

    event: str
    first: int
    end: int
    every: int = 0


class Order(NamedTuple):
    """Whether a milestone came so many months before a later one, where that came."""

    earlier: str
    later: str
    lag: int = 0


type Statistic = Outcome | AnyOf | ByMonth | Within | Order


# ---- Claims ----


class Among(NamedTuple):
    """Replicates in which a weighted statistic of alternatives is above zero."""

    statistic: Statistic
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sign:
    """A statistic, its weights over alternatives, and the direction expected.

    ``ablated`` tells that it is looked at once more without the term that is held
    responsible.
    """

    statistic: Statistic
    weights: Mapping[str, float]
    expected: str
    label: str
    words: str = ""
    reference: float = 0.0
    margin: float = 0.0
    ablated: bool = False
    among: Among | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Alternatives that it asks for."""
        among = self.among.weights if self.among else {}
        return tuple(dict.fromkeys((*self.weights, *among)))


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim in our words, with the alternatives and signs that isolate it.

    ``without`` holds the alternatives with the term taken away that is held
    responsible, ``ablation`` says in words which; both are empty where there is none.
    """

    key: str
    claim: str
    seeds: tuple[str, ...]
    alternatives: Mapping[str, Scenario]
    signs: tuple[Sign, ...]
    ablation: str = ""
    without: Mapping[str, Scenario] = field(default_factory=dict)
    tried: str = ""


class Register(NamedTuple):
    """All claims by key, and the scenarios from which their contrasts start."""

    bases: Mapping[str, Scenario]
    claims: Mapping[str, Claim]
