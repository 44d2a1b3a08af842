"""The report of an experiment: what its runs answer."""

import shlex
from collections.abc import Iterator, Sequence
from typing import Any, Final

from cisim import __version__
from cisim.analysis.answers import Answers
from cisim.analysis.regrets import design_factors
from cisim.configuration.experiments import (
    Grid,
)
from cisim.experiment.studies import Study
from cisim.presentation.figures import Picture
from cisim.presentation.labels import name_label
from cisim.presentation.report import (
    assumptions,
    reproduction,
    sensitivity_tables,
    study_design,
    study_tables,
    verdict_table,
)
from cisim.presentation.report.sections import (
    Block,
    Drawing,
    FoldOut,
    Paragraph,
    Points,
    Report,
    Section,
    TableOf,
)
from cisim.presentation.report.study_answer import answer_of
from cisim.presentation.report.study_words import (
    box_words,
    has_sites,
    plainly,
    runs_in_words,
    sentence,
)
from cisim.presentation.wording import counted

NUMBERS: Final = "The numbers"
EXPECTED: Final = "What was expected"
CHOICE: Final = "What can be chosen from"
FACTORS: Final = "What matters"
SIGNS: Final = "Signs seen on the way"

TOLD: Final = (EXPECTED, NUMBERS, FACTORS, SIGNS)
"""Sections that the command line tells, too."""

_FEW: Final = 6
"""Sentences that are read one after the other; more are folded."""

MOST_ROWS: Final = 24
"""Rows of a table that are shown; a longer one is folded."""

_TOO_MANY: Final = 400
"""Rows of a table from which a page only says where they are."""


def study_report(study: Study, answers: Answers, pictures: Sequence[Picture]) -> Report:
    """Put together what a study says, the most telling first."""
    experiment = study.experiment
    optional = [
        Section("The answer in one picture", tuple(map(Drawing, pictures[:1]))),
        Section(EXPECTED, tuple(_expected(study, answers))),
        Section(NUMBERS, tuple(_numbers(study, answers))),
        Section(CHOICE, tuple(_choice(study, answers))),
        Section(FACTORS, tuple(_factors(answers))),
        Section(SIGNS, tuple(_signs(study, answers))),
        Section("More pictures", tuple(map(Drawing, pictures[1:]))),
    ]
    return Report(
        title=experiment.title,
        question=" ".join(experiment.question.split()),
        answer=answer_of(study, answers),
        rests_on=_rests_on(study, answers),
        sections=(
            *(section for section in optional if section.blocks),
            study_design.section(study),
            assumptions.section(experiment.scenario),
            Section("What the answer depends on", tuple(_depends(study, answers))),
            reproduction.section(study.provenance, _command(study)),
        ),
        version=str(study.provenance.get("cisim", __version__)),
    )


def _rests_on(study: Study, answers: Answers) -> str:
    """Say how many runs there are, which are missing, and whether they are enough."""
    failed = len(study.failures)
    without = f" {counted(failed, 'run')} failed and cannot be told." if failed else ""
    enough = f" {sentence(plainly(answers.enough[0]))}." if answers.enough else ""
    return f"In brackets: 95 % intervals. {runs_in_words(study)}.{without}{enough}"


# ---- What came out ----


def _expected(study: Study, answers: Answers) -> Iterator[Block]:
    if "verdicts" in answers.tables:
        yield verdict_table.verdicts(study, answers)


def _numbers(study: Study, answers: Answers) -> Iterator[Block]:
    if isinstance(study.experiment.design, Grid) and len(design_factors(study)) > 1:
        yield study_tables.lever_averages(study)
    if "chances" in answers.tables:
        yield _folded(study_tables.numbers(study, answers), "chances.csv")
    if "paired" in answers.tables:
        yield _folded(study_tables.differences(study, answers), "paired.csv")


def _choice(study: Study, answers: Answers) -> Iterator[Block]:
    if "levels" in answers.tables:
        yield study_tables.levels(answers)
    if "portfolio" in answers.tables and has_sites(study):
        yield study_tables.portfolios(study, answers)
    # In a single context it says again by how much each falls behind the best.
    if "regret" in answers.tables and study.experiment.contexts:
        yield _folded(study_tables.regrets(study, answers), "regret.csv")


def _factors(answers: Answers) -> Iterator[Block]:
    if "sensitivity" in answers.tables:
        yield from sensitivity_tables.rankings(answers)
    if answers.enough:
        yield Paragraph("Is the sample large enough to rank the factors?")
        points = Points(tuple(sentence(plainly(words)) for words in answers.enough))
        few = len(answers.enough) <= _FEW
        yield points if few else FoldOut("For each outcome and context", (points,))
    if answers.boxes:
        yield Paragraph("Where is the result likely?")
        yield Points(
            tuple(
                sentence(
                    f"{f'in “{name_label(context)}” ' if context else ''}"
                    f"{box_words(box)}"
                )
                for context, box in answers.boxes.items()
            )
        )
    if "sensitivity" in answers.tables:
        tables = tuple(sensitivity_tables.indices(answers))
        yield FoldOut("All indices", tables)


def _signs(study: Study, answers: Answers) -> Iterator[Block]:
    if "signs" in answers.tables:
        yield _folded(study_tables.signs(study, answers), "signs.csv")


def _folded(table: TableOf, file: str) -> Block:
    """Show a short table at once, a long one to those who look for it.

    A very long one nobody reads on a page, which it makes heavy: the folder has it.
    """
    if len(table.rows) <= MOST_ROWS:
        return table
    if len(table.rows) > _TOO_MANY:
        rows = f"{len(table.rows):,} rows: they stand in {file} beside this report."
        return Paragraph(f"{table.caption} {rows}", is_note=True)
    return FoldOut(f"{table.caption} ({len(table.rows):,} rows)", (table,))


def _depends(study: Study, answers: Answers) -> Iterator[Block]:
    if study.experiment.contexts:
        yield Paragraph(
            "The answer was sought in several contexts; where they differ, it depends"
            " on the place."
        )
    else:
        yield Paragraph(
            f"All runs are of one kind of place, {study.experiment.scenario.title}."
            " What would come out elsewhere cannot be seen here."
        )
    if answers.notes:
        yield Paragraph("What could not be answered:")
        yield Points(tuple(map(plainly, answers.notes)))
    yield Paragraph(
        "Intervals say what more runs would change. They do not say whether the model"
        " is right, and most of its rates are assumed.",
        is_note=True,
    )


def _command(study: Study) -> str:
    """Command to be given beside the report: it names no folder of this machine."""
    engine: Any = study.provenance.get("engine")
    options = [f"--engine={engine}"] if engine else []
    return shlex.join(("cisim", "run", "experiment.toml", *options, "--out=again"))
