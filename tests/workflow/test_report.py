"""The report in a browser: opened from the file system, as whoever gets it would."""

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from justhtml import JustHTML
from playwright.sync_api import BrowserContext, ViewportSize, sync_playwright

from cisim.configuration.files import load
from cisim.experiment.batches import Batch
from cisim.presentation import running
from cisim.presentation.report.html import FILE
from cisim.presentation.report.stored import report_of
from cisim.presentation.report.studied import answered
from tests.studies import alternatives_study, expect, results_of

QUIET_CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }
}
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Results of a job with every kind of thing that a report tells."""
    scenario = load("shape-up-somerville").with_(result={"horizon_years": 4})
    scenario = scenario.from_month(24, backbone={"skill": 0.8})
    out = tmp_path_factory.mktemp("reported") / "here"
    job = running.prepared(scenario, Batch(60, 1), 1, out)
    running.run(job, lambda _done, _total: None)
    return out


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Chromium of the system, under a user of its own."""
    chromium = shutil.which("chromium")
    assert chromium, "no Chromium on the path; install it: apt-get install chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("user"),
            executable_path=chromium,
            headless=True,
            args=list(QUIET_CHROMIUM),
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def study_folder(tmp_path_factory):
    """Folder with the report of a made-up study of alternatives."""
    out = tmp_path_factory.mktemp("studied")
    expectations = (expect(low=0.1, words="b is better"),)
    values = results_of({"a": 0.3, "b": 0.6})
    answered(alternatives_study(values, expectations=expectations), out)
    return out


class Seen:
    """A page with what it asked for and complained of."""

    def __init__(self, context: BrowserContext, path: Path, size: ViewportSize) -> None:
        self.page = context.new_page()
        self.page.set_viewport_size(size)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda told: self.complaints.append(told.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri(), wait_until="networkidle")


@pytest.fixture(params=["scenario", "study"])
def report(request, folder, study_folder):
    """Report of a scenario, and of a study."""
    return {"scenario": folder, "study": study_folder}[request.param] / FILE


@pytest.fixture
def seen(browser, report):
    """Open the report, fold everything out, and close it in the end."""
    opened = []

    def look(size=DESKTOP):
        found = Seen(browser, report, size)
        opened.append(found)
        found.page.evaluate("document.querySelectorAll('details').forEach(d=>d.open=1)")
        return found

    yield look
    for found in opened:
        found.page.close()


def test_asks_for_nothing_but_itself_and_complains_of_nothing(seen, report):
    found = seen()
    found.page.wait_for_timeout(300)
    assert found.requests == [report.as_uri()]
    assert found.complaints == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_breaks_no_rule_of_accessibility(seen, size):
    found = Axe().run(seen(size).page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    assert found.response["passes"]


def test_fits_a_phone(seen):
    page = seen(PHONE).page
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]


def test_figures_are_large_enough_to_read_on_a_phone(seen):
    page = seen(PHONE).page
    widths = page.eval_on_selector_all(
        "svg.drawing", "all => all.map(one => one.getBoundingClientRect().width)"
    )
    assert len(widths) >= 5
    assert min(widths) >= 600


def test_no_id_is_there_twice(seen):
    ids = seen().page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert len(ids) > 100


def test_every_figure_has_a_name_and_words(seen):
    page = seen().page
    figures = page.get_by_role("img").all()
    assert len(figures) >= 5
    for figure in figures:
        assert figure.locator("xpath=./*[local-name()='title']").text_content()
        assert figure.locator("xpath=./*[local-name()='desc']").text_content()


def test_prints(seen):
    printed = seen().page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert len(printed) > 50_000


def test_is_valid_html(report):
    JustHTML(report.read_text(encoding="utf-8"), strict=True)


def test_written_anew_from_stored_results_it_is_the_same(folder):
    before = (folder / FILE).read_bytes()
    (folder / FILE).unlink()
    assert report_of(folder) == folder / FILE
    assert (folder / FILE).read_bytes() == before
