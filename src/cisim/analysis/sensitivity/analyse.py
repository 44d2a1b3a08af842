"""The front of sensitivity analysis: from a study to one tidy table and a verdict."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

from cisim.analysis.sensitivity.adapters import ADAPTERS, adapted
from cisim.analysis.sensitivity.blocks import (
    follows,
    refuse_constrained,
    saltelli_columns,
)
from cisim.analysis.sensitivity.enough import LEADING, Enough, enough
from cisim.analysis.sensitivity.estimates import Estimates, in_words
from cisim.analysis.sensitivity.frames import COLUMNS, tidy
from cisim.analysis.sensitivity.morris import morris
from cisim.analysis.sensitivity.pawn import pawn
from cisim.analysis.sensitivity.problem import Problem, problem_of
from cisim.analysis.sensitivity.regional import by_range, regional
from cisim.analysis.sensitivity.responses import (
    DISPERSION,
    FEWEST_FOR_DISPERSION,
    Response,
    complete_blocks,
    constant_in_words,
    contexts,
    dispersion,
    guarded,
    is_constant,
    is_truth,
    points_of,
    response,
    split,
)
from cisim.analysis.sensitivity.sobol import sobol
from cisim.configuration.experiments import Sensitivity
from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.studies import Study

type Missing = Literal["refuse", "drop"]
type Part = tuple[pd.DataFrame, list[dict[str, Any]]]
type Own = Callable[[Problem, np.ndarray, np.ndarray, int], Estimates]


@dataclass(frozen=True, slots=True, eq=False)
class SensitivityResult:
    """What matters, in one tidy table, and whether the sample is enough to say so.

    ``indices`` has the columns of `frames.COLUMNS`; ``enough`` has a row per context,
    response and nested sub-sample with the fields of `enough.Enough`.
    """

    indices: pd.DataFrame
    enough: pd.DataFrame

    @property
    def verdicts(self) -> tuple[str, ...]:
        """For each response of each context, whether N is enough, in words."""
        if self.enough.empty:
            return ()
        last = self.enough.groupby(["context", "response", "of"], sort=False).tail(1)
        return tuple(
            f"{', '.join(filter(None, [context, f'{of} of {name}']))}: {words}"
            for context, name, of, words in last[
                ["context", "response", "of", "words"]
            ].itertuples(index=False)
        )


@dataclass(frozen=True, slots=True)
class Method:
    """A method of this package: its call and the points of its blocks."""

    call: Own
    block: Callable[[Problem], int] = lambda problem: 1  # noqa: ARG005 (any points)
    given_data: bool = False


OWN: Final[Mapping[str, Method]] = {
    "sobol": Method(
        lambda p, U, Y, seed: sobol(p, U, Y, second_order=False, seed=seed),
        lambda p: saltelli_columns(p, second_order=False),
    ),
    "sobol_second_order": Method(
        lambda p, U, Y, seed: sobol(p, U, Y, second_order=True, seed=seed),
        lambda p: saltelli_columns(p, second_order=True),
    ),
    "morris": Method(
        lambda p, U, Y, seed: morris(p, U, Y, seed=seed),
        lambda p: len(p.inputs) + 1,
    ),
    "pawn": Method(lambda p, U, Y, seed: pawn(p, U, Y, seed=seed), given_data=True),
    "regional": Method(
        lambda p, U, Y, seed: regional(p, U, Y, seed=seed), given_data=True
    ),
}
"""Methods of this package; all others go through the adapter of SALib."""


def analyse(
    study: Study, U: np.ndarray, *, missing: Missing = "refuse"
) -> SensitivityResult:
    """Return the sensitivity indices of every response of a study, in each context.

    U (point, factor) is the sample in [0, 1] of which the points of each context were
    made, in their order (`cisim.experiment.salib_design.unit_matrix`). Means and, for
    outcomes other than truths, dispersions over replicates are explained. With
    ``missing="drop"`` whole blocks of points without an outcome are left out, and the
    result says so. An outcome that is the same at all points has rows without values.

    Raises
    ------
    ConfigurationError
        If the design is none of sensitivity analysis, an outcome cannot be analysed,
        or the method needs independent factors and the points have none.
    """
    design = study.experiment.design
    if not isinstance(design, Sensitivity):
        text = f"must be one of {', '.join([*OWN, *ADAPTERS])}"
        raise ConfigurationError([f"design › method: {text}; this design has none"])
    parts = _parts(study, design, U, missing)
    frames = [frame for frame, _ in parts]
    judged = [row for _, rows in parts for row in rows]
    columns = ["context", "response", "of", *Enough._fields]
    return SensitivityResult(
        pd.concat(frames, ignore_index=True)[list(COLUMNS)],
        pd.DataFrame(judged, columns=columns),
    )


def _parts(
    study: Study, design: Sensitivity, U: np.ndarray, missing: Missing
) -> list[Part]:
    """Analyse all responses; tell the mistakes of all at once."""
    parts: list[Part] = []
    mistakes: list[str] = []
    for context in contexts(study):
        for name in design.outcomes:
            try:
                found = response(study, name, context)
                kinds = _kinds(found, design.method)
                parts += [_part(study, design, kind, U, missing) for kind in kinds]
            except ConfigurationError as error:
                mistakes += error.mistakes
    if mistakes:
        raise ConfigurationError(dict.fromkeys(mistakes))
    return parts


def _kinds(found: Response, method: str) -> Iterator[Response]:
    """Return the response whose mean is explained, and whose dispersion is to be."""
    yield found
    enough_replicates = found.Y.shape[1] >= FEWEST_FOR_DISPERSION
    if enough_replicates and not is_truth(found.name) and method != "regional":
        yield Response(found.name, DISPERSION, found.context, found.Y, found.runs)


def _part(
    study: Study, design: Sensitivity, whole: Response, U: np.ndarray, missing: Missing
) -> Part:
    """Indices of one response and the judgement of its sub-samples."""
    problem = problem_of(design.factors)
    points = points_of(study, whole.context)
    sample, note = _sample(design, U, points)
    kept, note_of_dropped = np.ones(len(U), dtype=bool), ""
    if missing == "drop":
        size = _block(design.method, problem, len(U))
        whole, kept, note_of_dropped = complete_blocks(whole, size)
    found = guarded(whole, int(kept.sum()), constant=False)
    if whole.of == DISPERSION:
        found = dispersion(whole)
    frame, judged = _analysed(
        study, problem, found, sample[kept], points.loc[kept, list(study.factors)]
    )
    same = {"context": whole.context, "response": whole.name, "of": whole.of}
    said = [in_words([own, note, note_of_dropped]) for own in frame["note"]]
    rows: list[dict[str, Any]] = [{**same, **row._asdict()} for row in judged]
    return frame.assign(**same, note=said), rows


def _sample(
    design: Sensitivity, U: np.ndarray, points: pd.DataFrame
) -> tuple[np.ndarray, str]:
    """Return the unit sample; for given data the settings where they differ from it."""
    if len(U) != len(points):
        text = f"{len(U)} points in the sample, {len(points)} in the study"
        raise ConfigurationError([f"sample: {text}; must be the same"])
    settings = points[[factor.parameter for factor in design.factors]]
    X = settings.to_numpy(dtype=float)
    if not (np.isfinite(X).all() and ((U >= 0) & (U <= 1)).all()):
        text = "must lie between 0 and 1 and have finite settings (truncate tails)"
        raise ConfigurationError([f"sample: {text}"])
    given = design.method in OWN and OWN[design.method].given_data
    if not given:
        refuse_constrained(design.factors, U, points)
    if follows(design.factors, U, points):
        return U, ""
    return X, "settings as run, not as sampled"


def _block(method: str, problem: Problem, points: int) -> int:
    """Points that can only be left out together."""
    if method in OWN:
        return OWN[method].block(problem)
    adapter = ADAPTERS[method]
    return points if adapter.indivisible else adapter.points(len(problem.names))


def _analysed(
    study: Study, problem: Problem, found: Response, U: np.ndarray, X: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[Enough, ...]]:
    method, seed = _method(study), study.experiment.seed
    if is_constant(found.Y.mean(axis=1)):
        return _nothing(method, problem, found.Y), ()
    if method not in OWN:
        return adapted(method, problem, U, found.Y, seed=seed), ()
    Y, said = split(found.name, found.Y) if method == "regional" else (found.Y, "")
    own = OWN[method]
    alone = Problem(problem.names) if own.given_data else problem
    estimates = own.call(alone, U, Y, seed)
    frames = [estimates.frame(alone)]
    if method == "regional":
        settings = X[list(problem.names)].to_numpy(dtype=float)
        frames.append(by_range(alone, settings, Y, seed=seed).frame(alone))
    frame = pd.concat(frames, ignore_index=True)
    notes = [in_words([said, note]) for note in frame["note"]]
    return frame.assign(note=notes), _judged(own, alone, estimates, (U, Y, seed))


def _nothing(method: str, problem: Problem, Y: np.ndarray) -> pd.DataFrame:
    """Rows of an outcome that is the same at all points, in some context perhaps."""
    index = LEADING[method] if method in OWN else next(iter(ADAPTERS[method].keys))
    rows = [{"index": index, "factor": name} for name in problem.inputs]
    counts = {"N": len(Y), "replicates": Y.shape[1]}
    return tidy(rows, method=method, note=constant_in_words(Y), **counts)


def _method(study: Study) -> str:
    design = study.experiment.design
    return design.method if isinstance(design, Sensitivity) else ""


def _judged(
    own: Method,
    problem: Problem,
    whole: Estimates,
    sample: tuple[np.ndarray, np.ndarray, int],
) -> tuple[Enough, ...]:
    """Judge nested sub-samples; those in which the outcome never varies say nothing."""
    U, Y, seed = sample
    size = own.block(problem)

    def analysed(blocks: int) -> Estimates | None:
        if blocks == whole.N:
            return whole
        first = slice(blocks * size)
        if is_constant(Y[first].mean(axis=1)):
            return None
        return own.call(problem, U[first], Y[first], seed)

    return enough(analysed, whole.N)
