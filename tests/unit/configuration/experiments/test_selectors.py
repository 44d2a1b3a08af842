import pytest

from cisim.configuration.choices import Structure
from cisim.configuration.experiments.selectors import Selectable

YEARS, STRUCTURE = "funding.duration_years", "governance.structure"
GRID = Selectable(
    contexts=("calm", "polarised"),
    levels={YEARS: (1.0, 2.5), STRUCTURE: tuple(Structure)},
)
TOGETHER = Selectable(alternatives=("a", "b"), contexts=("calm",))
ALONE = Selectable(
    levels={YEARS: (3.0, 1.0), "place.urgency": (0.5, 0.9)},
    scenario={YEARS: 3.0, "place.urgency": 0.5},
)


@pytest.mark.parametrize(
    ("known", "selector", "in_full"),
    [
        (GRID, "duration_years=1", f"{YEARS}=1"),
        (GRID, f" {YEARS} = 2.50 ", f"{YEARS}=2.5"),
        (
            GRID,
            "context=calm, structure=one_table, duration_years=1",
            f"{YEARS}=1, {STRUCTURE}=one_table, context=calm",
        ),
        (TOGETHER, "a", "a"),
        (TOGETHER, "alternative=a", "a"),
        (TOGETHER, "context=calm,a", "alternative=a, context=calm"),
        (TOGETHER, "context=calm", "context=calm"),
        (ALONE, "duration_years=1", f"{YEARS}=1, place.urgency=0.5"),
        (ALONE, "duration_years=3", f"{YEARS}=3, place.urgency=0.5"),
        (ALONE, "as it is", f"{YEARS}=3, place.urgency=0.5"),
    ],
)
def test_points_are_named_in_full_and_in_one_order(known, selector, in_full):
    assert known.wrong(selector) == ""
    assert known.canonical(selector) == in_full
    assert known.wrong(in_full) == ""
    assert known.canonical(in_full) == in_full


@pytest.mark.parametrize(
    ("known", "selector", "words"),
    [
        (GRID, "duration_years=2", "has no such level; it has 1, 2.5"),
        (GRID, "duration_year=1", "did you mean"),
        (GRID, "context=polarized", "did you mean 'polarised'"),
        (GRID, "a", "there is none"),
        (GRID, "as it is", "there is none"),
        (GRID, "duration_years=1, funding.duration_years=1", "twice"),
        (TOGETHER, "c", "c is no alternative; known are a, b"),
        (TOGETHER, "a, b", "twice"),
        (TOGETHER, "", "is no alternative"),
        (ALONE, "duration_years=1, urgency=0.9", "no point has both"),
        (Selectable(), "duration_years=1", "is not varied"),
    ],
)
def test_what_is_no_point_is_refused(known, selector, words):
    assert words in known.wrong(selector)


def test_a_key_of_two_groups_needs_its_group():
    both = Selectable(levels={"plan.decay": (0.1,), "system.decay": (0.1,)})
    assert "did you mean 'plan.decay' or 'system.decay'" in both.wrong("decay=0.1")
    assert both.canonical("plan.decay=0.1") == "plan.decay=0.1"


def test_a_level_of_many_digits_is_found_again():
    third = Selectable(levels={YEARS: (1 / 3,)})
    in_full = third.canonical("duration_years=0.3333333333333333")
    assert float(in_full.partition("=")[2]) == 1 / 3
