"""The other methods of SALib, as one table of what each needs and returns.

Arrays come in checked by `responses`; this module keeps SALib from what it does in
silence: seeds are positive Python integers, the global state of NumPy and the format
of warnings are restored, problems are handed over as copies in unit space, sizes are
checked first, and warnings become notes. Limits are SALib's: value and half-width from
resampled points alone, seeds not resampled.
"""

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from SALib.analyze import (
    delta,
    dgsm,
    discrepancy,
    enhanced_hdmr,
    fast,
    ff,
    rbd_fast,
    shapley,
)
from SALib.analyze.rsa import rsa

from cisim.analysis.precision import mean_interval
from cisim.analysis.sensitivity.estimates import in_words, noise_in_words
from cisim.analysis.sensitivity.frames import tidy
from cisim.analysis.sensitivity.noise import noise
from cisim.analysis.sensitivity.problem import Problem
from cisim.configuration.mistakes import ConfigurationError
from cisim.experiment.generators import generator

type Found = Mapping[str, Any]
type Analysis = Callable[[Problem, np.ndarray, np.ndarray, int], Found]


class Adapter(NamedTuple):
    """A method of SALib: its call, and its keys with those of their half-widths.

    ``points`` gives the multiple that the number of points must be, ``least`` the
    smallest N, unless the number must be ``exact``; an ``indivisible`` sample cannot
    lose points; ``smooth`` methods differentiate; ``linear`` ones give an estimate per
    replicate, whose spread makes the interval.
    """

    analyse: Analysis
    keys: Mapping[str, str]
    points: Callable[[int], int] = lambda factors: 1  # noqa: ARG005 (any number)
    least: int = 2
    exact: bool = False
    indivisible: bool = False
    smooth: bool = False
    linear: bool = False
    note: str = ""


# ---- The table ----


def _two_levels(factors: int) -> int:
    return int(2 << (factors - 1).bit_length())


def _fractional(problem: Problem, U: np.ndarray, y: np.ndarray, seed: int) -> Found:
    return dict(ff.analyze(problem.salib, U, y, second_order=True, seed=seed))


def _cramer_von_mises(
    problem: Problem, U: np.ndarray, y: np.ndarray, seed: int
) -> Found:
    del problem, seed  # the low-level function knows neither groups nor draws
    return {"CvM": np.nanmax(rsa(U, y, bins=10, target="X"), axis=0)}


ADAPTERS: Final[Mapping[str, Adapter]] = {
    "fast": Adapter(
        lambda problem, _, y, seed: fast.analyze(problem.salib, y, seed=seed),
        {"S1": "S1_conf", "ST": "ST_conf"},
        points=lambda factors: factors,
        indivisible=True,  # a curve per factor
        least=65,  # more than 4 M squared, with M = 4 harmonics
    ),
    "rbd_fast": Adapter(
        lambda problem, U, y, seed: rbd_fast.analyze(problem.salib, U, y, seed=seed),
        {"S1": "S1_conf"},
        least=100,
    ),
    "delta": Adapter(
        lambda problem, U, y, seed: delta.analyze(problem.salib, U, y, seed=seed),
        {"delta_balanced": "delta_balanced_conf", "S1": "S1_conf"},
        least=100,
    ),
    "dgsm": Adapter(
        lambda problem, U, y, seed: dgsm.analyze(problem.salib, U, y, seed=seed),
        {"dgsm": "dgsm_conf"},
        points=lambda factors: factors + 1,
        smooth=True,
        note="an upper limit of ST for smooth outcomes; noise is divided by the step",
    ),
    "hdmr": Adapter(
        lambda problem, U, y, seed: enhanced_hdmr.analyze(
            problem.salib, U, y, seed=seed
        ),
        {"Sa": "Sa_conf", "Sb": "Sb_conf", "ST": "ST_conf"},
        least=300,  # SALib fails below
        note="rests on the fit of cubic polynomials",
    ),
    "fractional_factorial": Adapter(
        _fractional,
        {"ME": "", "IE": ""},
        points=_two_levels,
        exact=True,
        indivisible=True,
        linear=True,
        note="half the difference between high and low, in the unit of the outcome",
    ),
    "shapley": Adapter(
        lambda problem, U, y, _: shapley.analyze(problem.salib, U, y),
        {"shapley_normalized": "shapley_normalized_conf"},
        points=lambda factors: factors + 1,
    ),
    "discrepancy": Adapter(
        lambda problem, U, y, _: discrepancy.analyze(problem.salib, U, y),
        {"s_discrepancy": ""},
        note="SALib gives no interval",
    ),
    "rsa": Adapter(
        _cramer_von_mises,
        {"CvM": ""},
        least=100,
        note="largest Cramér-von Mises distance of ten ranges; no interval",
    ),
}
"""Methods by the name that a design gives them."""

# ---- The call ----


