"""The typical site against the evidence: simulated, told, and marked with its laws.

``python -m cisim.presentation.findings`` runs it and writes ``docs/typical-site.md``.
"""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pandas as pd

from cisim.analysis.patterns import PATTERNS
from cisim.analysis.precision import Estimate
from cisim.configuration.files import load
from cisim.configuration.sources import EVIDENCE
from cisim.experiment.atomic import replace_file
from cisim.experiment.batches import Batch
from cisim.experiment.evaluate import runs_of_batch
from cisim.experiment.executors import processors
from cisim.presentation.documents import laws_line
from cisim.presentation.markdown import sourced, table
from cisim.presentation.progress import shown

REPLICATES: Final = 1000
SEED: Final = 1

_HEADINGS: Final = ("evidence", "what was seen", "this model", "accepted", "verdict")


def verdict(found: Estimate, accept: tuple[float, float] | None) -> str:
    """Say whether an estimate, or at least its interval, lies in the accepted range."""
    if accept is None or math.isnan(found.value):
        return "not stated"
    low, high = accept
    if low <= found.value <= high:
        return "inside"
    near = found.low <= high and found.high >= low
    return "outside, though the interval reaches in" if near else "outside"


def compared(runs: pd.DataFrame) -> Iterator[tuple[str, str, str, str, str]]:
    """Key, figure, estimate, accepted range and verdict of every pattern."""
    for key, pattern in PATTERNS.items():
        figure = EVIDENCE[key]
        found = pattern(runs)
        accept = "–".join(f"{bound:g}" for bound in figure.accept or ())
        yield (
            sourced(key),
            figure.figure,
            _estimate(found),
            accept,
            verdict(found, figure.accept),
        )


def page(runs: pd.DataFrame) -> str:
    """Return the document on the typical site."""
    return f"""# The typical site against the evidence

{laws_line()}

{len(runs)} runs of `typical-site` with seed {SEED}. The rates began near those of a
prototype and were then tuned roughly by hand on this scenario, so agreement is no
support; a formal calibration is still to come. The evidence speaks of many different
sites, this is one kind of site: only order and magnitude can be compared. Brackets hold
95 % intervals over runs: they tell of chance between runs, not of what the model leaves
out.

{table(_HEADINGS, compared(runs))}
{_ends(runs)}

Written by `python -m cisim.presentation.findings`.
"""


def _ends(runs: pd.DataFrame) -> str:
    """Say what the table does not hold: how runs end, the network beside trust."""
    reached = runs[runs["shared_result_observed"]]
    capacity = runs["agenda_adopted_observed"] & ~runs["shared_result_observed"]
    alive = capacity & ~runs["collapse_observed"]
    density = reached["density_year_7"].mean()
    central = reached["centralisation_year_7"].mean()
    return f"""Capacity without outcome is the usual ending that was seen (E14). Here
{capacity.mean():.0%} of the runs agree on an agenda and never have the result, but only
{alive.mean():.0%} are still alive after 20 years: sites that do not get there end
sooner and more alike than in the world. Beside the trust of E13, successful runs have
at year 7 a density of {density:.2f} (seen: 0.30) and a centralisation of {central:.2f}
(seen: 0.73): the simulated network is too dense and too even."""


def _estimate(found: Estimate) -> str:
    if math.isnan(found.value):
        return "not reached by half"
    low, high = ("…" if math.isnan(x) else f"{x:.2f}" for x in (found.low, found.high))
    return f"{found.value:.2f} ({low} to {high})"


def main() -> None:
    """Run the typical site and write the document."""
    with shown("typical-site", REPLICATES) as progress:
        runs = runs_of_batch(
            load("typical-site"),
            Batch(REPLICATES, SEED),
            workers=processors(),
            progress=progress,
        )
    replace_file(Path("docs") / "typical-site.md", page(runs).encode())


if __name__ == "__main__":
    main()
