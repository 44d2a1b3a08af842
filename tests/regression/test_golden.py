"""Outcomes of short runs stay what they were, until somebody decides otherwise.

``python -m pytest tests/regression --update-golden`` writes them anew; the change then
shows in the diff of the commit, and its reason belongs in the changelog.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from cisim.configuration.files import load
from cisim.engine.agents import simulate

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("baseline", "typical-site", "isolated-impact")
YEARS = 5
SEED = 2026
TOLERANCE = 1e-9


def computed(name):
    """Series rounded beyond the tolerance, and events, as they are kept in a file."""
    scenario = load(name).with_(result={"horizon_years": YEARS})
    run = simulate(scenario, SEED, 0)
    return {
        "monthly": {
            series: [None if np.isnan(v) else float(f"{v:.12g}") for v in values]
            for series, values in run.monthly.items()
        },
        "events": [[e.month, e.kind, e.organisation, e.reason] for e in run.events],
    }


def write(path, outcome):
    """One line for each series and each event, so that a diff can be read."""
    series = ",\n".join(
        f"  {json.dumps(name)}: {json.dumps(values)}"
        for name, values in outcome["monthly"].items()
    )
    events = ",\n".join(f"  {json.dumps(event)}" for event in outcome["events"])
    text = f'{{"monthly": {{\n{series}\n}},\n"events": [\n{events}\n]}}\n'
    path.write_text(text, encoding="utf-8")


def differs(now, then):
    if now is None or then is None:
        return now is not then
    return abs(now - then) > TOLERANCE * max(1.0, abs(then))


def first_difference(now, then):
    """First month in which a series differs, with its values; None if none does."""
    months = range(len(next(iter(then["monthly"].values()))))
    for month in months:
        for name, values in then["monthly"].items():
            value, golden = now["monthly"][name][month], values[month]
            if differs(value, golden):
                return f"month {month}, {name}: {value} instead of {golden}"
    for event, golden in zip(now["events"], then["events"], strict=False):
        if event != golden:
            return f"event {event} instead of {golden}"
    if len(now["events"]) != len(then["events"]):
        return f"{len(now['events'])} events instead of {len(then['events'])}"
    return None


@pytest.mark.parametrize("name", NAMES)
def test_a_run_is_what_it_was(name, request):
    path, now = GOLDEN / f"{name}.json", computed(name)
    if request.config.getoption("--update-golden"):
        write(path, now)
    then = json.loads(path.read_text(encoding="utf-8"))
    assert list(now["monthly"]) == list(then["monthly"])
    different = first_difference(now, then)
    assert different is None, f"{name}: first difference in {different}"


def test_the_first_difference_is_the_earliest_one():
    events = [[1, "joined", 2, ""]]
    before = {"trust": [0.1, 0.2, 0.3], "alive": [None, 1.0, 1.0]}
    after = {"trust": [0.1, 0.2, 0.4], "alive": [None, None, 1.0]}
    then = {"monthly": before, "events": events}
    now = {"monthly": after, "events": events}
    found = first_difference(now, then)
    assert found == "month 1, alive: None instead of 1.0"
    assert first_difference(then, then) is None


def test_events_that_differ_are_named():
    then = {"monthly": {"trust": [0.1]}, "events": [[1, "joined", 2, ""]]}
    other = then | {"events": [[1, "joined", 3, ""]]}
    assert "[1, 'joined', 3, '']" in first_difference(other, then)
    assert first_difference(then | {"events": []}, then) == "0 events instead of 1"


def test_last_bits_are_no_difference():
    then, near, far = (
        {"monthly": {"trust": [0.1 + away]}, "events": []}
        for away in (0.0, 1e-13, 1e-8)
    )
    assert first_difference(near, then) is None
    assert first_difference(far, then) is not None
