"""Passages between marks are read and put into their page, the rest stays."""

import pytest

from cisim.presentation.passages import holds, passage, put


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("# Page\n<!-- simulated -->\nlaws: a\n<!-- end -->\nBy hand.\n")
    return path


def test_a_passage_is_what_stands_between_the_marks(page):
    assert passage(page) == "laws: a\n"


def test_a_page_without_marks_has_none(tmp_path):
    path = tmp_path / "bare.md"
    path.write_text("# Bare\n")
    assert passage(path) is None
    assert not holds(path, {"laws: a"})


def test_only_the_passage_is_replaced(page):
    put(page, "laws: b\n\\1\n")
    assert page.read_text() == (
        "# Page\n<!-- simulated -->\nlaws: b\n\\1\n<!-- end -->\nBy hand.\n"
    )


def test_a_page_holds_what_are_whole_lines_of_its_passage(page):
    assert holds(page, {"laws: a"})
    assert not holds(page, {"laws"})
    assert not holds(page, {"laws: a", "design: b"})
