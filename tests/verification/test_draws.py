"""No random number serves two decisions, and none is drawn before it is due.

Every number that a run asks for is noted with the line that asks. A key that is drawn
twice must be the same question asked twice, by the same line for the same agent, as an
election is by all whom it concerns.
"""

import sys
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings

from cisim.configuration.choices import Host, Structure
from cisim.engine.agents import participant
from cisim.model.streams import Purpose, uniform
from tests.histories import lived, scenario
from tests.strategies import seeds, short_scenarios

RESTLESS = scenario(
    result__horizon_years=6,
    organisations__staging_months=24,
    agenda__reach=1.0,
    agenda__quorum=0.5,
    agenda__presence=0.0,
    governance__structure=Structure.STEERING_GROUP,
    backbone__host=Host.COUNCIL,
    place__election_interval_months=5,
    place__administration_change=0.6,
    place__leader_turnover=0.4,
    place__director_turnover=0.4,
    place__champion_turnover=0.5,
    place__downturn=0.4,
    place__conflict=0.1,
    problem__shift=0.4,
    champion__succession=1.0,
    quick_wins__pilots_per_year=24.0,
    quick_wins__dared_per_year=48.0,
    quick_wins__duration_months=2,
    funding__duration_years=0.5,
    funding__renewal_years=0.5,
)
AT_START = {
    Purpose.SECTOR,
    Purpose.CAPACITY,
    Purpose.POWER,
    Purpose.GRIT,
    Purpose.MANDATE,
    Purpose.SECTOR_OFFSET,
    Purpose.SHARED_BIAS,
    Purpose.LEVERAGE_POINT,
    Purpose.COMMUNITY_VIEW,
    Purpose.COOPERATION,
    Purpose.DIFFICULTY,
    Purpose.INITIAL_TRUST,
    Purpose.LEVEL,
    Purpose.ADVANTAGE,
    Purpose.BELIEVED_HORIZON,
    Purpose.CHAMPION_VIEW,
    Purpose.COUNCIL_PLAN,
    Purpose.TIES,
}
"""What is decided in month 0, by the starting state."""


def asker():
    """The agent that draws, and the line that asks it to."""
    drawing = sys._getframe(2)  # noqa: SLF001 - who asks stands nowhere else
    asking = drawing.f_back
    agent = drawing.f_locals["self"].unique_id
    return agent, asking.f_code.co_filename, asking.f_lineno


@pytest.fixture
def drawn(monkeypatch):
    """Askers by key (purpose, entity, month, partner) of every number drawn."""
    askers = defaultdict(set)

    def noted(seed, purpose, entity, month, partner):
        askers[purpose, entity, month, partner].add(asker())
        return uniform(seed, purpose, entity, month, partner)

    monkeypatch.setattr(participant, "uniform", noted)
    return askers


def assert_one_decision_each(drawn):
    assert drawn
    for key, askers in drawn.items():
        assert len(askers) == 1, (key, askers)
    for purpose, _, month, _ in drawn:
        assert month >= 1
        assert Purpose(purpose) not in AT_START


def test_a_number_decides_one_thing(drawn):
    lived(RESTLESS, 3)
    assert_one_decision_each(drawn)
    assert {Purpose(purpose) for purpose, *_ in drawn} == set(Purpose) - AT_START


def test_a_purpose_is_asked_for_by_one_line(drawn):
    lived(RESTLESS, 3)
    lines: dict[Purpose, set[tuple[str, int]]] = defaultdict(set)
    for (purpose, *_), askers in drawn.items():
        lines[Purpose(purpose)] |= {(file, line) for _, file, line in askers}
    assert not {purpose for purpose, asking in lines.items() if len(asking) > 1}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(setting=short_scenarios(most_years=2), seed=seeds)
def test_a_number_decides_one_thing_in_every_scenario(drawn, setting, seed):
    drawn.clear()
    lived(setting, seed)
    assert_one_decision_each(drawn)
