"""Points that cannot be: combinations of settings, and what a roster decides."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from cisim.configuration.combinations import (
    CONSTRAINTS,
    DatedSettings,
    broken_constraints,
    change_mistakes,
    roster_mistakes,
)
from cisim.configuration.experiments.asked import (
    Alternative,
    Context,
    Design,
    Experiment,
    Factor,
    Grid,
    OneAtATime,
    Sample,
    Sensitivity,
)
from cisim.configuration.experiments.composing import alternatives_in, scenario_at
from cisim.configuration.experiments.page import Page
from cisim.configuration.mistakes import Location, Mistake
from cisim.configuration.parameters import declared, replaced
from cisim.configuration.scenarios import Scenario

type Settings = Mapping[str, float]


def impossible_points(page: Page, experiment: Experiment) -> Iterator[Mistake]:
    """Points of an experiment that cannot be run, an example of each combination.

    All combinations are monotone in each of their settings, so corners suffice: where
    a point within is impossible, one of them is, too.
    """
    for context in experiment.contexts or (None,):
        yield from _in_context(page, experiment, context)


def _in_context(
    page: Page, experiment: Experiment, context: Context | None
) -> Iterator[Mistake]:
    given = context.settings if context else {}
    base = scenario_at(experiment, context=context)
    label = f" in context {context.name}" if context else ""
    found = list(_wrong(base, given, label.removeprefix(" in ")))
    if context and found:
        index = experiment.contexts.index(context)
        yield from (_told(page, ("context", index), words) for words in found)
    elif alternatives_in(experiment):
        yield from _of_alternatives(page, experiment, context, label)
    else:
        yield from _of_ranges(page, experiment, base, label)


def _told(page: Page, location: Location, words: str) -> Mistake:
    return Mistake(location, f"{page.where} › {words}")


# ---- Alternatives ----


def _of_alternatives(
    page: Page, experiment: Experiment, context: Context | None, label: str
) -> Iterator[Mistake]:
    for index, alternative in enumerate(alternatives_in(experiment)):
        point = scenario_at(experiment, context=context, alternative=alternative)
        where = f"alternative {index + 1}{label}"
        found = list(_wrong(point, alternative.settings, where))
        if context and not _fits_into_contexts(alternative, experiment):
            words = "needs the roster and the dated changes that the experiment has"
            found = [f"{where} › scenario: {words}, to be put over a context"]
        yield from (_told(page, ("alternative", index), words) for words in found)


def _fits_into_contexts(alternative: Alternative, experiment: Experiment) -> bool:
    """Tell whether all that sets a scenario apart can be put over another one."""
    own, usual = alternative.scenario, experiment.scenario
    made = {(c.at_month, name) for c in own.changes for name in c.settings}
    usually = {(c.at_month, name) for c in usual.changes for name in c.settings}
    return own.roster == usual.roster and usually <= made


def _wrong(scenario: Scenario, given: Settings, where: str) -> Iterator[str]:
    """What is wrong with a scenario into which settings were put."""
    parameters = scenario.parameters
    for constraint in broken_constraints(parameters, declared()):
        yield f"{where} › {constraint.told(parameters)}"
    for mistake in roster_mistakes(parameters, given, scenario.roster, where):
        yield mistake.words
    dated = [
        DatedSettings(f"change in month {c.at_month}", c.at_month, c.settings)
        for c in scenario.changes
    ]
    for _, words in change_mistakes(parameters, dated):
        yield f"{where} › {words}"


# ---- Ranges and levels ----


def _of_ranges(
    page: Page, experiment: Experiment, base: Scenario, label: str
) -> Iterator[Mistake]:
    varied = _varied(experiment.design)
    fixed = base.roster.settings if base.roster else {}
    for name in varied.keys() & fixed.keys():
        words = f"{name}{label}: follows from the roster of the scenario"
        yield _told(page, varied[name].place, f"{varied[name].place[0]} › {words}")
    free = {name: end for name, end in varied.items() if name not in fixed}
    alone = isinstance(experiment.design, OneAtATime)
    groups = [(name,) for name in free] if alone else _groups(free)
    for names in dict.fromkeys(groups):
        yield from _of_corners(page, base, {name: free[name] for name in names}, label)


class _Ends(NamedTuple):
    """Outermost values of what is varied, and where it stands."""

    place: Location
    values: tuple[float, ...]


def _varied(design: Design) -> dict[str, _Ends]:
    match design:
        case Grid(levels):
            return _ends_of_levels("grid", levels)
        case OneAtATime(levels):
            return _ends_of_levels("one_at_a_time", levels)
        case Sample(_, _, factors):
            return _ends_of_factors("sample", factors)
        case Sensitivity(_, _, _, factors):
            return _ends_of_factors("sensitivity", factors)
    return {}


def _ends_of_levels(
    design: str, levels: Mapping[str, tuple[float, ...]]
) -> dict[str, _Ends]:
    return {n: _Ends((design, n), (min(v), max(v))) for n, v in levels.items()}


def _ends_of_factors(design: str, factors: Iterable[Factor]) -> dict[str, _Ends]:
    return {
        factor.parameter: _Ends((design, "factor", index), (factor.low, factor.high))
        for index, factor in enumerate(factors)
    }


def _groups(names: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Names that go together into a combination, and each that goes into none."""
    for constraint in CONSTRAINTS:
        if together := tuple(name for name in constraint.names if name in names):
            yield together
    in_one = {name for constraint in CONSTRAINTS for name in constraint.names}
    yield from ((name,) for name in names if name not in in_one)


def _of_corners(
    page: Page, base: Scenario, varied: Mapping[str, _Ends], label: str
) -> Iterator[Mistake]:
    """Tell of the first corner of these ranges that cannot be, if there is one."""
    last = list(varied.values())[-1]
    where = f"{last.place[0]}{label}"
    for values in product(*(end.values for end in varied.values())):
        settings = dict(zip(varied, values, strict=True))
        point = replace(base, parameters=replaced(base.parameters, settings))
        for words in _wrong(point, settings, where):
            yield _told(page, last.place, words)
            return
