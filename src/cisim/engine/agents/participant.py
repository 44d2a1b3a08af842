"""What all agents have in common: keyed luck, and two phases in every process."""

from enum import Enum
from typing import TYPE_CHECKING, Any

import mesa

from cisim.configuration.parameters import Parameters
from cisim.model.saved_month import Plain, State, check_variables, plain, restored
from cisim.model.streams import Purpose, uniform

if TYPE_CHECKING:
    from cisim.engine.agents.model import CollectiveImpactModel


NO_STATE = frozenset({"model", "unique_id", "pos", "place", "_intended"})
"""Attributes by which Mesa and the two phases know an agent; all others are state."""


class Participant(mesa.Agent):  # type: ignore[misc]  # Mesa's base class is untyped
    """An entity of the initiative.

    A method that bears the name of a process is called once a month when that process
    is due. It reads the state that all agents show and says with `intend` what its own
    state becomes; `settle` makes that true after every agent has been visited.
    """

    model: "CollectiveImpactModel"

    def __init__(self, model: "CollectiveImpactModel", place: int = 0) -> None:
        super().__init__(model)
        self.place = place
        self._intended: dict[str, Any] = {}

    @property
    def parameters(self) -> Parameters:
        """Parameters that hold this month."""
        return self.model.parameters

    @property
    def month(self) -> int:
        """Month that is being simulated; 0 is the start."""
        return self.model.month

    def draw(self, purpose: Purpose, partner: int = 0) -> float:
        """Uniform number that belongs to this agent's decision in this month."""
        return uniform(
            self.model.run_seed, int(purpose), self.place, self.month, partner
        )

    def intend(self, **state: Any) -> None:  # noqa: ANN401 - any state variable
        """Say what some state variables become when this process ends.

        Raises
        ------
        AttributeError
            If the agent has no state variable of that name.
        """
        if not state.keys() <= self.__dict__.keys():
            unknown = ", ".join(sorted(state.keys() - self.__dict__.keys()))
            message = f"{type(self).__name__} has no state variable {unknown}"
            raise AttributeError(message)
        self._intended.update(state)

    def settle(self) -> None:
        """Make true what was intended."""
        if self._intended:
            self.__dict__.update(self._intended)
            self._intended.clear()

    def state(self) -> State:
        """State variables by name, in the forms of JSON.

        Raises
        ------
        TypeError
            If one of them is neither number nor text nor made of these.
        """
        return {
            name: self._plain(name, value)
            for name, value in vars(self).items()
            if name not in NO_STATE
        }

    def _plain(self, name: str, value: object) -> Plain:
        try:
            return plain(value.value if isinstance(value, Enum) else value)
        except TypeError as error:
            message = f"{type(self).__name__}.{name} = {error}"
            raise TypeError(message) from None

    def restore(self, state: State) -> None:
        """Take over a state that an agent of this kind had.

        Raises
        ------
        ValueError
            If the state variables are not those of this agent.
        """
        now = {name: v for name, v in vars(self).items() if name not in NO_STATE}
        check_variables(type(self).__name__, now, state)
        for name, value in state.items():
            kind = type(now[name]) if isinstance(now[name], Enum) else restored
            self.__dict__[name] = kind(value)
