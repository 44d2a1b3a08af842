"""Derived documents hold every declaration, and a stale one is named."""

import json
import re

import pytest

from cisim.configuration.experiments.forms import form_tables
from cisim.configuration.experiments.schema import experiment_schema
from cisim.configuration.outcomes import EVENTS, REASONS, SERIES, tables
from cisim.configuration.parameters import declared, group_types
from cisim.configuration.schema import scenario_schema
from cisim.configuration.sources import BIBLIOGRAPHY, EVIDENCE
from cisim.presentation import documents
from cisim.presentation.experiment_keys import experiment_keys
from cisim.presentation.markdown import table

WRITTEN = "By hand.\n<!-- derived: basis -->\nstale\n<!-- end -->\nBy hand too.\n"


@pytest.fixture
def folder(tmp_path):
    """Documents as they should be, one of them written with a derived passage."""
    (tmp_path / "written.md").write_text(WRITTEN, encoding="utf-8")
    assert documents.main([str(tmp_path)]) == 0
    return tmp_path


def rows(text):
    """Cells of all lines of the tables in a text."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [re.split(r"(?<!\\) ?\| ?", line)[1:-1] for line in lines]


def test_every_parameter_has_its_line():
    lines = {cells[0]: cells for cells in rows(documents.parameters())}
    for name, parameter in declared().items():
        declaration = parameter.declaration
        mark = r" \*" if declaration.initial else ""
        cells = lines[f"`{name}`{mark}"]
        assert cells[1:3] == [
            parameter.shown(parameter.default),
            documents._allowed(parameter),  # noqa: SLF001 - looked at below
        ]
        assert cells[3:6] == [
            declaration.unit,
            declaration.kind.value,
            declaration.meaning,
        ]
        assert declaration.source in cells[6]


def test_range_of_a_number_and_words_of_a_choice_stand_in_its_line():
    lines = {cells[0]: cells[1:3] for cells in rows(documents.parameters())}
    assert lines["`funding.duration_years`"] == ["3", "0 to 30"]
    default, allowed = lines["`governance.structure`"]
    assert default == "one_table"
    assert allowed.split("; ")[1] == (
        "`working_groups`: working groups meet, with a backbone to bridge them"
    )


def test_every_group_has_its_section_with_its_meaning():
    for group, group_type in group_types().items():
        assert f"\n## {group}\n\n{group_type.__doc__}\n" in documents.parameters()


def test_basis_adds_up():
    (*kinds, total) = rows(documents.basis())[2:]
    for place in (1, 2, 3):
        counted = sum(int(cells[place]) for cells in kinds)
        assert counted == int(total[place])
    for cells in (*kinds, total):
        assert int(cells[1]) == int(cells[2]) + int(cells[3])
    assert int(total[1]) == len(declared())
    sources = [p.declaration.source for p in declared().values()]
    assert int(total[3]) == sources.count("assumed")


def test_codebook_holds_all_columns_and_values():
    lines = rows(documents.codebook())
    for columns in (*tables().values(), SERIES):
        for column in columns:
            expected = [f"`{column.name}`", column.type, column.unit, column.meaning]
            assert expected in lines
    for meanings in (EVENTS, REASONS):
        for value, meaning in meanings.items():
            assert [f"`{value}`" if value else "(empty)", meaning] in lines


def test_bibliography_holds_all_works_and_figures():
    text = documents.bibliography()
    for key, reference in BIBLIOGRAPHY.items():
        assert f"\n### {key}\n\n{reference}\n" in text
    for key, figure in EVIDENCE.items():
        assert f"\n### {key}\n\n{figure.figure}. Accepted: " in text
        assert f"Mark {figure.mark}, [{figure.source}]" in text


def test_patterns_are_the_figures_of_the_evidence():
    assert len(rows(documents.patterns())) == 2 + len(EVIDENCE)


def test_a_bar_in_a_cell_does_not_break_the_table():
    assert rows(table(["a", "b"], [["x|y", "z"]]))[2] == [r"x\|y", "z"]


def test_schema_is_the_schema():
    made = {name: make() for name, make in documents.DERIVED.items()}
    assert json.loads(made["scenario.schema.json"]) == scenario_schema()
    assert json.loads(made["experiment.schema.json"]) == experiment_schema()


@pytest.mark.parametrize("heading", form_tables())
def test_keys_of_experiment_files_are_told_with_what_they_hold(heading):
    told = experiment_keys(heading or "file")
    keys = form_tables()[heading]
    assert len(rows(told)) == 2 + len(keys)
    for row, (name, key) in zip(rows(told)[2:], keys.items(), strict=True):
        assert f"`{name}`" in row
        assert key.meaning.replace("|", "\\|") in row
        assert "must be" not in row


def test_written_documents_keep_their_text_around_a_passage(folder):
    text = (folder / "written.md").read_text(encoding="utf-8")
    assert text == (
        f"By hand.\n<!-- derived: basis -->\n\n{documents.basis()}\n<!-- end -->\n"
        "By hand too.\n"
    )


def test_unknown_passage_is_refused():
    with pytest.raises(KeyError, match="gossip"):
        documents.with_passages("<!-- derived: gossip -->\n<!-- end -->\n")


def test_what_was_written_is_not_stale(folder, capsys):
    assert documents.main([str(folder), "--check"]) == 0
    assert capsys.readouterr().out == ""


def test_writing_again_touches_nothing(folder):
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    documents.write(folder)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", [*documents.DERIVED, "written.md"])
def test_stale_document_is_named_and_left_alone(folder, capsys, name):
    path = folder / name
    stale = path.read_bytes().replace(b"1", b"2")
    assert stale != path.read_bytes()
    path.write_bytes(stale)
    assert documents.main([str(folder), "--check"]) == 1
    assert capsys.readouterr().out == f"{path}: does not match the declarations\n"
    assert path.read_bytes() == stale


@pytest.mark.parametrize("name", documents.DERIVED)
def test_missing_document_is_named(folder, capsys, name):
    (folder / name).unlink()
    assert documents.main([str(folder), "--check"]) == 1
    assert (
        capsys.readouterr().out == f"{folder / name}: does not match the declarations\n"
    )
    assert not (folder / name).exists()


def test_document_of_the_present_laws_is_not_stale(folder, capsys):
    numbers = f"# Numbers\n\n{documents.laws_line()}\n"
    (folder / "numbers.md").write_text(numbers, encoding="utf-8")
    assert documents.main([str(folder), "--check"]) == 0
    assert capsys.readouterr().out == ""


def test_document_of_other_laws_is_named_and_never_rewritten(folder, capsys):
    path = folder / "numbers.md"
    path.write_text("# Numbers\n\nlaws: 0123456789abcdef\n", encoding="utf-8")
    assert documents.main([str(folder)]) == 1
    assert path.read_text(encoding="utf-8").endswith("laws: 0123456789abcdef\n")
    assert f"{path}: simulated with other laws (0123456789abcdef, now " in (
        capsys.readouterr().out
    )
