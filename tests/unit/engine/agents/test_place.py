"""The place: shifts of the problem, the result, work and its delays."""

import math

import pytest

from cisim.configuration.scenarios import Change
from cisim.engine.agents import CollectiveImpactModel
from tests.histories import lived, monthly, months_of, scenario

SMALL = {
    "organisations__at_table": 6,
    "organisations__outside": 2,
    "problem__leverage_spread": 0.0,
    "result__horizon_years": 3,
}


def model_of(*changes, **settings):
    return CollectiveImpactModel(scenario(*changes, **(SMALL | settings)), rng=1)


def test_a_dated_shift_moves_what_works_by_its_distance():
    model = model_of(Change(5, {"problem.shift_distance": 0.3}), problem__shift=0.0)
    model.run_for(4)
    assert model.place.leverage_point == (0.5, 0.5)
    model.step()
    assert math.dist(model.place.leverage_point, (0.5, 0.5)) == pytest.approx(0.3)
    model.run_for(12)
    assert months_of(model, "problem_shifted") == [5]


def test_what_works_shifts_by_chance():
    never, often = (lived(scenario(problem__shift=s, **SMALL)) for s in (0.0, 0.5))
    assert not months_of(never, "problem_shifted")
    assert never.place.leverage_point == (0.5, 0.5)
    assert months_of(often, "problem_shifted")
    assert often.place.leverage_point != (0.5, 0.5)


def test_a_shift_makes_an_agenda_fit_less():
    settings = {"problem__shift": 0.0, "agenda__evidence": 0.0}
    settings |= {"disagreement__shared_bias": 0.0, "disagreement__between_sectors": 0.0}
    kept = monthly(lived(scenario(**(SMALL | settings))))["fit"]
    change = Change(20, {"problem.shift_distance": 0.5})
    moved = monthly(lived(scenario(change, **(SMALL | settings))))["fit"]
    assert moved[:20] == kept[:20]
    assert moved[20] < 0.5 * kept[20]


def test_result_is_bounded_and_measured_against_the_target():
    model = model_of(result__largest_improvement=0.2, result__target_improvement=0.1)
    model.place.lives_change, model.place.programme_result = 0.2, 0.05
    assert model.place.improvement == pytest.approx(0.05)
    assert model.place.result_share == pytest.approx(0.5)
    model.place.lives_change = 1.0
    assert model.place.improvement == 0.2
    assert model.place.result_share == 1.0


def test_a_change_of_the_system_arrives_after_its_delays():
    model = model_of(system__growth=0.0, system__decay=0.0)
    model.place.system_change = 0.4
    model.place.change_system()
    model.place.settle()
    p = model.parameters.system
    assert model.place.services_change == pytest.approx(0.4 / p.first_delay_months)
    assert model.place.lives_change == 0.0


def test_hurdles_fall_only_with_measured_trust():
    stuck = monthly(lived(scenario(measurement__investment=0.0, **SMALL)))["hurdles"]
    assert len(set(stuck)) == 1
    fallen = monthly(lived(scenario(**SMALL)))["hurdles"]
    assert fallen[-1] < fallen[0]
    assert fallen == sorted(fallen, reverse=True)


def test_running_pilots_take_systems_work():
    model = model_of(quick_wins__effort=0.5, organisations__systems_mindset=1.0)
    for own in model.members:
        own.effort = 0.5
    model.place.change_system()
    free = model.place._intended["systems_work"]  # noqa: SLF001 - before it settles
    model.initiative.pilots = (1, 1)
    model.place.change_system()
    assert model.place._intended["systems_work"] == pytest.approx(free - 1.0)  # noqa: SLF001 - as above


def test_urgency_and_support_start_as_they_are_set():
    model = model_of(place__urgency=0.9, place__policy_support=0.2, place__hurdles=0.7)
    place = model.place
    assert (place.urgency, place.policy_support, place.hurdles) == (0.9, 0.2, 0.7)
