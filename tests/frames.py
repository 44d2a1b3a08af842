"""Made-up frames of the analysis of studies, with numbers that can be followed."""

import itertools
from typing import Any

import numpy as np
import pandas as pd

from cisim.configuration.outcomes import EXIT_REASONS
from cisim.presentation.figures.measures import Measure
from tests import synthetic

REACHED = Measure("shared_result_observed", "share", "reached the shared result")
MONTHS = Measure("months_without_result", "mean", "months without result", "months")
COST = Measure("grant_money", "mean", "grant money", "currency", more_is_better=False)

YEARS = "funding.duration_years"
MEETINGS = "communication.meetings_per_year"
PILOTS = "quick_wins.pilots_per_year"
FACTORS = (
    YEARS,
    MEETINGS,
    PILOTS,
    "backbone.skill",
    "organisations.grit",
    "place.urgency",
    "champion.influence",
    "funding.yearly_amount",
)
LEVELS = {YEARS: (2.0, 3.0, 5.0, 7.0, 10.0), MEETINGS: (4.0, 12.0, 24.0)}
CONTEXTS = ("typical", "polarised", "scarce_money")
ALTERNATIVES = ("short_grants", "longer_grants", "more_meetings", "quick_wins_first")
ABOUT = "Longer grants or more meetings: 200 runs of each point."


def row(value, measure, *, half=0.07, runs=200, **where):
    """Make up a row of the frame of chances."""
    place = {"point": 0, "context": "", "alternative": ""} | where
    return place | {
        "outcome": measure.outcome,
        "statistic": measure.statistic,
        "value": value,
        "low": value - half if not measure.is_share else max(0.0, value - half),
        "high": value + half if not measure.is_share else min(1.0, value + half),
        "runs": runs,
    }


def grid(contexts=("",), measure=REACHED):
    """Chances at every pair of levels of two levers, in every context."""
    rows: list[dict[str, Any]] = []
    for context, (years, meetings) in itertools.product(
        contexts, itertools.product(*LEVELS.values())
    ):
        share = (0.1 + 0.07 * years + 0.008 * meetings) / (1 + 0.6 * len(context) / 10)
        value = share if measure.is_share else 240 * (1 - share)
        rows.append(
            row(
                value,
                measure,
                half=0.07 if measure.is_share else 12.0,
                point=len(rows),
                context=context,
                **{YEARS: years, MEETINGS: meetings},
            )
        )
    return pd.DataFrame(rows)


def one_at_a_time():
    """Chances at a base and at two levels of each factor; point 0 is the base."""
    base = dict.fromkeys(FACTORS, 1.0)
    rows = [row(0.45, REACHED, **base)]
    for place, factor in enumerate(FACTORS):
        for level, sign in ((0.5, -1), (2.0, 1)):
            value = 0.45 + sign * (0.3 - 0.035 * place) * (1 if place % 3 else -1)
            point = base | {factor: level}
            rows.append(row(value, REACHED, point=len(rows), **point))
    return pd.DataFrame(rows)


def by_alternative():
    """Chance, cost, time and exits of every alternative."""
    rows: list[dict[str, Any]] = []
    for place, name in enumerate(ALTERNATIVES):
        own = {"point": place, "alternative": name}
        rows.append(row((0.31, 0.52, 0.38, 0.36)[place], REACHED, **own))
        rows.append(row((1.2e6, 2.6e6, 1.5e6, 2.1e6)[place], COST, half=1.1e5, **own))
        rows.append(row(190.0 - 20 * place, MONTHS, half=9.0, **own))
        for rank, reason in enumerate(EXIT_REASONS):
            exits = Measure(f"left_{reason}", "mean", reason, "exits")
            rows.append(row(4.0 / (1 + rank) + 0.3 * place, exits, half=0.4, **own))
    return pd.DataFrame(rows)


def paired(contexts=("",), measure=MONTHS):
    """Differences of alternatives to the first, and those of every replicate."""
    rows, replicates = [], []
    for context, (place, name) in itertools.product(
        contexts, list(enumerate(ALTERNATIVES))[1:]
    ):
        spread = [place * (-9.0 + 40 * ((0.618 * k) % 1 - 0.5)) for k in range(100)]
        if measure.is_share:
            spread = [float(round(number / 30)) for number in spread]
        mean = sum(spread) / len(spread)
        own = {"alternative": name, "context": context}
        rows.append(
            own
            | {
                "reference": ALTERNATIVES[0],
                "outcome": measure.outcome,
                "difference": mean,
                "low": mean - (0.08 if measure.is_share else 5.0),
                "high": mean + (0.08 if measure.is_share else 5.0),
                "correlation": 0.6,
                "better": sum(number > 0 for number in spread),
                "equal": sum(number == 0 for number in spread),
                "worse": sum(number < 0 for number in spread),
            }
        )
        replicates += [
            own | {"replicate": k, "difference": d} for k, d in enumerate(spread)
        ]
    return pd.DataFrame(rows), pd.DataFrame(replicates)


def sensitivity():
    """Indices of all factors and pairs for one response."""
    rows = []
    for place, factor in enumerate(FACTORS):
        total = 0.42 / (1 + place) ** 1.2
        indices = {"ST": total, "S1": 0.6 * total - 0.01}
        indices |= {"mu_star": 60 * total, "sigma": 45 * total * (1 + place % 3) / 2}
        for index, value in indices.items():
            half = 0.12 * abs(value) + (0.02 if index in {"ST", "S1"} else 1.0)
            rows.append(_index(factor, "", index, value, half))
    for (one, first), (two, second) in itertools.combinations(enumerate(FACTORS), 2):
        value = 0.09 / (1 + one) / (two - one) - 0.01
        rows.append(_index(second, first, "S2", value, 0.02))
    return pd.DataFrame(rows)


def _index(factor, other, index, value, half):
    return {
        "factor": factor,
        "other": other,
        "response": "months_without_result",
        "index": index,
        "value": value,
        "low": value - half,
        "high": value + half,
        "noise_share": 0.17,
    }


def runs():
    """Tables of runs by the words for an alternative."""
    kinds = {
        "short grants": synthetic.Kind(reached=0.31, collapsed=0.35),
        "longer grants": synthetic.Kind(reached=0.52, collapsed=0.2),
        "more meetings": synthetic.Kind(reached=0.38, collapsed=0.3),
        "nobody convened": synthetic.Kind(reached=0, collapsed=0, convened=False),
    }
    return {name: synthetic.results(kind).runs for name, kind in kinds.items()}


def sampled():
    """Means of points that fill the ranges of four factors; one of them matters."""
    steps = np.arange(120)
    spread = {
        name: ((0.618 + 0.13 * place) * steps) % 1
        for place, name in enumerate(FACTORS[:4])
    }
    frame = pd.DataFrame(spread)
    frame[YEARS] = 1 + 9 * frame[YEARS]
    return frame.assign(value=frame[YEARS] / 12)


def sensitivity_in_contexts():
    """Indices in several contexts, of which the last one turns the order around."""
    table = sensitivity()
    turned = table.assign(value=0.5 - table["value"])
    turned = turned.assign(low=turned["value"] - 0.05, high=turned["value"] + 0.05)
    parts = [*[table] * (len(CONTEXTS) - 1), turned]
    return pd.concat(
        [part.assign(context=name) for name, part in zip(CONTEXTS, parts, strict=True)]
    )
