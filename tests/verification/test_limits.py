"""The laws in limits whose answer is known from the literature."""

import math

import numba
import numpy as np
import pytest
from scipy import stats

from cisim.configuration.parameters import (
    Agenda,
    Membership,
    Parameters,
    System,
    replaced,
)
from cisim.configuration.scenarios import Scenario
from cisim.engine.agents import CollectiveImpactModel, Organisation
from cisim.model.elementary import step
from cisim.model.streams import Purpose, uniform
from cisim.model.submodels.agendas import (
    influence_weight,
    mandate_pull,
    partners_pull,
    pulled,
)
from cisim.model.submodels.membership import STAYS, exit_cause
from cisim.model.submodels.system import coordination, delayed
from tests.strategies import in_laws

P = Agenda()
NO_BOUND = 0.0


def starting_points(n, seed=1):
    return np.array([uniform(seed, Purpose.MANDATE, i) for i in range(n)])


def to_partners(agendas, rates, morale, pull_home):
    """One month of one axis: everybody present, trust 1, no bound."""
    moved = []
    for own in range(len(agendas)):
        others = np.delete(agendas, own)
        weights = [
            influence_weight(1.0, 1.0, (a - agendas[own]) ** 2, NO_BOUND, 2)
            for a in others
        ]
        mean = float(np.dot(weights, others) / sum(weights))
        pulls = (partners_pull(rates, sum(weights)), 0.0, 0.0, pull_home)
        goals = (mean, 0.0, 0.0, float(morale[own]))
        moved.append(pulled(float(agendas[own]), pulls, goals))
    return np.array(moved)


def test_persuasion_alone_is_degroots_averaging():
    """Second eigenvalue a - (1 - a)/(n - 1), a the weight of oneself [degroot1974]."""
    n, rates = 12, in_laws(P._replace(influence=0.3, caution=0.5))
    agendas = starting_points(n)
    own_weight = 1.0 - partners_pull(rates, float(n - 1))
    eigenvalue = own_weight - (1.0 - own_weight) / (n - 1)
    for _ in range(5):
        later = to_partners(agendas, rates, agendas, 0.0)
        away, still_away = agendas - agendas.mean(), later - later.mean()
        assert later.mean() == pytest.approx(agendas.mean())
        assert still_away == pytest.approx(eigenvalue * away, abs=1e-12)
        agendas = later


def test_persuasion_and_mandate_are_friedkin_and_johnsens():
    """Rest at (I - LW)^-1 (I - L) x(0), L the susceptibility [friedkin1990]."""
    n, rates = 8, in_laws(P._replace(influence=0.3, caution=0.5, mandate=0.1))
    mandates = starting_points(n)
    to_others = partners_pull(rates, float(n - 1))
    home = mandate_pull(rates, 0.0)
    susceptibility = to_others / (to_others + home)
    agendas = mandates
    for _ in range(1000):
        agendas = to_partners(agendas, rates, mandates, home)
    others = (np.ones((n, n)) - np.eye(n)) / (n - 1)
    identity = np.eye(n)
    rest = np.linalg.solve(
        identity - susceptibility * others, (1.0 - susceptibility) * mandates
    )
    assert agendas == pytest.approx(rest, abs=1e-9)


@pytest.mark.parametrize("rate", [0.02, 0.1, 0.5])
def test_a_fixed_goal_halves_the_distance_in_its_time(rate):
    weight = step(rate)
    months = math.log(0.5) / math.log(1.0 - weight)
    agenda, goals = 0.0, (0.0, 1.0, 0.0, 0.0)
    for _ in range(math.floor(months)):
        agenda = pulled(agenda, (0.0, weight, 0.0, 0.0), goals)
    assert 1.0 - agenda >= 0.5
    assert 1.0 - pulled(agenda, (0.0, weight, 0.0, 0.0), goals) <= 0.5
    assert months == pytest.approx(math.log(2.0) / rate)


@numba.njit
def hegselmann_krause(agendas, bound, law):
    """Agendas at rest: everybody takes the mean of all within the bound, self too."""
    closing = 1.0 / (bound * bound)
    while True:
        later = np.empty_like(agendas)
        for i, own in enumerate(agendas):
            total = moved = 0.0
            for other in agendas:
                weight = law(1.0, 1.0, (other - own) ** 2, closing, 0)
                total += weight
                moved += weight * other
            later[i] = moved / total
        if np.abs(later - agendas).max() < 1e-9:
            return later
        agendas = later


def share_of_one_cluster(bound, runs):
    """Share of runs of 20 agents, uniform on [0, 1], that end in one cluster."""
    ended = [
        hegselmann_krause(starting_points(20, seed), bound, influence_weight)
        for seed in range(runs)
    ]
    return np.mean([np.ptp(agendas) < 1e-3 for agendas in ended])


@pytest.mark.parametrize(
    ("bound", "share"), [(0.25, 0.32), (0.30, 0.66), (0.35, 0.91), (0.40, 0.98)]
)
def test_a_sharp_bound_is_hegselmann_and_krauses(bound, share):
    """2,000 runs; the standard error is at most 0.011 [hegselmann2002]."""
    assert share_of_one_cluster(bound, 2000) == pytest.approx(share, abs=0.04)


