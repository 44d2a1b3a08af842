"""The model against a second one that was written from the ODD alone.

Whoever changes a law or the order of a month without the text is caught here, and so is
whoever changes the text without the law, once the oracle follows the text.
"""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings

import cisim
from cisim.configuration.outcomes import EVENTS
from tests.strategies import seeds
from tests.verification.busy_places import BUSY, busy_scenarios
from tests.verification.oracle import Oracle

CONFIGS = Path(__file__).parents[2] / "configs"
ORDER = list(EVENTS)
NAMED = (
    "baseline",
    "typical-site",
    "isolated-impact",
    "shape-up-somerville",
    "council-incubated",
    "integration-initiative-steering-group",
    "casebook-climate",
)


def same(one, other):
    both_missing = math.isnan(one) and math.isnan(other)
    return both_missing or math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def first_difference(rows, series):
    """What differs in the first month in which model and oracle part, else nothing."""
    for row, month in zip(rows, series, strict=True):
        apart = [
            f"{name}: model {row[name]!r}, oracle {value!r}"
            for name, value in month.items()
            if not same(row[name], value)
        ]
        if apart:
            return "\n".join([f"month {row['month']}", *apart])
    return ""


def in_order(event):
    month, kind, place, _ = event
    return month, ORDER.index(kind), -1 if place is None else place


def compare(scenario, seed, months):
    model = cisim.CollectiveImpactModel(scenario, rng=seed)
    for _ in range(months):
        model.step()
    rows = model.datacollector.get_model_vars_dataframe().to_dict("records")
    series, events = Oracle(scenario, seed).run(months)
    assert set(rows[0]) == {"month", *series[0]}
    assert first_difference(rows, series) == ""
    lived = [(e.month, e.kind, e.organisation, e.reason) for e in model.event_log()]
    assert lived == sorted(events, key=in_order)


@pytest.mark.parametrize("name", NAMED)
def test_three_years_are_those_that_the_odd_describes(name):
    compare(cisim.load(name), seed=2, months=36)


@pytest.mark.parametrize("seed", [5, 7])  # between them hardly a law goes unseen
@pytest.mark.parametrize("name", BUSY)
def test_a_place_full_of_events_is_as_the_odd_describes(name, seed):
    compare(BUSY[name], seed, months=36)


@settings(max_examples=12)
@given(busy_scenarios(), seeds)
def test_any_small_place_is_as_the_odd_describes(scenario, seed):
    compare(scenario, seed, months=24)


@pytest.mark.slow
@given(busy_scenarios(), seeds)
def test_many_small_places_are_as_the_odd_describes(scenario, seed):
    compare(scenario, seed, months=24)


@pytest.mark.slow
@pytest.mark.parametrize("name", [path.stem for path in sorted(CONFIGS.glob("*.toml"))])
def test_twenty_years_are_those_that_the_odd_describes(name):
    compare(cisim.load(name), seed=1, months=240)


@pytest.mark.slow
@pytest.mark.parametrize("name", BUSY)
@pytest.mark.parametrize("seed", range(5))
def test_ten_years_full_of_events_are_as_the_odd_describes(name, seed):
    compare(BUSY[name], seed, months=120)
