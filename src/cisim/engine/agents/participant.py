"""What all agents have in common: keyed luck, and two phases in every process."""

from typing import TYPE_CHECKING, Any

import mesa

from cisim.configuration.parameters import Parameters
from cisim.model.streams import Purpose, uniform

if TYPE_CHECKING:
    from cisim.engine.agents.model import CollectiveImpactModel


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
