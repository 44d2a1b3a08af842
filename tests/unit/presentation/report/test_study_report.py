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
    Sample,
    Sensitivity,
    Sign,
)
from cisim.configuration.scenarios import Scenario
from cisim.presentation.report import plain, study_tables, verdict_table
from cisim.presentation.report.html import rendered
from cisim.presentation.report.study_answer import answer_of
from cisim.presentation.report.study_figures import study_pictures
from cisim.presentation.report.study_report import study_report
from cisim.presentation.report.study_words import measure_of, plainly, point_names
from cisim.presentation.wording import hundredths
from tests import frames
from tests.studies import alternatives_study, draws, expect, grid_study, results_of
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
    assert re.search(r"−?\d+(\.\d+)? to \d+(\.\d+)?\)", answer)
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
    assert answer.startswith("In “typical”, with “b”")
    assert "; in “polarised”, no alternative does better than “a”" in answer


def test_a_grid_says_what_each_lever_does_on_average_over_the_others():
    study, _, report = told("two levers")
    reached = study.runs.merge(study.points).groupby(YEARS)["shared_result_observed"]
    least, most = (f"{100 * share:.0f} in 100" for share in reached.mean())
    assert report.answer.startswith(
        "The share that reached the shared result is moved most by “funding duration”:"
        f" from {least} ("
    )
    assert re.search(rf"\) at 1 year to {most} \([^)]*\) at 5 years; ", report.answer)
    assert "; “meetings per year” from " in report.answer
    assert report.answer.endswith(", averaged over the other levers.")
    assert "averaged over" not in told("one lever")[2].answer


def test_of_one_at_a_time_only_what_was_moved_is_named():
    study, found, report = told("one at a time")
    assert "is moved most by “funding duration”: from" in report.answer
    assert "at 1 year to" in report.answer
    assert "; where nothing is moved it is" in report.answer
    names = list(point_names(study).values())
    assert names[:2] == ["nothing moved", "funding: duration 1 year"]
    # The level of the base is told by the base alone, not by moves of other levers.
    levels = found.tables["levels"].set_index("chance")
    assert levels.loc[0.25, "level"] == 3


def test_what_comes_next_is_told_where_none_beats_the_reference():
    study = alternatives_study(results_of({"a": 0.6, "b": 0.2, "c": 0.3}))
    assert "; next comes “c”, 29 in 100 (23 to 35)" in answer_of(study, answers(study))


def test_sites_are_counted_in_the_answer():
    answer = told("sites")[2].answer
    assert re.search(r"“a”, 2\.\d of 10 \(.*; with “b”, 2\.\d of 4 \(", answer)


def test_context_free_studies_have_no_table_of_regret():
    assert "Regret" not in words(page("alternatives"))
    assert "The safest has the least regret" in words(page("contexts"))


def test_missing_shares_of_pairs_are_a_dash():
    study, found, _ = told("alternatives")
    paired = found.tables["paired"].assign(better=np.nan, equal=np.nan, worse=np.nan)
    table = study_tables.differences(
        study, replace(found, tables={**found.tables, "paired": paired})
    )
    assert {row[-1] for row in table.rows} == {"– / – / –"}


def test_factors_are_ranked_and_it_is_said_whether_they_can_be():
    report = told("sensitivity")[2]
    assert report.answer.startswith(
        "Of 8 factors, “funding duration” matters most for months without result, then"
        " “meetings per year” and "
    )
    assert ": total share of the variance 0.42 (0.35 to 0.49)" in report.answer
    assert "N = 64 is not enough to tell which of “funding duration” and" in (
        report.rests_on
    )


def several_contexts():
    """Two contexts in which another factor comes first."""
    found = indices()
    table = found.tables["sensitivity"]
    other = table.assign(context="polarised")
    is_meetings = other["factor"] == MEETINGS
    other.loc[is_meetings, ["value", "low", "high"]] += 0.5
    both = pd.concat([table.assign(context="typical"), other], ignore_index=True)
    return replace(found, tables={"sensitivity": both})


def test_factors_of_several_contexts_are_ranked_in_one_picture():
    study = sensitivity()
    names = [picture.name for picture in study_pictures(study, several_contexts())]
    assert names[0] == "over_contexts_months_without_result"
    assert "sobol_indices_polarised_months_without_result" in names


def test_where_the_first_factor_changes_the_answer_says_so():
    answer = answer_of(sensitivity(), several_contexts())
    assert answer.startswith("What comes first for months without result is not the")
    assert "“funding duration” in “typical” 0.42 (0.35 to 0.49)" in answer
    assert "“meetings per year” in “polarised”" in answer


def test_the_largest_effect_comes_first_whatever_its_sign():
    table = indices().tables["sensitivity"]
    table = table[table["index"] == "ST"].assign(index="ME")
    table = table.assign(method="fractional_factorial", value=-table["value"])
    signed = Answers({"sensitivity": table})
    assert "“funding duration” matters most" in answer_of(sensitivity(), signed)


def sample():
    """A sample in which the result comes from the fifth year on."""
    luck = draws(3)
    years, skill = 1 + 9 * luck.random(200), luck.random(200)
    reached = luck.random((200, 5)) < np.where(years >= 5, 0.9, 0.1)[:, None]
    columns = [
        {
            "shared_result_observed": row,
            "months_without_result": np.where(row, 60, 240),
        }
        for row in reached
    ]
    study = grid_study({YEARS: years, "backbone.skill": skill}, columns)
    design = Sample("latin_hypercube", 200, ())
    return replace(study, experiment=replace(study.experiment, design=design))


def test_a_sample_has_its_range_in_words_and_in_a_picture():
    study = sample()
    found = answers(study)
    answer = answer_of(study, found)
    assert re.search(r"where “funding duration” is at least 4\.86 years", answer)
    first, second = study_pictures(study, found)
    assert first.name == "over_ranges_shared_result_observed"
    assert second.name == "over_ranges_months_without_result"
    assert "Shaded: the range" in first.caption
    assert "Shaded" not in second.caption
    assert "funding: duration (years): 1" in first.description


def test_verdicts_stand_with_what_was_expected():
    text = words(page("expected"))
    assert "b is better" in text
    assert re.search(r"\d+ in 100 \(\d+ to \d+\) at least 10 in 100 supported", text)


@pytest.mark.parametrize(
    ("expectation", "found", "expected"),
    [
        (
            expect(outcome="months_without_result", statistic="mean", low=-12.0),
            "61 months (33 to 88)",
            "at least −12 months",
        ),
        (
            expect(kind="optimum", parameter=PILOTS, low=2.0, high=4.0),
            "60.8 (33.4 to 88.2)",
            "2 to 4",
        ),
        (
            expect(kind="hazard_ratio", event="collapse", high=0.9),
            "61 times the hazard (33 to 88)",
            "at most 0.9 times the hazard",
        ),
    ],
)
def test_what_was_found_stands_in_the_unit_of_the_outcome(expectation, found, expected):
    study = two(expectations=(expectation,))
    row = {"words": "", "value": 60.8, "low": 33.4, "high": 88.2}
    table = pd.DataFrame([row | {"verdict": "open", "more_replicates": None}])
    told = verdict_table.verdicts(study, Answers({"verdicts": table}))
    assert told.rows == (("", found, expected, "open"),)


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
        ("funding.duration_years >= 3 years", "“funding duration” at least 3 years"),
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
