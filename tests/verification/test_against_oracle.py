"""The model against a second one that was written from the ODD alone.

Whoever changes a law or the order of a month without the text is caught here, and so is
whoever changes the text without the law, once the oracle follows the text.
"""

import math

import cisim
from cisim.configuration.outcomes import EVENTS
from tests.verification.oracle import Oracle

ORDER = list(EVENTS)


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
