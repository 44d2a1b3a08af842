"""The page on the typical site, from made-up runs."""

import re

import pytest

from cisim.analysis.patterns import PATTERNS
from cisim.analysis.precision import Estimate
from cisim.presentation.findings import page, verdict
from tests import synthetic


@pytest.mark.parametrize(
    ("low", "value", "high", "expected"),
    [
        (0.2, 0.5, 0.8, "inside"),
        (0.2, 0.3, 0.5, "outside, though the interval reaches in"),
        (0.1, 0.2, 0.3, "outside"),
        (float("nan"), float("nan"), float("nan"), "not stated"),
    ],
)
def test_verdicts(low, value, high, expected):
    assert verdict(Estimate(value, low, high, 9), (0.4, 0.6)) == expected


def test_without_an_accepted_range_there_is_no_verdict():
    assert verdict(Estimate(0.5, 0.4, 0.6, 9), None) == "not stated"


def test_every_pattern_has_a_row_that_leads_to_its_source():
    rows = re.findall(r"^\| .* \|$", page(synthetic.results().runs), re.MULTILINE)
    heading, line, *patterns = rows
    assert heading.startswith("| evidence | what was seen | this model |")
    assert line == "| --- | --- | --- | --- | --- |"
    assert [row.split(" | ")[0] for row in patterns] == [
        f"| [{key}](bibliography.md#{key.lower()})" for key in PATTERNS
    ]
