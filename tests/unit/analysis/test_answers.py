"""A study gives the tables that fit its design, and says what it cannot answer."""

from dataclasses import replace

import numpy as np
import pytest

from cisim.analysis.answers import answers
from cisim.configuration.answers import study_tables
from cisim.configuration.experiments import (
    Aim,
    Condition,
    Grid,
    OneAtATime,
    Sample,
    Sensitivity,
    Sign,
)
from cisim.experiment.salib_design import unit_sample
from tests.sensitivity_cases import LEVERS, study_of
from tests.studies import alternatives_study, draws, expect, grid_study, results_of

YEARS = "funding.duration_years"
MEETINGS = "communication.meetings_per_year"
OF_POINTS = {"chances", "paired", "regret", "frontier"}
TWO = ("months_without_result", "improvement_end")
SOBOL = Sensitivity("sobol", 64, TWO, LEVERS)


def two_alternatives(**settings):
    return alternatives_study(results_of({"a": 0.3, "b": 0.6}), **settings)


def two_levels(**settings):
    columns = list(results_of({"a": 0.3, "b": 0.6}).values())
    return grid_study({YEARS: [1.0, 5.0]}, columns, **settings)


def four_points(**settings):
    columns = list(
        results_of(dict(zip("abcd", (0.2, 0.4, 0.4, 0.7), strict=True))).values()
    )
    levels = {YEARS: [1.0, 1.0, 5.0, 5.0], MEETINGS: [4.0, 12.0, 4.0, 12.0]}
    return grid_study(levels, columns, **settings)


def sampled(design=SOBOL, **lost):
    """Make up a study of factors; the first has an effect on everything."""
    unit = unit_sample(design, 1)
    values = 100 * unit[:, [0]] + draws().random((len(unit), 4))
    outcomes = {name: values.copy() for name in TWO}
    outcomes["shared_result_observed"] = values > 50
    for name, value in lost.items():
        outcomes[name] = np.full_like(values, value)
    made = study_of(design.method, unit, outcomes)
    return replace(made, experiment=replace(made.experiment, design=design, seed=1))


def test_alternatives_are_compared_and_put_together():
    assert set(answers(two_alternatives()).tables) == OF_POINTS | {"portfolio"}


@pytest.mark.parametrize("design", [Grid, OneAtATime])
def test_levels_of_one_parameter_are_searched_for_the_least(design):
    study = two_levels()
    design = design({YEARS: (1.0, 5.0)})
    study = replace(study, experiment=replace(study.experiment, design=design))
    assert set(answers(study).tables) == OF_POINTS | {"levels"}


@pytest.mark.parametrize(
    ("levels", "aim", "parameter"),
    [
        ({YEARS, MEETINGS}, None, YEARS),
        ({YEARS, MEETINGS}, Aim(0.5, MEETINGS), MEETINGS),
        ({MEETINGS, "quick_wins.pilots_per_year"}, None, None),
        ({MEETINGS, "quick_wins.pilots_per_year"}, Aim(0.5, MEETINGS), MEETINGS),
    ],
)
def test_levels_are_sought_where_it_is_clear_of_what(levels, aim, parameter):
    study = four_points(aim=aim)
    if YEARS not in levels:
        points = study.points.rename(columns={YEARS: "quick_wins.pilots_per_year"})
        runs = study.runs.rename(columns={YEARS: "quick_wins.pilots_per_year"})
        study = replace(study, points=points, runs=runs)
    tables = answers(study).tables
    assert ("levels" in tables) == (parameter is not None)
    if parameter:
        assert set(tables["levels"]["parameter"]) == {parameter}


def test_what_is_expected_and_signs_are_answered_where_they_are_given():
    sign = Sign("agenda", "an agenda", (Condition("agenda_adopted", 24),))
    study = two_alternatives(expectations=(expect(),), signs=(sign,))
    tables = answers(study).tables
    assert {"verdicts", "signs"} <= set(tables)
    assert set(tables["signs"]["sign"]) == {"agenda"}
    assert len(tables["verdicts"]) == 1


def test_a_sample_is_not_told_point_by_point():
    study = sampled()
    design = Sample("latin_hypercube", len(study.points), LEVERS)
    study = replace(study, experiment=replace(study.experiment, design=design))
    found = answers(study)
    assert set(found.tables) == set()
    assert list(found.boxes) == [""]
    assert found.notes == ()


def test_every_response_of_a_sensitivity_analysis_has_indices_and_a_judgement():
    found = answers(sampled())
    table = found.tables["sensitivity"]
    assert set(found.tables) == {"sensitivity"}
    assert set(table["response"]) == set(TWO)
    assert {words.partition(":")[0].split(" of ")[1] for words in found.enough} == set(
        TWO
    )
    limits = found.boxes[""].limits
    assert set(limits) == {LEVERS[0].parameter}
    assert found.notes == ()


def test_a_response_that_cannot_be_analysed_leaves_a_note_and_the_rest():
    found = answers(sampled(improvement_end=np.nan))
    assert set(found.tables["sensitivity"]["response"]) == {"months_without_result"}
    assert found.notes
    assert all("improvement_end" in note for note in found.notes)
    assert found.boxes


def test_without_any_response_there_are_notes_alone():
    study = sampled(months_without_result=np.nan, improvement_end=np.nan)
    found = answers(study)
    assert "sensitivity" not in found.tables
    assert {name for name in TWO if any(name in note for note in found.notes)} == set(
        TWO
    )
    assert found.enough == ()


@pytest.mark.parametrize("made", [two_alternatives, two_levels, four_points, sampled])
def test_tables_have_the_declared_columns(made):
    for name, table in answers(made()).tables.items():
        assert list(table.columns) == [c.name for c in study_tables()[name]], name
