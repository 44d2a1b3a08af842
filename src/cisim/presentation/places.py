"""Numbers on the pages of the named scenarios: simulated, and marked with their laws.

``python -m cisim.presentation.places`` runs the scenarios of every page whose laws or
settings have changed and writes its numbers between ``<!-- simulated -->`` and
``<!-- end -->``; with ``--check`` it runs nothing, names such pages, and exits with 1.
"""

import argparse
import hashlib
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from cisim.analysis.precision import Estimate, mean_interval, median_interval, wilson
from cisim.analysis.summary import convened, times
from cisim.configuration.files import load
from cisim.configuration.scenarios import Scenario
from cisim.experiment.evaluate import evaluate
from cisim.experiment.executors import processors
from cisim.experiment.results import Results
from cisim.presentation.documents import laws_line
from cisim.presentation.markdown import table
from cisim.presentation.named_scenarios import family
from cisim.presentation.passages import holds, passage, put
from cisim.presentation.progress import shown
from cisim.presentation.wording import CAUTION, share_with_limits

REPLICATES: Final = 400
SEED: Final = 1

MEASURABLE: Final = 0.03
"""Improvement that counts as an early measurable result (E15)."""

_HEADINGS: Final = (
    "scenario",
    "shared result",
    "collapsed",
    "alive at year 7",
    "agreed agenda",
    "joint milestone",
    "improved by 3 points",
    "improvement at the end",
)


# ---- Numbers of a page ----


def numbers(runs: Sequence[Results]) -> str:
    """Return the simulated passage of a page: whence, table, contrast."""
    rows = table(_HEADINGS, [_row(results) for results in runs])
    return f"""
{laws_line()}
settings: {settings_digest([results.scenario for results in runs])}

{runs[0].replicates} runs of each over {runs[0].horizon_years} years, seed {SEED}; so
many in 100 runs, with 95 % intervals over runs. Months are those by which half of all
runs were there. {CAUTION}

{rows}{_contrast(runs)}
"""


def _row(results: Results) -> tuple[str, ...]:
    return (
        f"`{results.scenario.name}`",
        _share(results, "shared_result_observed"),
        _share(results, "collapse_observed") if convened(results) else "–",
        _share(results, "alive_year_7") if convened(results) else "–",
        _month(results, "agenda_adopted"),
        _month(results, "joint_milestone"),
        _measurable(results),
        _points(results),
    )


def _share(results: Results, outcome: str) -> str:
    return share_with_limits(_share_of(results, outcome))


def _share_of(results: Results, outcome: str) -> Estimate:
    known = results.runs[outcome].dropna()
    return wilson(int(known.sum()), len(known))


def _month(results: Results, event: str) -> str:
    found = median_interval(*times(results.runs, event)).value
    return "not by half" if math.isnan(found) else f"month {found:.0f}"


def _measurable(results: Results) -> str:
    month = measurable_month(results)
    return "not by half" if month is None else f"month {month}"


def measurable_month(results: Results) -> int | None:
    """First month in which the median improvement is measurable."""
    monthly = results.monthly
    improvement = monthly[monthly["variable"] == "improvement"].set_index("month")
    reached = improvement.index[improvement["q50"] >= MEASURABLE]
    return None if reached.empty else int(reached.min())


def _points(results: Results) -> str:
    found = mean_interval(results.runs["improvement_end"].astype(float).tolist())
    value, low, high = (100 * number for number in found[:3])
    return f"{value:.1f} points ({low:.1f} to {high:.1f})"


def _contrast(runs: Sequence[Results]) -> str:
    """Say between which scenarios of a page the shared result differs most."""
    shares = [(_share_of(r, "shared_result_observed"), r.scenario.name) for r in runs]
    (low, least), (high, most) = min(shares), max(shares)
    if least == most or low.value == high.value:
        return ""
    told = "beyond their intervals" if low.high < high.low else "within their intervals"
    return f"""
The shared result is most frequent in `{most}` and least in `{least}`; these two differ
{told}.
"""


# ---- Which pages are stale ----


def settings_digest(scenarios: Sequence[Scenario]) -> str:
    """Digest of all that scenarios set, and of how often they are run."""
    given = [
        (scenario.name, scenario.all_settings(), scenario.changes)
        for scenario in scenarios
    ]
    return hashlib.sha256(repr((given, REPLICATES, SEED)).encode()).hexdigest()[:16]


def is_current(page: Path) -> bool:
    """Tell whether the numbers of a page come from today's laws and settings."""
    digest = settings_digest([load(name) for name in family(page.stem)])
    return holds(page, {laws_line(), f"settings: {digest}"})


def pages(folder: Path) -> Iterator[Path]:
    """Pages of a folder that hold simulated numbers."""
    for page in sorted(folder.glob("*.md")):
        if passage(page) is not None:
            yield page


def stale(folder: Path) -> list[Path]:
    """Pages whose numbers come from other laws or settings."""
    return [page for page in pages(folder) if not is_current(page)]


def simulate(page: Path) -> None:
    """Run the scenarios of a page and write their numbers into it."""
    put(page, numbers([_run(name) for name in family(page.stem)]))


def _run(name: str) -> Results:
    with shown(name, REPLICATES) as progress:
        return evaluate(
            load(name), REPLICATES, SEED, workers=processors(), progress=progress
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Simulate or check the pages of a folder; return the exit code."""
    parser = argparse.ArgumentParser(description="Simulate the named scenarios.")
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path("docs") / "scenarios"
    )
    parser.add_argument("--check", action="store_true", help="run nothing")
    parser.add_argument("--anew", action="store_true", help="run all pages again")
    chosen = parser.parse_args(arguments)
    if chosen.check:
        found = stale(chosen.folder)
        sys.stdout.writelines(f"{page}: simulated otherwise\n" for page in found)
        return 1 if found else 0
    for page in list(pages(chosen.folder)) if chosen.anew else stale(chosen.folder):
        simulate(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
