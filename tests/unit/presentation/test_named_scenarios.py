"""Families of scenarios, and what their settings rest on."""

import re

import pytest

from cisim.configuration.files import load, shipped
from cisim.presentation.named_scenarios import (
    base_of,
    family,
    overview,
    own_basis,
    settings,
)


def cells(text):
    return [re.split(r" ?\| ?", line)[1:-1] for line in text.splitlines()[2:]]


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("casebook", "casebook"),
        ("casebook-climate", "casebook"),
        ("integration-initiative-managers", "integration-initiative"),
        ("shape-up-somerville", "shape-up-somerville"),
    ],
)
def test_a_variant_stands_on_the_page_of_its_base(name, base):
    assert base_of(name) == base
    assert family(name)[0] == base
    assert name in family(name)


def test_every_scenario_is_of_one_family():
    families = {family(name) for name in shipped()}
    assert sorted(name for members in families for name in members) == list(shipped())


def test_a_variant_differs_from_its_base_by_its_own_settings_alone():
    for name in shipped():
        if base_of(name) != name:
            base = load(base_of(name)).all_settings()
            own = load(name).all_settings()
            assert {key for key in own if own[key] != base[key]} <= set(own_basis(name))


def test_settings_of_a_base_are_all_that_its_file_gives():
    assert own_basis("casebook") == load("casebook").basis
    assert len(cells(settings("casebook"))) == len(load("casebook").basis)


def test_a_variant_shows_what_it_sets_beyond_its_base():
    names = [row[0] for row in cells(settings("casebook-climate"))]
    assert "`problem.state_dependence`" in names
    assert "`backbone.host`" not in names


def test_stated_settings_come_first_and_assumed_ones_last():
    bases = [row[-1] for row in cells(settings("shape-up-somerville"))]
    figure = bases.index("[E15](../bibliography.md#e15)")
    assert set(bases[:figure]) == {"stated"}
    assert set(bases[figure + 1 :]) == {"assumed"}


def test_a_choice_is_a_word_and_a_dated_change_is_told():
    values = {row[0]: row[1] for row in cells(settings("council-incubated"))}
    assert values["`backbone.host`"] == "incubated"
    assert values["`council.presence`"] == "0.9, from month 24 0.6"


def test_overview_counts_every_setting_once():
    rows = {row[0]: row for row in cells(overview())}
    for name in shipped():
        row = rows[f"[`{name}`]({base_of(name)}.md)"]
        assert row[1] == load(name).title
        assert sum(map(int, row[2:])) == len(own_basis(name))
    assert rows["[`shape-up-somerville`](shape-up-somerville.md)"][3] == "1"
