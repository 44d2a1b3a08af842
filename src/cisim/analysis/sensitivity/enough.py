"""Is N enough? Nested sub-samples, stability of the ranks, and a verdict in words."""

import math
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from cisim.analysis.sensitivity.draws import percentiles
from cisim.analysis.sensitivity.estimates import Estimates

PARTS: Final = (4, 2, 1)
"""Sub-samples are the first quarter, the first half and all base samples."""

FEWEST_BLOCKS: Final = 8
"""Blocks below which a sub-sample is not analysed."""

SURE: Final = 0.95
"""Share of resamples in which a factor must stay ahead of the next."""

LEADING: Final = {
    "sobol": "ST",
    "sobol_second_order": "ST",
    "morris": "mu_star",
    "pawn": "median_KS",
    "regional": "KS",
}
"""Index by which a method ranks factors."""

_SPOKEN: Final = {"mu_star": "mu*", "median_KS": "the median KS"}

_NUMERALS: Final = ("no", "the first", "the first two", "the first three")


class Enough(NamedTuple):
    """How well a sample of N ranks the factors.

    ``agreement`` is the mean over resamples of the correlation of Savage scores with
    those of the estimate [iman1987]_, which weighs the first ranks most; ``ranked``
    counts the first factors whose order is sure; ``widest`` is the width of the widest
    interval of the leading index.
    """

    N: int
    order: tuple[str, ...]
    agreement: float
    ranked: int
    widest: float
    words: str


def enough(
    analysed: Callable[[int], Estimates | None], blocks: int
) -> tuple[Enough, ...]:
    """Judge nested sub-samples, the whole last.

    ``analysed`` gives the estimates from the first so many blocks: base samples,
    trajectories or points; none where they tell nothing.
    """
    sizes = [blocks // part for part in PARTS]
    found = [analysed(n) for n in sizes if n >= FEWEST_BLOCKS or n == blocks]
    return tuple(judged(estimates) for estimates in found if estimates is not None)


def judged(estimates: Estimates) -> Enough:
    """Judge the ranks that estimates give by their resamples."""
    index = LEADING[estimates.method]
    names, value, draws = estimates.of(index)
    order = np.argsort(-value, kind="stable")
    ahead = draws[:, order[:-1]] > draws[:, order[1:]]
    sure = ahead.mean(axis=0) >= SURE
    ranked = int(np.cumprod(sure).sum())
    low, high = percentiles(draws)
    widest = float((high - low).max())
    ordered = tuple(names[i] for i in order)
    words = _words(estimates.N, ordered, ranked, index, widest)
    return Enough(estimates.N, ordered, _agreement(value, draws), ranked, widest, words)


def savage(values: np.ndarray) -> np.ndarray:
    """Return Savage scores: the largest of n values gets 1 + 1/2 + ... + 1/n."""
    n = len(values)
    scores = np.cumsum(1.0 / np.arange(n, 0, -1))[::-1]
    ranks = np.argsort(np.argsort(-values, kind="stable"), kind="stable")
    found: np.ndarray = scores[ranks]
    return found


def _agreement(value: np.ndarray, draws: np.ndarray) -> float:
    """Mean correlation of the scores of resamples with those of the estimate."""
    known = draws[np.isfinite(draws).all(axis=1)]
    if not len(known) or not np.isfinite(value).all():
        return math.nan
    scores = savage(value)
    return float(np.mean([np.corrcoef(scores, savage(d))[0, 1] for d in known]))


def _width(widest: float) -> str:
    """Two figures, never as a power of ten."""
    return f"{float(f'{widest:.2g}'):,.10g}"


def _words(
    N: int, order: tuple[str, ...], ranked: int, index: str, widest: float
) -> str:
    precision = (
        f"the widest interval of {_SPOKEN.get(index, index)} is {_width(widest)} wide"
    )
    if math.isnan(widest):
        precision = "intervals are lost in noise: add replicates"
    # All but the last ahead of the next is an order of all.
    if ranked == len(order) - 1:
        return f"N = {N:,} is enough to rank all {len(order)} factors; {precision}"
    if ranked == 0:
        text = f"which of {order[0]} and {order[1]} comes first"
        return f"N = {N:,} is not enough to tell {text}; {precision}"
    which = _NUMERALS[ranked] if ranked < len(_NUMERALS) else f"the first {ranked}"
    noun = "factor" if ranked == 1 else "factors"
    return f"N = {N:,} is enough to rank {which} {noun}; {precision}"
