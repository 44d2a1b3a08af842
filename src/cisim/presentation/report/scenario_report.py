"""The report of a scenario: what became of its runs."""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from cisim import __version__
from cisim.analysis.splits import Part, thirds
from cisim.configuration.outcomes import run_columns
from cisim.experiment.results import Results
from cisim.presentation import console
from cisim.presentation.figures import Picture
from cisim.presentation.report import assumptions, reproduction
from cisim.presentation.report.sections import (
    Block,
    Command,
    Drawing,
    Facts,
    Paragraph,
    Report,
    Section,
    TableOf,
)
from cisim.presentation.wording import counted, share_with_limits

PLACE = "difficulty"
"""Column with what luck gave the place of a run before anything happened."""


def scenario_report(
    results: Results,
    summary: pd.DataFrame,
    provenance: Mapping[str, Any],
    pictures: Sequence[Picture],
) -> Report:
    """Put together what came out of the runs of a scenario, the most telling first."""
    scenario = results.scenario
    key, *others = pictures
    years = counted(results.horizon_years, "year")
    sections = [
        Section("The answer in one picture", (Drawing(key),)),
        Section("The numbers", (_numbers(results, summary),)),
        Section("How it goes", tuple(map(Drawing, others))),
        _design(results, provenance),
        assumptions.section(scenario),
        Section("What the answer depends on", tuple(_depends(results))),
        reproduction.section(provenance, _command(results, provenance)),
    ]
    return Report(
        title=scenario.title,
        question=f"What becomes of initiatives like this within {years}?",
        answer=console.headline(results, summary),
        rests_on=console.note(results),
        sections=tuple(sections),
        version=str(provenance.get("cisim", __version__)),
    )


def _numbers(results: Results, summary: pd.DataFrame) -> TableOf:
    rows = tuple(console.rows(results, summary))
    return TableOf(console.note(results), ("outcome", "what was found"), rows)


def _design(results: Results, provenance: Mapping[str, Any]) -> Section:
    facts = (
        ("Runs", f"{results.replicates:,}, each a place with its own luck"),
        ("Seed", str(results.seed)),
        ("Length of a run", counted(results.horizon_years, "year")),
        ("Engine", str(provenance.get("engine", "unknown"))),
        ("Scenario", results.scenario.name),
    )
    return Section(
        "How it was simulated", (*_note_of(results.scenario.note), Facts(facts))
    )


def _note_of(note: str) -> tuple[Block, ...]:
    return (Paragraph(note.strip()),) if note.strip() else ()


# ---- What the answer depends on ----


def _depends(results: Results) -> Iterator[Block]:
    """Say what can be seen within these runs, and what can only be asked by others."""
    parts = thirds(results.runs, PLACE, "shared_result")
    if parts:
        yield Paragraph(
            "All runs have the same settings; what differs is the place they meet and"
            " their luck on the way. The place alone makes this difference:"
        )
        yield _places(parts)
    yield Paragraph(
        "What another setting would do cannot be seen in these runs. Run the same"
        " scenario with the same seed and one setting changed: what then differs comes"
        " from the setting and not from luck. Seven years of grants, for one:"
    )
    yield Command(_changed(results))
    yield Paragraph(
        "Intervals say what more runs would change. They do not say whether the model"
        " is right, and most of its rates are assumed.",
        is_note=True,
    )


def _changed(results: Results) -> str:
    setting = "--set=funding.duration_years=7"
    seed = f"--seed={results.seed}"
    return shlex.join(("cisim", "run", "resolved.toml", seed, setting, "--out=changed"))


def _places(parts: Iterable[Part]) -> TableOf:
    meaning = next(c.meaning for c in run_columns() if c.name == PLACE)
    rows = (
        (name, f"{part.low:.2g} to {part.high:.2g}", share_with_limits(part.share))
        for name, part in zip(_THIRDS, parts, strict=True)
    )
    headings = ("places", "difficulty", "reached the shared result")
    return TableOf(f"{meaning} Thirds of the runs.", headings, tuple(rows))


_THIRDS = ("the easiest third", "the middle third", "the hardest third")


def _command(results: Results, provenance: Mapping[str, Any]) -> str:
    """Command to be given beside the report: it names no folder of this machine."""
    options: dict[str, Any] = {
        "--replicates": results.replicates,
        "--seed": results.seed,
        "--save-month": provenance.get("save_month"),
        "--engine": provenance.get("engine"),
    }
    given = [f"{name}={value}" for name, value in options.items() if value is not None]
    return shlex.join(("cisim", "run", "resolved.toml", *given, "--out=again"))
