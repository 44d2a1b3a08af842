import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.experiments.seen import default_looks, until_of


@pytest.mark.parametrize(
    ("replicates", "looks"),
    [(200, [25, 50, 100, 200]), (100, [13, 25, 50, 100]), (3, [2, 3]), (2, [2])],
)
def test_looks_are_an_eighth_a_quarter_a_half_and_all(replicates, looks):
    assert default_looks(replicates) == looks


@given(st.integers(2, 10**12))
def test_looks_increase_to_the_cap(replicates):
    looks = default_looks(replicates)
    assert looks == sorted(set(looks))
    assert looks[0] >= 2
    assert looks[-1] == replicates


def test_without_until_replicates_are_fixed():
    assert until_of({}, 200) is None
