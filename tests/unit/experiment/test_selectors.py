"""Points are called by their settings, their alternative, their context."""

from dataclasses import replace

import pytest
from numpy.testing import assert_array_equal

from cisim.configuration.experiments import (
    Alternative,
    Alternatives,
    Context,
    Experiment,
    Factor,
    Grid,
    OneAtATime,
    Sample,
)
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.parameters import replaced
from cisim.configuration.scenarios import Scenario
from cisim.experiment.points import points_of
from cisim.experiment.selectors import factor_names, labels, selected, short_names

YEARS = "funding.duration_years"
MEETINGS = "communication.meetings_per_year"
HOST = "backbone.host"

PLACES = tuple(Context(name, Scenario(), {}) for name in ("typical", "polarised"))
GRID = Grid({YEARS: (1.0, 3.0), HOST: (0.0, 2.0)})
STEPS = OneAtATime({YEARS: (1.0, 3.0), MEETINGS: (4.0, 12.5)})
NAMES = ("as usual", "long grants", "long grants, later", "4=2 × 2")


def of(design, contexts=PLACES):
    return points_of(Experiment("x", "X", "?", Scenario(), design, contexts=contexts))


def plans(names=NAMES):
    own = {YEARS: 8.0}
    longer = replace(Scenario(), parameters=replaced(Scenario().parameters, own))
    first, *others = names
    return Alternatives(
        (
            Alternative(first, Scenario(), {}, is_reference=True),
            *(Alternative(name, longer, own) for name in others),
        )
    )


EVERY_DESIGN = [
    (GRID, PLACES),
    (GRID, ()),
    (STEPS, PLACES),
    (plans(), PLACES),
    (plans(), ()),
]


# ---- Labels ----


@pytest.mark.parametrize(
    ("design", "contexts", "expected"),
    [
        (GRID, (), "duration_years=3, host=independent"),
        (GRID, PLACES, "duration_years=3, host=independent, context=typical"),
        (STEPS, (), "meetings_per_year=4"),
        (STEPS, PLACES, "meetings_per_year=4, context=typical"),
        (plans(), (), "long grants, later"),
        (plans(), PLACES, "long grants, later, context=typical"),
        (Sample("sobol", 4, (Factor(YEARS, 1, 9),)), (), "point 2"),
    ],
)
def test_a_label_is_short_and_tells_what_is_set(design, contexts, expected):
    assert of(design, contexts).labels[2] == expected


@pytest.mark.parametrize(
    ("design", "contexts"),
    [*EVERY_DESIGN, (Sample("sobol", 4, (Factor(YEARS, 1, 9),)), PLACES)],
)
def test_labels_differ_and_follow_from_the_table_alone(design, contexts):
    points = of(design, contexts)
    assert len(set(points.labels)) == len(points)
    assert points.labels == labels(design, points.table.copy())


def test_one_at_a_time_begins_as_it_is_in_every_context():
    assert of(STEPS, ()).labels == [
        "as it is",
        "duration_years=1",
        "meetings_per_year=4",
        "meetings_per_year=12.5",
    ]
    assert of(STEPS).labels[4] == "as it is, context=polarised"


def test_points_of_a_sample_are_counted_within_their_context():
    points = of(Sample("sobol", 2, (Factor(YEARS, 1, 9),)))
    assert points.labels[2:] == [
        "point 0, context=polarised",
        "point 1, context=polarised",
    ]


def test_the_group_is_told_where_two_parameters_share_a_key():
    names = ("champion.influence", "agenda.influence", YEARS)
    short = short_names(names)
    assert list(short.values()) == [*names[:2], "duration_years"]


# ---- Selectors ----


