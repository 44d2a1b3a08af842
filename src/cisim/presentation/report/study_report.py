"""The report of an experiment: what its runs answer."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cisim import __version__
from cisim.analysis.answers import Answers
from cisim.analysis.regrets import design_factors
from cisim.configuration.experiments import (
    Alternatives,
    Design,
    Experiment,
    Grid,
    OneAtATime,
    Sample,
    Sensitivity,
    Until,
)
from cisim.experiment.studies import Study
from cisim.presentation.figures import Picture
from cisim.presentation.labels import level_label, name_label, parameter_name
from cisim.presentation.report import (
    assumptions,
    reproduction,
    sensitivity_tables,
    study_tables,
    verdict_table,
)
from cisim.presentation.report.sections import (
    Block,
    Drawing,
    Facts,
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
    method_words,
    plainly,
    point_names,
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
            _design(study),
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
        yield _folded(study_tables.numbers(study, answers))
    if "paired" in answers.tables:
        yield _folded(study_tables.differences(study, answers))


def _choice(study: Study, answers: Answers) -> Iterator[Block]:
    if "levels" in answers.tables:
        yield study_tables.levels(answers)
    if "portfolio" in answers.tables and has_sites(study):
        yield study_tables.portfolios(study, answers)
    # In a single context it says again by how much each falls behind the best.
    if "regret" in answers.tables and study.experiment.contexts:
        yield _folded(study_tables.regrets(study, answers))


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
        yield _folded(study_tables.signs(study, answers))


def _folded(table: TableOf) -> Block:
    """Show a short table at once, a long one to those who look for it."""
    if len(table.rows) <= MOST_ROWS:
        return table
    return FoldOut(f"{table.caption} ({len(table.rows):,} rows)", (table,))


# ---- How it was asked ----


def _design(study: Study) -> Section:
    experiment = study.experiment
    facts = (
        ("Design", _in_words(experiment.design)),
        ("Combinations of settings", f"{len(study.points):,}"),
        ("Replicates of each", str(study.provenance.get("replicates", "unknown"))),
        *_stopping(experiment.until),
        ("Runs", f"{len(study.runs):,}"),
        ("Runs that failed", f"{len(study.failures):,}"),
        ("Seed", str(experiment.seed)),
        ("Length of a run", _years(experiment)),
        ("Scenario", experiment.scenario.title),
    )
    return Section(
        "How it was asked",
        (
            Paragraph(
                "Replicates of one number meet the same place and the same luck with"
                " all settings, so that what differs comes from the settings."
            ),
            Facts(facts),
            *_all_sites(study),
            *_alternatives(study),
            *_contexts(experiment),
            *_failures(study),
        ),
    )


def _stopping(until: Until | None) -> tuple[tuple[str, str], ...]:
    if until is None:
        return ()
    known = f"is {until.standard_error:g}"
    words = f"until the standard error of {plainly(until.outcome)} {known}"
    return (("Replicates were added", words),)


def _years(experiment: Experiment) -> str:
    return counted(experiment.scenario.parameters.horizon_months // 12, "year")


def _in_words(design: Design) -> str:
    match design:
        case Alternatives(alternatives):
            return f"{len(alternatives)} named alternatives"
        case Grid(levels):
            return f"every combination of the levels of {_parameters(levels)}"
        case OneAtATime(levels):
            return f"one at a time: the levels of {_parameters(levels)}"
        case Sample(method, _, factors):
            names = _parameters({factor.parameter: () for factor in factors})
            return f"{method_words(method)} over {names}"
        case Sensitivity(method, samples, _, factors):
            names = _parameters({factor.parameter: () for factor in factors})
            return f"{method_words(method)}, with N = {samples}, over {names}"


def _parameters(levels: Mapping[str, object]) -> str:
    return "; ".join(parameter_name(name) for name in levels)


def _all_sites(study: Study) -> tuple[Block, ...]:
    words = "Numbers are those of one site, unless all sites are spoken of."
    return (Paragraph(words),) if has_sites(study) else ()


def _alternatives(study: Study) -> tuple[Block, ...]:
    """Settings of alternatives, side by side."""
    if not isinstance(study.experiment.design, Alternatives) or not study.factors:
        return ()
    points, names = study.points.drop_duplicates("alternative"), point_names(study)
    rows = tuple(
        (parameter_name(name), *(level_label(name, float(v)) for v in points[name]))
        for name in study.factors
    )
    headings = ("setting", *(names[int(point)] for point in points["point"]))
    changed = "Settings of the alternatives at the start; dated changes come later."
    return (TableOf(changed, headings, rows),)


def _contexts(experiment: Experiment) -> tuple[Block, ...]:
    lines = tuple(
        f"{name_label(context.name)}: {_settings(context.settings)}"
        for context in experiment.contexts
    )
    return (Paragraph("Contexts in which all was run:"), Points(lines)) if lines else ()


def _settings(settings: Mapping[str, float]) -> str:
    told = (
        f"{parameter_name(name)} {level_label(name, value)}"
        for name, value in settings.items()
    )
    return ", ".join(told) or "as the scenario is"


def _failures(study: Study) -> tuple[Block, ...]:
    if study.failures.empty:
        return ()
    words = (
        f"{counted(len(study.failures), 'run')} ended in an error and cannot be told;"
        " failures.csv names them. What failed may have been special, so the rest may"
        " mislead."
    )
    return (Paragraph(words),)


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
