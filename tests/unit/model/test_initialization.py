"""The starting state: what is drawn, from what, for whom."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given

from cisim.configuration.parameters import Parameters, replaced
from cisim.model.initialization import initial_state
from cisim.model.state import Sector
from cisim.model.submodels import effort
from tests.strategies import seeds, short_scenarios

PER_ORGANISATION = ("sector", "capacity", "power", "grit", "cooperation", "mandate")
BASE = Parameters()


def started(settings, seed=1):
    return initial_state(replaced(BASE, settings), seed)


@given(short_scenarios(), seeds)
def test_everything_drawn_is_admissible(scenario, seed):
    start = initial_state(scenario.parameters, seed)
    for shares in (start.grit, start.mandate, start.trust, start.leverage_point):
        assert np.min(shares) >= 0.0
        assert np.max(shares) <= 1.0
    assert np.min(start.capacity) > 0.0
    assert np.min(start.power) > 0.0
    assert start.difficulty > 0.0
    assert not np.diagonal(start.trust).any()
    assert set(start.sector) <= set(Sector)
    assert all(np.isfinite(v).all() for v in dataclasses.astuple(start))


@pytest.mark.parametrize("field", PER_ORGANISATION)
def test_those_who_are_added_change_nobody(field):
    small = started({"organisations.outside": 2})
    large = started({"organisations.outside": 20})
    both = small.size
    assert np.array_equal(getattr(small, field), getattr(large, field)[:both])
    assert np.array_equal(small.trust, large.trust[:both, :both])


def test_who_sits_at_the_table_changes_nobody():
    few = started({"organisations.at_table": 5, "organisations.outside": 20})
    many = started({"organisations.at_table": 20, "organisations.outside": 5})
    assert np.array_equal(few.mandate, many.mandate)


def test_another_seed_is_another_place():
    assert started({}, seed=1).leverage_point != started({}, seed=2).leverage_point


def test_without_spread_everybody_is_alike():
    start = started(
        {
            "organisations.capacity_spread": 0.0,
            "organisations.power_spread": 0.0,
            "organisations.grit_spread": 0.0,
            "problem.difficulty_spread": 0.0,
            "problem.leverage_spread": 0.0,
        }
    )
    assert start.capacity == pytest.approx(BASE.organisations.capacity)
    assert start.power == pytest.approx(1.0)
    assert start.grit == pytest.approx(BASE.organisations.grit)
    assert start.difficulty == pytest.approx(BASE.problem.difficulty)
    assert start.leverage_point == (0.5, 0.5)


def test_without_disagreement_all_know_what_works():
    start = started(
        {
            "disagreement.between_sectors": 0.0,
            "disagreement.within_sectors": 0.0,
            "disagreement.shared_bias": 0.0,
        }
    )
    assert start.mandate == pytest.approx(np.tile(start.leverage_point, (30, 1)))


def test_only_professionals_share_the_bias():
    unbiased = {
        "disagreement.between_sectors": 0.0,
        "disagreement.within_sectors": 0.0,
        "disagreement.shared_bias": 0.1,
        "organisations.at_table": 80,
    }
    start = started(unbiased)
    away = np.linalg.norm(start.mandate - start.leverage_point, axis=1)
    community = start.sector == Sector.COMMUNITY
    assert community.any()
    assert away[community] == pytest.approx(0.0)
    assert away[~community] == pytest.approx(away[~community][0])
    assert away[~community].min() > 0.0


def test_trust_starts_higher_within_a_sector():
    start = started({"trust.initial_spread": 0.0})
    same = start.sector[:, np.newaxis] == start.sector
    other = ~np.eye(start.size, dtype=bool)
    assert start.trust[same & other] == pytest.approx(BASE.trust.within_sector)
    assert start.trust[~same] == pytest.approx(BASE.trust.across_sectors)


def test_shares_of_sectors_and_of_cooperation_are_the_given_ones():
    """1 in 1,000 places would be further off than this by chance (4 s.d.)."""
    settings = {"organisations.at_table": 80, "organisations.outside": 20}
    drawn = [started(settings, seed) for seed in range(50)]
    sectors = np.bincount(np.concatenate([s.sector for s in drawn]), minlength=6)
    kinds = np.bincount(np.concatenate([s.cooperation for s in drawn]), minlength=3)
    p = BASE.organisations
    assert sectors[Sector.GOVERNMENT] / 5000 == pytest.approx(
        p.government_share, abs=0.025
    )
    assert sectors[Sector.NONPROFIT] / 5000 == pytest.approx(
        p.nonprofit_share, abs=0.03
    )
    conditional = kinds[effort.CONDITIONAL] / 5000
    assert conditional == pytest.approx(p.conditional_share, abs=0.03)
    free_riding = kinds[effort.FREE_RIDING] / 5000
    assert free_riding == pytest.approx(p.free_riding_share, abs=0.03)


def test_difficulty_is_lognormal_around_its_median():
    """200 places; the limits are 4 standard errors away."""
    logs = np.log([started({}, seed).difficulty for seed in range(200)])
    spread = BASE.problem.difficulty_spread
    assert logs.mean() == pytest.approx(0.0, abs=4 * spread / 200**0.5)
    assert logs.std() == pytest.approx(spread, rel=4 / 400**0.5)
