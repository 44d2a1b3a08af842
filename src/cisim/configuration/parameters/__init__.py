"""Every input of the model, declared once.

A dotted name such as ``funding.duration_years`` is a group of `Parameters` and a
field of that group; the annotation of the field is its `Declaration`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_type_hints

from cisim.configuration.declare import Choice, Declaration
from cisim.configuration.parameters.backbone import Backbone as Backbone
from cisim.configuration.parameters.behaviour import Agenda as Agenda
from cisim.configuration.parameters.behaviour import Effort as Effort
from cisim.configuration.parameters.behaviour import Membership as Membership
from cisim.configuration.parameters.behaviour import Morale as Morale
from cisim.configuration.parameters.behaviour import Trust as Trust
from cisim.configuration.parameters.communication import Communication as Communication
from cisim.configuration.parameters.funding import Funding as Funding
from cisim.configuration.parameters.governance import Governance as Governance
from cisim.configuration.parameters.joint_work import Measurement as Measurement
from cisim.configuration.parameters.joint_work import Plan as Plan
from cisim.configuration.parameters.joint_work import QuickWins as QuickWins
from cisim.configuration.parameters.people import Champion as Champion
from cisim.configuration.parameters.people import Community as Community
from cisim.configuration.parameters.people import Council as Council
from cisim.configuration.parameters.people import Support as Support
from cisim.configuration.parameters.place import Place as Place
from cisim.configuration.parameters.place import Problem as Problem
from cisim.configuration.parameters.place import Result as Result
from cisim.configuration.parameters.roster import Disagreement as Disagreement
from cisim.configuration.parameters.roster import Organisations as Organisations
from cisim.configuration.parameters.system import System as System


class Parameters(NamedTuple):
    """One value for every parameter, by group."""

    funding: Funding = Funding()
    communication: Communication = Communication()
    quick_wins: QuickWins = QuickWins()
    backbone: Backbone = Backbone()
    governance: Governance = Governance()
    champion: Champion = Champion()
    community: Community = Community()
    council: Council = Council()
    support: Support = Support()
    measurement: Measurement = Measurement()
    plan: Plan = Plan()
    agenda: Agenda = Agenda()
    organisations: Organisations = Organisations()
    disagreement: Disagreement = Disagreement()
    problem: Problem = Problem()
    place: Place = Place()
    result: Result = Result()
    trust: Trust = Trust()
    effort: Effort = Effort()
    system: System = System()
    morale: Morale = Morale()
    membership: Membership = Membership()

    @property
    def horizon_months(self) -> int:
        """Length of a run in months."""
        return 12 * self.result.horizon_years


class Parameter(NamedTuple):
    """A declared parameter with its dotted name, type and default."""

    name: str
    type: type
    default: float
    declaration: Declaration

    @property
    def group(self) -> str:
        """Group, the first half of the dotted name."""
        return self.name.partition(".")[0]

    @property
    def key(self) -> str:
        """Key within the group, the second half of the dotted name."""
        return self.name.partition(".")[2]

    @property
    def words(self) -> dict[str, str]:
        """Words that are allowed, with their meaning; none for a number."""
        if not issubclass(self.type, Choice):
            return {}
        return {member.word: member.meaning for member in self.type}

    @property
    def is_choice(self) -> bool:
        """Whether the values are words instead of numbers."""
        return bool(self.words)

    def read(self, value: float | str) -> float:
        """Return a value of a document in the type of the parameter."""
        typed: float = self.type(value)
        return typed

    def written(self, value: float) -> float | str:
        """Return a value as it stands in a document: a number, or a word."""
        typed = self.read(value)
        return typed.word if isinstance(typed, Choice) else typed

    def shown(self, value: float) -> str:
        """Return a value as text: digits, or a word."""
        written = self.written(value)
        return written if isinstance(written, str) else f"{written:.10g}"


def group_types() -> dict[str, type[Any]]:
    """Group names with their types, in the order of `Parameters`."""
    return get_type_hints(Parameters)


@cache
def declared() -> Mapping[str, Parameter]:
    """All parameters by dotted name, in the order of declaration."""
    return {parameter.name: parameter for parameter in _declared()}


def _declared() -> Iterator[Parameter]:
    for group, group_type in group_types().items():
        hints = get_type_hints(group_type, include_extras=True)
        for key, hint in hints.items():
            default = group_type._field_defaults[key]
            declaration = _bounded(hint.__metadata__[0], hint.__origin__)
            yield Parameter(f"{group}.{key}", hint.__origin__, default, declaration)


def _bounded(declaration: Declaration, type_: type) -> Declaration:
    return declaration.spanning(type_) if issubclass(type_, Choice) else declaration


def value_of(parameters: Parameters, name: str) -> float:
    """Value of the parameter with this dotted name."""
    group, _, key = name.partition(".")
    return float(getattr(getattr(parameters, group), key))


def replaced(parameters: Parameters, settings: Mapping[str, float]) -> Parameters:
    """Return the parameters with the settings, given by dotted name, put in."""
    groups: dict[str, Any] = {}
    for name, value in settings.items():
        group, _, key = name.partition(".")
        current = groups.get(group, getattr(parameters, group))
        groups[group] = current._replace(**{key: declared()[name].read(value)})
    return parameters._replace(**groups)


def by_group[T](settings: Mapping[str, T]) -> dict[str, dict[str, T]]:
    """Return settings given by dotted name as settings by group and key."""
    groups: dict[str, dict[str, T]] = {}
    for name, value in settings.items():
        group, _, key = name.partition(".")
        groups.setdefault(group, {})[key] = value
    return groups
