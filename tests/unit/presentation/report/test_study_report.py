"""Reports of studies of every kind: what they answer, and that all of it is there."""

import functools
import math
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from justhtml import JustHTML

from cisim.analysis.answers import Answers, answers
from cisim.analysis.sensitivity.frames import tidy
from cisim.configuration.experiments import (
    Condition,
    Context,
    OneAtATime,
    Sensitivity,
    Sign,
)
from cisim.configuration.scenarios import Scenario
from cisim.presentation.report import plain
from cisim.presentation.report.html import rendered
from cisim.presentation.report.study_answer import answer_of
from cisim.presentation.report.study_figures import study_pictures
from cisim.presentation.report.study_report import study_report
from cisim.presentation.report.study_words import measure_of, plainly
from cisim.presentation.wording import hundredths
from tests import frames
from tests.studies import alternatives_study, expect, grid_study, results_of
from tests.unit.presentation.report.test_scenario_report import words

YEARS, MEETINGS, PILOTS = frames.YEARS, frames.MEETINGS, frames.PILOTS


def two(**settings):
    return alternatives_study(results_of({"a": 0.3, "b": 0.6}), **settings)


def in_two_contexts():
    values = {
        "typical": results_of({"a": 0.3, "b": 0.6}),
        "polarised": results_of({"a": 0.2, "b": 0.1}),
    }
    contexts = tuple(Context(name, Scenario(), {}) for name in values)
    study = alternatives_study(values, contexts=tuple(values))
    return replace(study, experiment=replace(study.experiment, contexts=contexts))


def grid(*factors):
    levels = {YEARS: (1.0, 5.0), MEETINGS: (4.0, 12.0), PILOTS: (0.0, 2.0)}
    chosen = {name: levels[name] for name in factors}
    mesh = np.meshgrid(*chosen.values(), indexing="ij")
    columns = {n: m.ravel() for n, m in zip(chosen, mesh, strict=True)}
    chances = {str(k): 0.1 + 0.1 * k for k in range(mesh[0].size)}
    return grid_study(columns, list(results_of(chances, 60).values()))


def one_at_a_time():
    levels = {YEARS: (3.0, 1.0, 9.0, 3.0, 3.0), MEETINGS: (12.0, 12.0, 12.0, 4.0, 24.0)}
    chances = {str(k): c for k, c in enumerate((0.4, 0.1, 0.8, 0.3, 0.5))}
    study = grid_study(levels, list(results_of(chances, 100).values()))
    design = OneAtATime({YEARS: (1.0, 9.0), MEETINGS: (4.0, 24.0)})
    return replace(study, experiment=replace(study.experiment, design=design))


def sensitivity():
    study = grid(YEARS, MEETINGS)
    design = Sensitivity("sobol_second_order", 64, ("months_without_result",), ())
    return replace(study, experiment=replace(study.experiment, design=design))


def indices():
    rows = frames.sensitivity().to_dict("records")
    table = tidy(rows, of="mean", method="sobol_second_order", N=64, replicates=4)
    enough = (
        "N = 64 is not enough to tell which of funding.duration_years and"
        " communication.meetings_per_year comes first"
    )
    return Answers({"sensitivity": table}, (enough,))


STUDIES = {
    "alternatives": two,
    "contexts": in_two_contexts,
    "expected": lambda: two(expectations=(expect(low=0.1, words="b is better"),)),
    "signs": lambda: two(
        signs=(Sign("dark", "no agenda", (Condition("agenda_adopted", 24, False),)),)
    ),
    "sites": lambda: two(sites={"a": 10, "b": 4}),
    "failed": lambda: two(missing=[(1, 7)]),
    "one lever": lambda: grid(YEARS),
    "two levers": lambda: grid(YEARS, MEETINGS),
    "three levers": lambda: grid(YEARS, MEETINGS, PILOTS),
    "one at a time": one_at_a_time,
    "sensitivity": sensitivity,
}
every_study = pytest.mark.parametrize("kind", STUDIES)


@functools.cache
def told(kind):
    study = STUDIES[kind]()
    found = indices() if kind == "sensitivity" else answers(study)
    pictures = tuple(study_pictures(study, found))
    return study, found, study_report(study, found, pictures)


@functools.cache
def page(kind):
    return rendered(told(kind)[2])


@every_study
def test_report_is_a_valid_page_without_missing_numbers(kind):
    JustHTML(page(kind), strict=True)
    text = words(page(kind))
    assert not re.search(r"\bnan\b|<NA>|\bNone\b|\binf\b", text)


@every_study
def test_answer_is_one_sentence_with_an_interval(kind):
    answer = told(kind)[2].answer
    assert re.search(r"\(−?\d+(\.\d+)? to \d+(\.\d+)?\)", answer)
    assert answer.endswith(".")
    assert answer[0].isupper()


