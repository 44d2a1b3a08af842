"""Findings of the shipped experiments: run, told on their pages, marked with laws.

``python -m cisim.presentation.shipped_studies`` runs every experiment of which laws or
design have changed since, and writes what it found into its ``README.md`` between two
marks, with its first picture beside; with ``--check`` it runs nothing, names such
pages, and exits with 1. What was broken off goes on.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from cisim.configuration.experiments import Experiment
from cisim.configuration.experiments.counting import runs_count
from cisim.configuration.experiments.deciding import decides
from cisim.configuration.experiments.loading import load_experiment
from cisim.experiment.atomic import replace_file
from cisim.presentation import studying
from cisim.presentation.documents import laws_line
from cisim.presentation.figures.picture import Picture, png
from cisim.presentation.passages import holds, passage, put
from cisim.presentation.progress import shown
from cisim.presentation.report.in_markdown import in_markdown
from cisim.presentation.report.studied import answered
from cisim.presentation.report.study_report import (
    CHOICE,
    EXPECTED,
    FACTORS,
    NUMBERS,
    SIGNS,
)
from cisim.presentation.wording import CAUTION

PICTURE: Final = "finding.png"
"""Name of the picture beside a page."""

_TOLD: Final = (EXPECTED, NUMBERS, CHOICE, FACTORS, SIGNS)


def design_line(experiment: Experiment) -> str:
    """Return the line by which a page names the design that was run."""
    digest = hashlib.sha256(decides(experiment).encode()).hexdigest()[:16]
    return f"design: {digest}"


def pages(folder: Path) -> Iterator[Path]:
    """Pages of a folder of experiments that hold what was found."""
    for page in sorted(folder.glob("*/README.md")):
        if passage(page) is not None:
            yield page


def stale(folder: Path) -> list[Path]:
    """Pages whose findings come from other laws or another design."""
    return [
        page
        for page in pages(folder)
        if not holds(page, {laws_line(), design_line(load_experiment(page.parent))})
    ]


def simulate(page: Path) -> None:
    """Run the experiment of a page and write what it found into it."""
    experiment = load_experiment(page.parent)
    job = studying.prepared(experiment, studying.Computing(), None, is_confirmed=True)
    with shown(experiment.name, runs_count(experiment)) as progress:
        study = studying.run(job, progress)
    report, _ = answered(study, job.folder)
    first = next(report.pictures())
    replace_file(page.parent / PICTURE, png(first))
    found = in_markdown(report, *_TOLD)
    put(page, _words(experiment, found, first))


def _words(experiment: Experiment, found: str, picture: Picture) -> str:
    alternative = " ".join(picture.description.split())
    return f"""
{laws_line()}
{design_line(experiment)}

{found}

![{alternative}]({PICTURE})

{picture.caption} {CAUTION}

"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run or check the experiments of a folder; return the exit code."""
    parser = argparse.ArgumentParser(description="Run the shipped experiments.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("experiments"))
    parser.add_argument("--check", action="store_true", help="run nothing")
    parser.add_argument("--anew", action="store_true", help="tell all pages again")
    chosen = parser.parse_args(arguments)
    found = list(pages(chosen.folder)) if chosen.anew else stale(chosen.folder)
    if chosen.check:
        sys.stdout.writelines(f"{page}: found otherwise\n" for page in found)
        return 1 if found else 0
    for page in found:
        simulate(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
