"""What a figure shows of each design point: an outcome and a statistic, in words."""

import math
from typing import Final, NamedTuple

import pandas as pd

from cisim.presentation.labels import name_label
from cisim.presentation.wording import amount, hundredths, in_brackets

IN_100: Final = "in 100"
"""Unit of a share of runs."""

_OF_INDICATOR: Final = "share of the indicator"
"""Unit that is told in hundredths, as the target is."""

MOST_PANELS: Final = 6
"""Contexts or alternatives that one figure can show side by side."""

_SEVERAL: Final = 2


class Measure(NamedTuple):
    """An outcome with the statistic over runs by which it is told.

    ``outcome`` and ``statistic`` choose the rows of a frame of chances; ``words`` go
    before the number, such as "reached the shared result"; shares have the unit
    `IN_100`.
    """

    outcome: str
    statistic: str
    words: str
    unit: str = IN_100
    more_is_better: bool = True

    @property
    def is_share(self) -> bool:
        """Whether it is a share of runs, between 0 and 1."""
        return self.unit == IN_100

    @property
    def axis(self) -> str:
        """Label of an axis."""
        says_unit = self.words.startswith(self.unit)
        return self.words if says_unit else f"{self.words} ({self.plain_unit})"

    @property
    def plain_unit(self) -> str:
        """Unit in which numbers are written."""
        return self.unit.replace("share of", "% of") if self._in_percent else self.unit

    @property
    def noun(self) -> str:
        """What is measured, as a noun: of truths the share of runs."""
        if not self.is_share:
            return self.words
        return f"share {'' if self.words.startswith('alive') else 'that '}{self.words}"

    @property
    def _in_percent(self) -> bool:
        return self.unit == _OF_INDICATOR

    @property
    def title(self) -> str:
        """Words as a title begins."""
        return f"{self.words[:1].upper()}{self.words[1:]}"

    def of(self, chances: pd.DataFrame) -> pd.DataFrame:
        """Rows of a frame of chances that hold this measure, at every point.

        Raises
        ------
        ValueError
            If there are none.
        """
        chosen = chances[
            (chances["outcome"] == self.outcome)
            & (chances["statistic"] == self.statistic)
        ]
        if chosen.empty:
            message = f"no {self.statistic} of {self.outcome} among the chances"
            raise ValueError(message)
        return chosen.reset_index(drop=True)

    def number(self, value: float, _: object = None) -> str:
        """Write a value without its unit; a dash where there is none."""
        if math.isnan(value):
            return "–"
        if self.is_share:
            return str(hundredths(value)).replace("-", "−")
        if self._in_percent:
            return f"{round(100 * value, 1) + 0.0:.1f}".replace("-", "−")
        small = 0 < abs(value) < 1
        return (f"{value:.2g}" if small else amount(value)).replace("-", "−")

    def signed(self, value: float, _: object = None) -> str:
        """Write a difference with its sign."""
        number = self.number(value)
        return f"+{number}" if value > 0 and number != "0" else number

    def with_limits(self, row: pd.Series) -> str:
        """Write an estimate with its interval and unit."""
        value, low, high = (float(row[name]) for name in ("value", "low", "high"))
        if math.isnan(value):
            return "not known"
        known = not math.isnan(low)
        limits = in_brackets(self.number(low), self._top(high)) if known else ""
        return f"{self.number(value)} {self.unit}{limits}"

    def _top(self, high: float) -> str:
        return "later" if math.isnan(high) else self.number(high)

    def range(self, rows: pd.DataFrame) -> tuple[float, float]:
        """Ends of an axis or a scale: shares always from 0 to 1, others from 0."""
        if self.is_share:
            return 0.0, 1.0
        top = rows[["value", "low", "high"]].max().max()
        low = rows[["value", "low", "high"]].min().min()
        return min(0.0, float(low)), 1.05 * float(top) if top > 0 else 1.0


def by_context(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Rows by context in words, in the order of the frame; no words for a single one.

    Raises
    ------
    ValueError
        If there are more contexts than fit side by side.
    """
    parts = list(rows.groupby("context", sort=False, dropna=False))
    if len(parts) > MOST_PANELS:
        message = f"{len(parts)} contexts: at most {MOST_PANELS} fit into a figure"
        raise ValueError(message)
    if len(parts) < _SEVERAL:
        return [("", rows)]
    return [(name_label(str(name)), part) for name, part in parts]
