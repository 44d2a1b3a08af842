import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.combinations import CONSTRAINTS
from cisim.configuration.experiments.loading import load_experiment
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.parameters import declared
from tests.strategies import admissible

HEAD = 'title = "A"\nquestion = "What if?"\n'


def mistakes(tmp_path, text):
    file = tmp_path / "a.toml"
    file.write_text(HEAD + text)
    with pytest.raises(ConfigurationError) as caught:
        load_experiment(file)
    return caught.value.mistakes


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda c: c.names[0])
@given(data=st.data())
def test_an_impossible_point_within_has_an_impossible_corner(constraint, data):
    """Combinations are monotone, which is why only corners are looked at."""
    ends = [
        sorted(data.draw(st.tuples(*[admissible(declared()[name])] * 2)))
        for name in constraint.names
    ]
    within = [data.draw(between(*end)) for end in ends]
    corners = st.tuples(*map(st.sampled_from, ends))
    if not constraint.holds(*within):
        assert any(not constraint.holds(*c) for c in all_corners(ends)), corners


def between(low, high):
    if isinstance(low, int):
        return st.integers(low, high)
    return st.floats(low, high)


def all_corners(ends):
    for number in range(2 ** len(ends)):
        yield [end[number >> k & 1] for k, end in enumerate(ends)]


def test_each_combination_is_told_once_with_a_point_at_which_it_is_broken(tmp_path):
    text = """
    scenario = "baseline"
    [grid]
    "result.target_improvement" = [0.1, 0.4, 0.5]
    "result.largest_improvement" = [0.2, 0.3]
    "organisations.conditional_share" = [0.5, 0.9]
    "organisations.free_riding_share" = [0.2, 0.4]
    """
    lines = mistakes(tmp_path, text)
    assert len(lines) == 2
    assert "target_improvement = 0.5, result.largest_improvement = 0.2" in lines[0]
    share = math.fsum([0.9, 0.2])
    assert share > 1
    assert "conditional_share = 0.9, organisations.free_riding_share = 0.2" in lines[1]


def test_one_at_a_time_levels_are_not_combined(tmp_path):
    text = """
    scenario = "baseline"
    [one_at_a_time]
    "organisations.conditional_share" = [0.1, 0.6]
    "organisations.free_riding_share" = [0.1, 0.45]
    """
    file = tmp_path / "a.toml"
    file.write_text(HEAD + text)
    assert load_experiment(file).name == "a"
    file.write_text(HEAD + text.replace("one_at_a_time", "grid"))
    with pytest.raises(ConfigurationError, match="at most 1"):
        load_experiment(file)


def test_dated_changes_are_looked_at_at_every_point(tmp_path):
    text = """
    [scenario]
    [[scenario.change]]
    at_month = 24
    set = { "funding.renewal_without_progress" = 0.5 }
    [grid]
    "funding.renewal_with_progress" = [0.6, 0.9]
    [[context]]
    name = "kind"
    [[context]]
    name = "harsh"
    set = { "funding.renewal_without_progress" = 0.1 }
    """
    file = tmp_path / "a.toml"
    file.write_text(HEAD + text)
    assert load_experiment(file).name == "a"
    lines = mistakes(tmp_path, text.replace("[0.6, ", "[0.4, "))
    assert [line for line in lines if "change in month 24" in line]


def test_ties_of_a_roster_need_all_others_to_be_known(tmp_path):
    (tmp_path / "r.csv").write_text(
        "name,sector\nA,government\nB,nonprofit\nC,business\nD,academia\n"
    )
    (tmp_path / "t.csv").write_text("organisation,partner,trust\nA,B,0.5\n")
    text = """
    scenario = { roster = "r.csv", ties = "t.csv" }
    [grid]
    "organisations.ties_each" = [2, 12]
    """
    (line,) = mistakes(tmp_path, text)
    assert "organisations.ties_each = 2: must be at least 3 (ties)" in line
