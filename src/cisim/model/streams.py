"""Random numbers that are functions of what they decide, not of what came before.

A draw is named by (seed, purpose, entity, month, partner) and computed by the block
cipher Philox 4x64-10 [salmon2011]: key = (seed, purpose), counter = (month, entity,
partner, draw). So results never depend on order, and two scenarios share every draw
that both need: the same organisation meets the same luck in both.
"""

from enum import IntEnum

import numpy as np

from cisim.model.compilation import IS_COMPILED, compiled

_M0 = np.uint64(0xD2E7470EE14C6C93)
_M1 = np.uint64(0xCA5A826395121157)
_W0 = np.uint64(0x9E3779B97F4A7C15)
_W1 = np.uint64(0xBB67AE8584CAA73B)
_LOW = np.uint64(0xFFFFFFFF)
_32 = np.uint64(32)
_11 = np.uint64(11)


class Purpose(IntEnum):
    """What a draw decides; numbers are never reused or changed (a test says so)."""

    SECTOR = 1
    CAPACITY = 2
    POWER = 3
    GRIT = 4
    MANDATE = 5
    SECTOR_OFFSET = 6
    SHARED_BIAS = 7
    LEVERAGE_POINT = 8
    COMMUNITY_VIEW = 9
    COOPERATION = 10
    DIFFICULTY = 11
    INITIAL_TRUST = 12
    ELECTION = 13
    POLICY_SWING = 14
    AGENDA_SWING = 15
    LEADER_LEAVES = 16
    DIRECTOR_LEAVES = 17
    CHAMPION_LEAVES = 18
    DOWNTURN = 19
    CONFLICT = 20
    RENEWAL = 21
    ATTENDANCE = 22
    PILOTS_TRIED = 23
    PILOT_SUCCESS = 24
    LEAVING = 25
    JOINING = 26
    DECISION = 27
    LEVEL = 28
    ADVANTAGE = 29
    BELIEVED_HORIZON = 30
    CHAMPION_VIEW = 31
    COUNCIL_PLAN = 32
    SHIFT = 33
    SHIFT_DIRECTION = 34
    SUCCESSION = 35
    MEETING = 36
    TIES = 37


@compiled
def _product(a: np.uint64, b: np.uint64) -> tuple[np.uint64, np.uint64]:
    """Upper and lower 64 bits of the product of two 64-bit words.

    Both from the same four products of halves: where the compiler sees that one half
    is a whole product, it leaves vectors for the processor's own multiplication.
    """
    a_low, a_high = a & _LOW, a >> _32
    b_low, b_high = b & _LOW, b >> _32
    lowest = a_low * b_low
    middle = a_high * b_low + (lowest >> _32)
    carry = a_low * b_high + (middle & _LOW)
    high = a_high * b_high + (middle >> _32) + (carry >> _32)
    return high, (carry << _32) | (lowest & _LOW)


@compiled
def philox(
    k0: np.uint64,
    k1: np.uint64,
    c0: np.uint64,
    c1: np.uint64,
    c2: np.uint64,
    c3: np.uint64,
) -> np.uint64:
    """First word of the Philox 4x64-10 block of a key (k0, k1) and a counter."""
    for _ in range(10):
        high0, low0 = _product(_M0, c0)
        high1, low1 = _product(_M1, c2)
        c0, c1, c2, c3 = high1 ^ c1 ^ k0, low1, high0 ^ c3 ^ k1, low0
        k0, k1 = k0 + _W0, k1 + _W1
    return c0


if not IS_COMPILED:
    # Words wrap around in compiled code; NumPy's scalars would warn of it.
    philox = np.errstate(over="ignore")(philox)


@compiled
def uniform(
    seed: int, purpose: int, entity: int = 0, month: int = 0, partner: int = 0
) -> float:
    """Uniform number in [0, 1) that belongs to a decision: 53 random bits."""
    word = philox(
        np.uint64(seed),
        np.uint64(purpose),
        np.uint64(month),
        np.uint64(entity),
        np.uint64(partner),
        np.uint64(0),
    )
    return float(word >> _11) * (1.0 / 9007199254740992.0)


def mixed_seed(experiment_seed: int, replicate: int) -> int:
    """Seed of a replicate, mixed from the experiment's seed and its number.

    A Philox block and not a sum, so that replicate 1 of seed 1 has nothing in common
    with replicate 0 of seed 2. The highest bit is left out to stay a signed integer.
    """
    word = philox(
        np.uint64(experiment_seed),
        np.uint64(0),
        np.uint64(replicate),
        np.uint64(0),
        np.uint64(0),
        np.uint64(0),
    )
    return int(word) >> 1
