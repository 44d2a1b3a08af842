"""The problem of a sensitivity analysis: which factors, in which groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cisim.configuration.experiments import Factor
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.parameters import declared


@dataclass(frozen=True, slots=True)
class Problem:
    """Factors by name, with the group that each is moved in.

    ``groups`` has a name per factor, or is empty where each moves alone. ``discrete``
    says which factors take few levels, so that derivatives mean nothing.

    Raises
    ------
    ConfigurationError
        If fewer than two inputs are left to compare, or names are not distinct.
    """

    names: tuple[str, ...]
    groups: tuple[str, ...] = ()
    discrete: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what SALib lets pass: a single group, repeated names."""
        mistakes = list(self._mistakes())
        if mistakes:
            raise ConfigurationError(mistakes)

    def _mistakes(self) -> Iterator[str]:
        if len(set(self.names)) < len(self.names):
            yield "design › factors: each factor must be named once"
        if self.groups and len(self.groups) != len(self.names):
            yield "design › factors › group: must be given for each factor or none"
        if len(self.inputs) < 2:  # noqa: PLR2004 (one input has nothing to beat)
            yield (
                f"design › factors: {len(self.inputs)} input is moved;"
                " at least 2 factors or groups must move apart"
            )

    @property
    def inputs(self) -> tuple[str, ...]:
        """What is moved at a time: groups in the order of their first factor."""
        return tuple(dict.fromkeys(self.groups or self.names))

    @property
    def is_grouped(self) -> bool:
        """Whether some input moves several factors."""
        return len(self.inputs) < len(self.names)

    @property
    def members(self) -> np.ndarray:
        """Which factors an input moves, shape (input, factor)."""
        moved = np.array(self.groups or self.names)
        return np.array([moved == name for name in self.inputs])

    @property
    def salib(self) -> dict[str, Any]:
        """A new problem of SALib in unit space; some of its functions change it."""
        count = len(self.names)
        spec: dict[str, Any] = {
            "num_vars": count,
            "names": list(self.names),
            "bounds": [[0.0, 1.0]] * count,
        }
        return spec | ({"groups": list(self.groups)} if self.is_grouped else {})


def problem_of(factors: Sequence[Factor]) -> Problem:
    """Return the problem that the factors of a design pose."""
    grouped = any(factor.group for factor in factors)
    return Problem(
        tuple(factor.parameter for factor in factors),
        tuple(f.group or f.parameter for f in factors) if grouped else (),
        tuple(bool(f.values) or _is_whole(f.parameter) for f in factors),
    )


def _is_whole(parameter: str) -> bool:
    known = declared().get(parameter)
    return known is not None and issubclass(known.type, int)
