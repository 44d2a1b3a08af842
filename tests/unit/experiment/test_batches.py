"""A batch is split into chunks that do not depend on who computes them."""

import pickle
from typing import Any

import pytest
from numpy.testing import assert_array_equal

from cisim.experiment.batches import Batch, mixed_outcomes
from tests.histories import scenario
from tests.stand_in import StandIn

BRIEF = scenario(result__horizon_years=1)


@pytest.fixture
def stand_in(monkeypatch):
    return StandIn().take_the_place(monkeypatch)


@pytest.mark.parametrize(
    ("engine", "sizes"), [("agents", [1] * 130), ("compiled", [64, 64, 2])]
)
def test_chunks_are_as_large_as_the_engine_likes_them(engine, sizes):
    chunks = list(Batch(130, 1, engine).chunks(BRIEF))
    assert [len(chunk.replicates) for chunk in chunks] == sizes
    together = [k for chunk in chunks for k in chunk.replicates]
    assert together == list(range(130))


def test_a_chunk_has_the_saved_runs_of_its_replicates_alone(stand_in):
    saved: Any = tuple(range(150))  # stands for saved months
    chunks = list(Batch(130, 1, "compiled", saved, 5).chunks(BRIEF))
    assert [chunk.saved for chunk in chunks] == [
        saved[:64],
        saved[64:128],
        saved[128:130],
    ]
    chunks[1].records()
    _, _, wanted = stand_in.calls[0]
    assert wanted["saved"] == saved[64:128]
    assert wanted["save_month"] == 5


def test_replicate_0_alone_keeps_its_network(stand_in):
    first, second = (
        chunk.records() for chunk in Batch(70, 1, "compiled").chunks(BRIEF)
    )
    assert [bool(ties) for ties in first.ties] == [True] + [False] * 63
    assert not any(second.ties)
    assert len(stand_in.calls) == 2


def test_outcomes_are_rows_without_record(stand_in):
    (chunk,) = Batch(3, 1, "compiled").chunks(BRIEF)
    outcomes = chunk.outcomes()
    assert_array_equal(outcomes["replicate"], [0, 1, 2])
    _, _, wanted = stand_in.calls[0]
    assert not wanted["events"]
    assert "pictures" not in wanted


def test_a_chunk_can_be_sent_to_another_process():
    (chunk,) = Batch(1, 1, "agents").chunks(BRIEF)
    assert pickle.loads(pickle.dumps(chunk)) == chunk  # noqa: S301 - our own bytes


def test_what_cannot_be_is_refused_before_anything_is_computed():
    two: Any = (1, 2)
    name: Any = "baseline"
    with pytest.raises(ValueError, match="replicates = 3: only 2 are saved"):
        Batch(3, 1, saved=two).chunks(BRIEF)
    with pytest.raises(TypeError, match="must be a Scenario"):
        Batch(3, 1).chunks(name)


def test_runs_of_several_scenarios_are_rows_in_the_order_given(stand_in):
    other = BRIEF.with_(place={"urgency": 0.9})
    scenarios = [BRIEF, BRIEF, other, BRIEF]
    rows = mixed_outcomes(scenarios, [4, 2, 2, 0], 1)
    assert_array_equal(rows["replicate"], [4, 2, 2, 0])
    assert [call[1] for call in stand_in.calls] == [[4, 2], [2], [0]]
    assert all(call[2] == {"events": False} for call in stand_in.calls)
    (alone,) = Batch(5, 1, "compiled").chunks(other)
    assert_array_equal(
        rows["coordination_mean"][2], alone.outcomes()["coordination_mean"][2]
    )
