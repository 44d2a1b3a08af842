"""A scenario: a named setting of the parameters, with dated changes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cisim.configuration.parameters import Parameters, declared, replaced
from cisim.configuration.rosters import Roster


@dataclass(frozen=True, slots=True)
class Change:
    """Settings that take effect at the beginning of a month, by dotted name."""

    at_month: int
    settings: Mapping[str, float]


def kept_changes(before: Iterable[Change], own: Iterable[Change]) -> Iterator[Change]:
    """Changes known before, without the settings that own ones make in that month."""
    taken = {(change.at_month, name) for change in own for name in change.settings}
    for change in before:
        settings = {
            name: value
            for name, value in change.settings.items()
            if (change.at_month, name) not in taken
        }
        if settings:
            yield Change(change.at_month, settings)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What happens where: a complete set of parameters and what changes when.

    ``basis`` says for some settings, by dotted name, what they rest on: ``stated``
    in the documents, ``assumed``, or a key of evidence or bibliography. A ``roster``
    of own data decides how many organisations there are.
    """

    name: str = "baseline"
    title: str = "Baseline"
    note: str = ""
    parameters: Parameters = Parameters()
    changes: tuple[Change, ...] = ()
    basis: Mapping[str, str] = field(default_factory=dict)
    roster: Roster | None = None

    def __post_init__(self) -> None:
        """Take the settings that follow from the roster."""
        if self.roster:
            parameters = replaced(self.parameters, self.roster.settings)
            object.__setattr__(self, "parameters", parameters)

    def with_(self, **groups: Mapping[str, Any]) -> "Scenario":
        """Return this scenario with some settings changed, given by group.

        Raises
        ------
        ConfigurationError
            If a name is unknown or a value is not admissible; nothing is changed.

        Examples
        --------
        >>> longer = Scenario().with_(funding={"duration_years": 7})
        >>> longer.parameters.funding.duration_years
        7.0
        """
        return self.with_groups(groups, where=self.name)

    def with_groups(
        self, groups: Mapping[str, Mapping[str, Any]], where: str
    ) -> "Scenario":
        """Return this scenario with settings that were given somewhere else.

        Parameters
        ----------
        groups
            Values by group and key.
        where
            Where they were given, for the first words of each mistake.

        Raises
        ------
        ConfigurationError
            If a name is unknown, a value is not admissible, a combination is
            impossible, or a dated change would no longer be possible.

        """
        # Pydantic is slow to load and most commands never need it.
        from cisim.configuration.validation import checked_settings  # noqa: PLC0415

        settings = checked_settings(
            groups, where, self.parameters, self.changes, self.roster
        )
        return replace(
            self,
            parameters=replaced(self.parameters, settings),
            basis={k: v for k, v in self.basis.items() if k not in settings},
        )

    def from_month(self, at_month: int, /, **groups: Mapping[str, Any]) -> "Scenario":
        """Return this scenario with a change at the beginning of a month.

        Raises
        ------
        ConfigurationError
            If the month or a setting is not admissible; nothing is changed.

        Examples
        --------
        >>> longer = Scenario().from_month(36, funding={"duration_years": 7})
        >>> longer.changes[0].at_month
        36
        """
        return self.with_change(at_month, groups, where=self.name)

    def with_change(
        self, at_month: int, groups: Mapping[str, Mapping[str, Any]], where: str
    ) -> "Scenario":
        """Return this scenario with a dated change that was given somewhere else.

        It stands beside the changes that the scenario has, as a ``[[change]]`` of a
        file stands beside those that it inherits.

        Raises
        ------
        ConfigurationError
            If a name is unknown, a value is not admissible, a setting shapes the
            start, the month lies outside the horizon, or a combination is impossible.
        """
        from cisim.configuration.validation import checked_change  # noqa: PLC0415 - as above

        given = checked_change(at_month, groups, where, self.parameters, self.changes)
        own = [Change(at_month, given)] if given else []
        return replace(self, changes=(*kept_changes(self.changes, own), *own))

    def names_changed(self, month: int) -> frozenset[str]:
        """Dotted names of the settings that change at the beginning of a month."""
        now = (change for change in self.changes if change.at_month == month)
        return frozenset(name for change in now for name in change.settings)

    def parameters_by_month(self) -> dict[int, Parameters]:
        """Parameters that begin to hold at each month of change, 0 included."""
        current = self.parameters
        history = {0: current}
        for change in sorted(self.changes, key=lambda change: change.at_month):
            current = replaced(current, change.settings)
            history[change.at_month] = current
        return history

    def own_files(self) -> dict[str, str]:
        """Texts of the files of own data by name, none without a roster."""
        return self.roster.files() if self.roster else {}

    def parameters_in(self, month: int) -> Parameters:
        """Parameters that hold in a month."""
        history = self.parameters_by_month()
        return history[max(begin for begin in history if begin <= month)]

    def settings(self) -> dict[str, float]:
        """Settings that differ from the defaults, by dotted name."""
        return {
            name: value
            for name, value in self.all_settings().items()
            if value != declared()[name].default
        }

    def all_settings(self) -> dict[str, float]:
        """All settings, by dotted name."""
        return {
            f"{group}.{key}": value
            for group, values in self.parameters._asdict().items()
            for key, value in values._asdict().items()
        }
