from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.choices import Structure
from cisim.configuration.parameters import Parameters, declared, replaced
from cisim.configuration.scenarios import Change, Scenario
from cisim.configuration.validation import (
    ConfigurationError,
    checked_settings,
    document_model,
)
from tests.strategies import (
    CHANGEABLE,
    admissible,
    names,
    out_of_range,
    possible,
    settings,
)

DEFAULTS = Parameters()
WRONG_TYPES = st.sampled_from(["3", "", True, None, [1], {"a": 1}, 1j, b"3"])


def grouped(settings):
    groups: dict[str, dict] = {}
    for name, value in settings.items():
        group, _, key = name.partition(".")
        groups.setdefault(group, {})[key] = value
    return groups


def mistakes(groups, base=DEFAULTS):
    with pytest.raises(ConfigurationError) as caught:
        checked_settings(groups, "here", base)
    return caught.value.mistakes


@given(names, st.data())
def test_every_admissible_value_is_accepted(name, data):
    value = data.draw(admissible(declared()[name]))
    if possible(replaced(Parameters(), {name: value})):
        checked = checked_settings(grouped({name: value}), "here", Parameters())
        assert checked == {name: value}
        assert type(checked[name]) is declared()[name].type


@given(names, st.data())
def test_every_value_out_of_range_is_refused_by_name(name, data):
    value = data.draw(out_of_range(declared()[name]))
    (line,) = mistakes(grouped({name: value}))
    assert line.startswith(f"here › {name} = ")
    assert any(word in line for word in allowed(declared()[name]))


def allowed(parameter):
    """Words of which a mistake tells one: those of a choice, or the unit."""
    return parameter.words or [parameter.declaration.unit]


@given(names, WRONG_TYPES)
def test_every_wrong_type_is_refused_by_name(name, value):
    (line,) = mistakes(grouped({name: value}))
    assert line.startswith(f"here › {name} = ")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
@given(name=names)
def test_only_finite_numbers_are_accepted(name, value):
    (line,) = mistakes(grouped({name: value}))
    assert line.startswith(f"here › {name} = {value}")


@given(settings(most=10), st.sets(names, min_size=1, max_size=10))
def test_there_is_one_line_for_each_broken_setting(sound, broken):
    given_settings = sound | dict.fromkeys(broken, "wrong")
    lines = [x for x in mistakes(grouped(given_settings)) if '"wrong"' in x]
    assert len(lines) == len(broken)


@given(st.lists(names, min_size=1, max_size=6, unique=True))
def test_mistakes_come_in_the_order_in_which_they_were_made(chosen):
    groups = grouped(dict.fromkeys(chosen, "wrong"))
    order = [f"{group}.{key}" for group, keys in groups.items() for key in keys]
    told = [line.split(" ")[2] for line in mistakes(groups)]
    assert told == order


def test_combinations_are_looked_at_together_with_the_base():
    base = replaced(Parameters(), {"result.largest_improvement": 0.5})
    groups = {"result": {"target_improvement": 0.4}}
    assert checked_settings(groups, "here", base) == {"result.target_improvement": 0.4}
    assert len(mistakes(groups)) == 1


def test_a_combination_with_a_mistaken_setting_is_left_for_later():
    shares = {"conditional_share": 0.9, "free_riding_share": "a third"}
    (line,) = mistakes({"organisations": shares})
    assert "free_riding_share" in line


def test_a_setting_and_a_combination_are_told_at_once():
    groups = {"organisations": {"conditional_share": 0.9}, "place": {"urgency": 2}}
    assert len(mistakes(groups)) == 2


def test_an_integer_stands_for_a_number_and_numpy_numbers_for_python_ones():
    groups: dict[str, dict] = {
        "funding": {"duration_years": 7, "renewal_years": np.int64(2)},
        "organisations": {"at_table": np.int32(9), "grit": np.float32(0.5)},
        "backbone": {"skill": Fraction(1, 2)},
    }
    checked = checked_settings(groups, "here", Parameters())
    assert sorted(checked.values()) == [0.5, 0.5, 2, 7, 9]
    assert {type(value) for value in checked.values()} == {int, float}


@pytest.mark.parametrize("groups", [{"funding": 3}, {3: 4}, {"funding": {3: 4}}])
def test_what_is_no_group_of_settings_is_refused(groups):
    assert len(mistakes(groups)) == 1


def test_a_scenario_is_not_changed_by_a_mistake_and_its_changes_stay_possible():
    scenario = Scenario(changes=(Change(36, {"place.urgency": 0.9}),))
    with pytest.raises(ConfigurationError, match="change in month 36 › at_month = 36"):
        scenario.with_(result={"horizon_years": 2})
    assert scenario.parameters == Parameters()


def test_every_parameter_that_may_change_may_stand_in_a_change():
    defaults = {n: p.written(p.default) for n, p in declared().items()}
    changed = {name: defaults[name] for name in CHANGEABLE}
    content = {"change": [{"at_month": 1, "set": changed}]}
    document_model().model_validate(content)


@pytest.mark.parametrize("given_as", ["steering_group", Structure.STEERING_GROUP])
def test_a_choice_is_given_as_its_word_or_as_its_member(given_as):
    groups = {"governance": {"structure": given_as}}
    checked = checked_settings(groups, "here", Parameters())
    assert checked["governance.structure"] is Structure.STEERING_GROUP
    scenario = Scenario().with_(**groups)
    assert scenario.parameters.governance.structure is Structure.STEERING_GROUP


@pytest.mark.parametrize("value", [2, 2.0, np.int64(2), True, "STEERING_GROUP", ["a"]])
def test_a_choice_is_given_as_nothing_else(value):
    (line,) = mistakes({"governance": {"structure": value}})
    words = "must be one of one_table, working_groups, steering_group"
    assert line.startswith("here › governance.structure = ")
    assert f": {words}" in line


def test_a_member_is_no_number():
    (line,) = mistakes({"funding": {"duration_years": Structure.STEERING_GROUP}})
    assert line.startswith('here › funding.duration_years = "steering_group": must be')
