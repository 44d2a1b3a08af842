"""Options that are out of range or out of place are told in words."""

import pytest

from cisim.configuration.mistakes import ConfigurationError
from cisim.presentation.options import (
    no_engine,
    outside,
    refuse_for_experiments,
    refuse_for_scenarios,
)


@pytest.mark.parametrize("value", [1, 7, 10])
def test_within_its_limits_an_option_is_let_through(value):
    assert outside("--workers", value, 1, 10) == ""


@pytest.mark.parametrize("value", [0, 11])
def test_beyond_its_limits_an_option_is_told_with_them(value):
    words = f"--workers = {value}: must be between 1 and 10 (workers)"
    assert outside("--workers", value, 1, 10, "workers") == words


def test_an_unknown_engine_is_told_with_the_known_ones():
    assert no_engine("agents") == ""
    assert "must be one of compiled, agents; did you mean 'agents'" in no_engine(
        "agent"
    )


@pytest.mark.parametrize(
    ("refuse", "why"),
    [
        (refuse_for_scenarios, "for experiments"),
        (refuse_for_experiments, "for scenarios"),
    ],
)
def test_all_options_that_are_out_of_place_are_refused_at_once(refuse, why):
    refuse({"--one": None, "--two": []})
    with pytest.raises(ConfigurationError) as error:
        refuse({"--one": "x", "--two": None, "--three": ["y"]})
    assert [line.split(":")[0] for line in error.value.mistakes] == ["--one", "--three"]
    assert all(f"is {why}" in line for line in error.value.mistakes)


def test_the_month_nought_is_an_option_that_was_given():
    with pytest.raises(ConfigurationError, match="--save-month: is for scenarios"):
        refuse_for_experiments({"--save-month": 0})
