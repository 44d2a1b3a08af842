"""A report becomes one page: valid, escaped, with ids that are unique."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from justhtml import JustHTML

from cisim.presentation.figures.picture import png
from cisim.presentation.report.html import rendered
from cisim.presentation.report.sections import (
    Command,
    Drawing,
    Facts,
    FoldOut,
    Paragraph,
    Points,
    Report,
    Section,
    TableOf,
)
from cisim.presentation.wording import CAUTION
from tests.unit.presentation.report.made import pictures

NASTY = '<script>alert("x")</script> & "so" on'

BLOCKS = (
    Paragraph(NASTY),
    Paragraph("A note.", is_note=True),
    Points(("one", NASTY)),
    Facts((("term", NASTY),)),
    Command(f"cisim run {NASTY}"),
    TableOf(NASTY, ("name", "value"), (("a", "1"), (NASTY, "2.5 (1 to 3)"))),
    FoldOut(NASTY, (Paragraph("inside"), Drawing(pictures()[1]))),
    Drawing(pictures()[0]),
)
REPORT = Report(NASTY, NASTY, NASTY, "Rests.", (Section(NASTY, BLOCKS),), "1.0")
PAGE = rendered(REPORT)


def test_html_has_no_mistake():
    JustHTML(PAGE, strict=True)


def test_no_word_becomes_markup():
    assert "<script" not in PAGE
    assert PAGE.count("&lt;script&gt;") >= 8


def test_ids_are_unique_and_all_that_is_referred_to_is_there():
    ids = Counter(re.findall(r'\bid="([^"]+)"', PAGE))
    assert [name for name, count in ids.items() if count > 1] == []
    referred = set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', PAGE))
    assert referred
    assert {one or other for one, other in referred} <= set(ids)
    for names in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', PAGE):
        assert set(names.split()) <= set(ids)


def test_headings_follow_each_other():
    assert [int(level) for level in re.findall(r"<h(\d)", PAGE)] == [1, 2]


def test_numbers_stand_at_the_right_and_words_do_not():
    cells = re.findall(r"<t[hd]([^>]*)>([^<]*)<", PAGE)
    assert (' class="number"', "2.5 (1 to 3)") in cells
    assert (' scope="row"', "a") in cells


def test_caution_stands_in_every_report():
    assert PAGE.count(CAUTION) >= 2


def test_nothing_lies_outside_the_page():
    links = re.findall(r'(?:src|href)="([^#"][^"]*)"', PAGE)
    assert links == []
    assert "@import" not in PAGE
    assert "default-src 'none'" in PAGE


def test_the_same_report_is_the_same_page():
    for picture in REPORT.pictures():
        png(picture)  # other files of a picture leave it as it was
    assert rendered(REPORT) == PAGE


def test_two_pictures_of_one_name_are_refused():
    twice = (Drawing(pictures()[0]), Drawing(pictures()[0]))
    with pytest.raises(ValueError, match="two pictures of one name"):
        rendered(replace(REPORT, sections=(Section("Twice", twice),)))
