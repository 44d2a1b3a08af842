"""Outcomes of a run from its record."""

import math

import numpy as np
import pytest

from cisim.configuration.outcomes import EXIT_REASONS, MILESTONES, SERIES, run_columns
from cisim.configuration.parameters import Parameters, replaced
from cisim.model.observation import Event, Run, centralisation, density, run_row

YEARS = 4
PARAMETERS = replaced(Parameters(), {"result.horizon_years": YEARS})
HORIZON = PARAMETERS.horizon_months


def recorded(*events, **series):
    monthly = {column.name: np.zeros(HORIZON + 1) for column in SERIES}
    return Run(
        replicate=0, seed=1, difficulty=1.0, monthly=monthly | series, events=events
    )


def row(*events, **series):
    return run_row(PARAMETERS, recorded(*events, **series))


def test_a_row_has_the_declared_columns_in_their_order():
    assert list(row()) == [column.name for column in run_columns()]


@pytest.mark.parametrize("milestone", [m.event for m in MILESTONES])
def test_a_milestone_is_its_first_month_or_censored(milestone):
    seen, missed = row(Event(9, milestone), Event(12, milestone)), row()
    assert seen[f"{milestone}_months"] == 9
    assert seen[f"{milestone}_observed"] is True
    assert missed[f"{milestone}_months"] == HORIZON
    assert missed[f"{milestone}_observed"] is False


def test_months_without_result_count_a_collapse_as_the_horizon():
    assert row(Event(9, "collapse"))["months_without_result"] == HORIZON
    assert row(Event(9, "shared_result"))["months_without_result"] == 9


def test_states_are_those_of_the_stated_month_and_missing_after_the_horizon():
    stated = row(improvement=np.arange(HORIZON + 1) / 100.0)
    assert stated["improvement_year_1"] == 0.12
    assert stated["improvement_year_3"] == 0.36
    assert stated["improvement_end"] == 0.48
    assert math.isnan(stated["improvement_year_5"])
    assert stated["alive_year_5"] is None


def test_alive_is_missing_where_nobody_was_convened():
    alive = np.full(HORIZON + 1, np.nan)
    assert row(alive=alive)["alive_year_1"] is None
    alive[12] = 1.0
    assert row(alive=alive)["alive_year_1"] is True
    alive[12] = 0.0
    assert row(alive=alive)["alive_year_1"] is False


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


@pytest.mark.parametrize(("strong", "share"), [(12, 1.0), (1, 1 / 12), (0, 0.0)])
def test_density_is_the_share_of_strong_ties(strong, share):
    assert density(strong, 4) == pytest.approx(share)


@pytest.mark.parametrize("members", [0, 1])
def test_few_members_have_no_network(members):
    assert density(0, members) == 0.0
    assert centralisation([1] * members + [members]) == 0.0


def test_a_star_around_the_backbone_is_fully_central():
    assert centralisation([1, 1, 1, 1, 1, 5]) == 1.0


def test_where_all_are_tied_nobody_is_central():
    assert centralisation([5] * 6) == 0.0
