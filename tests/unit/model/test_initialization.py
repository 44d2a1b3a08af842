"""The starting state: what is drawn, from what, for whom."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.parameters import Parameters, replaced
from cisim.model.initialization import initial_state, initial_states
from cisim.model.state import Sector
from cisim.model.streams import Purpose, uniform
from cisim.model.submodels import effort
from tests.strategies import seeds, short_scenarios

PER_ORGANISATION = ("sector", "capacity", "power", "grit", "cooperation", "mandate")
BASE = Parameters()


def started(settings, seed=1):
    return initial_state(replaced(BASE, settings), seed)


def knows(ties_each, size=200, seed=1):
    """Offsets of a roster of this size."""
    sizes = {"organisations.at_table": size, "organisations.outside": 0}
    return started(sizes | {"organisations.ties_each": ties_each}, seed).offsets


def trusts(start):
    """Trust by who trusts and who is trusted."""
    return {
        (place, int(place + offset) % start.size): start.trust[tie, place]
        for tie, offset in enumerate(start.offsets)
        for place in range(start.size)
    }


@given(short_scenarios(), seeds)
def test_everything_drawn_is_admissible(scenario, seed):
    start = initial_state(scenario.parameters, seed)
    for shares in (start.grit, start.mandate, start.trust, start.leverage_point):
        assert np.min(shares) >= 0.0
        assert np.max(shares) <= 1.0
    assert np.min(start.capacity) > 0.0
    assert np.min(start.power) > 0.0
    assert start.difficulty > 0.0
    assert start.trust.shape == (len(start.offsets), start.size)
    assert set(start.sector) <= set(Sector)
    assert all(np.isfinite(v).all() for v in dataclasses.astuple(start))


@pytest.mark.parametrize("field", PER_ORGANISATION)
def test_those_who_are_added_change_nobody(field):
    small = started({"organisations.outside": 2})
    large = started({"organisations.outside": 20})
    both = small.size
    assert np.array_equal(getattr(small, field), getattr(large, field)[:both])
    assert trusts(small).items() <= trusts(large).items()


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
    p = BASE.trust
    for (one, other), trust in trusts(start).items():
        same = start.sector[one] == start.sector[other]
        assert trust == (p.within_sector if same else p.across_sectors)


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


# ---- Many runs ----


@given(short_scenarios(), st.lists(seeds, min_size=1, max_size=3))
def test_many_runs_are_drawn_as_each_alone(scenario, some):
    parameters = scenario.parameters
    many = initial_states(parameters, some)
    assert many.size == initial_state(parameters, some[0]).size
    for run, seed in enumerate(some):
        one = initial_state(parameters, seed)
        for field in dataclasses.fields(one):
            alone, together = (getattr(s, field.name) for s in (one, many))
            assert np.array_equal(alone, together[run]), field.name
            assert np.asarray(alone).dtype == together.dtype, field.name
            assert together.flags.c_contiguous, field.name


def test_one_run_has_points_and_numbers_of_python():
    start = started({})
    assert type(start.difficulty) is float
    assert [type(at) for at in start.leverage_point] == [float, float]


# ---- The network ----


@pytest.mark.parametrize("ties", [29, 30, 99])
def test_all_know_each_other_where_they_are_few(ties):
    start = started({"organisations.ties_each": ties})
    assert start.offsets.tolist() == list(range(1, 30))


@given(st.integers(2, 60), st.integers(3, 90), seeds)
def test_who_is_known_knows_and_nobody_knows_itself(ties, size, seed):
    offsets = knows(ties, size, seed).tolist()
    assert offsets == sorted(set(offsets))
    assert {size - offset for offset in offsets} == set(offsets)
    assert set(offsets) <= set(range(1, size))
    assert len(offsets) == (size - 1 if size - 1 <= ties else ties // 2 * 2)


@given(st.integers(2, 90), st.integers(2, 90), seeds)
def test_who_knows_more_knows_all_whom_it_would_know_otherwise(one, other, seed):
    few, many = (set(knows(ties, 60, seed).tolist()) for ties in sorted((one, other)))
    assert few <= many


def test_nearest_numbers_decide_whom_one_knows():
    keyed = sorted(range(1, 100), key=lambda d: uniform(1, Purpose.TIES, d))
    half = keyed[:3]
    assert knows(7).tolist() == sorted([*half, *(200 - d for d in half)])


def test_every_distance_is_as_likely_as_every_other():
    """Each of 10 is drawn 400 times of 2,000 (s.d. 18); the limits are 4 s.d."""
    sizes = {"organisations.at_table": 21, "organisations.outside": 0}
    parameters = replaced(BASE, sizes | {"organisations.ties_each": 4})
    offsets = initial_states(parameters, range(2000)).offsets
    drawn = np.bincount(offsets.ravel(), minlength=21)[1:11]
    assert drawn == pytest.approx(400, abs=72)


def test_trust_in_those_who_are_known_does_not_depend_on_how_many_they_are():
    few = started({"organisations.ties_each": 6})
    assert trusts(few).items() <= trusts(started({})).items()
