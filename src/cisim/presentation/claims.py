"""The claims register against the model: each contrast run, its sign told.

``python -m cisim.presentation.claims`` runs all alternatives and writes
``docs/claims.md``; with ``--only C03 C19`` it prints these claims and writes nothing.
A finished alternative is kept, so that a broken-off command goes on where it stopped.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from cisim.analysis.contrasts import (
    AS_EXPECTED,
    CHANCE,
    OPPOSITE,
    Found,
    found,
    verdict,
)
from cisim.configuration.claims import LABELS, Claim, Register, Sign
from cisim.configuration.register import SHIPPED, register
from cisim.configuration.scenarios import Scenario
from cisim.experiment.alternatives import Plan, runs_of
from cisim.experiment.atomic import replace_file
from cisim.experiment.executors import processors
from cisim.presentation import markdown
from cisim.presentation.contrast_words import (
    compared,
    differences,
    expected_words,
    found_words,
)
from cisim.presentation.documents import laws_line
from cisim.presentation.progress import shown

REPLICATES: Final = 200
SEED: Final = 20_261_123
"""Used for nothing else, so that no rate can have been chosen by these runs."""
KEPT: Final = Path("results") / ".claims"


class Row(NamedTuple):
    """A sign of a claim with what was found, also without the term responsible."""

    claim: Claim
    sign: Sign
    found: Found
    without: Found | None

    @property
    def verdict(self) -> str:
        """Whether the sign is as expected."""
        return verdict(self.sign, self.found)


# ---- Running ----


def scenarios_of(claims: Iterable[Claim]) -> Iterator[Scenario]:
    """All scenarios that some claims ask for, those without a term included."""
    for claim in claims:
        yield from claim.alternatives.values()
        for name in {n for s in claim.signs if s.ablated for n in s.names}:
            yield claim.without[name]


def rows_of(
    claims: Iterable[Claim], plan: Plan, runs: Mapping[str, pd.DataFrame]
) -> list[Row]:
    """Signs of claims with what runs, given by the key of the scenario, show."""

    def looked_up(scenarios: Mapping[str, Scenario], sign: Sign) -> Found:
        return found(sign, {n: runs[plan.key(scenarios[n])] for n in sign.names})

    return [
        Row(
            claim,
            sign,
            looked_up(claim.alternatives, sign),
            looked_up(claim.without, sign) if sign.ablated else None,
        )
        for claim in claims
        for sign in claim.signs
    ]


def evaluated(claims: Sequence[Claim], plan: Plan) -> list[Row]:
    """Run what some claims ask for and look at their signs."""
    scenarios = list(scenarios_of(claims))
    total = len({plan.key(scenario) for scenario in scenarios}) * plan.replicates
    with shown("claims", total) as progress:
        runs = runs_of(scenarios, plan, workers=processors(), progress=progress)
    return rows_of(claims, plan, runs)


# ---- The page ----


def page(rows: Sequence[Row], bases: Mapping[str, Scenario], plan: Plan) -> str:
    """Return the document on the claims."""
    return f"""# The claims and their signs

{laws_line()}

What the documents claim, in our words, and whether the model gives it. Each contrast
compares scenarios that differ in the settings named below and are alike in all else,
replicate by replicate under the same random numbers: {plan.replicates} replicates with
seed {plan.seed}. Found is the mean over replicates ± its standard error.

**This is no verdict.** A mean within two standard errors of the reference cannot be
told from chance, and of many rows about one in twenty is told wrongly. Runs cost
nothing, so a mean far from chance may still be too small to matter. Nothing here says
what a real place would do.

**The sample is fresh, the choices are not.** Rates, bases and a few contrasts (those of
C12, C16, C19, C36 and C37) were chosen while looking at runs under another seed. The
seed of this page is used for nothing else, so no sign owes to luck in the choosing; but
a model that was shaped until signs came out right supports them less than one that was
not. Sizes that count as large enough are fixed with the verdicts.

{_counts(rows)}
What the labels mean: {_labels()}.

## Signs

Where a term can be held responsible, *without it* shows the same contrast with that
term taken away: what is left does not come from there.

{table(rows)}
## What was run

The bases, and how each differs from the typical site:

