from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.combinations import (
    CONSTRAINTS,
    Constraint,
    DatedSettings,
    broken_constraints,
    change_mistakes,
)
from cisim.configuration.parameters import Parameters, declared, replaced

BROKEN: dict[str, dict[str, float]] = {
    "government_share": {"organisations.government_share": 0.9},
    "conditional_share": {"organisations.conditional_share": 0.68},
    "target_improvement": {"result.target_improvement": 0.21},
    "renewal_without_progress": {"funding.renewal_without_progress": 0.81},
    "start_month": {"funding.start_month": 240},
    "hold_months": {"result.hold_months": 12, "result.horizon_years": 1},
}


def changes(*dated):
    return [DatedSettings(f"change {i}", *parts) for i, parts in enumerate(dated, 1)]


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda c: c.names[0])
def test_the_defaults_go_together(constraint):
    assert not constraint.is_broken(Parameters())


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda c: c.names[0])
def test_constraints_are_about_declared_parameters(constraint):
    assert set(constraint.names) <= set(declared())


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda c: c.names[0])
def test_each_constraint_can_be_broken(constraint):
    settings = BROKEN[constraint.names[0].partition(".")[2]]
    parameters = replaced(Parameters(), settings)
    assert list(broken_constraints(parameters, settings)) == [constraint]
    assert list(broken_constraints(parameters, ["place.urgency"])) == []
    assert constraint.told(parameters).endswith(constraint.message)


def test_a_choice_in_a_constraint_is_told_by_its_word():
    names = ("governance.structure", "organisations.at_table")
    few = Constraint(names, lambda chosen, n: chosen < 2 or n > 20, "too few")
    parameters = replaced(Parameters(), {"governance.structure": 2})
    assert not few.is_broken(Parameters())
    assert few.is_broken(parameters)
    assert few.told(parameters) == (
        'governance.structure = "steering_group", organisations.at_table = 20: too few'
    )


@given(st.lists(st.integers(0, 1000), min_size=4, max_size=4))
def test_decimal_shares_of_a_whole_are_allowed(cuts):
    edges = [0, *sorted(cuts), 1000]
    shares = [(high - low) / 1000 for low, high in pairwise(edges)]
    settings = dict(zip(CONSTRAINTS[0].names, shares, strict=True))
    parameters = replaced(Parameters(), settings)
    assert list(broken_constraints(parameters, settings)) == []


@pytest.mark.parametrize(("month", "mistakes"), [(0, 1), (1, 0), (239, 0), (240, 1)])
def test_changes_lie_within_the_horizon(month, mistakes):
    found = list(change_mistakes(Parameters(), changes((month, {}))))
    assert len(found) == mistakes


def test_a_change_is_looked_at_together_with_the_earlier_ones():
    raised = (36, {"result.largest_improvement": 0.5})
    higher = (48, {"result.target_improvement": 0.4})
    assert list(change_mistakes(Parameters(), changes(higher, raised))) == []
    found = list(change_mistakes(Parameters(), changes(higher)))
    assert [position for position, _ in found] == [0]
    assert found[0][1].startswith("change 1 › result.target_improvement = 0.4, ")


def test_changes_of_one_month_are_looked_at_together():
    lower = (36, {"result.largest_improvement": 0.05})
    easier = (36, {"result.target_improvement": 0.04})
    assert list(change_mistakes(Parameters(), changes(lower, easier))) == []
