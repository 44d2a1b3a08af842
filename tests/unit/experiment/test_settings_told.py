"""Files of settings are held against each other by the names of what they set."""

from cisim.experiment.settings_told import changed_texts

OLD = """
title = "One"
replicates = 10
[grid]
"funding.duration_years" = [1, 3]
[[alternative]]
name = "long"
[alternative.set]
"funding.duration_years" = 7
"place.urgency" = 0.5
[[alternative]]
name = "short"
"""


def test_equal_texts_differ_in_nothing():
    assert changed_texts(OLD, OLD.replace("10", "10  # runs"), "here") == []


def test_every_difference_is_named():
    new = OLD.replace("= 7", "= 8").replace("[1, 3]", "[1, 3, 5]")
    new = new.replace('"place.urgency" = 0.5', "").replace('"short"', '"brief"')
    assert changed_texts(OLD, f"seed = 2\n{new}", "here") == [
        "grid › funding.duration_years: [1, 3] -> [1, 3, 5]",
        "alternative › long › set › funding.duration_years: 7 -> 8",
        "alternative › long › set › place.urgency: 0.5 -> not given",
        'alternative › short › name: "short" -> not given',
        "seed: not given -> 2",
        'alternative › brief › name: not given -> "brief"',
    ]


def test_what_is_too_long_to_show_is_compared_all_the_same():
    long = "x" * 100
    (line,) = changed_texts(f'a = "{long}y"', f'a = "{long}z"', "here")
    assert line.startswith('a: "xxx')
