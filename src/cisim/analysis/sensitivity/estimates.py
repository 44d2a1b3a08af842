"""Estimates of a method with the resamples that their intervals rest on."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Final

import numpy as np
import pandas as pd

from cisim.analysis.precision import CONFIDENCE
from cisim.analysis.sensitivity.draws import FEWEST_SEEDS, percentiles
from cisim.analysis.sensitivity.frames import tidy
from cisim.analysis.sensitivity.noise import Noise
from cisim.analysis.sensitivity.problem import Problem

NOISY: Final = 0.2
"""Noise share from which a reader is told to add replicates."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a number is: its index, its input, the second input of a pair."""

    index: str
    factor: str
    other: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Sensitivity indices by label.

    ``value``, ``uncorrected`` and ``chance`` have shape (label), ``draws`` has shape
    (resample, label); ``chance`` is NaN where it is not defined. It is what an input
    without effect would reach on average or, as a limit, hardly ever exceeds. ``note``
    concerns all labels, ``notes`` one each.
    """

    method: str
    labels: tuple[Label, ...]
    value: np.ndarray
    uncorrected: np.ndarray
    draws: np.ndarray
    chance: np.ndarray
    noise: Noise
    N: int
    replicates: int
    note: str = ""
    notes: tuple[str, ...] = ()
    chance_is_limit: bool = False

    def of(self, index: str) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
        """Return inputs, values and draws (resample, input) of one index."""
        chosen = [i for i, label in enumerate(self.labels) if label.index == index]
        names = tuple(self.labels[i].factor for i in chosen)
        return names, self.value[chosen], self.draws[:, chosen]

    def limits(self) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper limits of the percentile intervals, by label."""
        return percentiles(self.draws)

    def frame(self, problem: Problem, **same: object) -> pd.DataFrame:
        """Return the tidy table of the estimates."""
        low, high = self.limits()
        numbers = (self.value, low, high, self.uncorrected, self.chance)
        names = ("value", "low", "high", "uncorrected", "chance")
        table = [
            dict(zip(names, row, strict=True))
            for row in np.column_stack(numbers).tolist()
        ]
        own = self.notes or ("",) * len(self.labels)
        rows = [
            asdict(label)
            | row
            | {"note": in_words([note, *self._notes(problem, label, row)])}
            for label, row, note in zip(self.labels, table, own, strict=True)
        ]
        return tidy(
            rows,
            method=self.method,
            noise_share=self.noise.share,
            N=self.N,
            replicates=self.replicates,
            **same,
        )

    def _notes(
        self, problem: Problem, label: Label, row: Mapping[str, float]
    ) -> Iterator[str]:
        yield self.note
        yield group_in_words(problem, label.factor)
        told = row["value" if self.chance_is_limit else "low"] > row["chance"]
        if not (told or math.isnan(row["chance"])):
            yield "not told from chance"
        if math.isnan(row["value"]):
            yield "nothing but noise"
        yield noise_in_words(self.noise, self.replicates)
        lost = float(np.isnan(self.draws).mean())
        if lost > 1 - CONFIDENCE:
            yield f"no interval, {lost:.0%} of resamples were nothing but noise"


def in_words(notes: Iterable[str]) -> str:
    """Join the notes that say something."""
    return "; ".join(note for note in notes if note)


def group_in_words(problem: Problem, name: str) -> str:
    """Return the members of a group, whose index is closed: it holds all within."""
    pairs = zip(problem.names, problem.groups, strict=False)
    members = [factor for factor, group in pairs if group == name]
    return f"closed index of {', '.join(members)}" if len(members) > 1 else ""


def noise_in_words(noise: Noise, replicates: int) -> str:
    """Return what a reader has to know of the noise of replicates; empty if little."""
    if replicates == 1:
        return "one replicate: noise is not told from effect"
    few = "too few replicates to resample seeds" if replicates < FEWEST_SEEDS else ""
    much = noise.share > NOISY
    share = f"{noise.share:.0%} of the variance is noise: add replicates"
    return in_words([few, share if much else ""])
