"""What never decides a result: the order of visits, the process, the machine."""

import hashlib
import os
import subprocess
import sys
from importlib import import_module

import pandas as pd
import pytest
from hypothesis import given, settings

from cisim.configuration.choices import Host, Structure
from cisim.configuration.scenarios import Change
from cisim.engine.agents import CollectiveImpactModel
from cisim.engine.registry import ENGINES, entry
from cisim.experiment.evaluate import evaluate
from tests.histories import lived, monthly, organisations, scenario
from tests.strategies import seeds, short_scenarios

SHORT = scenario(result__horizon_years=4)
GROUPS = scenario(
    Change(7, {"governance.structure": Structure.STEERING_GROUP}),
    Change(20, {"governance.structure": Structure.WORKING_GROUPS}),
    result__horizon_years=3,
    organisations__at_table=9,
    organisations__staging_months=12,
    funding__to_members=0.2,
    backbone__host=Host.COUNCIL,
    place__election_interval_months=5,
    problem__shift=0.3,
)
"""A short run in which seats, host, members and problem change."""


def same(one, other):
    """Whether two values are equal, a missing number to a missing number."""
    return repr(one) == repr(other)


def record(model):
    return monthly(model), model.event_log(), organisations(model)


# ---- Order and place of computation ----


@pytest.mark.parametrize("shuffles", [1, 2, 5])
def test_the_order_of_visits_never_matters(shuffles):
    model = CollectiveImpactModel(SHORT, rng=3)
    visits = [agent.unique_id for agent in model._visits["build_trust"]]  # noqa: SLF001 - that the order did change shows nowhere else
    for _ in range(shuffles):
        model.shuffle_visits()
    assert visits != [agent.unique_id for agent in model._visits["build_trust"]]  # noqa: SLF001 - as above
    while model.running:
        model.step()
    assert same(record(model), record(lived(SHORT, 3)))


def shuffled(setting, seed):
    """The model at its horizon, its agents visited in another order every month."""
    model = CollectiveImpactModel(setting, rng=seed)
    while model.running:
        model.shuffle_visits()
        model.step()
    return model


@pytest.mark.parametrize("setting", [SHORT, GROUPS])
def test_a_new_order_in_every_month_does_not_matter_either(setting):
    assert same(record(shuffled(setting, 4)), record(lived(setting, 4)))


@settings(max_examples=6)
@given(short_scenarios(most_years=1), seeds)
def test_the_order_of_visits_matters_in_no_scenario(setting, seed):
    assert same(record(shuffled(setting, seed)), record(lived(setting, seed)))


def test_the_same_run_twice_is_the_same():
    assert same(record(lived(SHORT, 5)), record(lived(SHORT, 5)))


def test_another_seed_is_another_run():
    assert not same(monthly(lived(SHORT, 5)), monthly(lived(SHORT, 6)))


def digest(engine, setting, seed):
    run = import_module(entry(engine).package).simulate(setting, seed, 0, pictures=True)
    monthly_values = {name: values.tolist() for name, values in run.monthly.items()}
    return hashlib.sha256(
        repr((monthly_values, run.events, run.ties)).encode()
    ).hexdigest()


TOLD = """
import sys
from tests.verification.test_engine import SHORT, digest
print(digest(sys.argv[1], SHORT, 11))
"""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("hash_seed", ["0", "424242"])
def test_a_fresh_process_with_other_hashes_computes_the_same(
    hash_seed, engine, pytestconfig
):
    told = subprocess.run(
        [sys.executable, "-c", TOLD, engine],
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        cwd=pytestconfig.rootpath,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == digest(engine, SHORT, 11)


def assert_equal_tables(one, other):
    for name, table in one.tables().items():
        pd.testing.assert_frame_equal(table, other.tables()[name], check_exact=True)


def test_two_workers_compute_what_one_does():
    brief = scenario(result__horizon_years=2)
    assert_equal_tables(
        evaluate(brief, 4, 8, workers=1), evaluate(brief, 4, 8, workers=2)
    )


def test_a_replicate_is_the_same_among_few_and_many():
    brief = scenario(result__horizon_years=2)
    few, many = evaluate(brief, 3, 8), evaluate(brief, 5, 8)
    pd.testing.assert_frame_equal(few.runs, many.runs.head(3), check_exact=True)
    among_many = many.events[many.events["replicate"] < 3].reset_index(drop=True)
    pd.testing.assert_frame_equal(few.events, among_many, check_exact=True)
