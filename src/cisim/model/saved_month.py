"""A saved month: all that a run needs to go on from there.

It holds state as numbers, texts and lists, whatever engine kept it, and the record of
the months before, so that a run that goes on is a whole run.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.parameters import declared, value_of
from cisim.configuration.scenarios import Scenario
from cisim.model.observation import Event, Tie

type Plain = bool | int | float | str | list[Any] | dict[str, Any] | None
"""What JSON can hold; a number may be missing (NaN)."""

type State = Mapping[str, Plain]
"""State variables of one agent by name."""

_FORMS: Final[Mapping[str, Callable[[Iterable[Any]], Any]]] = {
    form.__name__: form for form in (tuple, dict, set, frozenset)
}


@dataclass(frozen=True, slots=True)
class SavedMonth:
    """A run as it stands at the beginning of a month, before anything happens in it.

    A dated change ``at_month`` takes effect at the same moment: to go on from here
    with a setting, and to run a scenario that changes it ``at_month``, is the same.

    ``seed`` is that of the run. ``agents`` holds for every kind of agent their states,
    ``series`` the values of every collected series of axis (month) from month 0.
    """

    scenario: Scenario
    seed: int
    month: int
    agents: Mapping[str, Sequence[State]]
    series: Mapping[str, Sequence[float]]
    events: tuple[Event, ...]
    ties: tuple[Tie, ...] = ()

    def check_past(self, scenario: Scenario) -> None:
        """Demand that a scenario differs from the saved one from this month on only.

        Raises
        ------
        ConfigurationError
            With a line for every setting and every month of change that differs.
        """
        lines = [*self._other_start(scenario), *self._other_changes(scenario)]
        if lines:
            raise ConfigurationError(lines)

    def check_agents(self, here: Mapping[str, int]) -> None:
        """Demand that so many agents of each kind were saved.

        Raises
        ------
        ValueError
            If they are others.
        """
        there = {kind: len(states) for kind, states in self.agents.items()}
        if here != there:
            message = f"the saved month has the agents {there}, this model {here}"
            raise ValueError(message)

    def _other_start(self, scenario: Scenario) -> Iterator[str]:
        saved = self.scenario.parameters
        for name, value in scenario.all_settings().items():
            before, told = value_of(saved, name), declared()[name].shown
            if value != before:
                yield (
                    f"{scenario.name} › {name} = {told(value)}: must be"
                    f" {told(before)}, with which the saved run began;"
                    f" Scenario.from_month({self.month}, …) changes what can change"
                )

    def _other_changes(self, scenario: Scenario) -> Iterator[str]:
        saved, given = (_changes(s, self.month) for s in (self.scenario, scenario))
        for month in sorted(saved.keys() | given.keys()):
            if saved.get(month) != given.get(month):
                yield (
                    f"{scenario.name} › change in month {month}: must be that of the"
                    f" saved run, which has month {month} behind it"
                )


def _changes(scenario: Scenario, before: int) -> dict[int, dict[str, float]]:
    """Months of change before one, each with the settings that it puts in."""
    return {
        month: {
            name: value_of(parameters, name) for name in scenario.names_changed(month)
        }
        for month, parameters in scenario.parameters_by_month().items()
        if 0 < month < before
    }


def check_variables(kind: str, one: State, other: State) -> None:
    """Demand that two agents have state variables of the same names.

    Raises
    ------
    ValueError
        With the names that only one of them has.
    """
    if differing := ", ".join(sorted(one.keys() ^ other.keys())):
        message = f"{kind}: only one of two has {differing}"
        raise ValueError(message)


def plain(value: object) -> Plain:
    """Return a value in the forms of JSON; `restored` gives the equal value back.

    Raises
    ------
    TypeError
        If it is, or holds, anything but numbers, texts, tuples, lists, sets, mappings.
    """
    match value:
        case Enum():
            pass
        case None | bool() | int() | str():
            return value
        case float():
            return float(value)
        case list():
            return [plain(item) for item in value]
        case dict() if type(value) is dict:
            return {"dict": [plain(list(pair)) for pair in value.items()]}
        case set() | frozenset():
            return {type(value).__name__: [plain(item) for item in sorted(value)]}
        case tuple() if type(value) is tuple:
            return {"tuple": [plain(item) for item in value]}
    message = (
        f"{value!r} cannot be saved; a state is made of numbers, texts, tuples, lists,"
        " sets and mappings"
    )
    raise TypeError(message)


def restored(value: Plain) -> Any:  # noqa: ANN401 - whatever was made plain
    """Return the value that `plain` was given."""
    match value:
        case list():
            return [restored(item) for item in value]
        case dict():
            ((form, items),) = value.items()
            return _FORMS[form](restored(item) for item in items)
    return value
