"""The tutorials work as printed, and what they say of the results is true."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

PAGES = Path(__file__).parents[2] / "docs" / "tutorials"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`([\w-]+\.toml)`")
SHORTER = {
    "09-stop-or-continue --replicates 200": "09-stop-or-continue --replicates 20"
}
"""What would take long is asked for less often."""


class Walked:
    """A tutorial gone through in a folder, with what each command said."""

    def __init__(self, page: str, folder: Path) -> None:
        text = (PAGES / page).read_text(encoding="utf-8")
        for long, short in SHORTER.items():
            text = text.replace(long, short)
        self.folder, self.said, before = folder, dict[str, str](), ""
        for block in BLOCK.finditer(text):
            before += text[len(before) : block.start()]
            self._follow(block[1], block[2], FILE.findall(text[: block.start()])[-1])

    def _follow(self, language: str, block: str, file: str) -> None:
        match language:
            case "toml":
                with (self.folder / file).open("a", encoding="utf-8") as there:
                    there.write(f"\n{block}")
            case "bash":
                for line in block.replace("\\\n", " ").splitlines():
                    self.said[" ".join(line.split())] = self._done("bash", "-c", line)
            case "python":
                self.said["python"] = self._done(sys.executable, "-Werror", "-c", block)

    def _done(self, *command: str) -> str:
        beside = Path(sys.executable).parent
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=os.environ | {"PATH": f"{beside}{os.pathsep}{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return " ".join(done.stdout.split()) + done.stderr

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_csv(self.folder / name)


def test_every_block_is_of_a_language_that_is_followed():
    pages = sorted(PAGES.glob("*.md"))
    assert [page.name for page in pages] == ["funder.md", "researcher.md"]
    for page in pages:
        found = {block[1] for block in BLOCK.finditer(page.read_text(encoding="utf-8"))}
        assert found <= {"toml", "bash", "python"}


# ---- The funder's ----


@pytest.fixture(scope="module")
def funder(tmp_path_factory):
    return Walked("funder.md", tmp_path_factory.mktemp("funder"))


def test_the_funders_question_is_answered(funder):
    page = (funder.folder / "more-years" / "report.html").read_text(encoding="utf-8")
    assert "What would three more years of the same grant bring?" in page
    assert re.search(r"With .* \d+ in 100 \(\d+ to \d+\) reached the shared", page)
    for heading in ("What was expected", "The numbers", "What is assumed"):
        assert heading in page
    assert "better / same / worse (replicates)" in page
    for picture in ("time_to_result", "cost_against_chance", "exits_by_reason"):
        assert (funder.folder / "more-years" / "figures" / f"{picture}.png").exists()


def test_the_funders_guess_has_a_verdict_and_its_price_a_column(funder):
    (verdict,) = funder.table("more-years/verdicts.csv")["verdict"]
    assert verdict in {"supported", "contradicted", "open"}
    assert funder.table("more-years/portfolio.csv")["cost_per_site"].gt(0).all()


def test_signs_are_looked_at_without_a_run(funder):
    said = funder.said["cisim run more-years.toml --out more-years"]
    assert "No run depends on what has changed" in said
    assert "400 of 400 runs, 100 % resumed" in said
    assert "a common agenda was" in said
    assert (funder.table("more-years/signs.csv")["share"] > 0).all()


def test_the_shipped_question_has_its_own_signs(funder):
    signs = funder.table("stop-or-continue/signs.csv")
    assert "agenda_by_month_24" in set(signs["sign"])
    assert "09-stop-or-continue" in funder.said["cisim list"]


# ---- The researcher's ----


@pytest.fixture(scope="module")
def researcher(tmp_path_factory):
    return Walked("researcher.md", tmp_path_factory.mktemp("researcher"))


@pytest.mark.parametrize(
    ("file", "counts"),
    [("screening", "48 points, 384 runs"), ("variance", "320 points, 2,560 runs")],
)
def test_counts_are_those_of_the_text(researcher, file, counts):
    said = researcher.said[f"cisim validate {file}.toml"]
    assert said == f"{file}.toml: valid, {counts}"
    (points, runs) = (int(n.replace(",", "")) for n in re.findall(r"[\d,]*\d", counts))
    made = pd.read_parquet(researcher.folder / file / "runs.parquet")
    assert (made["point"].nunique(), len(made)) == (points, runs)


def test_screening_gives_elementary_effects_with_intervals(researcher):
    table = researcher.table("screening/sensitivity.csv")
    assert set(table["index"]) == {"mu", "mu_star", "sigma"}
    of_mean = table[(table["of"] == "mean") & (table["index"] == "mu_star")]
    assert (of_mean["low"] < of_mean["high"]).all()


def test_shares_of_variance_are_judged_and_printed(researcher):
    said = researcher.said["cisim run variance.toml --out variance"]
    assert "Three levers, shares of variance" in said
    assert "Is the sample large enough to rank the factors?" in said
    assert "the widest interval of ST is" in said
    table = researcher.table("variance/sensitivity.csv")
    assert set(table["index"]) == {"S1", "ST"}
    assert set(table["of"]) == {"mean", "dispersion"}
    assert table["noise_share"].between(0, 1).all()
    printed = researcher.said["python"]
    assert "funding.duration_years" in printed
    assert "count 320" in printed


def test_the_written_out_file_gives_the_same_tables(researcher):
    said = researcher.said["cisim diff variance again"]
    assert "settings: the same" in said
    assert "made by: the same versions of everything" in said
    there = {path.name for path in (researcher.folder / "variance").glob("*.parquet")}
    _, _, equal = said.partition("equal byte for byte: ")
    assert there | {"sensitivity.csv"} <= set(re.findall(r"\w+\.\w+", equal))
