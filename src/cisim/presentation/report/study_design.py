"""How a study was asked: its design, its settings, its contexts, and what failed."""

from collections.abc import Mapping

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
from cisim.presentation.labels import level_label, name_label, parameter_name
from cisim.presentation.report.sections import (
    Block,
    Facts,
    Paragraph,
    Points,
    Section,
    TableOf,
)
from cisim.presentation.report.study_words import (
    has_sites,
    method_words,
    plainly,
    point_names,
)
from cisim.presentation.wording import counted


def section(study: Study) -> Section:
    """Say which design was run, with what, and what failed."""
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
