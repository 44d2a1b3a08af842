"""The model against a second one that was written from the ODD alone.

Whoever changes a law or the order of a month without the text is caught here, and so is
whoever changes the text without the law, once the oracle follows the text.
"""

import math

import pytest

import cisim
from tests.verification.oracle import Oracle

SCENARIOS = ("baseline", "typical-site", "isolated-impact", "shape-up-somerville")
BUSY: dict[str, dict[str, float]] = {
    "quick_wins": {"pilots_per_year": 24, "dared_per_year": 48, "duration_months": 1},
    "funding": {"start_month": 5, "duration_years": 1.3, "renewal_years": 0.5},
    "place": {
        "election_interval_months": 7,
        "downturn": 0.4,
        "leader_turnover": 0.4,
        "director_turnover": 0.5,
        "conflict": 0.3,
    },
    "organisations": {"at_table": 6, "outside": 20},
    "membership": {"joining": 0.5},
    "system": {"substitution": 0},
}


def same(one, other):
    both_missing = math.isnan(one) and math.isnan(other)
    return both_missing or math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def first_difference(rows, series):
    """Month, series and both values where model and oracle first part, else nothing."""
    for row, month in zip(rows, series, strict=True):
        for name, value in month.items():
            if not same(row[name], value):
                return (
                    f"month {row['month']}, series {name}: "
                    f"model {row[name]!r}, oracle {value!r}"
                )
    return ""


def in_order(events):
    return sorted(events, key=repr)


def compare(scenario, seed, months):
    model = cisim.CollectiveImpactModel(scenario, rng=seed)
    for _ in range(months):
        model.step()
    rows = model.datacollector.get_model_vars_dataframe().to_dict("records")
    parameters = {0: scenario.parameters, **scenario.parameters_by_month()}
    series, events = Oracle(parameters, seed).run(months)
    assert set(rows[0]) == {"month", *series[0]}
    assert first_difference(rows, series) == ""
    lived = [(e.month, e.kind, e.organisation, e.reason) for e in model.event_log()]
    assert in_order(lived) == in_order(events)


@pytest.mark.parametrize("name", SCENARIOS)
def test_five_years_are_those_that_the_odd_describes(name):
    compare(cisim.load(name), seed=2, months=60)


def test_a_place_full_of_events_is_as_the_odd_describes():
    compare(cisim.load("baseline").with_(**BUSY), seed=1, months=60)


@pytest.mark.slow
def test_twenty_years_with_a_collapse_are_those_that_the_odd_describes():
    compare(cisim.load("typical-site"), seed=1, months=240)
