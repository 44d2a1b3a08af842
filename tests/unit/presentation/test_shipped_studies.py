"""Findings on the pages of experiments: run once, marked, found stale."""

import pytest

from cisim.configuration.experiments.loading import load_experiment
from cisim.presentation import shipped_studies
from cisim.presentation.documents import laws_line
from cisim.presentation.shipped_studies import design_line, main, pages, stale
from cisim.presentation.wording import CAUTION
from tests.stand_in import StandIn

EMPTY = "# Page\n\n<!-- simulated -->\n<!-- end -->\n\nBy hand.\n"
QUESTION = """
title = "A longer grant"
question = "Does a longer grant help?"
scenario = "typical-site"
replicates = 4
horizon_years = 5

[[alternative]]
name = "short"
reference = true
[alternative.set]
"funding.duration_years" = 1

[[alternative]]
name = "long"
[alternative.set]
"funding.duration_years" = 5
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An experiment whose page waits for a finding; runs are made up."""
    StandIn().take_the_place(monkeypatch)
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "experiments" / "01-longer"
    own.mkdir(parents=True)
    (own / "experiment.toml").write_text(QUESTION, encoding="utf-8")
    (own / "README.md").write_text(EMPTY, encoding="utf-8")
    (tmp_path / "experiments" / "README.md").write_text("# Index\n", encoding="utf-8")
    return own


def test_a_page_without_finding_is_stale_until_it_is_run(folder, capsys):
    assert main([str(folder.parent), "--check"]) == 1
    assert "01-longer" in capsys.readouterr().out
    assert main([str(folder.parent)]) == 0
    assert stale(folder.parent) == []
    assert main([str(folder.parent), "--check"]) == 0


def test_a_finding_tells_answer_picture_laws_and_design(folder):
    main([str(folder.parent)])
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert {laws_line(), design_line(load_experiment(folder))} <= set(page.splitlines())
    assert "reached the shared result" in page
    assert "](finding.png)" in page
    assert (folder / "finding.png").read_bytes().startswith(b"\x89PNG")
    assert CAUTION in page
    assert page.endswith("By hand.\n")


def test_another_design_makes_a_finding_stale_and_other_words_do_not(folder):
    main([str(folder.parent)])
    file = folder / "experiment.toml"
    file.write_text(QUESTION.replace("A longer grant", "Longer"), encoding="utf-8")
    assert stale(folder.parent) == []
    file.write_text(QUESTION.replace("= 5\n\n[[", "= 6\n\n[["), encoding="utf-8")
    assert stale(folder.parent) == list(pages(folder.parent))


def test_other_laws_make_a_finding_stale(folder, monkeypatch):
    main([str(folder.parent)])
    monkeypatch.setattr(shipped_studies, "laws_line", lambda: "laws: others")
    assert stale(folder.parent) == list(pages(folder.parent))


def test_a_finding_is_told_again_without_a_run(folder, monkeypatch):
    main([str(folder.parent)])
    before = (folder / "README.md").read_text(encoding="utf-8")
    (folder / "README.md").write_text(before.replace("reached", "missed"))

    def refuse(*_):
        raise AssertionError

    stand_in = StandIn(refuse).take_the_place(monkeypatch)
    main([str(folder.parent), "--anew"])
    assert stand_in.calls == []
    assert (folder / "README.md").read_text(encoding="utf-8") == before
