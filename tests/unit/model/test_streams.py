"""Keyed numbers: the same name gives the same number, another name another."""

import pytest
from hypothesis import given

from cisim.model.streams import Purpose, mixed_seed, uniform
from tests.strategies import seeds

KEY = {"seed": 7, "purpose": 3, "entity": 11, "month": 5, "partner": 2}


@pytest.mark.parametrize("part", KEY)
def test_every_part_of_the_key_matters(part):
    changed = KEY | {part: KEY[part] + 1}
    assert uniform(**KEY) == uniform(**KEY)
    assert uniform(**changed) != uniform(**KEY)


@pytest.mark.parametrize(("part", "other"), [("entity", "month"), ("month", "partner")])
def test_parts_of_the_key_do_not_change_places(part, other):
    swapped = KEY | {part: KEY[other], other: KEY[part]}
    assert uniform(**swapped) != uniform(**KEY)


def test_month_and_partner_are_0_unless_given():
    assert uniform(1, 2) == uniform(1, 2, 0, 0, 0)


@given(seeds)
def test_draws_are_shares_below_one(seed):
    assert 0.0 <= uniform(seed, Purpose.LEAVING, 1, 1) < 1.0


@given(seeds)
def test_the_seed_of_a_run_can_be_a_seed_of_mesa(seed):
    assert 0 <= mixed_seed(seed, 3) < 2**63
