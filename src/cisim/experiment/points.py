"""Design points: what an experiment asks, as a table with a row per point to run.

In every context the whole design is repeated, contexts in the order of the file.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from cisim.configuration.experiments import (
    Alternative,
    Alternatives,
    Design,
    Experiment,
    Grid,
    OneAtATime,
    Sample,
    Sensitivity,
    scenario_at,
)
from cisim.configuration.parameters import replaced, value_of
from cisim.configuration.scenarios import Scenario
from cisim.experiment.salib_design import unit_matrix
from cisim.experiment.sampling import Matrix, values_at
from cisim.experiment.selectors import IDENTITY, factor_names, labels

_NOWHERE: Final = ""
"""Name of the only context where an experiment has none."""


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """All points of an experiment; replicates of each are run under the same luck.

    ``table`` has a row per point: ``point`` (from 0), ``context`` and ``alternative``
    (empty where there are none), and a column per varied parameter, by dotted name in
    the order of the file: the value that holds at the start. ``bases`` are the
    scenarios that points are settings of, ``base_of`` says which for each point.
    """

    design: Design
    table: pd.DataFrame
    bases: tuple[Scenario, ...]
    base_of: np.ndarray
    settings: Matrix

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.table)

    @property
    def factors(self) -> tuple[str, ...]:
        """Varied parameters by dotted name, in the order of the file."""
        return factor_names(self.table)

    def scenario(self, point: int) -> Scenario:
        """Scenario of a point; dated changes of its base are kept.

        Settings are not looked at again: the experiment was when it was read.
        """
        base = self.bases[int(self.base_of[point])]
        row: list[float] = self.settings[point].tolist()
        settings = dict(zip(self.table.columns[len(IDENTITY) :], row, strict=True))
        return replace(base, parameters=replaced(base.parameters, settings))

    @property
    def labels(self) -> list[str]:
        """Short name for people of every point, each different from the others."""
        return labels(self.design, self.table)


def points_of(experiment: Experiment) -> Points:
    """Design points of an experiment, the same whenever they are asked for.

    A grid varies its last parameter fastest. One at a time begins with the scenario as
    it is; a level that the scenario has anyway is no point of its own. Samples have as
    many points as they say, a sensitivity analysis those of its method
    (`cisim.experiment.salib_design`).

    Raises
    ------
    ConfigurationError
        If a method of sensitivity analysis cannot work with so many samples or groups.
    """
    names, blocks = _blocks(experiment)
    rows = [len(block.settings) for block in blocks]
    settings = np.concatenate([block.settings for block in blocks])
    identity = {
        "point": np.arange(sum(rows)),
        "context": np.repeat([block.context for block in blocks], rows),
        "alternative": np.repeat([block.alternative for block in blocks], rows),
    }
    columns = {name: settings[:, k] for k, name in enumerate(names)}
    base_of = np.repeat(np.arange(len(blocks)), rows)
    bases = tuple(block.base for block in blocks)
    table = pd.DataFrame(identity | columns)
    return Points(experiment.design, table, bases, base_of, settings)


class _Block(NamedTuple):
    """Points that are settings of one scenario; values by (point, factor)."""

    base: Scenario
    settings: Matrix
    context: str = _NOWHERE
    alternative: str = ""


def _blocks(experiment: Experiment) -> tuple[tuple[str, ...], list[_Block]]:
    """Varied parameters, and blocks of points in the order of the table."""
    match experiment.design:
        case Alternatives(alternatives):
            return _of_alternatives(experiment, alternatives)
        case Grid(levels):
            grid = np.array(list(product(*levels.values())), dtype=float)
            return tuple(levels), _repeated(experiment, tuple(levels), grid)
        case OneAtATime(levels):
            places = _places(experiment, levels)
            return tuple(levels), [
                _Block(base, _one_at_a_time(base, levels), name)
                for name, base in places
            ]
        case Sample(factors=factors) | Sensitivity(factors=factors):
            values = values_at(factors, unit_matrix(experiment))
            names = tuple(factor.parameter for factor in factors)
            return names, _repeated(experiment, names, values)


def _repeated(
    experiment: Experiment, names: Collection[str], values: Matrix
) -> list[_Block]:
    return [_Block(base, values, name) for name, base in _places(experiment, names)]


def _places(
    experiment: Experiment, varied: Collection[str]
) -> Iterator[tuple[str, Scenario]]:
    """Scenarios that the design is laid over, by the name of the context."""
    for context in experiment.contexts or (None,):
        base = scenario_at(experiment, context=context)
        yield context.name if context else _NOWHERE, _without_basis(base, varied)


def _without_basis(scenario: Scenario, settings: Collection[str]) -> Scenario:
    """What a setting rested on says nothing of the value that takes its place."""
    basis = {n: words for n, words in scenario.basis.items() if n not in settings}
    return replace(scenario, basis=basis)


def _one_at_a_time(base: Scenario, levels: Mapping[str, Sequence[float]]) -> Matrix:
    start = [value_of(base.parameters, name) for name in levels]
    rows = [start]
    for k, own in enumerate(levels.values()):
        rows += [
            [*start[:k], level, *start[k + 1 :]] for level in own if level != start[k]
        ]
    return np.array(rows, dtype=float)


# ---- Alternatives ----


def _of_alternatives(
    experiment: Experiment, alternatives: Sequence[Alternative]
) -> tuple[tuple[str, ...], list[_Block]]:
    """A block of one point for each alternative in each context.

    An alternative that leaves a varied parameter alone has the value of its scenario.
    """
    varied = (name for one in alternatives for name in one.settings)
    names = tuple(dict.fromkeys(varied))
    blocks = []
    for context in experiment.contexts or (None,):
        for one in alternatives:
            base = scenario_at(experiment, context=context, alternative=one)
            values = np.array([[value_of(base.parameters, name) for name in names]])
            where = context.name if context else _NOWHERE
            blocks.append(_Block(base, values, where, one.name))
    return names, blocks
