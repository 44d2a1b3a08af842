"""What the report of a scenario says, for every kind of results."""

import re
from html import unescape

import pytest

from cisim.analysis.summary import summarise
from cisim.configuration.files import load
from cisim.configuration.parameters import declared
from cisim.presentation import console
from cisim.presentation.report import assumptions
from cisim.presentation.report.html import rendered
from cisim.presentation.report.sections import TableOf
from tests import synthetic
from tests.unit.presentation.report import made

TAGS = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)


def words(page):
    return " ".join(unescape(TAGS.sub(" ", page)).split())


@pytest.mark.parametrize("kind", synthetic.KINDS)
def test_answer_is_that_of_the_console(kind):
    results = synthetic.results(kind)
    report = made.report(kind)
    assert report.answer == console.headline(results, summarise(results))
    assert not re.search(r"\bnan\b|<NA>|\bNone\b(?! of)", words(rendered(report)))


def test_every_number_of_the_console_is_there():
    results = synthetic.results()
    page = words(rendered(made.report()))
    for label, found in console.rows(results, summarise(results)):
        assert f"{label} {found}" in page


def test_every_figure_is_there():
    names = [picture.name for picture in made.report().pictures()]
    assert names == [picture.name for picture in made.pictures()]


def test_no_clock_and_no_machine_decides_the_page():
    one = rendered(made.report())
    other = rendered(made.report(started="later", machine="another", workers=9))
    assert one == other
    assert "/somewhere" not in one


def test_reproduction_names_command_versions_and_digest():
    page = words(rendered(made.report(save_month=36)))
    assert "cisim run resolved.toml --replicates=100 --seed=1 --save-month=36" in page
    assert "0123456789abcdef" in page
    assert "numpy 2.0, mesa 3.5" in page


def test_continued_runs_say_where_they_began():
    source = {"file": "/away/so-far/saved.bin", "sha256": "ab" * 32, "month": 36}
    page = words(rendered(made.report(continued_from=source)))
    assert "went on from month 36 of saved runs (saved.bin, digest abab" in page
    assert "/away" not in page


def test_places_are_split_where_there_are_runs_enough():
    assert "the hardest third" in words(rendered(made.report()))
    assert "third" not in words(rendered(made.report("eight_runs")))


def test_dated_changes_are_told():
    page = words(rendered(made.report("changes")))
    assert "From month 36: funding: duration = 5." in page


def tables(section):
    return [block for block in section.blocks if isinstance(block, TableOf)]


def test_own_settings_stand_with_their_basis_stated_ones_first():
    scenario = load("shape-up-somerville")
    (own,) = tables(assumptions.section(scenario))
    bases = [row[own.headings.index("basis")] for row in own.rows]
    assert len(bases) == len({*scenario.settings(), *scenario.basis})
    assert bases.index("stated") < bases.index("assumed")
    assert "stated" not in bases[bases.index("assumed") :]


def test_a_setting_put_in_by_hand_says_so():
    longer = load("typical-site").with_(funding={"duration_years": 7})
    (own,) = tables(assumptions.section(longer))
    assert own.rows[0][:5] == ("funding: duration", "7", "3", "years", assumptions.OWN)


def test_all_parameters_are_folded_in():
    page = rendered(made.report())
    assert all(f'<th scope="row">{name}</th>' in page for name in declared())
