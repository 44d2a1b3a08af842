"""A run kept at a month: every state variable of every agent comes back."""

import json

import pytest

from cisim.configuration.choices import Structure
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.scenarios import Change
from cisim.engine.agents import CollectiveImpactModel, Organisation
from cisim.engine.agents.participant import NO_STATE
from cisim.engine.agents.seating import seated
from tests.histories import identical, lived, scenario, stepped

YEARS = scenario(result__horizon_years=3)
MONTH = 25


def saved_at(month, **options):
    model = CollectiveImpactModel(YEARS, rng=2, **options)
    while model.month < month - 1:
        model.step()
    return model


@pytest.fixture(scope="module")
def model():
    return saved_at(MONTH)


def variables(agent):
    return {name: value for name, value in vars(agent).items() if name not in NO_STATE}


def test_every_state_variable_of_every_agent_comes_back(model):
    fresh = CollectiveImpactModel(YEARS, rng=2)
    for kept, agent in zip(model.agents, fresh.agents, strict=True):
        agent.restore(json.loads(json.dumps(kept.state())))
        there, back = variables(kept), variables(agent)
        assert there.keys() == back.keys()
        for name, value in there.items():
            assert identical(value, back[name]), (type(kept).__name__, name)


def test_a_sparse_network_comes_back_in_its_order():
    sparse = scenario(organisations__ties_each=6, result__horizon_years=1)
    kept, fresh = (CollectiveImpactModel(sparse, rng=2).roster[3] for _ in range(2))
    kept.trust = dict.fromkeys(kept.trust, 0.5)
    fresh.restore(json.loads(json.dumps(kept.state())))
    assert list(fresh.trust.items()) == list(kept.trust.items())
    assert len(fresh.trust) == 6


def test_attributes_that_are_no_state_are_those_of_mesa_and_the_phases(model):
    for agent in model.agents:
        assert vars(agent).keys() >= NO_STATE


def test_a_saved_month_shares_nothing_with_the_run(model):
    saved = saved_at(MONTH).saved()
    before = repr(saved)
    stepped(CollectiveImpactModel.continued(saved))
    running = saved_at(MONTH)
    kept = running.saved()
    stepped(running)
    assert repr(kept) == repr(saved) == before == repr(model.saved())


def test_a_state_that_cannot_come_back_is_named():
    model = CollectiveImpactModel(YEARS, rng=2)
    model.roster[0].friend = model.roster[1]
    with pytest.raises(TypeError, match=r"Organisation\.friend = .* cannot be saved"):
        model.saved()


def test_other_state_variables_are_named(model):
    saved = model.saved()
    fresh = CollectiveImpactModel(YEARS, rng=2)
    fresh.champion.fame = 1.0
    with pytest.raises(ValueError, match="Champion: only one of two has fame"):
        fresh.champion.restore(saved.agents["Champion"][0])


class Stubborn(Organisation):
    """An organisation that never moves."""

    def align_agendas(self) -> None:
        """Stay."""


def test_other_agents_are_refused(model):
    with pytest.raises(ValueError, match=r"'Organisation': .* 'Stubborn': "):
        CollectiveImpactModel.continued(model.saved(), organisation_type=Stubborn)


def test_organisations_of_another_kind_go_on_too():
    saved = saved_at(MONTH, organisation_type=Stubborn).saved()
    model = CollectiveImpactModel.continued(saved, organisation_type=Stubborn)
    whole = lived(YEARS, 2, organisation_type=Stubborn)
    assert identical(stepped(model).saved().agents, whole.saved().agents)


def test_clock_and_records_stand_where_they_stood(model):
    again = CollectiveImpactModel.continued(model.saved())
    assert (again.time, again.month, again.steps, again.running) == (24, 24, 24, True)
    frame = again.datacollector.get_model_vars_dataframe()
    assert frame["month"].tolist() == list(range(MONTH))
    own = again.datacollector.get_agenttype_vars_dataframe(Organisation)
    assert own.index.get_level_values("Step").unique().tolist() == [24]


def test_members_sit_as_the_settings_of_the_month_say():
    steered = Change(5, {"governance.structure": Structure.STEERING_GROUP})
    model = CollectiveImpactModel(scenario(steered, result__horizon_years=1))
    assert not model.seats.steers
    while model.month < 6:
        model.step()
    again = CollectiveImpactModel.continued(model.saved())
    assert again.seats == seated(model.parameters, len(model.roster), model.members)
    assert again.seats.steers


def test_organisations_need_not_be_recorded(model):
    quiet = CollectiveImpactModel.continued(model.saved(), record_organisations=False)
    assert not quiet.datacollector.agenttype_reporters


def test_a_run_at_its_end_has_nothing_before_it():
    model = CollectiveImpactModel.continued(lived(YEARS, 2).saved())
    assert not model.running


def test_another_past_is_refused(model):
    other = scenario(result__horizon_years=4)
    with pytest.raises(ConfigurationError, match="horizon_years = 4: must be 3"):
        CollectiveImpactModel.continued(model.saved(), other)


def test_two_changes_in_a_month_are_both_noticed():
    crisis = Change(5, {"place.urgency": 1.0})
    champion = Change(5, {"champion.influence": 0.9})
    for changes in ((crisis, champion), (champion, crisis)):
        model = CollectiveImpactModel(scenario(*changes, result__horizon_years=1))
        while model.month < 5:
            model.step()
        assert model.changed_now == {"place.urgency", "champion.influence"}
        assert "crisis" in {event.kind for event in model.events}
