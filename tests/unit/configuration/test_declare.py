"""A choice is a word to those who write files and an integer to those who compute."""

import copy
import pickle
from typing import Annotated, Any, NamedTuple

import numba
import pytest

from cisim.configuration.declare import Choice, Kind, chosen, pace


class Light(Choice):
    """What a traffic light shows."""

    RED = 0, "stop"
    GREEN = 1, "go"
    RED_AND_AMBER = 4, "get ready"


LIGHT: type[Any] = Light  # to be asked for what is no integer


class Crossing(NamedTuple):
    wait: float
    light: Annotated[Light, chosen(Kind.CONTEXT, "What the light shows.")] = Light.RED


@numba.njit
def seconds(crossing):
    if crossing.light == Light.GREEN:
        return 0.0
    return crossing.wait


@pytest.mark.parametrize("member", Light)
def test_a_member_is_an_integer_with_word_and_meaning(member):
    assert member == member.value
    assert member.word == member.name.lower()
    assert {member.meaning for member in Light} == {"stop", "go", "get ready"}


@pytest.mark.parametrize("given_as", [4, 4.0, "red_and_amber", Light.RED_AND_AMBER])
def test_a_member_is_found_by_value_and_by_word(given_as):
    assert LIGHT(given_as) is Light.RED_AND_AMBER


@pytest.mark.parametrize("given_as", [2, 0.5, "RED", "blue", "", None])
def test_what_is_no_member_is_not_found(given_as):
    with pytest.raises(ValueError, match="is not a valid Light"):
        LIGHT(given_as)


@pytest.mark.parametrize("member", Light)
def test_a_member_stays_itself_between_processes_and_in_copies(member):
    assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301 - our own
    assert copy.deepcopy(member) is member


@pytest.mark.parametrize("member", Light)
def test_a_compiled_law_tells_members_apart(member):
    crossing = Crossing(30.0, member)
    assert seconds(crossing) == seconds.py_func(crossing)
    assert (seconds(crossing) == 0.0) == (member is Light.GREEN)


def test_the_range_of_a_choice_is_that_of_its_members():
    declaration = chosen(Kind.RATE, "Light.", "E01", initial=True).spanning(Light)
    assert (declaration.low, declaration.high) == (0, 4)
    assert (declaration.kind, declaration.unit) == (Kind.RATE, "choice")
    assert (declaration.source, declaration.initial) == ("E01", True)


def test_a_pace_is_a_monthly_rate():
    declaration = pace(2, "How fast the light changes.", "E01")
    assert (declaration.kind, declaration.unit) == (Kind.RATE, "1/month")
    assert (declaration.low, declaration.high) == (0, 2)
    assert declaration.source == "E01"
    assert declaration.is_pace
    assert not chosen(Kind.RATE, "Light.").is_pace