def test_a_constant_hazard_is_geometric_survival():
    """1,500 members; a sound model fails for one choice of seeds in 1,000."""
    rates = Membership(exit_hazard=0.1)
    stay = 1.0 - step(0.1)

    def month_of_leaving(seed):
        month = 1
        while (
            exit_cause(
                rates,
                0.0,
                1.0,
                False,
                False,
                0.0,
                uniform(seed, Purpose.LEAVING, 0, month),
            )
            == STAYS
        ):
            month += 1
        return month

    left = np.array([month_of_leaving(seed) for seed in range(1500)])
    observed = np.bincount(np.minimum(left, 31), minlength=32)[1:]
    months = np.arange(1, 31)
    expected = np.append(stats.geom(1 - stay).pmf(months), stay**30) * 1500
    assert stats.chisquare(observed, expected).pvalue > 1e-3


def test_two_delays_are_an_erlang_response():
    """A pulse leaves the second stage after a sum of two geometric times."""
    months, delay = 400, 12.0
    first = second = 0.0
    response = []
    for month in range(months):
        source = 1.0 if month == 0 else 0.0
        second = delayed(second, first, delay)
        first = delayed(first, source, delay)
        response.append(second)
    k = np.arange(months)
    expected = np.where(k > 0, k / delay**2 * (1.0 - 1.0 / delay) ** (k - 1.0), 0.0)
    assert response == pytest.approx(expected, abs=1e-12)
    mean = np.dot(k, response) / np.sum(response)
    assert mean == pytest.approx(2 * delay - 1, rel=1e-6)


def test_a_lasting_source_arrives_after_both_delays():
    first = second = 0.0
    for _ in range(1000):
        second = delayed(second, first, 15.0)
        first = delayed(first, 0.8, 12.0)
    assert second == pytest.approx(0.8)


CONDITIONS = (0.2, 0.4, 0.5, 0.7, 0.9)


@pytest.mark.parametrize(
    ("rho", "mean"),
    [
        (1.0, np.mean(CONDITIONS)),
        (1e-9, stats.gmean(CONDITIONS)),
        (1e-5, stats.gmean(CONDITIONS)),
        (-1e-5, stats.gmean(CONDITIONS)),
        (-1.0, stats.hmean(CONDITIONS)),
        (-300.0, min(CONDITIONS)),
    ],
)
def test_conditions_come_together_in_the_known_means(rho, mean):
    rates = System(substitution=rho, condition_floor=0.001)
    assert coordination(rates, CONDITIONS) == pytest.approx(mean, rel=6e-3)
    tight = 1e-4 if rho > -100.0 else 6e-3
    assert coordination(rates, CONDITIONS) == pytest.approx(mean, rel=tight)


# ---- The same in the engine ----

QUIET = {
    "agenda.facilitation": 0.0,
    "agenda.evidence": 0.0,
    "agenda.mandate": 0.0,
    "agenda.influence": 0.0,
    "champion.advocacy": 0.0,
    "community.involvement": 0.0,
    "membership.exit_hazard": 0.0,
    "membership.turnover_exit": 0.0,
    "membership.conflict_exit": 0.0,
    "membership.drift_exit": 0.0,
    "organisations.outside": 0,
    "organisations.at_table": 8,
    "place.agenda_swing": 0.0,
    "problem.shift": 0.0,
}
ALIKE = {
    "agenda.bound": 2.0,
    "agenda.bound_exponent": 0,
    "communication.attendance_intercept": 10.0,
    "communication.meetings_per_year": 52.0,
    "communication.unaided_share": 1.0,
    "champion.influence": 1.0,
    "place.champion_turnover": 0.0,
    "place.downturn": 0.0,
    "place.leader_turnover": 0.0,
    "place.public_leader_turnover": 0.0,
    "place.conflict": 0.0,
    "trust.within_sector": 0.5,
    "trust.across_sectors": 0.5,
    "trust.initial_spread": 0.0,
    "trust.gain": 0.0,
    "trust.drift": 0.0,
}


def quiet_model(**settings):
    at = {name.replace("__", "."): value for name, value in settings.items()}
    parameters = replaced(Parameters(), QUIET | ALIKE | at)
    return CollectiveImpactModel(Scenario(parameters=parameters), rng=1)


def agendas_of(model):
    return np.array([o.agenda for o in model.agents_by_type[Organisation]])


def test_without_any_pull_nobody_moves():
    model = quiet_model()
    before = agendas_of(model)
    model.run_for(24)
    assert np.array_equal(agendas_of(model), before)


def test_with_the_mandate_alone_nobody_moves():
    model = quiet_model(agenda__mandate=0.5)
    before = agendas_of(model)
    model.run_for(24)
    assert agendas_of(model) == pytest.approx(before, abs=1e-12)


def test_with_persuasion_alone_the_mean_stays_and_the_spread_shrinks():
    model = quiet_model(agenda__influence=0.3)
    for _ in range(24):
        before = agendas_of(model)
        model.step()
        after = agendas_of(model)
        assert all(organisation.attends for organisation in model.roster)
        assert after.mean(axis=0) == pytest.approx(before.mean(axis=0))
        assert (after.std(axis=0) < before.std(axis=0)).all()


def test_with_evidence_alone_all_come_to_what_works():
    model = quiet_model(
        agenda__evidence=1.0,
        agenda__of_people=1.0,
        community__involvement=1.0,
        community__challenge=0.0,
        governance__evidence_in_decisions=1.0,
        quick_wins__pooled_risk=1.0,
        support__content=1.0,
    )
    model.run_for(48)
    assert agendas_of(model) == pytest.approx(
        np.tile(model.place.leverage_point, (8, 1))
    )


def test_with_facilitation_alone_all_come_to_one_agenda():
    model = quiet_model(
        agenda__facilitation=2.0, backbone__skill=1.0, trust__backbone_rate=2.0
    )
    model.run_for(120)
    assert model.initiative.agreement > 0.99
    assert np.ptp(agendas_of(model), axis=0).max() < 0.01
