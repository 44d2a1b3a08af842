"""A problem knows what moves apart, and refuses what SALib lets pass."""

import pytest

from cisim.analysis.sensitivity.problem import Problem, problem_of
from cisim.configuration.experiments import Factor
from cisim.configuration.mistakes import ConfigurationError


def test_groups_move_together_in_the_order_of_their_first_factor():
    problem = Problem(("a", "b", "c"), ("late", "early", "late"))
    assert problem.inputs == ("late", "early")
    assert problem.members.tolist() == [[True, False, True], [False, True, False]]
    assert problem.is_grouped
    assert problem.salib["groups"] == ["late", "early", "late"]


def test_without_groups_each_factor_moves_alone():
    problem = Problem(("a", "b"))
    assert problem.inputs == ("a", "b")
    assert not problem.is_grouped
    assert "groups" not in problem.salib


@pytest.mark.parametrize(
    ("names", "groups", "words"),
    [
        (("a", "b"), ("all", "all"), "1 input is moved"),
        (("a",), (), "1 input is moved"),
        (("a", "a", "b"), (), "named once"),
        (("a", "b"), ("one",), "for each factor"),
    ],
)
def test_impossible_problem_is_refused(names, groups, words):
    with pytest.raises(ConfigurationError, match=words):
        Problem(names, groups)


def test_factors_of_a_design_tell_groups_and_levels():
    problem = problem_of(
        [
            Factor("funding.duration_years", 1, 9, group="money"),
            Factor("funding.yearly_amount", 1, 9, group="money"),
            Factor("result.horizon_years", 5, 20),
            Factor("communication.meetings", 0, 2, values=(0, 1, 2)),
        ]
    )
    assert problem.inputs == (
        "money",
        "result.horizon_years",
        "communication.meetings",
    )
    assert problem.discrete == (False, False, True, True)


def test_salib_gets_a_problem_of_its_own_each_time():
    problem = Problem(("a", "b"))
    spec = problem.salib
    spec["names"] = ["changed"]
    spec["bounds"].clear()
    assert len(problem.salib["bounds"]) == 2
    assert problem.salib["names"] == ["a", "b"]
