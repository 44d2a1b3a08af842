"""The page on the claims, from a register to the document, as a developer writes it."""

import pytest

from cisim.configuration.register import register
from cisim.experiment.batches import Chunk
from cisim.presentation import claims, documents
from tests.architecture.repository import ROOT

SIGN_CELLS = 8
"""Columns of the table of signs."""

REGISTER = """
[base.open]
extends = "typical-site"
set = { "result.horizon_years" = 2 }

[C01]
claim = "Meeting makes trust."
seeds = ["seed003"]
label = "emergent"
tried = "More meetings."
[[C01.alternative]]
name = "no_meetings"
set = { "communication.meetings_per_year" = 0 }
[[C01.sign]]
words = "the more the better"
outcome = "attendance_year_1"
of = { open = 1, no_meetings = -1 }
ablated = true
[C01.ablation]
words = "nobody is called by morale"
set = { "communication.attendance_morale" = 0 }

[C02]
claim = "No result comes in two years."
seeds = ["seed000"]
label = "fitted"
[[C02.sign]]
event = "shared_result"
by_month = 24
of = { open = 1 }
reference = 0.05
expected = "-"
"""


@pytest.fixture
def command(tmp_path):
    """Run the command on a tiny register."""
    path = tmp_path / "register.toml"
    path.write_text(REGISTER, encoding="utf-8")
    fixed = ("--replicates", "2", "--register", str(path))
    places = (
        "--kept",
        str(tmp_path / "kept"),
        "--out",
        str(tmp_path / "docs" / "claims.md"),
    )

    def run(*arguments):
        claims.main([*fixed, *places, *arguments])
        return tmp_path / "docs"

    return run


def cells(text):
    """Cells of all tables, by line."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def test_the_page_holds_every_sign(command):
    folder = command()
    text = (folder / "claims.md").read_text(encoding="utf-8")
    first = next(line for line in cells(text) if line[0] == "C01")
    assert first[1] == "Meeting makes trust."
    assert first[2] == "the more the better: attendance at year 1: open − no meetings"
    assert first[3] == "> 0"
    assert "±" in first[4]
    assert "±" in first[6]
    assert first[7] == "emergent"
    second = next(line for line in cells(text) if line[0] == "C02")
    assert second[3:] == ["< 0.05", "0.00 ± 0.00", "as expected", "", "fitted"]


def test_the_page_says_what_was_run(command):
    text = (command() / "claims.md").read_text(encoding="utf-8")
    lines = cells(text)
    assert ["C01", "no meetings", "`communication.meetings_per_year` 0"] in lines
    away = "`communication.attendance_morale` 0"
    assert ["C01", "nobody is called by morale", away] in lines
    assert f"2 replicates with\nseed {claims.SEED}" in text
    assert "- **C01**: More meetings." in text
    assert "**C02**" not in text
    assert "This is no verdict" in text


def test_the_page_names_its_laws(command):
    folder = command()
    assert documents.mistakes(folder) == [
        f"{folder / name}: does not match the declarations"
        for name in documents.DERIVED  # none of them is in this folder
    ]
    path = folder / "claims.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(documents.laws_line(), "laws: 0"), encoding="utf-8")
    assert "simulated with other laws" in documents.mistakes(folder)[-1]


def test_some_claims_are_printed_and_nothing_is_written(command, capsys):
    folder = command("--only", "C02")
    assert not folder.exists()
    lines = cells(capsys.readouterr().out)
    assert [line[0] for line in lines] == ["id", "---", "C02"]


def test_a_second_command_computes_nothing(command, monkeypatch):
    first = (command() / "claims.md").read_bytes()
    monkeypatch.delattr(Chunk, "outcomes")
    assert (command() / "claims.md").read_bytes() == first


def test_the_shipped_page_holds_the_shipped_claims():
    text = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
    told = {line[0]: line[1] for line in cells(text) if len(line) == SIGN_CELLS}
    for key, claim in register().claims.items():
        assert told[key] == claim.claim
