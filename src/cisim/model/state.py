"""What a run starts from: the place and the organisations as they are drawn."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

type Vector = NDArray[np.float64]


class Sector(IntEnum):
    """Sector of an organisation."""

    GOVERNMENT = 0
    NONPROFIT = 1
    BUSINESS = 2
    PHILANTHROPY = 3
    ACADEMIA = 4
    COMMUNITY = 5


class Status(IntEnum):
    """Where an organisation stands towards the table."""

    OUTSIDE = 0
    MEMBER = 1
    LEFT = 2


@dataclass(frozen=True, slots=True, eq=False)
class StartingState[Point, Number]:
    """Everything that is drawn before the first month, the same for both engines.

    Axes: (organisation) for vectors, (organisation, axis) for mandates, (tie) for
    offsets, (tie, organisation) for trust; that of many runs has the axis (run) before
    all others. An organisation is its place in the roster. Its tie ``s`` is to the
    place ``offsets[s]`` after its own, counted around the roster. It sends a leader
    where its ``level``, in [0, 1), lies below the share of leaders.
    """

    sector: NDArray[np.int64]
    capacity: Vector
    power: Vector
    grit: Vector
    cooperation: NDArray[np.int64]
    level: Vector
    advantage: Vector
    believed_horizon: Vector
    mandate: Vector
    offsets: NDArray[np.int64]
    trust: Vector
    leverage_point: Point
    community_view: Point
    champion_view: Point
    council_plan: Point
    difficulty: Number

    @property
    def size(self) -> int:
        """Number of organisations in the roster."""
        return int(self.sector.shape[-1])


type OneStart = StartingState[tuple[float, float], float]
"""The starting state of one run."""

type ManyStarts = StartingState[Vector, Vector]
"""Starting states of many runs, with a leading axis (run) on every array."""