@every_study
def test_words_of_figures_name_nothing_by_its_column(kind):
    for picture in told(kind)[2].pictures():
        assert "_" not in f"{picture.caption} {picture.description}"


FIRST = {
    "alternatives": "paired_differences_shared_result_observed",
    "one lever": "levels_of_a_lever_shared_result_observed",
    "two levers": "levels_of_two_levers_shared_result_observed",
    "three levers": "levels_of_two_levers_shared_result_observed",
    "one at a time": "one_at_a_time_shared_result_observed",
    "sensitivity": "sobol_indices_months_without_result",
}


@pytest.mark.parametrize("kind", FIRST)
def test_key_figure_is_that_of_the_design(kind):
    assert next(told(kind)[2].pictures()).name == FIRST[kind]


def test_best_alternative_is_held_against_the_reference():
    _, found, report = told("alternatives")
    chances = found.tables["chances"]
    reached = chances[chances["outcome"] == "shared_result_observed"]["value"]
    a, b = map(hundredths, reached)
    assert report.answer.startswith(f"With “b”, {b} in 100 (")
    assert f"with “a”, {a} in 100 (" in report.answer
    assert (
        f"that is {100 * (reached.iloc[1] - reached.iloc[0]):.0f} more" in report.answer
    )


def test_a_difference_within_chance_says_so():
    study = alternatives_study(results_of({"a": 0.30, "b": 0.31}, 60))
    assert "cannot be told from chance" in answer_of(study, answers(study))


def test_a_reference_that_none_beats_says_so():
    study = alternatives_study(results_of({"a": 0.6, "b": 0.3}))
    assert "No alternative does better than “a”, the reference" in answer_of(
        study, answers(study)
    )


def test_contexts_are_told_apart():
    answer = told("contexts")[2].answer
    assert answer.startswith("In typical, with “b”")
    assert "; in polarised, no alternative does better than “a”" in answer


def test_levels_name_the_best_and_the_worst_point():
    answer = told("two levers")[2].answer
    assert "of 4 points the best has" in answer.lower()
    assert "(funding: duration 5 years, communication: meetings per year 12)" in answer


def test_factors_are_ranked_and_it_is_said_whether_they_can_be():
    report = told("sensitivity")[2]
    assert "funding: duration 0.42 (0.35 to 0.49)" in report.answer
    assert "which of funding: duration and communication: meetings per year" in (
        report.rests_on
    )


def test_verdicts_stand_with_what_was_expected():
    text = words(page("expected"))
    assert "b is better" in text
    assert re.search(r"at least 0\.1 supported", text)


def test_failed_runs_are_told():
    text = words(page("failed"))
    assert "1 run failed and cannot be told" in text
    assert "Runs that failed 1" in text


def test_signs_and_sites_have_tables():
    assert "no agenda" in words(page("signs"))
    assert "sites with a result" in words(page("sites"))
    assert "sites with a result" not in words(page("alternatives"))


def test_third_lever_is_put_into_panels():
    first = next(told("three levers")[2].pictures())
    titles = [axes.get_title(loc="left") for axes in first.figure.axes]
    assert titles == ["quick wins: pilots per year 0", "quick wins: pilots per year 2"]


def test_notes_say_what_was_not_answered():
    study, found, _ = told("alternatives")
    noted = replace(found, notes=("shared_result_observed > all the same",))
    report = study_report(study, noted, ())
    assert "shared result > all the same" in words(rendered(report)).replace(
        "&gt;", ">"
    )


def test_json_has_no_number_that_json_lacks():
    _, found, report = told("expected")
    said = plain.as_json(report, found)
    (verdict,) = said["verdicts"]
    assert verdict["expected_high"] is None
    assert verdict["verdict"] == "supported"
    assert not any(isinstance(v, float) and math.isnan(v) for v in verdict.values())


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("funding.duration_years >= 3 years", "funding: duration at least 3 years"),
        ("mean of months_without_result", "mean of months without result"),
        ("well_supported; N = 16", "well supported; N = 16"),
    ],
)
def test_names_are_said_plainly(raw, said):
    assert plainly(raw) == said


def test_every_outcome_that_is_compared_has_a_measure():
    assert measure_of("collapse_observed").is_share
    assert measure_of("grant_money").unit == "currency"
    assert not measure_of("grant_money").more_is_better
    assert measure_of("months_without_result").axis == "months without result"


def test_equal_studies_give_equal_pages():
    study, found, _ = told("alternatives")
    again = study_report(study, found, tuple(study_pictures(study, found)))
    assert rendered(again) == page("alternatives")
    assert isinstance(found.tables["paired"], pd.DataFrame)
