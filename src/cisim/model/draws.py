"""Keyed numbers for all entities of many runs at once."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from cisim.model.compilation import allocating
from cisim.model.exponential import exponential
from cisim.model.state import Vector
from cisim.model.streams import Purpose, uniform

type Integers = NDArray[np.int64]

AXES = (0, 1)
"""Axes of agenda space."""


@allocating
def uniforms(seeds: Integers, purpose: int, entities: int, partners: int) -> Vector:
    """Keyed uniforms of axes (run, entity, partner)."""
    u = np.empty((len(seeds), entities, partners))
    for run in range(len(seeds)):
        for partner in range(partners):
            for entity in range(entities):  # the longest loop inside, for vectors
                u[run, entity, partner] = uniform(
                    seeds[run], purpose, entity, 0, partner
                )
    return u


@allocating
def uniforms_of_ties(
    seeds: Integers, purpose: int, offsets: Integers, size: int
) -> Vector:
    """Uniforms of axes (run, tie, organisation), keyed by who trusts and whom."""
    ties = offsets.shape[1]
    u = np.empty((len(seeds), ties, size))
    for run in range(len(seeds)):
        for tie in range(ties):
            for place in range(size):
                partner = place + offsets[run, tie]
                partner = partner - size if partner >= size else partner
                u[run, tie, place] = uniform(seeds[run], purpose, place, 0, partner)
    return u


@allocating
def _exponentials(exponents: Vector) -> Vector:
    """Powers of e, of axes (run, entity), by the same function as in the laws.

    NumPy has one of its own for each kind of processor, and last bits differ.
    """
    powers = np.empty_like(exponents)
    for run in range(exponents.shape[0]):
        for entity in range(exponents.shape[1]):
            powers[run, entity] = exponential(exponents[run, entity])
    return powers


def normal(uniforms: Vector) -> Vector:
    """Standard normal deviates of uniforms, never infinite."""
    return np.asarray(ndtri(uniforms + 0.5**54))


def each(seeds: Integers, purpose: Purpose, n: int) -> Vector:
    """A uniform of axes (run, entity) for each entity."""
    return uniforms(seeds, int(purpose), n, 1)[..., 0]


def normals(seeds: Integers, purpose: Purpose, n: int) -> Vector:
    """A standard normal deviate of axes (run, entity) for each entity."""
    return normal(each(seeds, purpose, n))


def normal_points(seeds: Integers, purpose: Purpose, n: int) -> Vector:
    """Standard normal deviates of axes (run, entity, axis of agenda space)."""
    return normal(uniforms(seeds, int(purpose), n, len(AXES)))


def lognormal(
    seeds: Integers, purpose: Purpose, n: int, median: float, spread: float
) -> Vector:
    """A lognormal number of axes (run, entity) for each entity, of this median."""
    return median * _exponentials(spread * normals(seeds, purpose, n))
