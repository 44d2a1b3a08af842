"""A run kept at a month, and taken up again, in the words of the Mesa agents."""

from cisim.configuration.scenarios import Scenario
from cisim.engine.kernel.layout import Records
from cisim.engine.kernel.state import State
from cisim.model.observation import Event
from cisim.model.saved_month import SavedMonth


def saved_month(
    scenario: Scenario, state: State, rows: Records, before: tuple[Event, ...]
) -> SavedMonth:
    """Return the whole state of a run between two months, with its record so far."""
    raise NotImplementedError


def take_up(saved: SavedMonth, state: State, rows: Records) -> None:
    """Put a state that has just begun into that of a saved month."""
    raise NotImplementedError
