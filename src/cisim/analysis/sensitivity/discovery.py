"""Scenario discovery: in which box of the factors the result is likely.

The patient rule induction method [friedman1999]_ starts from the whole range of all
factors and peels off, again and again, the thin slice along one factor whose removal
raises the share of runs with the result most; at the end it pastes back what does no
harm. *Density* is the share of runs in the box with the result, *coverage* the part of
all runs with the result that the box holds; each step trades one for the other.

A point counts with the share of its replicates that have the result. Peeling chases
chance, so density and coverage are also given for points that did not shape the box,
and each restriction has a quasi-p-value: the binomial chance of as many points with
the result in the box if the restriction did not matter [bryant2010]_.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import stats

from cisim.analysis.sensitivity.responses import guarded, points_of, response, split
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.parameters import declared
from cisim.experiment.generators import generator
from cisim.experiment.studies import Study

PEEL: Final = 0.05
"""Part of the points in a box that one peeling takes, at least one level."""

SMALLEST: Final = 0.05
"""Part of all points that a box must hold."""

INSIGNIFICANT: Final = 0.001
"""Quasi-p-value from which a restriction is dropped again.

Small, since peeling has tried many slices of every factor before it chose these."""


@dataclass(frozen=True, slots=True)
class Box:
    """Limits of factors, by name, with how well they hold the result.

    A factor without limits is unrestricted; infinite limits are open. ``held_out`` has
    density and coverage of boxes found on one half of the points and tried on the
    other; ``quasi_p`` has a value per restricted factor.
    """

    limits: Mapping[str, tuple[float, float]]
    density: float
    coverage: float
    mass: float
    held_out: tuple[float, float] = (math.nan, math.nan)
    quasi_p: Mapping[str, float] | None = None

    @property
    def words(self) -> str:
        """The box in words: the result in so many in 100 runs where ..."""
        count = f"result in {100 * self.density:.0f} in 100"
        if not self.limits:
            return f"{count} everywhere; no range of the factors stands out"
        where = " and ".join(_limit(name, *pair) for name, pair in self.limits.items())
        return f"{count} where {where}{self._tried}"

    @property
    def _tried(self) -> str:
        """Density on points that did not shape the box: peeling chases chance."""
        density, _ = self.held_out
        if math.isnan(density):
            return ""
        return f"; on points that did not shape it, {100 * density:.0f} in 100"


def _limit(name: str, low: float, high: float) -> str:
    known = declared().get(name)
    unit = f" {known.declaration.unit}" if known else ""
    if math.isinf(low):
        return f"{name} <= {high:.4g}{unit}"
    if math.isinf(high):
        return f"{name} >= {low:.4g}{unit}"
    return f"{name} from {low:.4g} to {high:.4g}{unit}"


def discover(
    names: tuple[str, ...],
    X: np.ndarray,
    reached: np.ndarray,
    *,
    density: float = 0.8,
    seed: int = 1,
) -> Box:
    """Return the best box of at least this density.

    Best is the harmonic mean of density and coverage.

    X (point, factor) holds settings, ``reached`` (point, replicate) whether a run had
    the result. If no box is so dense, all compete.

    Raises
    ------
    ConfigurationError
        If all runs or none have the result, or settings are missing.
    """
    share = reached.mean(axis=1)
    if not 0 < share.mean() < 1 or not np.isfinite(X).all():
        text = "the result must come in some runs and not in others, settings be known"
        raise ConfigurationError([f"scenario discovery: {text}"])
    limits = _box(X, share, density)
    inside = _inside(X, limits)
    chances = {j: _quasi_p(X, share, limits, j) for j in _restricted(limits)}
    return Box(
        {names[j]: (float(limits[0, j]), float(limits[1, j])) for j in chances},
        *_quality(share, inside),
        float(inside.mean()),
        _held_out(X, share, density, seed),
        {names[j]: chance for j, chance in chances.items()},
    )


def discovered(
    study: Study, name: str, context: str = "", *, density: float = 0.8
) -> Box:
    """Return the box of the varied parameters in which the result is likely.

    ``name`` is a response as in `responses.response`, split by `split`. Any design
    that varies parameters will do.

    Raises
    ------
    ConfigurationError
        If an outcome is missing, or all runs or none have the result.
    """
    points = points_of(study, context)
    found = guarded(response(study, name, context), len(points), constant=False)
    reached, _ = split(name, found.Y)
    X = points[list(study.factors)].to_numpy(dtype=float)
    seed = study.experiment.seed
    return discover(study.factors, X, reached, density=density, seed=seed)


def trade_off(X: np.ndarray, share: np.ndarray) -> list[tuple[float, float, float]]:
    """Return density, coverage and mass along the peeling, from all points on."""
    boxes = [_inside(X, limits) for limits in _peeled(X, share)]
    return [(*_quality(share, box), float(box.mean())) for box in boxes]


def _box(X: np.ndarray, share: np.ndarray, density: float) -> np.ndarray:
    """Limits (side, factor) of the chosen box, pasted, without idle restrictions."""
    # A box that owes its density to chance would else win and then lose all limits.
    sound = (_without_idle(X, share, box) for box in _peeled(X, share))
    boxes = [(_quality(share, _inside(X, box)), box) for box in sound]
    dense = [pair for pair in boxes if pair[0][0] >= density]
    _, chosen = max(dense or boxes, key=lambda pair: _balance(*pair[0]))
    return _without_idle(X, share, _pasted(X, share, chosen))


def _open(X: np.ndarray) -> np.ndarray:
    return np.array([[-math.inf] * X.shape[1], [math.inf] * X.shape[1]])


def _inside(X: np.ndarray, limits: np.ndarray) -> np.ndarray:
    found: np.ndarray = ((limits[0] <= X) & (limits[1] >= X)).all(axis=1)
    return found


def _restricted(limits: np.ndarray) -> list[int]:
    return np.flatnonzero(np.isfinite(limits).any(axis=0)).tolist()


def _quality(share: np.ndarray, inside: np.ndarray) -> tuple[float, float]:
    held = float(share[inside].sum())
    density = held / inside.sum() if inside.any() else math.nan
    return float(density), held / float(share.sum())


def _balance(density: float, coverage: float) -> float:
    """Harmonic mean, which is high only if both are."""
    return 2 * density * coverage / (density + coverage) if coverage else 0.0


# ---- Peeling and pasting ----


def _peeled(X: np.ndarray, share: np.ndarray) -> Iterator[np.ndarray]:
    """Boxes along the peeling, the first without limits."""
    limits, least = _open(X), max(2, math.ceil(SMALLEST * len(X)))
    yield limits
    while (smaller := _peel(X, share, limits, least)) is not None:
        limits = smaller
        yield limits


def _peel(
    X: np.ndarray, share: np.ndarray, limits: np.ndarray, least: int
) -> np.ndarray | None:
    """Take off the slice whose removal raises the mean most, per point removed."""
    inside = _inside(X, limits)
    before, best, gain = share[inside].mean(), None, 0.0
    for candidate in _slices(X[inside], limits):
        left = _inside(X, candidate)
        removed = inside.sum() - left.sum()
        if left.sum() < least or removed == 0:
            continue
        rise = (share[left].mean() - before) / removed
        if rise > gain:
            best, gain = candidate, rise
    return best


def _slices(X: np.ndarray, limits: np.ndarray) -> Iterator[np.ndarray]:
    """Boxes without the lowest or highest part of a factor: whole levels at a time."""
    for j, x in enumerate(X.T):
        levels = np.unique(x)
        above = levels[levels > np.quantile(x, PEEL)]
        below = levels[levels < np.quantile(x, 1 - PEEL)]
        if len(above):
            yield _with(limits, 0, j, above[0])
        if len(below):
            yield _with(limits, 1, j, below[-1])


def _with(limits: np.ndarray, side: int, factor: int, value: float) -> np.ndarray:
    changed = limits.copy()
    changed[side, factor] = value
    return changed


def _pasted(X: np.ndarray, share: np.ndarray, limits: np.ndarray) -> np.ndarray:
    """Move limits out again, a slice at a time, while the mean does not fall."""
    while (larger := _paste(X, share, limits)) is not None:
        limits = larger
    return limits


def _paste(X: np.ndarray, share: np.ndarray, limits: np.ndarray) -> np.ndarray | None:
    inside = _inside(X, limits)
    count = max(1, int(PEEL * inside.sum()))
    best, mean = None, share[inside].mean()
    for candidate in _wider(X, limits, count):
        found = share[_inside(X, candidate)].mean()
        if found >= mean:
            best, mean = candidate, found
    return best


def _wider(X: np.ndarray, limits: np.ndarray, count: int) -> Iterator[np.ndarray]:
    """Boxes with a limit moved out over so many points, or opened."""
    for j in _restricted(limits):
        free = _with(_with(limits, 0, j, -math.inf), 1, j, math.inf)
        x = np.sort(X[_inside(X, free), j])
        below, above = x[x < limits[0, j]], x[x > limits[1, j]]
        if len(below):
            yield _with(limits, 0, j, below[max(0, len(below) - count)])
        if len(above):
            yield _with(limits, 1, j, above[min(len(above), count) - 1])


# ---- What of it is chance ----


def _quasi_p(X: np.ndarray, share: np.ndarray, limits: np.ndarray, j: int) -> float:
    """Chance of as many points with the result if factor j were unrestricted.

    A point's share counts as a part of a success, which spreads less than whole ones
    do, so the chance is rather too large.
    """
    inside = _inside(X, limits)
    free = _with(_with(limits, 0, j, -math.inf), 1, j, math.inf)
    density = float(share[_inside(X, free)].mean())
    held = math.floor(share[inside].sum())
    return float(stats.binom.sf(held - 1, int(inside.sum()), density))


def _without_idle(X: np.ndarray, share: np.ndarray, limits: np.ndarray) -> np.ndarray:
    """Drop, the least sure first, restrictions that may be chance."""
    while restricted := _restricted(limits):
        chances = {j: _quasi_p(X, share, limits, j) for j in restricted}
        worst = max(chances, key=lambda j: chances[j])
        if chances[worst] < INSIGNIFICANT:
            break
        limits = _with(_with(limits, 0, worst, -math.inf), 1, worst, math.inf)
    return limits


def _held_out(
    X: np.ndarray, share: np.ndarray, density: float, seed: int
) -> tuple[float, float]:
    """Density and coverage of a box found on one half and tried on the other."""
    order = generator(seed, "discovery").permutation(len(X))
    halves = order[::2], order[1::2]
    found = [
        _quality(share[tried], _inside(X[tried], _box(X[used], share[used], density)))
        for used, tried in (halves, halves[::-1])
        if share[used].any() and share[tried].any()
    ]
    if not found:
        return math.nan, math.nan
    mean = np.mean(found, axis=0).tolist()
    return mean[0], mean[1]
