"""Records of runs as arrays, and what is seen of a network."""

import numpy as np
import pytest

from cisim.configuration.outcomes import EXIT_REASONS, MILESTONES, SERIES
from cisim.model.observation import (
    NEVER,
    Event,
    Records,
    Run,
    Tie,
    centralisation,
    density,
    joined,
)
from tests.histories import identical


def recorded(replicate, *events, ties=()):
    """A run of four months whose series are all different."""
    monthly = {
        column.name: np.arange(5.0) + 10.0 * place + 1000.0 * replicate
        for place, column in enumerate(SERIES)
    }
    seed = 2**63 - 1 - replicate
    return Run(replicate, seed, 1.0 + replicate, monthly, events, ties)


RUNS = [
    recorded(3, Event(1, "joined", 4), Event(2, "left", 4, "drift")),
    recorded(
        4, Event(2, "first_win"), Event(4, "first_win"), ties=(Tie(0, 1, 2, 0.5),)
    ),
    recorded(5),
]


def assert_equal_runs(one, other):
    assert identical(one.monthly.keys(), other.monthly.keys())
    for name, values in one.monthly.items():
        np.testing.assert_array_equal(values, other.monthly[name])
    for name in ("replicate", "seed", "difficulty", "events", "ties", "saved"):
        assert identical(getattr(one, name), getattr(other, name)), name


@pytest.mark.parametrize("parts", [[3], [1, 2], [2, 1], [1, 1, 1]])
def test_single_runs_come_back_out_of_records_however_they_were_joined(parts):
    begins = [sum(parts[:k]) for k in range(len(parts))]
    pieces = [RUNS[b : b + n] for b, n in zip(begins, parts, strict=True)]
    together = joined([Records.of(piece) for piece in pieces])
    assert len(together) == 3
    for k, run in enumerate(RUNS):
        assert_equal_runs(together.run(k), run)


def test_axes_are_run_and_month():
    records = Records.of(RUNS)
    assert {values.shape for values in records.monthly.values()} == {(3, 5)}
    assert all(values.flags.c_contiguous for values in records.monthly.values())
    assert records.replicate.tolist() == [3, 4, 5]
    assert records.seed.tolist() == [2**63 - 4, 2**63 - 5, 2**63 - 6]


def test_milestones_are_first_months_or_never():
    records = Records.of(RUNS)
    assert list(records.milestones) == [milestone.event for milestone in MILESTONES]
    assert records.milestones["first_win"].tolist() == [NEVER, 2, NEVER]


def test_events_are_counted_by_kind_and_exits_by_reason():
    counts = Records.of(RUNS).counts
    assert counts["joined"].tolist() == counts["left"].tolist() == [1, 0, 0]
    assert counts["left_drift"].tolist() == [1, 0, 0]
    assert counts["left_conflict"].tolist() == [0, 0, 0]
    assert counts["first_win"].tolist() == [0, 2, 0]
    assert {f"left_{reason}" for reason in EXIT_REASONS} <= set(counts)


def test_events_that_are_not_wanted_are_still_counted():
    records = Records.of(RUNS, events=False)
    assert records.events == ((), (), ())
    assert records.ties == ((), RUNS[1].ties, ())
    assert records.counts["joined"].tolist() == [1, 0, 0]


@pytest.mark.parametrize(("strong", "share"), [(12, 1.0), (1, 1 / 12), (0, 0.0)])
def test_density_is_the_share_of_strong_ties(strong, share):
    assert density(strong, 4) == pytest.approx(share)


@pytest.mark.parametrize("members", [0, 1])
def test_few_members_have_no_network(members):
    assert density(0, members) == 0.0
    assert centralisation([1] * members + [members]) == 0.0


def test_a_star_around_the_backbone_is_fully_central():
    assert centralisation([1, 1, 1, 1, 1, 5]) == 1.0


def test_where_all_are_tied_nobody_is_central():
    assert centralisation([5] * 6) == 0.0
