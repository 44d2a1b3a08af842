"""Numbers on the pages of named scenarios: written once, marked, found stale."""

import re
from dataclasses import replace

import pytest

from cisim.configuration.files import load
from cisim.configuration.scenarios import Change, Scenario
from cisim.presentation import places
from cisim.presentation.documents import laws_line
from cisim.presentation.named_scenarios import family
from cisim.presentation.wording import CAUTION
from tests.synthetic import Kind, results

EMPTY = "# Page\n\n<!-- simulated -->\n<!-- end -->\n\nBy hand.\n"


def named(name, kind="typical"):
    return replace(results(kind), scenario=Scenario(name))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Pages of two families, and runs that are made up; names of runs are kept."""
    asked = []

    def run(name):
        asked.append(name)
        return replace(results("eight_runs"), scenario=load(name))

    monkeypatch.setattr(places, "_run", run)
    for name in ("casebook", "burnie-works"):
        (tmp_path / f"{name}.md").write_text(EMPTY, encoding="utf-8")
    (tmp_path / "index.md").write_text("# No numbers here\n", encoding="utf-8")
    return tmp_path, asked


def row(text, name):
    (line,) = re.findall(rf"^\| `{name}` .*$", text, re.MULTILINE)
    return line.split(" | ")


def test_numbers_are_shares_of_runs_and_months_by_which_half_were_there():
    text = places.numbers([named("a")])
    name, reached, collapsed, alive, agenda, joint, _, _ = row(text, "a")
    assert name == "| `a`"
    assert reached.startswith("37 in 100 (")
    assert collapsed.startswith("22 in 100 (")
    assert re.match(r"\d+ in 100|all|none", alive)
    assert agenda.startswith("month ")
    assert joint.startswith("month ")
    assert CAUTION in " ".join(text.split())
    assert "100 runs of each over 20 years, seed 1" in text


def test_what_was_never_convened_neither_collapses_nor_lives():
    _, _, collapsed, alive, agenda, *_ = row(
        places.numbers([named("a", "isolated")]), "a"
    )
    assert (collapsed, alive) == ("–", "–")
    assert agenda == "not by half"


def test_the_measurable_month_is_the_first_in_which_half_have_improved_enough():
    made = results()
    monthly = made.monthly.copy()
    improvement = monthly["variable"] == "improvement"
    month = monthly["month"]
    monthly.loc[improvement, "q50"] = 0.001 * month[improvement]
    assert places.measurable_month(replace(made, monthly=monthly)) == 30
    monthly.loc[improvement, "q50"] = 0.0
    assert places.measurable_month(replace(made, monthly=monthly)) is None


def test_best_and_worst_of_a_page_are_named_with_their_intervals():
    high, low = (
        named("high", Kind(reached=0.9, collapsed=0.05)),
        named("low", Kind(reached=0.1)),
    )
    text = " ".join(places.numbers([low, high]).split())
    assert "most frequent in `high` and least in `low`" in text
    assert "beyond their intervals" in text
    near = named("near", Kind(reached=0.85, collapsed=0.05))
    assert "within their intervals" in " ".join(places.numbers([near, high]).split())
    assert "most frequent" not in places.numbers([high])


def test_a_page_is_written_with_its_whole_family_and_keeps_its_text(folder):
    pages, asked = folder
    assert places.main([str(pages)]) == 0
    assert sorted(asked) == sorted(["burnie-works", *family("casebook")])
    text = (pages / "casebook.md").read_text(encoding="utf-8")
    assert text.startswith("# Page\n\n<!-- simulated -->\n\nlaws: ")
    assert text.endswith("\n<!-- end -->\n\nBy hand.\n")
    assert f"\n{laws_line()}\n" in text
    for name in family("casebook"):
        assert row(text, name)


def test_only_stale_pages_run_again(folder, capsys):
    pages, asked = folder
    assert places.main([str(pages), "--check"]) == 1
    assert asked == []
    assert capsys.readouterr().out == (
        f"{pages / 'burnie-works.md'}: simulated otherwise\n"
        f"{pages / 'casebook.md'}: simulated otherwise\n"
    )
    places.main([str(pages)])
    assert places.main([str(pages), "--check"]) == 0
    asked.clear()
    places.main([str(pages)])
    assert asked == []
    page = pages / "burnie-works.md"
    text = page.read_text(encoding="utf-8").replace(laws_line(), "laws: 0")
    page.write_text(text, encoding="utf-8")
    places.main([str(pages)])
    assert asked == ["burnie-works"]
    places.main([str(pages), "--anew"])
    assert len(asked) == 2 + len(family("casebook"))


def test_settings_and_changes_decide_the_digest_but_words_do_not():
    scenario = load("burnie-works")
    digest = places.settings_digest([scenario])
    other = scenario.with_(backbone={"skill": 0.71})
    later = replace(scenario, changes=(Change(12, {"backbone.skill": 0.9}),))
    assert places.settings_digest([other]) != digest
    assert places.settings_digest([later]) != digest
    assert places.settings_digest([replace(scenario, note="Other words")]) == digest
