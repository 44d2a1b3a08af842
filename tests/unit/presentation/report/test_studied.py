"""From a study to tables, figures and a report in its folder."""

from dataclasses import replace

from cisim.presentation.report.html import FILE
from cisim.presentation.report.studied import answered
from tests.studies import alternatives_study, expect, results_of


def study(**settings):
    made = alternatives_study(results_of({"a": 0.3, "b": 0.6}, 40), **settings)
    return replace(made, provenance={"replicates": 40, "engine": "compiled"})


def test_all_that_is_told_lies_in_the_folder(tmp_path):
    report, found = answered(study(expectations=(expect(low=0.1),)), tmp_path)
    tables = {path.stem for path in tmp_path.glob("*.csv")}
    assert tables == set(found.tables) | {"codebook"}
    page = (tmp_path / FILE).read_text(encoding="utf-8")
    assert report.title in page
    drawn = {path.stem for path in (tmp_path / "figures").glob("*.png")}
    assert len(drawn) == len(list(report.pictures())) > 0


def test_another_analysis_takes_the_place_of_the_one_before(tmp_path):
    answered(study(expectations=(expect(),)), tmp_path)
    answered(study(), tmp_path)
    assert not (tmp_path / "verdicts.csv").exists()
    assert (tmp_path / "paired.csv").exists()
