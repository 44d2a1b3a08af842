"""Own data in the starting state: what a roster says takes the place of what is drawn.

What the roster leaves blank stays as it was drawn for that place in it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cisim.configuration.rosters import COOPERATION, Roster
from cisim.model.state import Sector, StartingState
from cisim.model.submodels import effort

_KINDS = (effort.CONDITIONAL, effort.FREE_RIDING, effort.OTHER)
_COOPERATION = dict(zip(COOPERATION, _KINDS, strict=True))


def sectors(roster: Roster) -> NDArray[np.int64]:
    """Sectors of all organisations, by place in the roster."""
    listed = roster.organisations
    return np.array([Sector[one.sector.upper()] for one in listed], dtype=np.int64)


def with_own_data(drawn: StartingState, roster: Roster) -> StartingState:
    """Return the drawn start with all that the roster says put in."""
    listed = roster.organisations
    kinds = [one.cooperation and _COOPERATION[one.cooperation] for one in listed]
    return replace(
        drawn,
        capacity=_over(drawn.capacity, [one.capacity for one in listed]),
        power=_over(drawn.power, [one.power for one in listed]),
        grit=_over(drawn.grit, [one.grit for one in listed]),
        cooperation=_over(drawn.cooperation, kinds),
        mandate=_over(drawn.mandate, [(one.view_x, one.view_y) for one in listed]),
        trust=_with_ties(drawn.trust, roster),
    )


def _over[T: np.generic](drawn: NDArray[T], given: Sequence[Any]) -> NDArray[T]:
    own = np.array(given, dtype=np.float64)  # None becomes NaN
    return np.where(np.isnan(own), drawn, own).astype(drawn.dtype)


def _with_ties(drawn: NDArray[np.float64], roster: Roster) -> NDArray[np.float64]:
    trust = drawn.copy()
    places = roster.places
    for tie in roster.ties:
        trust[places[tie.organisation], places[tie.partner]] = tie.trust
    return trust
