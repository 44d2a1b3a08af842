"""Loops over pairs against the laws for one pair, in the order of the ties."""

import numpy as np
import pytest

from cisim.engine.kernel import network, pairs
from cisim.engine.kernel.layout import Shown, Summed
from cisim.engine.kernel.state import allocated
from cisim.model.elementary import distance
from cisim.model.submodels import agendas, governance, trust
from tests.both_engines import alone
from tests.histories import scenario

SIZE, WIDE = 11, 16
ELEVEN = scenario(organisations__at_table=9, organisations__outside=2).parameters
EVERYBODY = list(range(1, SIZE))
FEW = [1, 4, 6, 7, 10]
GROUND = pairs.Ground(0.3, 2.5, 0.6, 0.2, (0.1, 0.3, 0.02))
CONTACT = pairs.Contact(0.2, 0.7)


class Table:
    """An arbitrary table: who is here, who came, what each shows, trust by tie."""

    def __init__(self, ties, seed, groups):
        rng = np.random.default_rng(seed)
        s = self.state = allocated(ELEVEN, ties=len(ties))
        own = rng.random((len(Shown), SIZE))
        for truth in (Shown.HERE, Shown.CAME, Shown.STEERS):
            own[truth] = own[truth] < 0.7
        own[Shown.HERE, -1] = 1.0
        own[Shown.CAME] *= own[Shown.HERE]
        own[Shown.STEERS] *= groups > 1
        own[Shown.GROUP] = np.floor(groups * own[Shown.GROUP])
        own[Shown.EFFORT] *= 0.3
        s.shown[:, :SIZE] = s.shown[:, SIZE : 2 * SIZE] = own
        here = np.flatnonzero(own[Shown.HERE])
        s.members[: len(here)], s.now.members = here, len(here)
        s.now.groups, s.now.steering_seats = groups, 7 if groups > 1 else 0
        s.offsets[:] = s.paired[: len(ties)] = ties
        s.trust[:], s.first_trust[:] = rng.random((2, *s.trust.shape))
        s.sums[:] = 9.0

    def trust_in_ties(self):
        """Trust of axes (tie, organisation), without what fills up rows and twos."""
        return self.state.trust[: len(self.state.offsets), :SIZE]

    def sums(self, *rows):
        """Sums of each organisation."""
        return list(
            zip(*(self.state.sums[r, :SIZE].tolist() for r in rows), strict=True)
        )

    def of(self, what, place):
        return float(self.state.shown[what, place])

    def ties(self, own):
        """Places of those whom one knows, tie by tie."""
        known = [(own + offset) % SIZE for offset in self.state.offsets.tolist()]
        return list(enumerate(known))

    def heard(self, own, other):
        return governance.contact(
            self.of(Shown.GROUP, own) == self.of(Shown.GROUP, other),
            self.of(Shown.STEERS, own) * self.of(Shown.STEERS, other) > 0.0,
            self.of(Shown.CONTACT, own),
            CONTACT.across,
            CONTACT.steering,
        )

    def agenda(self, place):
        return self.of(Shown.AGENDA_X, place), self.of(Shown.AGENDA_Y, place)

    def contacts(self):
        """Contact of axes (tie, organisation)."""
        of_all = (
            [self.heard(own, k) * self.met(own, k) for _, k in self.ties(own)]
            for own in range(SIZE)
        )
        return np.array(list(of_all)).T

    def met(self, own, other):
        return self.of(Shown.CAME, own) * self.of(Shown.CAME, other)


@pytest.fixture(params=[(FEW, 1, 1), (FEW, 2, 3), (EVERYBODY, 3, 1), (EVERYBODY, 4, 2)])
def table(request):
    return Table(*request.param)


def learnt(table, own, tie, other):
    """Trust in one partner after a month."""
    now, first = (
        float(ties[tie, own]) for ties in (table.state.trust, table.state.first_trust)
    )
    if not (table.of(Shown.HERE, own) and table.of(Shown.HERE, other)):
        return now
    felt = trust.experience(
        GROUND.common,
        GROUND.effort * table.of(Shown.EFFORT, other),
        GROUND.hurt,
        distance(*table.agenda(own), *table.agenda(other)),
        GROUND.past * first,
    )
    contact = table.heard(own, other) * table.met(own, other)
    return trust.next_trust(now, felt, contact, GROUND.shares, first)


def test_trust_is_learnt_tie_by_tie(table):
    expected = [
        [learnt(table, own, tie, other) for tie, other in table.ties(own)]
        for own in range(SIZE)
    ]
    before = table.trust_in_ties().copy()
    alone(pairs.learn)(table.state, CONTACT, GROUND)
    after = table.trust_in_ties()
    assert after.T.tolist() == expected
    assert (after != before).any()
    kept = table.state.contacts[: len(table.state.offsets), :SIZE]
    assert kept.tolist() == table.contacts().tolist()


@pytest.mark.parametrize("exponent", [0, 1, 4])
@pytest.mark.parametrize("closing", [0.0, 3.0])
def test_partners_persuade_in_the_order_of_the_ties(table, closing, exponent):
    expected = []
    for own in range(SIZE):
        whole = sum_x = sum_y = 0.0
        x, y = table.agenda(own)
        for tie, other in table.ties(own):
            their_x, their_y = table.agenda(other)
            dx, dy = their_x - x, their_y - y
            weight = agendas.influence_weight(
                table.heard(own, other) * table.met(own, other),
                float(table.state.trust[tie, own]),
                dx * dx + dy * dy,
                closing,
                exponent,
            )
            whole += weight
            sum_x += weight * dx
            sum_y += weight * dy
        expected.append((whole, sum_x, sum_y))
    by = pairs.Persuasion(closing, exponent)
    table.state.contacts[: len(table.state.offsets), :SIZE] = table.contacts()
    alone(pairs.draw_together)(table.state, by)
    assert table.sums(Summed.WEIGHT, Summed.X, Summed.Y) == expected
    assert any(whole > 0.0 for whole, _, _ in expected)


def test_partners_are_seen_as_far_as_met_or_measured(table):
    measured, expected = 0.4, []
    for own in range(SIZE):
        seen = trusted = partners = 0.0
        for tie, other in table.ties(own):
            if table.of(Shown.HERE, other):
                visible = 1.0 if table.met(own, other) else measured
                seen += table.of(Shown.EFFORT, other) * visible
                trusted += float(table.state.trust[tie, own])
                partners += 1.0
        expected.append((seen, trusted, partners))
    table.state.initiative.measurement = measured
    alone(pairs.sum_up)(table.state)
    alone(network.count_partners)(
        table.state.offsets,
        table.state.shown[Shown.HERE],
        table.state.sums[Summed.PARTNERS],
        SIZE,
    )
    assert table.sums(Summed.SEEN, Summed.TRUSTED, Summed.PARTNERS) == expected


def test_strong_ties_are_counted_one_way_and_on_average_of_both():
    rng = np.random.default_rng(4)
    there, back = rng.random((2, WIDE))
    here = (rng.random(WIDE) < 0.7).astype(float)
    strong, degree = np.ones(WIDE), np.full(WIDE, 2.0)
    network.count_strong(there, back, here, 0.6, strong, degree, SIZE)
    for own in range(SIZE):
        assert strong[own] == 1.0 + here[own] * (there[own] > 0.6)
        mean = (there[own] + back[own]) / 2.0
        assert degree[own] == 2.0 + here[own] * (mean > 0.6)
    assert (strong[SIZE:] == 1.0).all()
    assert (degree[SIZE:] == 2.0).all()
