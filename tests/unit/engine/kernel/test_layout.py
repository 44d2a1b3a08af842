"""Records hold every parameter and every series under its declared name."""

import numpy as np
import pytest
from hypothesis import given

from cisim.configuration.outcomes import SERIES
from cisim.configuration.parameters import Parameters, declared, group_types
from cisim.engine.kernel import layout
from cisim.model.preparation import for_laws
from tests.strategies import scenarios
from tests.verification.busy_places import BUSY


def test_every_declared_parameter_has_a_field():
    fields = [
        f"{group}.{key}"
        for group in group_types()
        for key in layout.PARAMETERS[group].names
    ]
    assert fields == list(declared())


@pytest.mark.parametrize("name", declared())
def test_a_field_is_of_the_kind_of_its_parameter(name):
    group, _, key = name.partition(".")
    whole = issubclass(declared()[name].type, int)
    expected = np.int64 if whole else np.float64
    assert layout.PARAMETERS[group][key] == expected


@given(scenarios())
def test_records_hold_what_the_laws_get(scenario):
    records, periods, spans = layout.periods([scenario])
    assert spans.tolist() == [[0, len(periods)]]
    history = scenario.parameters_by_month()
    assert periods["month"].tolist() == sorted(history)
    assert periods["settings"].tolist() == list(range(len(history)))
    for record, month in zip(records, sorted(history), strict=True):
        expected = for_laws(history[month])
        assert record.item() == tuple(tuple(group) for group in expected)


def test_a_parameter_that_does_not_fit_is_not_bent():
    broken = Parameters()._replace(result=None)  # type: ignore[arg-type]
    with pytest.raises((TypeError, AttributeError)):
        layout.parameter_records([broken])


def test_dated_changes_that_are_events_are_flagged():
    _, periods, _ = layout.periods([BUSY["steered, with turns"]])
    flagged = {flag: periods["month"][periods[flag]].tolist() for flag in layout.DATED}
    assert flagged == {
        "urgency_dated": [6, 7, 28],
        "policy_dated": [14],
        "champion_dated": [11, 28],
        "shift_dated": [14],
    }


def test_a_row_has_the_declared_series():
    assert layout.ROW.names == tuple(column.name for column in SERIES)