@pytest.mark.parametrize(("design", "contexts"), EVERY_DESIGN)
def test_a_label_selects_its_own_point(design, contexts):
    points = of(design, contexts)
    for number, label in enumerate(points.labels):
        assert_array_equal(selected(points.table, label), [number])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("funding.duration_years=3", [2, 3, 6, 7]),
        (" duration_years = 3.0 ", [2, 3, 6, 7]),
        ("context=polarised", [4, 5, 6, 7]),
        ("duration_years=3, context=polarised", [6, 7]),
        ("context=polarised,duration_years=3,backbone.host=council", [7]),
        ("host=independent", [0, 2, 4, 6]),
        ("as it is", [0, 4]),
    ],
)
def test_a_selector_names_all_points_that_have_its_settings(text, expected):
    assert_array_equal(selected(of(GRID).table, text), expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as usual", [0, 4]),
        ("long grants", [1, 5]),
        ("long grants, later", [2, 6]),
        ("4=2 × 2", [3, 7]),
        ("4=2 × 2, context=polarised", [7]),
        ("context=polarised, long grants", [5]),
        ("alternative=long grants, context=typical", [1]),
        ("duration_years=8, context=typical", [1, 2, 3]),
    ],
)
def test_a_selector_names_alternatives(text, expected):
    assert_array_equal(selected(of(plans()).table, text), expected)


def test_a_number_is_found_however_it_is_written():
    third = of(Grid({YEARS: (1 / 3, 0.1 + 0.2)}), ())
    assert_array_equal(selected(third.table, "duration_years=0.3333333333"), [0])
    assert_array_equal(selected(third.table, "duration_years=0.3"), [1])


def refusal(points, text):
    with pytest.raises(ConfigurationError) as caught:
        selected(points.table, text, "expect 2 › contrast")
    return list(caught.value.mistakes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "duration_year=3",
            (
                "duration_year=3: not varied here: there are funding.duration_years,"
                " backbone.host; did you mean 'duration_years'?"
            ),
        ),
        (
            "duration_years=5",
            "duration_years=5: no point has it: there are 1, 3 (years)",
        ),
        ("duration_years=long", "duration_years=long: must be a number"),
        ("duration_years=nan", "duration_years=nan: no point has it: there are 1, 3"),
        (
            "host=councill",
            "host=councill: must be one of independent, incubated, council",
        ),
        (
            "host=incubated",
            "host=incubated: no point has it: there are independent, council (choice)",
        ),
        (
            "context=polarized",
            (
                "context=polarized: no such context: there are typical, polarised;"
                " did you mean 'polarised'?"
            ),
        ),
        ("usual", "usual: no such alternative: there are none"),
        ("", ": no such alternative: there are none"),
    ],
)
def test_what_is_unknown_is_refused_with_what_there_is(text, words):
    (found,) = refusal(of(GRID), text)
    assert found.startswith(f"expect 2 › contrast › {words}")


def test_an_alternative_that_is_misspelt_is_recognised():
    (found,) = refusal(of(plans(("as usual", "long grants"))), "long grant")
    assert found.endswith("as usual, long grants; did you mean 'long grants'?")


@pytest.mark.parametrize("text", ["", ",", "long", "long grants later"])
def test_less_or_more_than_a_name_is_no_alternative(text):
    assert "no such alternative: there are as usual" in refusal(of(plans()), text)[0]


def test_a_key_of_two_parameters_wants_its_group():
    points = of(Grid({"champion.influence": (0.1,), "agenda.influence": (0.2,)}))
    (found,) = refusal(points, "influence=0.1")
    words = "may be champion.influence or agenda.influence; give the group, too"
    assert found.endswith(words)
    assert len(selected(points.table, "agenda.influence=0.2")) == 2


def test_all_mistakes_of_a_selector_are_told_at_once():
    assert len(refusal(of(GRID), "years=3, context=nowhere, host=x")) == 3


def test_settings_that_no_point_has_together_are_refused():
    (found,) = refusal(of(STEPS), "duration_years=1, meetings_per_year=4")
    assert found.endswith("no point has all of these settings")


def test_the_table_alone_is_enough():
    table = of(GRID).table
    assert factor_names(table) == (YEARS, HOST)
    assert_array_equal(selected(table, "duration_years=1, context=typical"), [0, 1])
