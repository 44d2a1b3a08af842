"""Outcomes of runs from their records."""

import math
from dataclasses import replace

import numpy as np
import pytest

from cisim.configuration.outcomes import EXIT_REASONS, MILESTONES, SERIES, run_columns
from cisim.configuration.parameters import Parameters, replaced
from cisim.model.observation import Event, Records, Run, joined
from cisim.model.outcomes import run_rows

YEARS = 4
PARAMETERS = replaced(Parameters(), {"result.horizon_years": YEARS})
HORIZON = PARAMETERS.horizon_months


def recorded(*events, **series):
    monthly = {column.name: np.zeros(HORIZON + 1) for column in SERIES}
    return Run(
        replicate=0, seed=1, difficulty=1.0, monthly=monthly | series, events=events
    )


def row(*events, **series):
    """Outcomes of a run, as the second of three of which the others are empty."""
    runs = [recorded(), recorded(*events, **series), recorded()]
    columns = run_rows(PARAMETERS, Records.of(runs))
    assert {values.shape for values in columns.values()} == {(3,)}
    return {name: values[1] for name, values in columns.items()}


def test_the_declared_columns_are_there_in_their_order():
    assert list(row()) == [column.name for column in run_columns()]


@pytest.mark.parametrize("milestone", [m.event for m in MILESTONES])
def test_a_milestone_is_its_first_month_or_censored(milestone):
    seen, missed = row(Event(9, milestone), Event(12, milestone)), row()
    assert seen[f"{milestone}_months"] == 9
    assert seen[f"{milestone}_observed"]
    assert missed[f"{milestone}_months"] == HORIZON
    assert not missed[f"{milestone}_observed"]


def test_months_without_result_count_a_collapse_as_the_horizon():
    assert row(Event(9, "collapse"))["months_without_result"] == HORIZON
    assert row(Event(9, "shared_result"))["months_without_result"] == 9


def test_states_are_those_of_the_stated_month_and_missing_after_the_horizon():
    stated = row(improvement=np.arange(HORIZON + 1) / 100.0)
    assert stated["improvement_year_1"] == 0.12
    assert stated["improvement_year_3"] == 0.36
    assert stated["improvement_end"] == 0.48
    assert math.isnan(stated["improvement_year_5"])
    assert math.isnan(stated["alive_year_5"])


def test_alive_is_missing_where_nobody_was_convened():
    alive = np.full(HORIZON + 1, np.nan)
    assert math.isnan(row(alive=alive)["alive_year_1"])
    alive[12] = 1.0
    assert row(alive=alive)["alive_year_1"] == 1.0
    alive[12] = 0.0
    assert row(alive=alive)["alive_year_1"] == 0.0


def test_conditions_peak_and_mean_leave_the_start_out_of_the_mean():
    score = np.zeros(HORIZON + 1)
    score[0], score[1] = 0.5, 0.24
    given = row(coordination=score)
    assert given["coordination_peak"] == 0.5
    assert given["coordination_mean"] == pytest.approx(0.24 / HORIZON)


def test_events_are_counted():
    left = [Event(3, "left", 1, reason) for reason in EXIT_REASONS]
    given = row(
        Event(1, "pilot_won"), Event(2, "pilot_failed"), Event(2, "joined", 4), *left
    )
    assert (given["pilots"], given["wins"], given["joined"]) == (2, 1, 1)
    assert [given[f"left_{reason}"] for reason in EXIT_REASONS] == [1] * len(
        EXIT_REASONS
    )


def test_costs():
    grants, time = np.full(HORIZON + 1, 100.0), np.full(HORIZON + 1, 3.0)
    improvement = np.full(HORIZON + 1, 0.02)
    given = row(grants=grants, partner_time=time, improvement=improvement)
    assert given["grant_money"] == 100.0 * HORIZON
    assert given["partner_years"] == 3.0 * YEARS
    assert given["cost_per_improvement"] == pytest.approx(50.0 * HORIZON)
    assert math.isnan(row(grants=grants)["cost_per_improvement"])


def uneven(replicate):
    """A run whose sums depend on the order of their terms."""
    run = recorded(Event(replicate + 1, "first_win"))
    months = np.arange(HORIZON + 1)
    return Run(
        replicate,
        replicate,
        1.0,
        {
            name: np.sin(1.0 + k + 7.0 * months + replicate) / 3.0
            for k, name in enumerate(run.monthly)
        },
        run.events,
    )


@pytest.mark.parametrize("order", ["C", "F"])
def test_a_run_has_the_same_outcomes_in_any_company_and_layout(order):
    runs = [Records.of([uneven(k)]) for k in range(40)]
    alone = [run_rows(PARAMETERS, run) for run in runs]
    together = joined(runs)
    monthly = {
        name: np.array(values, order=order) for name, values in together.monthly.items()
    }
    columns = run_rows(PARAMETERS, replace(together, monthly=monthly))
    for name, values in columns.items():
        expected = np.concatenate([own[name] for own in alone])
        np.testing.assert_array_equal(values, expected, err_msg=name)


def test_outcomes_do_not_hold_on_to_the_series():
    records = Records.of([uneven(0)])
    series = list(records.monthly.values())
    for name, values in run_rows(PARAMETERS, records).items():
        assert not any(np.shares_memory(values, own) for own in series), name
