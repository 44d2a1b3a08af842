"""Options of an experiment on the command line: all that is wrong, at once."""

import pytest

from cisim.configuration.mistakes import ConfigurationError
from cisim.presentation import studying
from cisim.presentation.studying import Computing
from tests.small_study import small_commission


def experiment(**settings):
    return small_commission(**settings).experiment


def test_all_mistakes_are_told_at_once():
    by = Computing(engine="agent", executor="thread", workers=0)
    with pytest.raises(ConfigurationError) as refused:
        studying.overridden(experiment(), 0, -1, by)
    options = [line.split(" = ")[0] for line in refused.value.mistakes]
    assert options == [
        "--replicates",
        "--seed",
        "--engine",
        "--workers",
        "--executor",
    ]
    assert "did you mean 'threads'?" in refused.value.mistakes[-1]


def test_who_computes_nothing_is_nobody_to_ask():
    by = Computing(executor="refusing")
    with pytest.raises(ConfigurationError, match=r"one of threads, processes, dask$"):
        studying.prepared(experiment(), by, None, is_confirmed=False)


def test_more_runs_than_anybody_meant_need_a_yes():
    many = experiment(replicates=1_000_000)
    with pytest.raises(ConfigurationError, match="has 3,000,000 runs: more than"):
        studying.prepared(many, Computing(), None, is_confirmed=False)
