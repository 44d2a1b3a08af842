"""Keyed numbers against an outside reference and against what randomness must be.

Seeds are fixed, so no test can fail by chance from one day to the next. Where a test
asks for a p-value above 1e-4, a sound generator would have failed it for one choice of
seeds in 10,000; a slip in the cipher gives p-values that are 0.
"""

import json
import os
import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cisim.model.streams import Purpose, mixed_seed, philox, uniform
from tests.strategies import seeds

LEAST_P = 1e-4
DRAWS = 20_000
WORD = st.integers(0, 2**64 - 1)
BASE = {"seed": 1, "purpose": int(Purpose.ATTENDANCE), "entity": 3, "month": 7}
PARTS = ("seed", "purpose", "entity", "month", "partner")


def numpy_philox(seed, purpose, counter):
    """NumPy's generator, set one step back as it counts before its first block."""
    before = (sum(int(w) << (64 * i) for i, w in enumerate(counter)) - 1) % 2**256
    words = [(before >> (64 * i)) & (2**64 - 1) for i in range(4)]
    return np.random.Philox(
        key=np.array([seed, purpose], dtype=np.uint64),
        counter=np.array(words, dtype=np.uint64),
    )


@given(WORD, WORD, st.tuples(WORD, WORD, WORD, WORD))
def test_the_cipher_is_numpys_to_the_bit(seed, purpose, counter):
    ours = philox(*(np.uint64(word) for word in (seed, purpose, *counter)))
    theirs = numpy_philox(seed, purpose, counter).random_raw()
    assert int(ours) == int(theirs)


@given(seeds, *[st.integers(0, 2**31)] * 4)
def test_a_uniform_number_is_numpys(seed, purpose, entity, month, partner):
    generator = np.random.Generator(
        numpy_philox(seed, purpose, (month, entity, partner, 0))
    )
    assert uniform(seed, purpose, entity, month, partner) == generator.random()


def test_the_numbers_of_purposes_never_change():
    """A changed number would change every result that was ever published."""
    assert {purpose.name: int(purpose) for purpose in Purpose} == {
        "SECTOR": 1,
        "CAPACITY": 2,
        "POWER": 3,
        "GRIT": 4,
        "MANDATE": 5,
        "SECTOR_OFFSET": 6,
        "SHARED_BIAS": 7,
        "LEVERAGE_POINT": 8,
        "COMMUNITY_VIEW": 9,
        "COOPERATION": 10,
        "DIFFICULTY": 11,
        "INITIAL_TRUST": 12,
        "ELECTION": 13,
        "POLICY_SWING": 14,
        "AGENDA_SWING": 15,
        "LEADER_LEAVES": 16,
        "DIRECTOR_LEAVES": 17,
        "CHAMPION_LEAVES": 18,
        "DOWNTURN": 19,
        "CONFLICT": 20,
        "RENEWAL": 21,
        "ATTENDANCE": 22,
        "PILOTS_TRIED": 23,
        "PILOT_SUCCESS": 24,
        "LEAVING": 25,
        "JOINING": 26,
        "DECISION": 27,
        "LEVEL": 28,
        "ADVANTAGE": 29,
        "BELIEVED_HORIZON": 30,
        "CHAMPION_VIEW": 31,
        "COUNCIL_PLAN": 32,
        "SHIFT": 33,
        "SHIFT_DIRECTION": 34,
        "SUCCESSION": 35,
        "MEETING": 36,
        "TIES": 37,
    }


def along(part, shift=0):
    """Draws along one part of the key, the others fixed."""
    fixed = BASE | {"partner": 0}
    return np.array(
        [uniform(**(fixed | {part: value + shift})) for value in range(DRAWS)]
    )


@pytest.mark.parametrize("part", PARTS)
def test_draws_are_uniform_along_every_part_of_the_key(part):
    drawn = along(part)
    assert stats.kstest(drawn, "uniform").pvalue > LEAST_P
    counts = np.bincount((drawn * 100).astype(int), minlength=100)
    assert stats.chisquare(counts).pvalue > LEAST_P


@pytest.mark.parametrize("part", PARTS)
def test_neighbours_along_every_part_of_the_key_are_independent(part):
    drawn = along(part)
    cells = (drawn * 10).astype(int)
    for lag in (1, 2, 12):
        pairs = np.histogram2d(cells[:-lag], cells[lag:], bins=10)[0]
        assert stats.chi2_contingency(pairs).pvalue > LEAST_P


@pytest.mark.parametrize(("varied", "other"), list(combinations(PARTS, 2)))
def test_two_values_of_one_part_give_independent_draws_along_another(varied, other):
    fixed = BASE | {"partner": 0}
    next_door = {other: fixed[other] + 1}
    one, two = (
        [uniform(**(fixed | to | {varied: v})) for v in range(2000)]
        for to in ({}, next_door)
    )
    assert stats.spearmanr(one, two).pvalue > LEAST_P


def test_replicates_of_neighbouring_seeds_share_nothing():
    mixed = {mixed_seed(seed, k) for seed in range(100) for k in range(100)}
    assert len(mixed) == 100 * 100


def test_mixed_seeds_are_spread_over_all_integers_of_63_bits():
    mixed = np.array([mixed_seed(1, k) for k in range(5000)], dtype=float) / 2.0**63
    assert stats.kstest(mixed, "uniform").pvalue > LEAST_P


NAMED = """
import json
from cisim.model.streams import mixed_seed, uniform
keys = [(s, p, e, m, k) for s in (0, 9, 2**62) for p in (1, 26)
        for e in (0, 99) for m in (0, 239) for k in (0, 99)]
print(json.dumps([[uniform(*key) for key in keys], [mixed_seed(s, 3) for s in (0, 9)]]))
"""


def named_numbers(**environment):
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", NAMED],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


def test_numbers_are_the_same_without_the_compiler():
    assert named_numbers(NUMBA_DISABLE_JIT="1") == named_numbers(NUMBA_DISABLE_JIT="0")