{_bases_table(bases)}
The alternatives, and how each differs from the base *open*:

{_alternatives_table(rows, bases)}
Terms that were taken away:

{_ablations_table(rows)}
## What stays wrong and what was tried

{_tried(rows)}

Written by `python -m cisim.presentation.claims`.
"""


def table(rows: Iterable[Row]) -> str:
    """Table of the signs, a line each."""
    headings = ("id", "claim", "compared", "expected", "found", "sign")
    lines = []
    last = ""
    for row in rows:
        key = row.claim.key
        own = (key, row.claim.claim) if key != last else ("", "")
        lines.append((*own, *_cells(row)))
        last = key
    return markdown.table((*headings, "without it", "label"), lines)


def _cells(row: Row) -> tuple[str, ...]:
    return (
        compared(row.sign),
        expected_words(row.sign),
        found_words(row.found),
        row.verdict if row.verdict != OPPOSITE else f"**{row.verdict}**",
        found_words(row.without) if row.without else "",
        row.sign.label,
    )


def _counts(rows: Sequence[Row]) -> str:
    counted = Counter((row.sign.label, row.verdict) for row in rows)
    verdicts = (AS_EXPECTED, CHANCE, OPPOSITE)
    lines = [(lab, *(str(counted[lab, v]) for v in verdicts)) for lab in LABELS]
    return markdown.table(("label", *verdicts), lines)


def _labels() -> str:
    return "; ".join(f"*{label}*, {meaning}" for label, meaning in LABELS.items())


def _bases_table(bases: Mapping[str, Scenario]) -> str:
    typical = bases.get("typical", next(iter(bases.values())))
    lines = [(n, differences(scenario, typical)) for n, scenario in bases.items()]
    return markdown.table(("base", "settings"), lines)


def _alternatives_table(rows: Sequence[Row], bases: Mapping[str, Scenario]) -> str:
    start = bases.get("open", next(iter(bases.values())))
    lines = [
        (key, name.replace("_", " "), differences(scenario, start))
        for key, claim in _claims(rows).items()
        for name, scenario in claim.alternatives.items()
        if name not in bases and "." not in name
    ]
    return markdown.table(("id", "alternative", "settings"), lines)


def _ablations_table(rows: Sequence[Row]) -> str:
    lines = [
        (key, claim.ablation, _taken_away(claim))
        for key, claim in _claims(rows).items()
        if claim.ablation
    ]
    return markdown.table(("id", "taken away", "settings"), lines)


def _taken_away(claim: Claim) -> str:
    name, scenario = next(iter(claim.alternatives.items()))
    return differences(claim.without[name], scenario)


def _tried(rows: Sequence[Row]) -> str:
    wrong = {row.claim.key for row in rows if row.verdict != AS_EXPECTED}
    told = [
        f"- **{key}**: {claim.tried or 'nothing yet.'}"
        for key, claim in _claims(rows).items()
        if key in wrong or claim.tried
    ]
    return "\n".join(told) or "Nothing: all signs are as expected."


def _claims(rows: Sequence[Row]) -> dict[str, Claim]:
    return {row.claim.key: row.claim for row in rows}


# ---- The command ----


def chosen(given: Register, only: Sequence[str]) -> list[Claim]:
    """Claims in the order of their keys: some of them, or all."""
    return [given.claims[key] for key in sorted(only or given.claims)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the claims and write the document."""
    parser = argparse.ArgumentParser(description="Run the claims register.")
    parser.add_argument("--register", type=Path, default=SHIPPED)
    parser.add_argument("--only", nargs="+", default=(), help="keys of claims to print")
    parser.add_argument("--replicates", type=int, default=REPLICATES)
    parser.add_argument("--out", type=Path, default=Path("docs") / "claims.md")
    parser.add_argument("--kept", type=Path, default=KEPT)
    asked = parser.parse_args(arguments)
    given = register(asked.register)
    plan = Plan(asked.replicates, SEED, asked.kept)
    rows = evaluated(chosen(given, asked.only), plan)
    if asked.only:
        sys.stdout.write(table(rows))
    else:
        replace_file(asked.out, page(rows, given.bases, plan).encode())


if __name__ == "__main__":
    main()
