"""What the points of a file can be named by, where its design is in order."""

from collections.abc import Iterator, Mapping

from cisim.configuration.experiments.bases import THE_SCENARIO
from cisim.configuration.experiments.factors import levels_of
from cisim.configuration.experiments.forms import DESIGNS
from cisim.configuration.experiments.page import Page
from cisim.configuration.experiments.selectors import Selectable
from cisim.configuration.mistakes import Location
from cisim.configuration.parameters import declared, value_of
from cisim.configuration.scenarios import Scenario

type Scenarios = Mapping[Location, Scenario]


def selectable_in(page: Page, scenarios: Scenarios) -> Selectable | None:
    """Return what points can be named by; None where a mistake keeps it unknown."""
    given = [design for design in DESIGNS if design in page.content]
    is_sound = all(map(page.is_sound, [*given, "context"]))
    if len(given) != 1 or not is_sound or THE_SCENARIO not in scenarios:
        return None
    levels = levels_of(page.at(given[0])) if given[0] in _WITH_LEVELS else {}
    scenario = {}
    if given[0] == "one_at_a_time":
        scenario = _values_of_the_scenario(page, levels, scenarios)
        levels = {name: _with(levels[name], scenario.get(name)) for name in levels}
    return Selectable(
        alternatives=tuple(row["name"] for _, row in page.rows("alternative")),
        contexts=tuple(row["name"] for _, row in page.rows("context")),
        levels=levels,
        scenario=scenario,
    )


_WITH_LEVELS = ("grid", "one_at_a_time")


def _with(levels: tuple[float, ...], value: float | None) -> tuple[float, ...]:
    return levels if value is None or value in levels else (value, *levels)


def _values_of_the_scenario(
    page: Page, names: Mapping[str, object], scenarios: Scenarios
) -> dict[str, float]:
    """Values of varied parameters in the scenario itself; none if contexts differ."""
    in_contexts = list(_values_by_context(page, names, scenarios))
    return in_contexts[0] if all(v == in_contexts[0] for v in in_contexts) else {}


def _values_by_context(
    page: Page, names: Mapping[str, object], scenarios: Scenarios
) -> Iterator[dict[str, float]]:
    rows = list(page.rows("context")) or [(("context", 0), {})]
    for location, row in rows:
        base = scenarios.get((*location, "scenario"), scenarios[THE_SCENARIO])
        put = row.get("set", {})
        yield {
            name: declared()[name].read(put.get(name, value_of(base.parameters, name)))
            for name in names
        }
