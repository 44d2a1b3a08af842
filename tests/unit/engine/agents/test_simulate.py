"""A run as record: months, events, pictures."""

import numpy as np
import pytest

from cisim.configuration.outcomes import SERIES
from cisim.engine.agents import simulate, simulate_runs
from cisim.model.observation import PICTURE_MONTHS
from cisim.model.streams import mixed_seed
from tests.histories import lived, monthly, scenario

SHORT = scenario(result__horizon_years=4)


@pytest.fixture(scope="module")
def run():
    return simulate(SHORT, 5, 2, pictures=True)


def test_the_record_is_that_of_the_model_with_the_mixed_seed(run):
    model = lived(SHORT, mixed_seed(5, 2))
    assert (run.replicate, run.seed) == (2, mixed_seed(5, 2))
    assert run.difficulty == model.place.difficulty
    assert run.events == model.event_log()
    for name, values in run.monthly.items():
        np.testing.assert_array_equal(values, monthly(model)[name])


def test_every_declared_series_has_every_month(run):
    assert list(run.monthly) == [column.name for column in SERIES]
    assert {len(values) for values in run.monthly.values()} == {49}


def test_pictures_are_taken_within_the_horizon(run):
    assert {tie.month for tie in run.ties} == {m for m in PICTURE_MONTHS if m <= 48}


def test_a_picture_holds_every_tie_of_the_members(run):
    for month in {tie.month for tie in run.ties}:
        ties = [tie for tie in run.ties if tie.month == month]
        n = int(run.monthly["members"][month])
        between = [tie for tie in ties if tie.partner is not None]
        assert len(ties) == n * n
        assert len(between) == n * (n - 1)
        mean = np.mean([tie.trust for tie in between])
        assert mean == pytest.approx(run.monthly["trust"][month])


def test_a_picture_of_a_sparse_network_holds_its_ties_alone():
    sparse = scenario(organisations__ties_each=4, result__horizon_years=1)
    run = simulate(sparse, 5, 2, pictures=True)
    at_start = [t for t in run.ties if t.month == 0 and t.partner is not None]
    assert len(at_start) < 4 * run.monthly["members"][0]
    assert {(t.partner, t.organisation) for t in at_start} == {t[1:3] for t in at_start}
    mean = np.mean([tie.trust for tie in at_start])
    assert mean == pytest.approx(run.monthly["trust"][0])


def test_without_pictures_there_are_no_ties():
    assert simulate(scenario(result__horizon_years=1), 5, 2).ties == ()


YEAR = scenario(result__horizon_years=1)


def test_several_runs_are_those_of_each_replicate():
    records = simulate_runs(YEAR, 5, (4, 2), pictures={2}, save_month=7)
    for k, replicate in enumerate((4, 2)):
        pictures = replicate == 2
        alone = simulate(YEAR, 5, replicate, pictures=pictures, save_month=7)
        run = records.run(k)
        assert (run.replicate, run.seed, run.events) == (
            replicate,
            alone.seed,
            alone.events,
        )
        assert run.ties == alone.ties
        assert run.saved.agents == alone.saved.agents
        np.testing.assert_array_equal(run.monthly["trust"], alone.monthly["trust"])


def test_several_runs_are_taken_up_each_where_it_was_saved():
    kept = simulate_runs(YEAR, 5, (4, 2), save_month=7)
    again = simulate_runs(YEAR, 5, (4, 2), saved=kept.saved)
    assert again.events == kept.events
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        simulate_runs(YEAR, 5, (4, 2), saved=kept.saved[:1])


def test_events_that_are_not_wanted_are_not_kept():
    bare = simulate_runs(YEAR, 5, (2,), events=False)
    assert bare.events == ((),)
    assert bare.counts["joined"] == simulate_runs(YEAR, 5, (2,)).counts["joined"]
