"""Points by what a text says of them."""

import pandas as pd
import pytest

from cisim.analysis.selection import selected
from cisim.configuration.mistakes import ConfigurationError

POINTS = pd.DataFrame(
    {
        "point": [10, 11, 12, 13],
        "context": ["calm", "calm", "polarised", "polarised"],
        "alternative": "",
        "funding.duration_years": [1.0, 3.0, 1.0, 3.0],
        "backbone.skill": [0.1 + 0.2, 0.6, 0.3, 0.6],
        "governance.skill": [1.0, 1.0, 2.0, 2.0],
    }
)
NAMED = pd.DataFrame(
    {
        "point": [0, 1, 2, 3],
        "context": ["calm", "calm", "polarised", "polarised"],
        "alternative": ["none", "ten sites, three years"] * 2,
    }
)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("funding.duration_years=3", [11, 13]),
        ("duration_years = 3", [11, 13]),
        ("funding.duration_years=3, context=polarised", [13]),
        ("context=calm", [10, 11]),
        ("backbone.skill=0.3", [10, 12]),
    ],
)
def test_settings_choose_points(text, points):
    assert list(selected(POINTS, text)) == points


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("none", [0, 2]),
        ("ten sites, three years", [1, 3]),
        ("ten sites, three years, context=polarised", [3]),
        ("context=calm, alternative=none", [0]),
    ],
)
def test_alternatives_are_named_even_with_commas(text, points):
    assert list(selected(NAMED, text)) == points


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("funding.duration_year=3", "did you mean 'funding.duration_years'"),
        ("skill=1", "is not clear: one of backbone.skill, governance.skill"),
        ("duration_years=2", "funding.duration_years = 2: one of 1, 3"),
        ("duration_years=soon", "one of 1, 3"),
        ("context=polarized", "one of calm, polarised; did you mean 'polarised'"),
        ("context=calm, governance.skill=2", "no point has all of these"),
    ],
)
def test_mistakes_teach(text, words):
    with pytest.raises(ConfigurationError, match=words):
        selected(POINTS, text)


def test_all_mistakes_are_told():
    with pytest.raises(ConfigurationError) as error:
        selected(POINTS, "context=calmer, duration_years=2")
    assert len(error.value.mistakes) == 2


def test_the_word_of_a_choice_is_a_level():
    points = pd.DataFrame(
        {"point": [0, 1], "context": "", "alternative": "", "backbone.host": [0.0, 2.0]}
    )
    assert list(selected(points, "host=council")) == [1]
