"""Experiment files: examined, with all mistakes at once, and put together.

Whatever is wrong with a file ends in a `ConfigurationError`; nothing else is raised
for bad input.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from cisim.configuration.experiments.asked import Design, Experiment
from cisim.configuration.experiments.bases import THE_SCENARIO, bases_of
from cisim.configuration.experiments.designs import design_mistakes, design_of
from cisim.configuration.experiments.expectations import (
    expectation_mistakes,
    expectation_of,
)
from cisim.configuration.experiments.finding import LARGEST_FILE, found
from cisim.configuration.experiments.forms import DEFAULTS, HORIZON
from cisim.configuration.experiments.naming import (
    alternatives_of,
    contexts_of,
    naming_mistakes,
)
from cisim.configuration.experiments.page import Page
from cisim.configuration.experiments.possible import impossible_points
from cisim.configuration.experiments.seen import (
    aim_of,
    seen_mistakes,
    sign_of,
    until_of,
)
from cisim.configuration.experiments.selectable import selectable_in
from cisim.configuration.experiments.selectors import Selectable
from cisim.configuration.experiments.validation import form_mistakes
from cisim.configuration.mistakes import (
    ConfigurationError,
    Location,
    Mistake,
    told,
)
from cisim.configuration.parameters import declared
from cisim.configuration.reading import content_of
from cisim.configuration.scenarios import Scenario

_NEEDED: Final = "a title, a question, a scenario and a design are needed"


def load_experiment(name_or_path: str | Path) -> Experiment:
    """Return the experiment of a shipped name, a folder or a file.

    A folder holds ``experiment.toml``. A bare word is a shipped name before it is a
    file or folder of that name.

    Raises
    ------
    ConfigurationError
        With one line per mistake, in this file or in a scenario that it names.

    """
    name, path, where = found(name_or_path)
    content = content_of(path, where, _NEEDED, LARGEST_FILE)
    form = form_mistakes(content, where)
    broken = frozenset(mistake.location for mistake in form)
    page = Page(where, path, content, broken)
    bases = bases_of(page, name)
    selectable = selectable_in(page, bases.scenarios)
    mistakes = [*form, *bases.mistakes]
    mistakes.extend(_mistakes(page, selectable, _horizon(page, bases.scenarios)))
    _raise(mistakes, content)
    experiment = _experiment(page, name, bases.scenarios, selectable or Selectable())
    _raise(impossible_points(page, experiment), content)
    return experiment


def _raise(mistakes: Iterator[Mistake] | list[Mistake], content: object) -> None:
    if lines := told(mistakes, content if isinstance(content, Mapping) else {}):
        raise ConfigurationError(lines)


def _horizon(page: Page, scenarios: Mapping[Location, Scenario]) -> int:
    """Months of all runs; the longest that there can be where they are not known."""
    if THE_SCENARIO in scenarios:
        return scenarios[THE_SCENARIO].parameters.horizon_months
    longest = int(declared()[HORIZON].declaration.high)
    years = page.content["horizon_years"] if page.has("horizon_years") else longest
    return 12 * int(years)


def _mistakes(
    page: Page, selectable: Selectable | None, horizon: int
) -> Iterator[Mistake]:
    yield from design_mistakes(page)
    yield from naming_mistakes(page)
    yield from seen_mistakes(page, selectable, horizon)
    yield from expectation_mistakes(page, selectable, horizon)


def _experiment(
    page: Page,
    name: str,
    scenarios: Mapping[Location, Scenario],
    selectable: Selectable,
) -> Experiment:
    content = page.content
    replicates = content.get("replicates", DEFAULTS["replicates"])
    return Experiment(
        name=name,
        title=content["title"],
        question=content["question"],
        scenario=scenarios[THE_SCENARIO],
        design=_design(page, scenarios),
        replicates=replicates,
        seed=content.get("seed", DEFAULTS["seed"]),
        until=until_of(content, replicates),
        contexts=contexts_of(page, scenarios),
        expectations=tuple(
            expectation_of(entry, selectable) for _, entry in page.rows("expect")
        ),
        signs=tuple(sign_of(entry) for _, entry in page.rows("sign")),
        aim=aim_of(content),
        finding=content.get("finding", ""),
    )


def _design(page: Page, scenarios: Mapping[Location, Scenario]) -> Design:
    if "alternative" in page.content:
        return alternatives_of(page, scenarios)
    return design_of(page.content)
