from cisim.configuration.experiments import (
    Alternative,
    Alternatives,
    Context,
    Experiment,
    alternatives_in,
    scenario_at,
)
from cisim.configuration.scenarios import Scenario

USUAL = Scenario().from_month(24, place={"urgency": 0.2})
CONTEXT = Context(
    "hard",
    Scenario(name="hard")
    .with_(place={"urgency": 0.9})
    .from_month(12, place={"policy_support": 0.1}),
    {"funding.duration_years": 2.0, "funding.engagement": 0.3},
)
ALTERNATIVE = Alternative(
    "long",
    USUAL.with_(funding={"engagement": 0.8}).from_month(36, place={"urgency": 0.7}),
    {"funding.duration_years": 8.0},
    is_reference=True,
)
DESIGN = Alternatives((ALTERNATIVE,))
EXPERIMENT = Experiment("a", "A", "What if?", USUAL, DESIGN, contexts=(CONTEXT,))


def test_a_point_of_the_scenario_itself():
    point = scenario_at(EXPERIMENT, {"place.urgency": 0.4})
    assert point.parameters.place.urgency == 0.4
    assert point.changes == USUAL.changes


def test_a_context_takes_the_place_of_the_scenario():
    point = scenario_at(EXPERIMENT, {"funding.engagement": 0.5}, context=CONTEXT)
    assert point.parameters.place.urgency == 0.9
    assert point.parameters.funding.duration_years == 2.0
    assert point.parameters.funding.engagement == 0.5  # the point comes last
    assert [change.at_month for change in point.changes] == [12]


def test_an_alternative_starts_from_its_own_scenario():
    point = scenario_at(EXPERIMENT, alternative=ALTERNATIVE)
    assert point.parameters.funding.engagement == 0.8
    assert point.parameters.funding.duration_years == 8.0
    assert [change.at_month for change in point.changes] == [24, 36]


def test_in_a_context_what_sets_an_alternative_apart_is_put_over_it():
    point = scenario_at(EXPERIMENT, context=CONTEXT, alternative=ALTERNATIVE)
    assert point.parameters.place.urgency == 0.9
    assert point.parameters.funding.engagement == 0.8
    assert point.parameters.funding.duration_years == 8.0
    assert [change.at_month for change in point.changes] == [12, 36]


def test_what_is_put_in_rests_on_nothing_that_is_known():
    based = Scenario(basis={"place.urgency": "stated", "funding.engagement": "stated"})
    experiment = Experiment("a", "A", "What if?", based, DESIGN)
    assert scenario_at(experiment, {"place.urgency": 1.0}).basis == {
        "funding.engagement": "stated"
    }


def test_alternatives_are_those_of_the_design():
    assert alternatives_in(EXPERIMENT) == (ALTERNATIVE,)
