"""Short names are derived from the declarations, unique, and say the unit once."""

import pytest

from cisim.configuration.parameters import declared
from cisim.presentation.labels import level_label, name_label, parameter_label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("funding.duration_years", "funding: duration (years)"),
        ("communication.meetings_per_year", "communication: meetings per year"),
        ("backbone.skill", "backbone: skill"),
        ("quick_wins.pilots_per_year", "quick wins: pilots per year"),
        ("funding.funders", "funding: funders"),
    ],
)
def test_a_label_says_group_name_and_unit(name, label):
    assert parameter_label(name) == label


def test_no_two_parameters_share_a_label():
    labels = {parameter_label(name) for name in declared()}
    assert len(labels) == len(declared())


def test_levels_are_read_at_once():
    assert level_label("funding.yearly_amount", 400_000.0) == "400,000"
    assert level_label("governance.structure", 1) == "working groups"
    assert level_label("organisations.grit", 0.35) == "0.35"


def test_names_become_words():
    assert name_label("longer_grants") == "longer grants"
    assert name_label("") == "here"
