"""The Mesa model: stepping by hand, its data, its agents, and another behaviour."""

import json
import subprocess
import sys

import numpy as np
import pytest

from cisim.configuration.outcomes import SERIES
from cisim.configuration.scenarios import Scenario
from cisim.engine.agents import CollectiveImpactModel, Organisation
from cisim.engine.agents.model import ORGANISATION_REPORTERS
from cisim.engine.agents.participant import Participant
from cisim.model.schedule import PROCESSES
from cisim.model.state import Status
from tests.histories import lived, months_of, scenario

YEAR = scenario(result__horizon_years=1)


def test_a_step_is_a_month():
    model = CollectiveImpactModel(YEAR, rng=1)
    assert (model.time, model.month, model.running) == (0.0, 0, True)
    model.step()
    assert (model.time, model.month, model.running) == (1.0, 1, True)


def test_a_run_ends_at_the_horizon():
    model = CollectiveImpactModel(YEAR, rng=1)
    months = 0
    while model.running:
        model.step()
        months += 1
    assert months == model.month == 12


def test_mesas_own_clock_runs_it_too():
    model = CollectiveImpactModel(YEAR, rng=1)
    model.run_for(12)
    assert model.month == 12
    assert model.events == lived(YEAR).events


def test_months_are_collected_with_all_series():
    frame = lived(YEAR).datacollector.get_model_vars_dataframe()
    assert list(frame) == ["month", *(column.name for column in SERIES)]
    assert frame["month"].tolist() == list(range(13))


def test_organisations_are_collected():
    model = lived(YEAR)
    frame = model.datacollector.get_agenttype_vars_dataframe(Organisation)
    assert list(frame) == list(ORGANISATION_REPORTERS)
    assert len(frame) == 13 * len(model.roster)
    last = frame.loc[12]
    assert last["morale"].tolist() == [own.morale for own in model.roster]


def test_organisations_need_not_be_collected():
    model = lived(YEAR, record_organisations=False)
    assert not model.datacollector.agenttype_reporters


def test_agents_are_sets_of_mesa():
    model = lived(YEAR)
    organisations = model.agents_by_type[Organisation]
    assert list(organisations) == model.roster
    members = organisations.select(lambda own: own.is_member)
    assert members.agg("morale", np.mean) == pytest.approx(
        model.observer.series["morale"]
    )


def test_every_process_has_somebody_who_takes_part():
    model = CollectiveImpactModel(YEAR, rng=1)
    for process in PROCESSES:
        assert [agent for agent in model.agents if hasattr(agent, process)], process


class Steadfast(Organisation):
    """An organisation that never leaves; outsiders come all at once."""

    def join_or_leave(self):
        """Join in the second month; stay."""
        if self.status is Status.OUTSIDE and self.month == 2:
            self.model.record("joined", self.place)
            self.intend(status=Status.MEMBER, joined_month=self.month)


def test_a_subclass_behaves_otherwise():
    bleak = scenario(morale__rest=0.0, result__horizon_years=5)
    assert months_of(lived(bleak), "left")
    model = lived(bleak, organisation_type=Steadfast)
    assert not months_of(model, "left")
    assert months_of(model, "joined") == [2] * 10
    frame = model.datacollector.get_agenttype_vars_dataframe(Steadfast)
    assert frame.loc[60]["is_member"].all()


BATCH = """
import json
from mesa import batch_run
from cisim import CollectiveImpactModel, Scenario
brief = Scenario().with_(result={"horizon_years": 1})
rows = batch_run(
    CollectiveImpactModel,
    parameters={
        "scenario": [brief, brief.with_(backbone={"skill": 0.95})],
        "record_organisations": False,
    },
    rng=[1, 2],
    max_steps=240,
    display_progress=False,
)
print(json.dumps([[row["Step"], row["month"], row["trust"]] for row in rows]))
"""


def test_mesas_batch_run_runs_it():
    """In a process of its own: Mesa sets how all later processes are started."""
    told = subprocess.run(
        [sys.executable, "-c", BATCH], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    rows = json.loads(told.stdout)
    assert [row[:2] for row in rows] == [[12, 12]] * 4
    assert len({row[2] for row in rows}) == 4
    expected = lived(YEAR, 1).observer.series["trust"]
    assert rows[0][2] == expected


@pytest.mark.parametrize("rng", [-1, 2**63, 1.5, "1", None, True, [1, 2]])
def test_a_seed_that_is_none_is_refused_with_what_it_must_be(rng):
    with pytest.raises(ValueError, match=r"must be an integer from 0 to 2\*\*63 - 1"):
        CollectiveImpactModel(YEAR, rng=rng)


@pytest.mark.parametrize("scenario_given", ["baseline", None, {"funding": {}}])
def test_what_is_no_scenario_is_refused_with_what_it_must_be(scenario_given):
    with pytest.raises(TypeError, match="must be a Scenario"):
        CollectiveImpactModel(scenario_given, rng=1)


@pytest.mark.parametrize("rng", [0, 2**63 - 1, np.int64(5)])
def test_every_seed_in_range_is_taken(rng):
    assert CollectiveImpactModel(YEAR, rng=rng).run_seed == int(rng)


def test_the_seed_of_mesas_generators_changes_nothing():
    one, other = (CollectiveImpactModel(YEAR, rng=1) for _ in range(2))
    other.random.seed(99)
    other.rng.random()
    one.run_for(12)
    other.run_for(12)
    assert one.observer.series == other.observer.series


def test_the_default_scenario_has_members_and_outsiders():
    model = CollectiveImpactModel(Scenario(), rng=1)
    p = model.parameters.organisations
    assert len(model.members) == p.at_table
    assert len(model.roster) == p.at_table + p.outside
    assert all(isinstance(agent, Participant) for agent in model.agents)
