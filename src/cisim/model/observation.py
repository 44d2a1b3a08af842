"""Observation: what is kept of runs, and what is seen of a network (ODD 7.16)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cisim.configuration.outcomes import EVENTS, EXIT_REASONS, MILESTONES
from cisim.model.state import Vector

if TYPE_CHECKING:
    from cisim.model.saved_month import SavedMonth

type Integers = NDArray[np.int64]

PICTURE_MONTHS = (0, 12, 36, 60, 120)
"""Months at which the trust network of one run is kept for a picture."""

NEVER = -1
"""Stands for the month of a milestone that a run did not see."""

LEAST_NETWORK = 3
"""Nodes of the smallest network that can be centralised."""


class Event(NamedTuple):
    """Something that happened: when, what, to whom (place in the roster), why."""

    month: int
    kind: str
    organisation: int | None = None
    reason: str = ""


_ORDER = {kind: place for place, kind in enumerate(EVENTS)}


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events by month, kind and organisation, whatever the order of visits."""
    return tuple(sorted(events, key=_event_key))


def _event_key(event: Event) -> tuple[int, int, int]:
    place = -1 if event.organisation is None else event.organisation
    return event.month, _ORDER[event.kind], place


class Tie(NamedTuple):
    """Trust of a member in a partner, or in the backbone (no partner)."""

    month: int
    organisation: int
    partner: int | None
    trust: float


@dataclass(frozen=True, slots=True)
class Run:
    """The record of one run.

    ``monthly`` holds for every declared series its values of axis (month), from
    month 0 to the horizon. ``saved`` is the run at the beginning of a month, if it
    was to be kept.
    """

    replicate: int
    seed: int
    difficulty: float
    monthly: Mapping[str, Vector]
    events: tuple[Event, ...]
    ties: tuple[Tie, ...] = ()
    saved: "SavedMonth | None" = None


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """The records of several runs of one scenario, as arrays.

    Axes: (run), and (run, month) for each declared series in ``monthly``, from month 0
    to the horizon. ``milestones`` holds the month in which each was first seen, or
    `NEVER`; ``counts`` how often each kind of event occurred, exits also by reason as
    in ``left_conflict``. ``events`` and ``ties`` have an entry for each run, empty
    where they were not kept; ``saved`` has one for each run, or none at all.
    """

    replicate: Integers
    seed: Integers
    difficulty: Vector
    monthly: Mapping[str, Vector]
    milestones: Mapping[str, Integers]
    counts: Mapping[str, Integers]
    events: tuple[tuple[Event, ...], ...]
    ties: tuple[tuple[Tie, ...], ...]
    saved: "tuple[SavedMonth, ...]" = ()

    @classmethod
    def of(cls, runs: Sequence[Run], *, events: bool = True) -> "Records":
        """Return the records of single runs, their events only if they are wanted."""
        counts = [Counter(_counted(run.events)) for run in runs]
        first = [_first_months(run.events) for run in runs]
        return cls(
            replicate=_integers(run.replicate for run in runs),
            seed=_integers(run.seed for run in runs),
            difficulty=np.array([run.difficulty for run in runs]),
            monthly={
                name: np.stack([run.monthly[name] for run in runs])
                for name in runs[0].monthly
            },
            milestones={
                m.event: _integers(months.get(m.event, NEVER) for months in first)
                for m in MILESTONES
            },
            counts={kind: _integers(count[kind] for count in counts) for kind in KINDS},
            events=tuple(run.events if events else () for run in runs),
            ties=tuple(run.ties for run in runs),
            saved=tuple(run.saved for run in runs if run.saved),
        )

    def __len__(self) -> int:
        """Return the number of runs."""
        return len(self.replicate)

    def run(self, k: int) -> Run:
        """Return the record of one run, by its place among these."""
        return Run(
            replicate=int(self.replicate[k]),
            seed=int(self.seed[k]),
            difficulty=float(self.difficulty[k]),
            monthly={name: values[k] for name, values in self.monthly.items()},
            events=self.events[k],
            ties=self.ties[k],
            saved=self.saved[k] if self.saved else None,
        )


def recorded(
    simulate: "Callable[[int, SavedMonth | None], Run]",
    replicates: Sequence[int],
    saved: "Sequence[SavedMonth]",
    *,
    events: bool,
) -> Records:
    """Return the records of replicates that are simulated one after the other.

    ``simulate`` is handed a replicate and, where ``saved`` runs are taken up, its own.
    """
    beginnings: Sequence[SavedMonth | None] = saved or [None] * len(replicates)
    pairs = zip(replicates, beginnings, strict=True)
    return Records.of([simulate(*pair) for pair in pairs], events=events)


KINDS = (*EVENTS, *(f"left_{reason}" for reason in EXIT_REASONS))
"""What is counted over a run: events by kind, exits also by reason."""


def joined(parts: Sequence[Records]) -> Records:
    """Return the records of all runs of several records, in their order."""
    if len(parts) == 1:
        return parts[0]
    return Records(
        replicate=np.concatenate([part.replicate for part in parts]),
        seed=np.concatenate([part.seed for part in parts]),
        difficulty=np.concatenate([part.difficulty for part in parts]),
        monthly=_joined([part.monthly for part in parts]),
        milestones=_joined([part.milestones for part in parts]),
        counts=_joined([part.counts for part in parts]),
        events=tuple(events for part in parts for events in part.events),
        ties=tuple(ties for part in parts for ties in part.ties),
        saved=tuple(saved for part in parts for saved in part.saved),
    )


def _joined[T: np.generic](
    parts: Sequence[Mapping[str, NDArray[T]]],
) -> dict[str, NDArray[T]]:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _integers(numbers: Iterable[int]) -> Integers:
    return np.fromiter(numbers, dtype=np.int64)


def _counted(events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        yield event.kind
        if event.kind == "left":
            yield f"left_{event.reason}"


def _first_months(events: Sequence[Event]) -> dict[str, int]:
    """Month in which each kind of event was first seen; events come by month."""
    return {event.kind: event.month for event in reversed(events)}


def density(strong: int, members: int) -> float:
    """Strong ties as a share of all that so many members could have."""
    return strong / (members * (members - 1)) if members > 1 else 0.0


def centralisation(degrees: Sequence[int]) -> float:
    """Freeman degree centralisation of strong ties, the backbone counted as a node.

    Two members are tied where their trust in each other is strong on average, a
    member and the backbone where its trust in it is [freeman1978].
    """
    n = len(degrees)
    if n < LEAST_NETWORK:
        return 0.0
    return (n * max(degrees) - sum(degrees)) / ((n - 1) * (n - 2))
