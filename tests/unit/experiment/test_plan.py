"""Every run of an experiment is in one shard, and knows its point and replicate."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.experiments import Experiment, Grid, Until
from cisim.configuration.scenarios import Scenario
from cisim.experiment.plan import SHARD, looks


def experiment(counts):
    """Return an experiment with looks after so many replicates; one is no look."""
    until = Until("difficulty", 0.1, tuple(counts)) if len(counts) > 1 else None
    return Experiment(
        name="planned",
        title="",
        question="",
        scenario=Scenario(),
        design=Grid({}),
        replicates=counts[-1],
        until=until,
    )


counts = st.sets(st.integers(1, 400), min_size=1, max_size=4).map(sorted)


@given(counts, st.integers(1, 9))
def test_all_replicates_of_all_points_are_run_once(counts, points):
    planned = looks(experiment(counts), points)
    shards = [shard for look in planned for shard in look.shards()]
    runs = [run for shard in shards for run in shard.runs]
    assert runs == list(range(points * counts[-1]))
    pairs = [
        pair
        for shard in shards
        for pair in zip(shard.points.tolist(), shard.replicates.tolist(), strict=True)
    ]
    assert sorted(pairs) == [(p, r) for p in range(points) for r in range(counts[-1])]
    assert max(len(shard.runs) for shard in shards) <= SHARD


@given(counts, st.integers(1, 9))
def test_a_look_adds_the_same_replicates_to_every_point(counts, points):
    for look, before, count in zip(
        looks(experiment(counts), points), [0, *counts], counts, strict=False
    ):
        assert look.replicates == range(before, count)
        replicates = np.concatenate([shard.replicates for shard in look.shards()])
        assert replicates.tolist() == points * list(range(before, count))


def test_a_point_comes_after_another():
    (look,) = looks(experiment([3]), 2)
    (shard,) = look.shards()
    assert shard.points.tolist() == [0, 0, 0, 1, 1, 1]
    assert shard.replicates.tolist() == [0, 1, 2, 0, 1, 2]


@given(st.integers(1, 5), st.integers(1, 600))
def test_shards_do_not_depend_on_what_follows(points, replicates):
    """A later look moves no run: what is kept of the first stays good."""
    alone = looks(experiment([replicates]), points)[0]
    first = looks(experiment([replicates, replicates + 10]), points)[0]
    assert list(alone.shards()) == list(first.shards())
