"""Loops over pairs against the laws for one pair, in the order of the ties."""

import numpy as np
import pytest

from cisim.engine.kernel import pairs
from cisim.engine.kernel.layout import Shown
from cisim.model.elementary import distance
from cisim.model.submodels import agendas, governance, trust

SIZE, WIDE = 11, 16
EVERYBODY = list(range(1, SIZE))
FEW = [1, 4, 7, 10]
GROUND = pairs.Ground(0.3, 2.5, 0.6, 0.2, (0.1, 0.3, 0.02))
CONTACT = pairs.Contact(0.2, 0.7)


class Table:
    """An arbitrary table: who is here, who came, what each shows, trust by tie."""

    def __init__(self, ties, seed):
        rng = np.random.default_rng(seed)
        self.offsets = np.array(ties, dtype=np.int64)
        own = rng.random((len(Shown), SIZE))
        for truth in (Shown.HERE, Shown.CAME, Shown.STEERS):
            own[truth] = own[truth] < 0.7
        own[Shown.CAME] *= own[Shown.HERE]
        own[Shown.GROUP] = np.floor(3 * own[Shown.GROUP])
        own[Shown.EFFORT] *= 0.3
        self.shown = np.zeros((len(Shown), SIZE + WIDE))
        self.shown[:, :SIZE] = self.shown[:, SIZE : 2 * SIZE] = own
        self.trust = rng.random((len(ties), WIDE))
        self.first = rng.random((len(ties), WIDE))

    def of(self, what, place):
        return float(self.shown[what, place])

    def ties(self, own):
        """Places of those whom one knows, tie by tie."""
        known = [(own + offset) % SIZE for offset in self.offsets.tolist()]
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

    def met(self, own, other):
        return self.of(Shown.CAME, own) * self.of(Shown.CAME, other)


@pytest.fixture(params=[(FEW, 1), (EVERYBODY, 2), (EVERYBODY, 3)])
def table(request):
    return Table(*request.param)


def learnt(table, own, tie, other):
    """Trust in one partner after a month."""
    now, first = float(table.trust[tie, own]), float(table.first[tie, own])
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
    before = table.trust.copy()
    pairs.learn_trust(
        table.offsets, table.trust, table.first, table.shown, CONTACT, GROUND, SIZE
    )
    assert table.trust[:, :SIZE].T.tolist() == expected
    assert (table.trust[:, :SIZE] != before[:, :SIZE]).any()
    assert (table.trust[:, SIZE:] == before[:, SIZE:]).all()


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
                float(table.trust[tie, own]),
                dx * dx + dy * dy,
                closing,
                exponent,
            )
            whole += weight
            sum_x += weight * dx
            sum_y += weight * dy
        expected.append((whole, sum_x, sum_y))
    weights, moved_x, moved_y = sums = np.full((3, WIDE), 9.0)
    by = pairs.Persuasion(closing, exponent)
    pairs.persuade(
        table.offsets,
        table.trust,
        table.shown,
        CONTACT,
        by,
        weights,
        moved_x,
        moved_y,
        SIZE,
    )
    assert list(zip(*sums[:, :SIZE].tolist(), strict=True)) == expected
    assert any(whole > 0.0 for whole, _, _ in expected)


def test_partners_are_seen_as_far_as_met_or_measured(table):
    measured, expected = 0.4, []
    for own in range(SIZE):
        seen = trusted = partners = 0.0
        for tie, other in table.ties(own):
            if table.of(Shown.HERE, other):
                visible = 1.0 if table.met(own, other) else measured
                seen += table.of(Shown.EFFORT, other) * visible
                trusted += float(table.trust[tie, own])
                partners += 1.0
        expected.append((seen, trusted, partners))
    seen_by, trusting, known = sums = np.full((3, WIDE), 9.0)
    pairs.see(
        table.offsets,
        table.trust,
        table.shown,
        measured,
        seen_by,
        trusting,
        known,
        SIZE,
    )
    assert list(zip(*sums[:, :SIZE].tolist(), strict=True)) == expected


def test_strong_ties_are_counted_one_way_and_on_average_of_both():
    rng = np.random.default_rng(4)
    there, back = rng.random((2, WIDE))
    here = (rng.random(WIDE) < 0.7).astype(float)
    strong, degree = np.ones(WIDE), np.full(WIDE, 2.0)
    pairs.count_strong(there, back, here, 0.6, strong, degree, SIZE)
    for own in range(SIZE):
        assert strong[own] == 1.0 + here[own] * (there[own] > 0.6)
        mean = (there[own] + back[own]) / 2.0
        assert degree[own] == 2.0 + here[own] * (mean > 0.6)
    assert (strong[SIZE:] == 1.0).all()
    assert (degree[SIZE:] == 2.0).all()
