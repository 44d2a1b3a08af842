"""Made-up studies with known effects under common random numbers, for the analysis."""

from dataclasses import replace

import numpy as np
import pandas as pd

from cisim.configuration.experiments import (
    Alternative,
    Alternatives,
    Expectation,
    Experiment,
    Grid,
)
from cisim.configuration.scenarios import Scenario
from cisim.experiment.studies import Study
from tests.synthetic import results

PLAIN = results("one_run").runs.drop(columns=["replicate", "seed"])
"""A run, for the columns that a test does not give."""


def alternatives_study(values, *, sites=None, contexts=("",), **settings):
    """Make up a study of alternatives, the first one being the reference.

    ``values`` holds columns by alternative (or by context and alternative), each an
    array over replicates.
    """
    names = list(values[contexts[0]] if contexts != ("",) else values)
    design = Alternatives(
        tuple(
            Alternative(name, Scenario(), {}, (sites or {}).get(name, 1), name is first)
            for first in names[:1]
            for name in names
        )
    )
    places = [(context, name) for context in contexts for name in names]
    points = pd.DataFrame(
        {
            "point": range(len(places)),
            "context": [context for context, _ in places],
            "alternative": [name for _, name in places],
        }
    )
    columns = [values[c][name] if c else values[name] for c, name in places]
    return study(points, columns, design, **settings)


def grid_study(levels, columns, **settings):
    """Make up a study of a grid; ``levels`` holds a column for each parameter."""
    points = pd.DataFrame(levels)
    points.insert(0, "point", range(len(points)))
    points.insert(1, "context", settings.pop("contexts", ""))
    points.insert(2, "alternative", "")
    design = Grid({name: tuple(points[name].unique()) for name in levels})
    return study(points, columns, design, **settings)


def study(points, columns, design, missing=(), **settings):
    """Make up a study from columns point by point; ``missing`` are failed runs."""
    runs = _runs(points, columns)
    failed = pd.MultiIndex.from_tuples(missing or [(-1, -1)])
    keys = pd.MultiIndex.from_frame(runs[["point", "replicate"]])
    is_failed = keys.isin(failed)
    experiment = Experiment("made-up", "Made up", "", Scenario(), design)
    return Study(
        experiment=replace(experiment, **settings),
        points=points,
        runs=runs[~is_failed].reset_index(drop=True),
        failures=runs.loc[is_failed, ["point", "replicate"]],
        provenance={},
    )


def _runs(points, columns):
    """Make up the table of runs; every point gives the same columns."""
    counts = [len(next(iter(given.values()))) for given in columns]
    keys = points.loc[points.index.repeat(counts)].reset_index(drop=True)
    replicates = np.concatenate([np.arange(count) for count in counts])
    filled = PLAIN.loc[np.zeros(len(keys), dtype=int)].reset_index(drop=True)
    for name in columns[0]:
        values = [value for given in columns for value in given[name]]
        filled[name] = pd.Series(values, dtype=PLAIN.dtypes[name])
    own = keys.assign(replicate=replicates, seed=1000 + replicates)
    return pd.concat([own.assign(run=range(len(own))), filled], axis=1)


def draws(seed=1):
    """Generator of made-up luck."""
    return np.random.Generator(np.random.Philox(seed))


def expect(kind="difference", contrast=None, **settings):
    """Make up an expectation about the shared result of b against a."""
    plain = Expectation("", kind, "mean", contrast or {}, "shared_result_observed")
    if contrast is None:
        plain = replace(plain, contrast={"b": 1.0, "a": -1.0})
    return replace(plain, **settings)


def results_of(chances, replicates=200, seed=1):
    """Make up results of alternatives by chance, with the same luck for each."""
    luck = draws(seed).random(replicates)
    return {
        name: {
            "shared_result_observed": luck < chance,
            "months_without_result": np.where(luck < chance, 60, 240),
        }
        for name, chance in chances.items()
    }