def adapted(
    method: str, problem: Problem, U: np.ndarray, Y: np.ndarray, *, seed: int = 1
) -> pd.DataFrame:
    """Analyse the means over replicates by a method of SALib; return a tidy table.

    U (point, factor) is the sample of the method, Y (point, replicate) the outcomes.
    Groups are not moved together by these designs: factors are told one by one.

    Raises
    ------
    ConfigurationError
        If the sample does not suit the method.
    """
    adapter = ADAPTERS[method]
    alone = Problem(problem.names, discrete=problem.discrete)
    _refuse(method, adapter, alone, U)
    label = f"salib {method}"
    salib_seed = int(generator(seed, label).integers(1, 2**31 - 1))
    with quiet() as said:
        found = adapter.analyse(_neutral(alone), U, Y.mean(axis=1), salib_seed)
        if adapter.linear:
            found = _with_spread(adapter, _neutral(alone), U, Y, found)
    share = noise(Y)
    common = (adapter.note, _smoothness(adapter, alone), *said)
    note = in_words((*common, noise_in_words(share, Y.shape[1])))
    return tidy(
        _rows(adapter, alone, found),
        method=method,
        noise_share=share.share,
        N=len(U) // adapter.points(len(problem.names)) if not adapter.exact else len(U),
        replicates=Y.shape[1],
        note=note,
    )


def _refuse(method: str, adapter: Adapter, problem: Problem, U: np.ndarray) -> None:
    factors = len(problem.names)
    multiple, where = adapter.points(factors), f"sample of {method}"
    if adapter.exact and len(U) != multiple:
        text = f"must have exactly {multiple} points for {factors} factors"
        raise ConfigurationError([f"{where}: {len(U)} points; {text}"])
    if len(U) % multiple or U.shape[1] != factors:
        text = f"must be a multiple of {multiple} points with {factors} factors"
        raise ConfigurationError([f"{where}: {U.shape}; {text}"])
    if len(U) // multiple < adapter.least and not adapter.exact:
        text = f"must be at least {adapter.least}"
        raise ConfigurationError([f"{where}: N = {len(U) // multiple}; {text}"])


def _neutral(problem: Problem) -> Problem:
    """Factors by number: SALib's delta forbids some endings of names."""
    return Problem(tuple(f"x{i}" for i in range(len(problem.names))))


def _smoothness(adapter: Adapter, problem: Problem) -> str:
    steps = [n for n, d in zip(problem.names, problem.discrete, strict=False) if d]
    if not adapter.smooth or not steps:
        return ""
    return f"derivatives mean nothing for factors with levels ({', '.join(steps)})"


@contextmanager
def quiet() -> Iterator[list[str]]:
    """Collect warnings as words; restore the state that SALib changes globally."""
    state, form = np.random.get_state(), warnings.formatwarning
    said: list[str] = []
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield said
            texts = (" ".join(str(w.message).split()) for w in caught)
            said.extend(f"SALib warns: {text}" for text in dict.fromkeys(texts))
    finally:
        np.random.set_state(state)
        warnings.formatwarning = form


def _with_spread(
    adapter: Adapter, problem: Problem, U: np.ndarray, Y: np.ndarray, found: Found
) -> Found:
    """Add half-widths from estimates that each replicate gives by itself."""
    each = [adapter.analyse(problem, U, y, 1) for y in Y.T]
    spread = {
        f"{key}_spread": [
            (estimate.high - estimate.low) / 2
            for values in zip(*(one[key] for one in each), strict=True)
            for estimate in [mean_interval([float(v) for v in values])]
        ]
        for key in adapter.keys
    }
    return {**found, **spread}


def _rows(
    adapter: Adapter, problem: Problem, found: Found
) -> Iterator[dict[str, object]]:
    """Rows of the factors and pairs; dummies and higher terms are left out."""
    known = {f"x{i}": name for i, name in enumerate(problem.names)}
    for key, conf in adapter.keys.items():
        values = np.asarray(found[key], dtype=float)
        half = np.asarray(
            found.get(conf or f"{key}_spread", np.full(len(values), np.nan))
        )
        terms = _terms(key, found, len(values), len(known))
        for term, value, width in zip(terms, values, half.astype(float), strict=True):
            if all(part in known for part in term) and np.isfinite(value):
                yield {
                    "index": key,
                    "factor": known[term[0]],
                    "other": known[term[1]] if len(term) > 1 else "",
                    "value": value,
                    "uncorrected": value,
                    "low": value - width,
                    "high": value + width,
                    "chance": np.nan,
                }


def _terms(key: str, found: Found, count: int, factors: int) -> list[tuple[str, ...]]:
    """Factors that each value of a key is of."""
    if key == "IE":
        return [tuple(pair) for pair in found["interaction_names"]]
    if "Term" in found and count > factors:
        return [tuple(str(term).split("/")) for term in found["Term"]]
    return [(f"x{i}",) for i in range(count)]
