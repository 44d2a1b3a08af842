"""Own data in the starting state: what a roster says takes the place of what is drawn.

What the roster leaves blank stays as it was drawn for that place in it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cisim.configuration.rosters import COOPERATION, Roster
from cisim.model.state import ManyStarts, Sector
from cisim.model.submodels import effort

_KINDS = (effort.CONDITIONAL, effort.FREE_RIDING, effort.OTHER)
_COOPERATION = dict(zip(COOPERATION, _KINDS, strict=True))


def sectors(roster: Roster, runs: int) -> NDArray[np.int64]:
    """Sectors of all organisations, the same in all runs: (run, organisation)."""
    listed = [Sector[one.sector.upper()] for one in roster.organisations]
    return np.tile(np.array(listed, dtype=np.int64), (runs, 1))


def with_own_data(drawn: ManyStarts, roster: Roster) -> ManyStarts:
    """Return the drawn starts with all that the roster says put in.

    Raises
    ------
    ValueError
        If the roster knows ties but not all organisations know each other.
    """
    listed = roster.organisations
    kinds = [one.cooperation and _COOPERATION[one.cooperation] for one in listed]
    return replace(
        drawn,
        capacity=_over(drawn.capacity, [one.capacity for one in listed]),
        power=_over(drawn.power, [one.power for one in listed]),
        grit=_over(drawn.grit, [one.grit for one in listed]),
        cooperation=_over(drawn.cooperation, kinds),
        mandate=_over(drawn.mandate, [(one.view_x, one.view_y) for one in listed]),
        trust=_with_ties(drawn, roster),
    )


def _over[T: np.generic](drawn: NDArray[T], given: Sequence[Any]) -> NDArray[T]:
    own = np.array(given, dtype=np.float64)  # None becomes NaN
    return np.where(np.isnan(own), drawn, own).astype(drawn.dtype)


def _with_ties(drawn: ManyStarts, roster: Roster) -> NDArray[np.float64]:
    if not roster.ties:
        return drawn.trust
    size, known = drawn.size, drawn.offsets.shape[-1]
    if known < size - 1:
        message = f"{size} organisations, {known} ties each: given ties need them all"
        raise ValueError(message)
    places = roster.places
    ends = [(places[tie.organisation], places[tie.partner]) for tie in roster.ties]
    one, other = np.array(ends).T
    trust = drawn.trust.copy()
    trust[:, (other - one) % size - 1, one] = [tie.trust for tie in roster.ties]
    return trust
