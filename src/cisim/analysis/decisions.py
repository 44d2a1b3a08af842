"""What a funder chooses from: levels, portfolios of sites, cost against chance."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from cisim.analysis.chances import table_of_points
from cisim.analysis.matched import Effect, contrast_of_shares
from cisim.analysis.paired import named
from cisim.analysis.panels import Panels
from cisim.analysis.precision import Estimates, Floats, means, ratios, shares_of
from cisim.analysis.preference import RESULT
from cisim.analysis.regrets import contexts, design_factors, resamples
from cisim.analysis.resampling import resampled_means
from cisim.configuration.answers import (
    FRONTIER_COLUMNS,
    LEVEL_COLUMNS,
    PORTFOLIO_COLUMNS,
)
from cisim.configuration.experiments import Alternatives, OneAtATime
from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.results import frame_of_rows
from cisim.experiment.selectors import factor_named
from cisim.experiment.studies import Study

CHANCES = (0.25, 0.5, 0.75, 0.9)
"""Chances of the shared result that are looked for where no aim is stated."""

NOT_REACHED = "not reached within the levels"
REACHED = "reached"


# ---- The least level that reaches a chance ----


def smallest_levels(
    study: Study, parameter: str = "", aims: Iterable[float] = ()
) -> pd.DataFrame:
    """Find the least level of a parameter whose chance of the result reaches an aim.

    The chance of a level is the mean over its points within each replicate; its limits
    are those of `contrast_of_shares`. Where one factor at a time is moved, the points
    of a level are those in which no other one was. Parameter and aim are those of the
    experiment unless stated; without an aim, `CHANCES` are looked for in a design that
    varies one parameter, or the one of funding among several.

    Raises
    ------
    ConfigurationError
        If it is not clear which parameter is meant, or it does not vary.
    """
    aim = study.experiment.aim
    name = factor_named(study.points, parameter or _parameter(study))
    sought = tuple(aims) or ((aim.chance,) if aim else CHANCES)
    reached = Panels.of_study(study).column(RESULT)
    rows = [
        {"context": context, "parameter": name, "chance": chance} | found
        for context, places in contexts(study)
        for chance, found in _levels(
            _comparable(study, name, places), reached[places], sought
        )
    ]
    return frame_of_rows(rows, LEVEL_COLUMNS)


def _comparable(study: Study, name: str, places: np.ndarray) -> Floats:
    """Levels of a parameter; none where one at a time another one was moved."""
    points = study.points.iloc[places]
    levels = points[name].to_numpy(dtype=float)
    if not isinstance(study.experiment.design, OneAtATime):
        return levels
    others = [other for other in design_factors(study) if other != name]
    is_base = (points[others] == points[others].iloc[0]).all(axis=1).to_numpy()
    return np.where(is_base, levels, math.nan)


def level_sought(study: Study) -> str:
    """Return the parameter whose least level is sought; empty if that is not clear.

    It is that of the aim, the only one that is varied, or the only one of funding.
    """
    if study.experiment.aim:
        return study.experiment.aim.parameter
    factors = design_factors(study)
    funding = [name for name in factors if name.startswith("funding.")]
    return next((each[0] for each in (factors, funding) if len(each) == 1), "")


def _parameter(study: Study) -> str:
    if known := level_sought(study):
        return known
    varied = ", ".join(design_factors(study)) or "nothing"
    message = f"aim > parameter: name the one that is to be found: varied is {varied}"
    raise ConfigurationError([message])


def _levels(
    given: Floats, reached: Floats, sought: Iterable[float]
) -> Iterator[tuple[float, dict[str, Any]]]:
    levels = np.unique(given[~np.isnan(given)])
    effects = [_chance(reached[given == level]) for level in levels]
    values = np.array([effect.value for effect in effects])
    lows = np.array([effect.low for effect in effects])
    for chance in sought:
        enough = values >= chance
        yield (
            chance,
            {
                "level": _first(levels, enough),
                "sure_level": _first(levels, lows >= chance),
                "reached": REACHED if enough.any() else NOT_REACHED,
                "dips": bool((enough[:-1] & ~enough[1:]).any()),
            },
        )


def _chance(reached: Floats) -> Effect:
    return contrast_of_shares([1.0], reached.mean(axis=0)[None, :])


def _first(levels: Floats, enough: np.ndarray) -> float:
    return float(levels[np.argmax(enough)]) if enough.any() else math.nan


# ---- Portfolios of sites, and what is not dominated ----


def portfolio(study: Study) -> pd.DataFrame:
    """Say what alternatives bring at all their sites together.

    Sites are places with a luck of their own, so that they succeed independently, each
    with the chance of the alternative. An alternative without stated sites has one.
    """
    panels, sites = Panels.of_study(study), _sites(study)
    money, reached = panels.column("grant_money"), panels.column(RESULT)
    chance = shares_of(reached)
    value, low, high = (1 - (1 - limit) ** sites for limit in chance[:3])
    at_least_one = Estimates(value, low, high, chance.runs)
    return table_of_points(
        study,
        {"sites": sites}
        | named("chance", chance)
        | named("expected_sites", _scaled(chance, sites))
        | named("at_least_one", at_least_one)
        | named("money", _scaled(means(money), sites))
        | named("cost_per_site", ratios(money, reached)),
        PORTFOLIO_COLUMNS,
    )


def frontier(study: Study) -> pd.DataFrame:
    """Tell which points no other one of their context beats on cost and chance.

    How sure that is, is told by the share of resamples of replicates in which it holds.
    """
    panels, sites = Panels.of_study(study), _sites(study)
    money, reached = panels.column("grant_money"), panels.column(RESULT)
    cost, chance = _scaled(means(money), sites), shares_of(reached)
    drawn = resamples(study, "frontier")
    best, share = np.zeros(len(sites), dtype=bool), np.full(len(sites), math.nan)
    for _, rows in contexts(study):
        best[rows] = undominated(cost.value[None, rows], chance.value[None, rows])[0]
        costs = resampled_means(drawn, money[rows]) * sites[rows]
        results = resampled_means(drawn, reached[rows])
        share[rows] = undominated(costs, results).mean(axis=0)
    return table_of_points(
        study,
        named("cost", cost)
        | named("chance", chance)
        | {"on_frontier": best, "frontier_share": share},
        FRONTIER_COLUMNS,
    )


def undominated(cost: Floats, chance: Floats) -> np.ndarray:
    """Which are dominated by none, of axes (resample, alternative).

    One dominates another if it costs at most as much and has at least the chance, and
    is better in one of both. What is missing is dominated.
    """
    order = np.lexsort((-chance, cost), axis=1)
    ranked = np.take_along_axis(np.nan_to_num(chance, nan=-1.0), order, axis=1)
    paid = np.take_along_axis(cost, order, axis=1)
    best = np.maximum.accumulate(ranked, axis=1)
    before = np.concatenate([np.full((len(best), 1), -0.5), best[:, :-1]], axis=1)
    # The last one that raised the chance: what equals it in both is as good.
    places = np.broadcast_to(np.arange(ranked.shape[1]), ranked.shape)
    leader = np.maximum.accumulate(np.where(ranked > before, places, 0), axis=1)
    equals = np.take_along_axis(ranked, leader, axis=1) == ranked
    equals &= np.take_along_axis(paid, leader, axis=1) == paid
    kept = np.empty_like(equals)
    np.put_along_axis(kept, order, (ranked > before) | equals, axis=1)
    return np.asarray(kept & ~np.isnan(cost + chance))


def _sites(study: Study) -> np.ndarray:
    design = study.experiment.design
    if not isinstance(design, Alternatives):
        return np.ones(len(study.points), dtype=np.int64)
    known = {alternative.name: alternative.sites for alternative in design.alternatives}
    return study.points["alternative"].map(known).to_numpy(dtype=np.int64)


def _scaled(estimates: Estimates, by: np.ndarray) -> Estimates:
    value, low, high, runs = estimates
    return Estimates(value * by, low * by, high * by, runs)
